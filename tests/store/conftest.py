"""What the tests of the store share: a toy shop with two people, made by the real code at the lowest cost."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from onestopshop.clock import SetClock
from onestopshop.store import Connection, Cost, NewKeys, Store, Unlocked, new_keys, unlock
from onestopshop.store.connection import connect, new_database
from onestopshop.store.key_slots import add_person
from onestopshop.store.migration import Migration

MARKER = "MARKER-heard-about-us-at-the-school-gate"
PASSPHRASE = "plum anchor velvet tundra siren cobble"
OTHER = "glade tremor oxide walnut pivot ember"
CHEAP = Cost(memory=64, passes=1)
TOY: tuple[Migration, ...] = (
    (
        "CREATE TABLE visit (id INTEGER PRIMARY KEY, heard TEXT NOT NULL) STRICT",
        "CREATE TABLE child (visit INTEGER NOT NULL REFERENCES visit (id)) STRICT",
    ),
)


@dataclass(frozen=True)
class Shop:
    """A closed shop and everything that opens it."""

    folder: Path
    keys: NewKeys
    recovery: pyrage.x25519.Identity
    clock: SetClock
    toy: tuple[Migration, ...] = TOY
    passphrase: str = PASSPHRASE
    other: str = OTHER
    cost: Cost = CHEAP
    marker: str = MARKER

    @property
    def recipient(self) -> str:
        """The public half of the recovery sheet's key."""
        return str(self.recovery.to_public())

    def unlocked(self, passphrase: str) -> Unlocked:
        """Unlocks after any wait is over."""
        self.clock.moment += timedelta(seconds=61)
        return unlock(self.folder, passphrase, self.clock)

    def add_other(self) -> str:
        """A second person, with the other passphrase."""
        return add_person(self.folder, self.other, self.keys.store_key, self.keys.raw_key, self.cost)

    def opens(self, raw_keys: tuple[bytes, ...]) -> bool:
        """Whether the store opens by these keys and holds its two visits; a failure is an exception."""
        with Store.open(self.folder, raw_keys, self.toy) as store:
            return len(store.read(heard)) == 2

    def open(self, *raw_keys: bytes) -> Store:
        """The store, opened by the keys handed in or by the first ones."""
        return Store.open(self.folder, raw_keys or (self.keys.raw_key,), TOY)


def first_rows(connection: Connection) -> None:
    """Two visits, one with the marker."""
    connection.executemany("INSERT INTO visit (heard) VALUES (?)", [(MARKER,), ("a friend",)])


def heard(connection: Connection) -> list[str]:
    """What the visits say."""
    return [str(row[0]) for row in connection.execute("SELECT heard FROM visit ORDER BY id")]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A closed toy shop with one person and two visits."""
    recovery = pyrage.x25519.Identity.generate()
    folder = tmp_path / "shop"
    keys = new_keys(folder, PASSPHRASE, str(recovery.to_public()), CHEAP)
    Store.create(folder, keys.raw_key, first_rows, TOY).close()
    return Shop(folder, keys, recovery, SetClock(datetime(2026, 3, 2, 18, 0, tzinfo=UTC)))


@pytest.fixture
def opened(shop: Shop) -> Iterator[Store]:
    """The toy shop's store, open."""
    with shop.open() as store:
        yield store


@pytest.fixture
def small_files() -> Callable[[], AbstractContextManager[None]]:
    """A disk on which no file may grow over 64 KiB, for as long as what this gives is entered."""
    resource = pytest.importorskip("resource", reason="not run: needs limits for one process")

    @contextmanager
    def limited() -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited


@pytest.fixture
def raw_key() -> bytes:
    """A raw key of no shop."""
    return secrets.token_bytes(32)


@pytest.fixture
def bare(tmp_path: Path, raw_key: bytes) -> Iterator[Connection]:
    """A new, empty, encrypted database, not confined."""
    path = tmp_path / "bare.db"
    new_database(path)
    connection = connect(path, raw_key)
    yield connection
    connection.close()
