"""Turns what SQLite and the operating system report into one sentence that says what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onestopshop.errors import Trouble

if TYPE_CHECKING:
    from sqlite3 import DatabaseError, Error
else:
    from sqlcipher3.dbapi2 import DatabaseError, Error

__all__ = [
    "DamagedStore",
    "DatabaseError",
    "DiskFull",
    "DiskTrouble",
    "Error",
    "ReadOnlyStore",
    "ShopInUse",
    "sqlite_name",
    "telling_trouble",
    "trouble_of",
]


class DamagedStore(Trouble):
    """A page of the store fails its check, or none of the keys in the key file is the store's."""

    sentence = (
        "The records on this laptop are damaged or do not belong to their key file. Nothing was changed; "
        "close the app and restore the newest backup."
    )


class ShopInUse(Trouble):
    """Another process holds the shop folder or its store."""

    sentence = (
        "This shop is already open in another window. Nothing is lost; close that window, then try again."
    )


class ReadOnlyStore(Trouble):
    """The folder, the store or the disk refuses to be written."""

    sentence = (
        "The app may not write in this folder. Nothing that was saved is lost; check that the disk is not "
        "locked and that you may change files there, then try again."
    )


class DiskFull(Trouble):
    """No room is left, or no more is allowed."""

    sentence = (
        "The disk is full, so this was not saved. Everything saved before is safe; free some space, then "
        "try again."
    )


class DiskTrouble(Trouble):
    """The disk or its file system reports an error."""

    sentence = (
        "The disk could not be read or written, so this was not saved. Everything saved before is safe; "
        "check that the disk is connected, then try again."
    )


_OF_SQLITE: dict[str, type[Trouble]] = {
    "SQLITE_NOTADB": DamagedStore,
    "SQLITE_CORRUPT": DamagedStore,
    "SQLITE_FORMAT": DamagedStore,
    "SQLITE_BUSY": ShopInUse,
    "SQLITE_LOCKED": ShopInUse,
    "SQLITE_READONLY": ReadOnlyStore,
    "SQLITE_PERM": ReadOnlyStore,
    "SQLITE_FULL": DiskFull,
    "SQLITE_IOERR": DiskTrouble,
    "SQLITE_CANTOPEN": DiskTrouble,
}

_OF_TEXT = {
    "file is not a database": "SQLITE_NOTADB",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
}
"""SQLite's own texts, for the errors of `Connection.backup`, to which sqlcipher3 gives no name."""

_OF_SYSTEM: dict[int, type[Trouble]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: ReadOnlyStore,
    errno.EACCES: ReadOnlyStore,
    errno.EPERM: ReadOnlyStore,
}


def trouble_of(error: Error | OSError) -> Trouble | None:
    """The trouble that a person can be told for `error`, or None when it is a mistake of the program."""
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno or 0, DiskTrouble)()
    kind = _OF_SQLITE.get("_".join(sqlite_name(error).split("_")[:2]))
    return kind() if kind else None


def sqlite_name(error: Error) -> str:
    """SQLite's name for an error, such as SQLITE_IOERR_WRITE; empty for what the module found by itself."""
    return str(getattr(error, "sqlite_errorname", _OF_TEXT.get(str(error), "")))


@contextmanager
def telling_trouble() -> Iterator[None]:
    """Raise in place of an error of SQLite or of the system the trouble that a person can be told."""
    try:
        yield
    except (Error, OSError) as error:
        told = trouble_of(error)
        if told is None:
            raise
        raise told from error
