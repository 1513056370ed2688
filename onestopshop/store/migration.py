"""Brings a store to the newest form of its tables, one numbered step after another, never half done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from onestopshop.errors import Trouble
from onestopshop.store.connection import Connection, transaction

Migration: TypeAlias = tuple[str, ...] | Callable[[Connection], None]
"""One step: SQL statements in order, or a function that makes the change through the connection."""


class NewerStore(Trouble):
    """A newer app wrote this store."""

    sentence = (
        "These records were last opened with a newer version of the app. Nothing was changed; install the "
        "newest version to open them."
    )


def refuse_newer(connection: Connection, migrations: tuple[Migration, ...]) -> None:
    """Raise NewerStore when the store has steps behind it that this program does not know."""
    if version_of(connection) > len(migrations):
        raise NewerStore


def migrate(connection: Connection, migrations: tuple[Migration, ...], before: Callable[[], object]) -> None:
    """Run the steps that the store has not had. Each is one transaction that also counts it.

    `before` (a verified backup) runs once before the first of them, unless the store is new. Whatever a
    step raises leaves the store at the step before. Raises NewerStore.
    """
    refuse_newer(connection, migrations)
    done = version_of(connection)
    if 0 < done < len(migrations):
        before()
    for number, step in enumerate(migrations[done:], start=done + 1):
        with transaction(connection):
            _take(connection, step)
            # A pragma takes no parameters; a number of ours is safe in the text.
            connection.execute(f"PRAGMA user_version = {number}")


def version_of(connection: Connection) -> int:
    """How many steps the store has had; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _take(connection: Connection, step: Migration) -> None:
    """Make the change, and let no row point to nothing afterwards."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    if callable(step):
        step(connection)
    else:
        for statement in step:
            connection.execute(statement)
