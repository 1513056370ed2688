"""Opens the encrypted database as it must be: keyed, durable, silent, deaf to SQL that reaches outside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from sqlcipher3 import dbapi2

from onestopshop.store.trouble import Error, sqlite_name, telling_trouble

__all__ = [
    "PRAGMAS",
    "Connection",
    "confine",
    "connect",
    "new_database",
    "reading",
    "set_pragmas",
    "transaction",
]

if TYPE_CHECKING:
    # sqlcipher3 has no types; its connection is that of the standard library with more methods.
    from sqlite3 import Connection
else:
    from sqlcipher3.dbapi2 import Connection

PRAGMAS: tuple[tuple[str, str, object], ...] = (
    # What SQLCipher says of a wrong key would otherwise go to standard error.
    ("cipher_log_level", "NONE", "NONE"),
    ("cipher_memory_security", "ON", "1"),
    # The defaults lost an acknowledged commit in a power cut; these two lost none.
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    # A changed schema must not call functions, a changed cell must be noticed, nothing is mapped to memory
    # or put in a file unencrypted, and what is deleted is overwritten.
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("cache_size", "-32768", -32768),
)
"""Name, value to set, value to read back. The cache is 32 MiB."""

_READABLE_PRAGMAS = frozenset(
    {"user_version", "data_version", "cipher_integrity_check", "integrity_check", "foreign_key_check"}
)
_WAIT_FOR_OTHERS = 2.0
"""Seconds. The folder's lock keeps the app's other processes away; a virus scanner may hold the file."""


class _Keyed(Protocol):
    """The method that sqlcipher3 adds to a connection of the standard library, as far as it is used."""

    def set_key(self, key: str) -> None: ...


def connect(path: Path, raw_key: bytes) -> Connection:
    """Open the database at `path` with its raw 256-bit key; a first query has proved key and right to write.

    The file must exist (an empty one becomes a new database), so that its mode was chosen by who made it:
    SQLite gives its journal the same. The connection belongs to the calling thread. Raises Trouble.
    """
    with telling_trouble():
        # SQLite falls back to reading only, and says so no sooner than at the first row that is written.
        path.open("r+b").close()
        connection: Connection = dbapi2.connect(
            str(path), flags=dbapi2.SQLITE_OPEN_READWRITE, isolation_level=None, timeout=_WAIT_FOR_OTHERS
        )
        try:
            cast("_Keyed", connection).set_key(_as_text(raw_key))
            set_pragmas(connection)
            with transaction(connection):
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def set_pragmas(connection: Connection) -> None:
    """Set every pragma outside any transaction and read each back; RuntimeError when one did not take."""
    for name, value, expected in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != expected:
            raise RuntimeError(f"pragma {name} did not take")


def confine(connection: Connection) -> None:
    """From now on refuse to prepare SQL that attaches files, loads extensions or changes settings.

    Statements prepared earlier stay in the connection's cache, so this comes before any work.
    """
    connection.set_authorizer(_verdict)


def _verdict(action: int, first: str | None, second: str | None, *_: object) -> int:
    """What SQLite may do: a pragma is named `first`, its value is `second`; a function is named `second`."""
    if action in (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH):
        allowed = False
    elif action == dbapi2.SQLITE_FUNCTION:
        allowed = second != "load_extension"
    elif action == dbapi2.SQLITE_PRAGMA:
        allowed = first == "query_only" or (first in _READABLE_PRAGMAS and not second)
    else:
        allowed = True
    return int(dbapi2.SQLITE_OK if allowed else dbapi2.SQLITE_DENY)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """One write transaction: committed at the end, rolled back by whatever is raised in it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        _require_open(connection)
        connection.execute("COMMIT")
    finally:
        _roll_back(connection)


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """One read transaction: all its queries see the same moment, and writing in it is a RuntimeError."""
    connection.execute("PRAGMA query_only = ON")
    try:
        connection.execute("BEGIN")
        yield
    except Error as error:
        if sqlite_name(error) == "SQLITE_READONLY":
            raise RuntimeError("a read may not write") from error
        raise
    finally:
        _roll_back(connection)
        connection.execute("PRAGMA query_only = OFF")


def new_database(path: Path) -> None:
    """An empty file that only its owner may read, in place of a left-over one, to become a database."""
    with telling_trouble():
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _require_open(connection: Connection) -> None:
    if not connection.in_transaction:
        raise RuntimeError("the work ended its transaction itself")


def _roll_back(connection: Connection) -> None:
    """Some errors (a full disk) have rolled back already."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _as_text(raw_key: bytes) -> str:
    """SQLCipher's notation for a raw key, which it takes as it is instead of deriving one from it."""
    if len(raw_key) != 32:
        raise ValueError("a raw key has 256 bits")
    return f"x'{raw_key.hex()}'"
