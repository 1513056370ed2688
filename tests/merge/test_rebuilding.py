"""The check of what is counted against the envelopes it came from, and a count of any size."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onestopshop.merge.counting import count_sessions
from onestopshop.merge.kept_part import opener
from onestopshop.merge.merging import merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.undoing import undo_merge
from onestopshop.shop import CoordinatorsOnly
from onestopshop.store import Connection, envelopes
from onestopshop.store.tallies import add_to_tally
from onestopshop.tally import Cell, Tally
from tests.merge.partnership import (
    FIRST,
    Partnership,
    cells,
    counted,
    imported,
    opened,
    recorded,
    row,
    rows_of,
    venue,
    visits,
)

MALE = Cell("visit", "sex", "male")


def test_an_altered_count_is_named(partnership: Partnership) -> None:
    """A count that its envelopes do not give is told by month and venue; looking changes nothing."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    for month in (5, 6):
        recorded(first, opened(first, day=date(2015, month, 1)), {"sex": "male"})
    merge_files(coordinator, partnership.exported(FIRST))
    assert differences(coordinator) == ()
    here = venue(coordinator)

    def alter(connection: Connection) -> None:
        add_to_tally(connection, "2015-06", here, Tally({MALE: 1}))
        add_to_tally(connection, "2014-01", "nowhere", Tally({MALE: 1}))
        connection.execute("DELETE FROM tally WHERE month = '2015-05'")

    coordinator.store.write(alter)
    before = rows_of(coordinator)
    assert differences(coordinator) == ("2014-01 nowhere", f"2015-05 {here}", f"2015-06 {here}")
    assert rows_of(coordinator) == before


def test_only_a_coordinator_checks(partnership: Partnership) -> None:
    """A laptop without the network's keys refuses."""
    with pytest.raises(CoordinatorsOnly):
        differences(partnership.shop(FIRST))


def test_a_merge_of_any_size_is_counted_in_parts(partnership: Partnership) -> None:
    """More sessions than are counted together give the same as each of them alone; then all is undone."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    days = [date(2014, 1, 1) + timedelta(days=day) for day in range(520)]
    imported(first, *(row(first, f"row{day:%Y%m%d}", day=day) for day in days))
    outcome = merge_files(coordinator, partnership.exported(FIRST))
    assert (outcome.new, visits(coordinator)) == (520, 520)
    assert cells(coordinator)[Cell("session", "status", "held")] == 520
    assert differences(coordinator) == ()
    whole = counted(coordinator)

    def one_by_one(connection: Connection) -> None:
        for session in envelopes.session_ids(connection):
            assert count_sessions(connection, [session, session], opener(connection)) == set()

    coordinator.store.write(one_by_one)
    assert counted(coordinator) == whole
    undo_merge(coordinator, str(outcome.merge))
    assert cells(coordinator) == {}
