"""Whatever can have the keyboard has a name that a screen reader speaks, on every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ui.demonstration import Demonstration


def nameless(window: Demonstration) -> list[str]:
    """What is shown, can have the keyboard and has no spoken name."""
    found = []
    for widget in window.window.frame.findChildren(QWidget):
        focusable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
        if focusable and widget.isVisible():
            spoken = QAccessible.queryAccessibleInterface(widget)
            if not spoken or not spoken.text(QAccessible.Text.Name).strip():
                found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def test_everything_on_the_pages_of_a_day_has_a_name(window: Demonstration, passphrase: str) -> None:
    """From the locked window over the day, merging and reports to the hidden one: nothing is nameless."""
    seen = {"locked": nameless(window)}
    window.click("I forgot the passphrase")
    seen["recovery"] = nameless(window)
    window.click("Back")
    window.type(passphrase)
    window.press("Return")
    seen["start"] = nameless(window)
    window.press("F3")
    seen["merge"] = nameless(window)
    window.press("F4", "C", "Return", "Tab", "Tab", "Return")
    seen["calendar"] = nameless(window)
    window.press("Esc", "Esc", "2")
    seen["reports"] = nameless(window)
    window.press("F2", "W")
    seen["outbox"] = nameless(window)
    window.press("Esc", "Return", "A")
    seen["agencies"] = nameless(window)
    window.type("vict")
    window.press("Return", "N", "1", "1")
    seen["visit"] = nameless(window)
    window.press("Esc", "F1")
    seen["keys"] = nameless(window)
    window.press("Esc")
    window.click("Close session")
    seen["closing"] = nameless(window)
    window.press("F12")
    seen["hidden"] = nameless(window)
    assert all(found == [] for found in seen.values()), seen


def test_everything_at_the_first_start_has_a_name(
    opening: Callable[..., Demonstration], tmp_path: Path
) -> None:
    """The first question and both forms: nothing is nameless."""
    window = opening(tmp_path / "none")
    seen = {"choice": nameless(window)}
    window.press("1")
    seen["joining"] = nameless(window)
    window.click("Back")
    window.press("2")
    seen["founding"] = nameless(window)
    assert all(found == [] for found in seen.values()), seen
