"""What a laptop's people chose for this window: appearance and text size. Nothing about anybody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Appearance = Literal["system", "light", "dark"]
_APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")
TEXT_SCALES = (100, 125, 150, 175, 200)
_FILE = "preferences.toml"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Appearance, and text size in percent."""

    appearance: Appearance = "system"
    text_scale: int = 100


def read_preferences(folder: Path) -> Preferences:
    """The preferences kept in a shop folder; the usual ones where there are none or they cannot be read."""
    try:
        text = (folder / _FILE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return Preferences()
    import tomllib  # read before the window stands, where there mostly is nothing to read

    try:
        read = tomllib.loads(text)
    except ValueError:
        return Preferences()
    appearance, scale = read.get("appearance"), read.get("text_scale")
    return Preferences(
        next((known for known in _APPEARANCES if known == appearance), "system"),
        next((known for known in TEXT_SCALES if known == scale), 100),
    )


def keep_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep the preferences. Raises OSError where the folder cannot be written."""
    lines = f'appearance = "{preferences.appearance}"\ntext_scale = {preferences.text_scale}\n'
    (folder / _FILE).write_text(lines, encoding="utf-8", newline="\n")
