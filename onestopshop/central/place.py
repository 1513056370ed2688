"""What kind of place a folder is, so that what is said of it is true."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

PlaceKind = Literal["stick", "cloud", "folder"]

_CLOUDS = (
    "OneDrive",
    "Dropbox",
    "Google Drive",
    "GoogleDrive",
    "iCloud Drive",
    "Nextcloud",
    "SharePoint",
    "Box",
)
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


@dataclass(frozen=True, slots=True)
class Place:
    """A central folder as a person calls it."""

    kind: PlaceKind
    name: str

    def published(self) -> str:
        """What is true once a session file was written there and reread. Never that it was sent."""
        if self.kind == "cloud":
            return f"In the {self.name} folder on this laptop; it leaves when next online"
        if self.kind == "stick":
            return f"On “{self.name}”, reread"
        return f"In the folder “{self.name}”, reread"


def place_of(folder: Path) -> Place:
    """The place of a folder: one that a cloud keeps in step, a stick, or any other folder or share."""
    absolute = folder.absolute()
    cloud = _cloud_of(absolute)
    if cloud is not None:
        return Place("cloud", cloud)
    mount = _mount_of(absolute)
    if _is_stick(mount):
        return Place("stick", mount.name or mount.drive or folder.name)
    return Place("folder", absolute.name)


def _cloud_of(folder: Path) -> str | None:
    for variable in _CLOUD_VARIABLES:
        root = os.environ.get(variable)
        if root and folder.is_relative_to(root):
            return "OneDrive"
    for part in folder.parts:
        for cloud in _CLOUDS:
            if part == cloud or part.startswith((f"{cloud} -", f"{cloud}-")):
                return cloud
    return None


def _mount_of(folder: Path) -> Path:
    current = folder
    while not current.is_mount() and current != current.parent:
        current = current.parent
    return current


def _is_stick(mount: Path) -> bool:
    if os.name == "nt":  # pragma: no cover - drive letters other than the system's
        return bool(mount.drive) and mount.drive != os.environ.get("SYSTEMDRIVE", "C:")
    return (
        mount.is_relative_to("/media")
        or mount.is_relative_to("/run/media")
        or mount.is_relative_to("/Volumes")
    )
