"""Where the app keeps its own folder on this machine."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_STORE = "store.db"


def shop_folder() -> Path:
    """The default shop folder: the user's own data folder, which other users of the laptop cannot read."""
    return Path(platformdirs.user_data_dir("onestopshop", appauthor=False)) / "shop"


def holds_shop(folder: Path) -> bool:
    """Whether a folder holds a store, whatever its state: a look at one name, before anything is loaded."""
    return (folder / _STORE).exists()
