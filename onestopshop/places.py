"""Where the app keeps its own folder on this machine."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def shop_folder() -> Path:
    """The default shop folder: the user's own data folder, which other users of the laptop cannot read."""
    return Path(platformdirs.user_data_dir("onestopshop", appauthor=False)) / "shop"
