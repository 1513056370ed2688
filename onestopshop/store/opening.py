"""What happens between a raw key and an open store: build or find, check, bring up to date, confine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from onestopshop.errors import Trouble
from onestopshop.store.backup import (
    back_up,
    check_whole,
    copy_store,
    remove_copy,
    renew_backups,
    verify_copy,
)
from onestopshop.store.connection import Connection, confine, connect, new_database, transaction
from onestopshop.store.durable import put_in_place
from onestopshop.store.key_slots import forget_older_key
from onestopshop.store.migration import Migration, migrate
from onestopshop.store.shop_folder import COPY, STORE, UNVERIFIED, remove_journal
from onestopshop.store.trouble import DamagedStore, telling_trouble


@dataclass(slots=True)
class Opened:
    """A connection that is ready for work, and the raw key that its file has now."""

    connection: Connection
    raw_key: bytes = field(repr=False)


def build_new(
    folder: Path, raw_key: bytes, first: Callable[[Connection], object], migrations: tuple[Migration, ...]
) -> None:
    """Make a store with all its tables and what `first` writes; it appears in `folder` whole or not at all.

    Raises what `first` raises, or Trouble.
    """
    growing = folder / (STORE + ".new")
    new_database(growing)
    with telling_trouble():
        remove_journal(growing)
    connection = connect(growing, raw_key)
    try:
        migrate(connection, migrations, before=_nothing_to_keep)
        confine(connection)
        with telling_trouble(), transaction(connection):
            first(connection)
    finally:
        connection.close()
    with telling_trouble():
        remove_journal(growing)
        remove_journal(folder / STORE)
        put_in_place(growing, folder / STORE)


def open_existing(folder: Path, raw_keys: tuple[bytes, ...], migrations: tuple[Migration, ...]) -> Opened:
    """Open the store by the newest of `raw_keys` that fits, and finish what was cut short before.

    After a restore every page is read first. Raises DamagedStore, NewerStore or other Trouble.
    """
    with telling_trouble():
        if (folder / STORE).stat().st_size == 0:  # any key would open it, as a new store
            raise DamagedStore
    opened = _by_newest(folder / STORE, raw_keys)
    try:
        unverified = folder / UNVERIFIED
        if unverified.exists():
            check_whole(opened.connection)
            unverified.unlink()
        with telling_trouble():
            migrate(
                opened.connection,
                migrations,
                before=lambda: back_up(opened.connection, opened.raw_key, folder),
            )
        confine(opened.connection)
        if len(raw_keys) > 1:
            # What cannot be finished now, on a full disk say, is no reason to keep anybody out.
            with suppress(Trouble):
                replace_raw_key(opened, folder, raw_keys[0])
                forget_older_key(folder)
    except BaseException:
        opened.connection.close()
        raise
    return opened


def replace_raw_key(opened: Opened, folder: Path, raw_key: bytes) -> None:
    """Encrypt the store anew by `raw_key`, unless it is already, and make backups under the old key go.

    The key file must hold both keys. Whatever goes wrong, the store stays whole and open. Raises Trouble.
    """
    if opened.raw_key != raw_key:
        _put_anew(opened, folder / STORE, raw_key)
    renew_backups(opened.connection, raw_key, folder)


def _put_anew(opened: Opened, store: Path, raw_key: bytes) -> None:
    """Put a verified copy under the new key in the place of the store.

    SQLCipher's own PRAGMA rekey is not used: when the disk is full it fails, stays on the new key for
    writing, and the next commit makes the store unreadable (measured, SQLCipher 4.19).
    """
    copy = store.with_name(COPY)
    try:
        copy_store(opened.connection, raw_key, copy)
        verify_copy(opened.connection, raw_key, copy)
        opened.connection.close()
        try:
            with telling_trouble():
                remove_journal(store)
                put_in_place(copy, store)
        finally:
            again = _by_newest(store, (raw_key, opened.raw_key))
            opened.connection, opened.raw_key = again.connection, again.raw_key
            confine(opened.connection)
    finally:
        remove_copy(copy)


def _by_newest(store: Path, raw_keys: tuple[bytes, ...]) -> Opened:
    for raw_key in raw_keys:
        with suppress(DamagedStore):
            return Opened(connect(store, raw_key), raw_key)
    raise DamagedStore


def _nothing_to_keep() -> None:
    """A new store has no rows to back up."""
