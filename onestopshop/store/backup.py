"""Copies of the store that were read back before they count, the last few kept in the shop folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

from onestopshop.errors import Trouble
from onestopshop.store.connection import Connection, connect, new_database
from onestopshop.store.pack import write_pack
from onestopshop.store.shop_folder import BACKUPS, COPY, make_private, remove_journal
from onestopshop.store.trouble import DamagedStore, telling_trouble

KEPT = 3
_NAME = re.compile(r"backup-(\d{6})\.tar")


class BackupFailed(Trouble):
    """What was copied is not what the store holds."""

    sentence = (
        "The backup did not match the records, so it was removed. The records themselves are safe; try "
        "again, on another disk if it happens twice."
    )


def back_up(connection: Connection, raw_key: bytes, folder: Path) -> Path:
    """Add a verified backup to the shop folder and keep the last few; returns its path. Raises Trouble."""
    backups = folder / BACKUPS
    make_private(backups)
    earlier = kept_backups(folder)
    number = 1 + (int(earlier[-1].stem.removeprefix("backup-")) if earlier else 0)
    newest = backups / f"backup-{number:06d}.tar"
    pack(connection, raw_key, folder, newest)
    _remove(earlier[: max(0, len(earlier) + 1 - KEPT)])
    return newest


def renew_backups(connection: Connection, raw_key: bytes, folder: Path) -> None:
    """Leave one new backup: those from before a removal still open for who was removed. Raises Trouble."""
    newest = back_up(connection, raw_key, folder)
    _remove([backup for backup in kept_backups(folder) if backup != newest])


def kept_backups(folder: Path) -> list[Path]:
    """The backups in the shop folder, oldest first."""
    return sorted(path for path in (folder / BACKUPS).glob("*") if _NAME.fullmatch(path.name))


def pack(connection: Connection, raw_key: bytes, folder: Path, file: Path) -> None:
    """Make `file` one verified backup of the shop: the store, still encrypted, with its key file.

    It opens by the passphrases of today. Raises Trouble, and `file` is then what it was before.
    """
    copy = folder / COPY
    try:
        copy_store(connection, raw_key, copy)
        verify_copy(connection, raw_key, copy)
        write_pack(file, folder, copy)
    finally:
        remove_copy(copy)


def remove_copy(copy: Path) -> None:
    """Remove a copy of the store, if it is there, and its journal. Raises Trouble.

    It may not be left in silence: after a removal, a copy under the older key opens for who was removed.
    """
    with telling_trouble():
        copy.unlink(missing_ok=True)
        remove_journal(copy)


def copy_store(connection: Connection, raw_key: bytes, path: Path) -> None:
    """Copy the whole database to `path`, encrypted by `raw_key`, its own or another. Raises Trouble."""
    new_database(path)
    copy = connect(path, raw_key)
    try:
        with telling_trouble():
            connection.backup(copy)
    finally:
        copy.close()


def verify_copy(connection: Connection, raw_key: bytes, path: Path) -> None:
    """Open the copy afresh, check every page and compare the rows of every table.

    Raises BackupFailed, or another Trouble.
    """
    copy = connect(path, raw_key)
    try:
        check_pages(copy)
        with telling_trouble():
            same = row_counts(copy) == row_counts(connection)
    finally:
        copy.close()
    if not same:
        raise BackupFailed


def check_pages(connection: Connection) -> None:
    """Raise DamagedStore unless every page is as this key wrote it."""
    with telling_trouble():
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise DamagedStore


def check_whole(connection: Connection) -> None:
    """Raise DamagedStore unless every page is as this key wrote it and the tables fit together."""
    check_pages(connection)
    with telling_trouble():
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DamagedStore


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    quoted = {str(name): '"' + str(name).replace('"', '""') + '"' for (name,) in names}
    # A table's name takes no parameter; it is quoted as SQL asks.
    return {
        name: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
        for name, table in quoted.items()
    }


def _remove(backups: list[Path]) -> None:
    with telling_trouble():
        for backup in backups:
            os.remove(backup)
