"""A store of every earlier version is brought up to date, and nothing that it held is lost."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from onestopshop.merge.correcting import merged_sessions
from onestopshop.merge.rebuilding import differences
from onestopshop.store import Store, unlock, unpack
from onestopshop.store.migration import version_of
from onestopshop.store.migrations import MIGRATIONS
from onestopshop.store.releases import entered_releases, planned_releases
from onestopshop.store.stated_figures import stated_figures
from onestopshop.store.tallies import earlier_totals
from tests.desk.shops import MORNING, PASSPHRASE, all_rows

VERSIONS = Path(__file__).parents[1] / "store" / "versions"
EARLIER = range(1, len(MIGRATIONS))
COUNTS = ("tally", "merged_session")
"""Counts are written another way since version 5."""


def rows_before(folder: Path, version: int) -> dict[str, list[tuple[object, ...]]]:
    """Every row as the program of that version saw it."""
    raw_keys = unlock(folder, PASSPHRASE, SetClock(MORNING)).raw_keys
    with Store.open(folder, raw_keys, MIGRATIONS[:version]) as store:
        assert store.read(version_of) == version
        return all_rows(SimpleNamespace(store=store))


@pytest.mark.parametrize("version", EARLIER)
def test_a_store_of_an_earlier_version_is_upgraded(version: int, tmp_path: Path) -> None:
    """Each row is still there, behind a backup of the store as it was, and what was merged still opens."""
    folder = tmp_path / "kent"
    unpack(VERSIONS / f"version-{version}.tar", folder)
    before = rows_before(folder, version)
    shop = open_shop(folder, SetClock(MORNING), PASSPHRASE)
    try:
        assert shop.store.read(version_of) == len(MIGRATIONS)
        after = all_rows(shop)
        for table, rows in before.items():
            if table in COUNTS:  # what they count is compared below, with what the envelopes give
                assert len(after[table]) == len(rows)
                continue
            assert [row[: len(old)] for row, old in zip(after[table], rows, strict=True)] == rows, table
        assert before["visit"], "an empty store would lose nothing"
        assert [session.visits for session in merged_sessions(shop)] == [3]
        assert differences(shop) == ()
        assert [total.value for total in shop.store.read(earlier_totals)] == [213, 75]
        assert len(shop.store.read(stated_figures)) == (2 if version > 1 else 0)
        assert shop.store.read(entered_releases) == shop.store.read(planned_releases) == ()
    finally:
        shop.close()
    (backup,) = (folder / "backups").iterdir()
    unpack(backup, tmp_path / "as it was")
    assert rows_before(tmp_path / "as it was", version) == before


def test_there_is_a_store_of_every_earlier_version() -> None:
    """Whoever adds a step keeps a store of the version before it."""
    assert [int(file.stem.partition("-")[2]) for file in sorted(VERSIONS.glob("*.tar"))] == list(EARLIER)
