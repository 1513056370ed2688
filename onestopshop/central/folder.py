"""What stands in a central folder: every file whose name speaks of it, told apart by content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onestopshop.central.arriving import has_arrived, is_elsewhere, is_stub, is_unfinished
from onestopshop.central.place import place_of
from onestopshop.envelope.kind import kind_of
from onestopshop.errors import Trouble

CENTRAL = "central.dropin"
SETUP = "setup.dropin-setup"
SESSIONS = "sessions"
RECEIPTS = "receipts"
_ARCHIVE = re.compile(r"archive-[0-9]{4}\.dropin")
_SPEAKS_OF_IT = "dropin"
_UNNAMED = ".tmp"


class FolderMissing(Trouble):
    """The central folder is not there."""

    sentence = (
        "“{name}” is not there at the moment. What you saved is safe on this laptop; put the stick in or"
        " connect to the folder, then try again."
    )


class FolderRefused(Trouble):
    """The central folder cannot be read or written."""

    sentence = (
        "“{name}” cannot be used: it is full, locked or was taken out. What you saved is safe on this laptop;"
        " free some space or use another stick, then try again."
    )


class NotDownloaded(Trouble):
    """A cloud folder lists a file whose content is not on this laptop."""

    sentence = (
        "“{name}” is not yet downloaded on this laptop: open the folder in OneDrive, choose “Always keep on"
        " this device”, then try again."
    )


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a folder by what they are."""

    envelopes: tuple[Path, ...]
    setups: tuple[Path, ...]
    receipts: tuple[Path, ...]
    nothing: tuple[Path, ...]
    unreadable: tuple[Path, ...]
    """Files that could not be read."""
    away: tuple[Path, ...]
    """Files of a cloud's folder whose content is not, or not wholly, on this laptop. What is here of one
    stands among the others as well. No such file is damage, and none is replaced or removed."""
    unfinished: tuple[Path, ...]
    """Files that another program still copies or downloads, by their names. They are not looked at."""


def found_in(paths: Iterable[Path]) -> Found:
    """What these files and folders hold. A file that was named is looked at whatever it is called.

    `central.dropin` brings the archives that stand beside it: together they are the central export file.
    Raises OSError for a folder that cannot be listed.
    """
    found: dict[str, list[Path]] = {name: [] for name in _KINDS}
    for file, asked, in_cloud in _files(paths):
        if not asked and (is_unfinished(file.name) or is_stub(file.name)):
            found["away" if is_stub(file.name) else "unfinished"].append(file)
            continue
        try:
            for name in _what(file, in_cloud=in_cloud):
                found[name].append(file)
        except OSError:
            found["away" if in_cloud or is_elsewhere(file) else "unreadable"].append(file)
    return Found(*(tuple(found[name]) for name in _KINDS))


_KINDS = ("envelopes", "setup", "receipt", "nothing", "unreadable", "away", "unfinished")


def _what(file: Path, *, in_cloud: bool) -> tuple[str, ...]:
    with file.open("rb") as stream:
        kind = kind_of(stream)
        if not (in_cloud or is_elsewhere(file)) or has_arrived(stream, kind):
            return (kind,)
    # Of envelopes each stands alone; half a setup or receipt says nothing.
    return (kind, "away") if kind == "envelopes" else ("away",)


def archive_of(folder: Path, year: int) -> Path:
    """Where the envelopes that were received in a year stand once it is over."""
    return folder / f"archive-{year:04}.dropin"


def is_archive(file: Path) -> bool:
    """Whether a file has the name of an archive; a copy under another name is none."""
    return _ARCHIVE.fullmatch(file.name.lower()) is not None


def is_plain(file: Path) -> bool:
    """Whether a file is there and is one of its own: a link may lead anywhere, a pipe may never end."""
    return not file.is_symlink() and file.is_file()


def contents(files: Iterable[Path], largest: int) -> Iterator[bytes]:
    """The untrusted bytes of each file that can be read; of a larger one, one byte more than the largest."""
    for file in files:
        try:
            with file.open("rb") as stream:
                untrusted = stream.read(largest + 1)
        except OSError:
            continue
        yield untrusted


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool, bool]]:
    """Each file, whether it was named itself, and whether a cloud keeps its folder in step."""
    for path in paths:
        is_folder = path.is_dir()
        in_cloud = place_of(path if is_folder else path.parent).kind == "cloud"
        if is_folder:
            listed = sorted(file for file in path.rglob("*") if _is_ours(file))
        else:
            yield path, True, in_cloud
            listed = _archives_beside(path)
        for file in listed:
            yield file, False, in_cloud


def _archives_beside(file: Path) -> list[Path]:
    if file.name.lower() != CENTRAL:
        return []
    return sorted(other for other in file.parent.iterdir() if is_archive(other) and is_plain(other))


def _is_ours(file: Path) -> bool:
    # A file that is still being written is read when it has its name.
    name = file.name.lower()
    return _SPEAKS_OF_IT in name and not name.endswith(_UNNAMED) and is_plain(file)
