"""An open shop's records: work is handed in and comes back done in one transaction, or not done at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from onestopshop.store import backup, key_slots
from onestopshop.store.connection import Connection, reading, transaction
from onestopshop.store.key_file import Cost
from onestopshop.store.migration import Migration
from onestopshop.store.migrations import MIGRATIONS
from onestopshop.store.opening import Opened, build_new, open_existing, replace_raw_key
from onestopshop.store.shop_folder import (
    FolderLock,
    make_private,
    refuse_where_a_shop_is,
    refuse_where_no_shop_is,
)
from onestopshop.store.trouble import Error, trouble_of

T = TypeVar("T")


class Store:
    """Owns a shop folder until it is closed: its lock, and one thread that alone touches the connection.

    Any thread may call; a call returns when its work is done, and what the work raises is raised here.
    """

    def __init__(self, folder: Path, begin: Callable[[], Opened]) -> None:
        """For `create` and `open`."""
        self._folder = folder
        self._lock = FolderLock(folder)
        self._owner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._is_open = True
        try:
            self._owner_thread = self._owner.submit(threading.get_ident).result()
            self._opened = self._owner.submit(begin).result()
        except BaseException:
            self._let_go()
            raise

    @classmethod
    def create(
        cls,
        folder: Path,
        raw_key: bytes,
        first: Callable[[Connection], object],
        migrations: tuple[Migration, ...] = MIGRATIONS,
    ) -> Self:
        """Make the store of a new shop and open it; `first` writes what no shop may be without.

        Until all of that is on the disk there is no shop in the folder. Raises ShopExists, ShopInUse, what
        `first` raises, or other Trouble.
        """
        make_private(folder)

        def begin() -> Opened:
            refuse_where_a_shop_is(folder)
            build_new(folder, raw_key, first, migrations)
            return open_existing(folder, (raw_key,), migrations)

        return cls(folder, begin)

    @classmethod
    def open(
        cls, folder: Path, raw_keys: tuple[bytes, ...], migrations: tuple[Migration, ...] = MIGRATIONS
    ) -> Self:
        """Open the shop in `folder` with the keys that unlocking gave, newest first.

        Raises NoShop, ShopInUse, DamagedStore, NewerStore, or other Trouble.
        """
        refuse_where_no_shop_is(folder)
        return cls(folder, lambda: open_existing(folder, raw_keys, migrations))

    @property
    def folder(self) -> Path:
        """The shop folder."""
        return self._folder

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one transaction; when this returns, it is on the disk.

        Whatever `work` raises undoes all of it. Raises Trouble for what the disk or another program did.
        """
        return self._in(transaction, work)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in one read transaction: all it sees is of one moment, and it cannot write.

        Raises what `work` raises, RuntimeError when it writes, or Trouble.
        """
        return self._in(reading, work)

    def back_up(self) -> Path:
        """Add a verified backup to the shop folder, which keeps the last few. Raises Trouble."""
        return self._by_owner(
            lambda: backup.back_up(self._opened.connection, self._opened.raw_key, self._folder)
        )

    def pack(self, file: Path) -> None:
        """Write one verified backup of the whole shop to `file`. Raises Trouble."""
        self._by_owner(lambda: backup.pack(self._opened.connection, self._opened.raw_key, self._folder, file))

    def add_person(self, passphrase: str, store_key: bytes, cost: Cost | None = None) -> str:
        """Let one more person open the shop and return the slot's id. Raises Trouble."""
        return key_slots.add_person(self._folder, passphrase, store_key, self._opened.raw_key, cost or Cost())

    def remove_person(self, slot_id: str, store_key: bytes, recovery_recipient: str) -> None:
        """Let one person open the shop no more: slot, raw key and earlier backups are replaced.

        A copy of the shop taken earlier still opens for them. Raises LastPerson or Trouble; done again, it
        finishes what was cut short.
        """
        key_slots.remove_person(
            self._folder,
            slot_id,
            store_key,
            self._opened.raw_key,
            recovery_recipient,
            self._rekey,
        )

    def replace_recovery(self, store_key: bytes, recovery_recipient: str) -> None:
        """Let another recovery sheet open the shop, and the one before no more: the raw key is replaced too.

        Raises Trouble; done again, it finishes what was cut short.
        """
        raw_key = self._opened.raw_key
        key_slots.replace_recovery(self._folder, store_key, raw_key, recovery_recipient, self._rekey)

    def close(self) -> None:
        """Finish the work in hand and let the folder go; no thread is left. Closing again does nothing."""
        if self._is_open:
            try:
                self._owner.submit(self._opened.connection.close).result()
            finally:
                self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _rekey(self, raw_key: bytes) -> None:
        self._by_owner(lambda: replace_raw_key(self._opened, self._folder, raw_key))

    def _in(
        self, kind: Callable[[Connection], AbstractContextManager[None]], work: Callable[[Connection], T]
    ) -> T:
        def task() -> T:
            try:
                with kind(self._opened.connection):
                    return work(self._opened.connection)
            except Error as error:
                told = trouble_of(error)
                if told is None:
                    raise
                raise told from error

        return self._by_owner(task)

    def _by_owner(self, task: Callable[[], T]) -> T:
        """Run `task` on the owner's thread and wait for its end, also when Ctrl-C stops this one."""
        if threading.get_ident() == self._owner_thread:
            raise RuntimeError("work may not call the store: it is already in a transaction")
        future = self._owner.submit(task)
        try:
            return future.result()
        finally:
            if not future.done():
                # Only an interruption brings us here: the statement in hand stops, its transaction is undone.
                self._opened.connection.interrupt()
                wait([future])

    def _let_go(self) -> None:
        self._is_open = False
        self._owner.shutdown()
        self._lock.release()
