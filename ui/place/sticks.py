"""Which sticks are in the laptop now."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

_REMOVABLE = 2
_MOUNTED_BELOW = ("/media/", "/run/media/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick by the name that stands on it."""

    name: str
    folder: Path


def sticks() -> tuple[Stick, ...]:
    """The sticks that can be written, in the order of their names."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        if volume.isValid() and volume.isReady() and not volume.isReadOnly() and not volume.isRoot():
            root = volume.rootPath()
            if _is_removable(root):
                found.append(Stick(volume.name() or Path(root).name or root, Path(root)))
    return tuple(sorted(found, key=lambda stick: stick.name))


def _is_removable(root: str) -> bool:
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(root)) == _REMOVABLE
    return root.startswith(_MOUNTED_BELOW)
