"""Every failure of the disk or of SQLite is told in one sentence that says what to do."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from onestopshop.errors import Refused, Told, Trouble
from onestopshop.store import Connection, trouble
from onestopshop.store.connection import connect, new_database
from onestopshop.store.trouble import Error, telling_trouble, trouble_of


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, trouble.DiskFull),
        (errno.EDQUOT, trouble.DiskFull),
        (errno.EROFS, trouble.ReadOnlyStore),
        (errno.EACCES, trouble.ReadOnlyStore),
        (errno.EIO, trouble.DiskTrouble),
        (None, trouble.DiskTrouble),
    ],
)
def test_an_error_of_the_system_becomes_its_trouble(number: int | None, kind: type[Trouble]) -> None:
    """An errno is told as the disk being full, locked or failing."""
    error = OSError(number, "said by the system") if number else OSError("said by the system")
    assert type(trouble_of(error)) is kind


def test_a_database_that_may_not_grow_is_a_full_disk(bare: Connection) -> None:
    """SQLite's own word for no more room becomes DiskFull."""
    bare.execute("CREATE TABLE t (x TEXT) STRICT")
    bare.execute("PRAGMA max_page_count = 3")
    with pytest.raises(trouble.DiskFull), telling_trouble():
        bare.execute("INSERT INTO t VALUES (?)", ("x" * 100_000,))


def test_a_copy_that_may_not_grow_is_a_full_disk(bare: Connection, tmp_path: Path, raw_key: bytes) -> None:
    """An error of copying, which has no name, is told by its text."""
    bare.execute("CREATE TABLE t (x TEXT) STRICT")
    bare.execute("INSERT INTO t VALUES (?)", ("x" * 100_000,))
    new_database(tmp_path / "copy.db")
    copy = connect(tmp_path / "copy.db", raw_key)
    copy.execute("PRAGMA max_page_count = 3")
    try:
        with pytest.raises(trouble.DiskFull), telling_trouble():
            bare.backup(copy)
    finally:
        copy.close()


def test_a_mistake_of_the_program_stays_what_it_is(bare: Connection) -> None:
    """SQL that is wrong is a bug and no sentence for a person."""
    with pytest.raises(Error, match="no such table"), telling_trouble():
        bare.execute("SELECT * FROM nowhere")


def test_every_sentence_is_whole_and_short() -> None:
    """Each outcome that the store tells is one or two plain sentences that end in a full stop."""
    from onestopshop import store

    kinds = [kind for name in store.__all__ if isinstance(kind := getattr(store, name), type)]
    told = [kind for kind in kinds if issubclass(kind, Told)]
    assert len(told) >= 17
    for kind in told:
        assert issubclass(kind, (Refused, Trouble))
        assert kind.sentence.endswith(".")
        assert len(kind.sentence) < 190
        for jargon in ("SQL", "sqlite", "journal", "argon", "slot", "raw"):
            assert jargon not in kind.sentence
