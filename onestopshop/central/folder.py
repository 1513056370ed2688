"""What stands in a central folder: every file whose name speaks of it, told apart by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onestopshop.envelope.kind import kind_of
from onestopshop.errors import Trouble

CENTRAL = "central.dropin"
SETUP = "setup.dropin-setup"
SESSIONS = "sessions"
RECEIPTS = "receipts"
_SPEAKS_OF_IT = "dropin"
_UNFINISHED = ".tmp"


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


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a folder by what they are. Files that could not be read are counted by `unreadable`."""

    envelopes: tuple[Path, ...]
    setups: tuple[Path, ...]
    receipts: tuple[Path, ...]
    nothing: tuple[Path, ...]
    unreadable: tuple[Path, ...]


def found_in(paths: Iterable[Path]) -> Found:
    """What these files and folders hold. A file that was named is looked at whatever it is called.

    Raises OSError for a folder that cannot be listed.
    """
    by_kind: dict[str, list[Path]] = {"envelopes": [], "setup": [], "receipt": [], "nothing": []}
    unreadable = []
    for file in _files(paths):
        try:
            with file.open("rb") as stream:
                by_kind[kind_of(stream)].append(file)
        except OSError:
            unreadable.append(file)
    return Found(
        tuple(by_kind["envelopes"]),
        tuple(by_kind["setup"]),
        tuple(by_kind["receipt"]),
        tuple(by_kind["nothing"]),
        tuple(unreadable),
    )


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


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if _is_ours(file))
        else:
            yield path


def _is_ours(file: Path) -> bool:
    # A file that is still being written is read when it has its name.
    name = file.name.lower()
    return _SPEAKS_OF_IT in name and not name.endswith(_UNFINISHED) and is_plain(file)
