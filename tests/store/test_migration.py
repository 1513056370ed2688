"""A store is brought up to date step by step, after a backup, and never half way."""

from __future__ import annotations

from typing import Any

import pytest

from onestopshop.store import Connection, NewerStore, Store
from onestopshop.store.migration import migrate, version_of
from onestopshop.store.migrations import MIGRATIONS
from onestopshop.store.trouble import Error

SECOND = ("ALTER TABLE visit ADD COLUMN age TEXT NOT NULL DEFAULT 'not asked'",)


def third(connection: Connection) -> None:
    """A step that is a function."""
    connection.execute("UPDATE visit SET age = 'older' WHERE id = 2")


def third_that_fails(connection: Connection) -> None:
    """A step that fails after it has changed something."""
    connection.execute("UPDATE visit SET age = 'lost'")
    connection.execute("INSERT INTO nowhere VALUES (1)")


def ages(connection: Connection) -> list[str]:
    """What the second step added."""
    return [row[0] for row in connection.execute("SELECT age FROM visit ORDER BY id")]


def test_new_steps_run_after_a_backup(shop: Any) -> None:
    """Statements and functions run once, in order, behind one backup of the store as it was."""
    steps = (*shop.toy, SECOND, third)
    for _ in range(2):
        with Store.open(shop.folder, (shop.keys.raw_key,), steps) as store:
            assert store.read(ages) == ["not asked", "older"]
            assert store.read(version_of) == 3
        assert [path.name for path in (shop.folder / "backups").iterdir()] == ["backup-000001.tar"]


def test_a_step_that_fails_leaves_the_step_before(shop: Any) -> None:
    """What failed is undone, what was done before it stays, and the store opens again."""
    with pytest.raises(Error, match="nowhere"):
        Store.open(shop.folder, (shop.keys.raw_key,), (*shop.toy, SECOND, third_that_fails))
    with Store.open(shop.folder, (shop.keys.raw_key,), (*shop.toy, SECOND)) as store:
        assert store.read(ages) == ["not asked", "not asked"]
        assert store.read(version_of) == 2


def test_a_store_of_a_newer_app_is_refused(shop: Any) -> None:
    """A store with a step that this program does not know is not touched."""
    Store.open(shop.folder, (shop.keys.raw_key,), (*shop.toy, SECOND)).close()
    before = (shop.folder / "store.db").read_bytes()
    with pytest.raises(NewerStore, match="newest version"):
        shop.open()
    assert (shop.folder / "store.db").read_bytes() == before


def test_a_step_that_leaves_a_row_pointing_to_nothing_is_undone(bare: Connection) -> None:
    """Foreign keys are checked when the step ends, not between its statements."""
    tables = (
        "CREATE TABLE visit (id INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE child (visit INTEGER NOT NULL REFERENCES visit (id)) STRICT",
    )
    children_first = ("INSERT INTO child VALUES (1)", "INSERT INTO visit VALUES (1)")
    backups: list[int] = []
    migrate(bare, (tables, children_first), lambda: backups.append(1))
    assert version_of(bare) == 2
    with pytest.raises(Error, match="FOREIGN KEY"):
        migrate(bare, (tables, children_first, ("DELETE FROM visit",)), lambda: backups.append(2))
    assert version_of(bare) == 2
    assert bare.execute("SELECT count(*) FROM visit").fetchone() == (1,)
    assert backups == [2]


def test_the_real_steps_make_strict_tables(bare: Connection) -> None:
    """The app's own steps run on a new store, and every table they make is strict."""
    migrate(bare, MIGRATIONS, lambda: pytest.fail("a new store needs no backup"))
    assert version_of(bare) == len(MIGRATIONS) >= 1
    tables = bare.execute(
        "SELECT name, strict FROM pragma_table_list WHERE name NOT LIKE 'sqlite_%'"
    ).fetchall()
    assert tables
    assert [name for name, strict in tables if not strict] == []
