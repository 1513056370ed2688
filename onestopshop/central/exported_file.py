"""Writing a file into a central folder: beside, seen onto the disk, reread, and only then under its name."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from onestopshop.central.folder import is_plain
from onestopshop.store.durable import open_private, put_in_place

_CHUNK = 1 << 20
_READABLE_BY_ALL = 0o644
_OPEN_TO_ALL = 0o755


class NotReread(OSError):
    """What was written did not read back as it was: the stick lies, or somebody else writes there too."""


def put(path: Path, fill: Callable[[BinaryIO], object], check: Callable[[Path], None]) -> None:
    """Let `fill` write a new file that takes the place of `path`; `check` rereads it under both names.

    Raises OSError: then it is not known what stands under the name, and whoever reads it checks it again.
    """
    growing = path.with_name(f"{secrets.token_hex(8)}.tmp")
    try:
        with open_private(growing) as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        _open_to_all(growing, _READABLE_BY_ALL)
        check(growing)
        put_in_place(growing, path)
    except BaseException:
        with suppress(OSError):  # what is held by a scanner now is removed by a later sync
            growing.unlink(missing_ok=True)
        raise
    check(path)


def put_bytes(path: Path, content: bytes) -> None:
    """The same for bytes at hand. A file that holds them already is left alone. Raises OSError."""
    wanted = hashlib.sha256(content).digest()
    with suppress(OSError):  # what cannot be read is written anew
        if is_plain(path) and path.stat().st_size == len(content) and _digest(path) == wanted:
            return

    def check(written: Path) -> None:
        if _digest(written) != wanted:
            raise NotReread

    put(path, lambda file: file.write(content), check)


def make_folder(folder: Path) -> None:
    """Make a folder that the other laptops can use as well. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _open_to_all(folder, _OPEN_TO_ALL)


def _open_to_all(path: Path, mode: int) -> None:
    """On a share the other laptops are other users. A stick that knows no modes refuses: nothing is lost."""
    if os.name != "nt":  # pragma: no branch
        with suppress(OSError):
            path.chmod(mode)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
        return digest.digest()
