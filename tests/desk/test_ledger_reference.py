"""A ledger's own references: ordinals come of them and nothing else stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onestopshop.clock import SetClock
from onestopshop.desk.ledger import Ledger, LedgerRow, take_in
from onestopshop.desk.opening import create_network
from onestopshop.desk.reference import REFERENCE_KEY, forget_references
from onestopshop.identity import Digest, VenueId, VisitId, session_id
from onestopshop.shop import Shop
from onestopshop.store import Connection, Cost
from onestopshop.store.facts import fact
from onestopshop.store.parts import dirty_sessions, purge_rows, sealed_as
from onestopshop.store.visits import change_visit, visit_of
from onestopshop.visit import Answers, Visit

HALL = VenueId("hall")


@dataclass
class Desk:
    """An open shop, and a short way to import rows of one visitor."""

    shop: Shop

    def take(self, *rows: tuple[date, str], reference: str | None = "a14-001", **answers: str) -> None:
        """Import rows of that reference, each a day and an id."""
        given: Answers = dict(answers)
        ledger = Ledger(
            tuple(
                LedgerRow(2, "visit", day, HALL, given, {}, reference, VisitId(who), {}) for day, who in rows
            )
        )
        assert take_in(self.shop, ledger).new == len(rows)

    def ordinal(self, visit: str) -> object:
        """The ordinal of a visit, or None."""
        found = self.shop.store.read(lambda connection: visit_of(connection, visit))
        assert found is not None
        return found[1].answers.get("ordinal")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of a network whose year starts in July."""
    clock = SetClock(datetime(2026, 3, 2, 18, 0, tzinfo=UTC))
    cheap = Cost(memory=64, passes=1)
    shop = create_network(
        tmp_path / "shop", clock, "Kent", "plum anchor velvet tundra siren", cost=cheap
    ).shop
    yield Desk(shop)
    shop.close()


def test_visits_are_ranked_by_day(desk: Desk) -> None:
    """The first, second, third and fourth visit of a reference, whatever the order of the rows."""
    desk.take(*((date(2014, 9, day), f"v{day}") for day in (4, 2, 3, 1)))
    assert [desk.ordinal(f"v{day}") for day in (1, 2, 3, 4)] == [
        "first",
        "second",
        "third_or_more",
        "third_or_more",
    ]


def test_two_visits_on_a_day_are_ranked_alike_everywhere(desk: Desk) -> None:
    """Visits of one day are ranked by their ids, so that every desk agrees."""
    desk.take((date(2014, 9, 1), "b"), (date(2014, 9, 1), "a"))
    assert (desk.ordinal("a"), desk.ordinal("b")) == ("first", "second")


def test_a_year_starts_anew(desk: Desk) -> None:
    """The first visit from 1 July on is a first visit again."""
    desk.take((date(2014, 6, 30), "old"), (date(2014, 7, 1), "new"))
    assert (desk.ordinal("old"), desk.ordinal("new")) == ("first", "first")


def test_a_blank_reference_was_not_asked(desk: Desk) -> None:
    """A row without a reference has no ordinal, and no key is made for nothing."""
    desk.take((date(2014, 9, 1), "a"), reference=None)
    assert desk.ordinal("a") is None
    assert desk.shop.store.read(lambda connection: fact(connection, REFERENCE_KEY)) is None


def test_rows_imported_later_move_earlier_ones(desk: Desk) -> None:
    """A second half may hold earlier visits: what was first becomes second and is sealed again."""
    desk.take((date(2014, 9, 8), "later"))
    sealed = session_id(desk.shop.desk.network, HALL, date(2014, 9, 8))
    desk.shop.store.write(lambda connection: sealed_as(connection, sealed, 1, Digest("0" * 64)))
    desk.take((date(2014, 9, 1), "earlier"))
    assert (desk.ordinal("earlier"), desk.ordinal("later")) == ("first", "second")
    assert sealed in desk.shop.store.read(dirty_sessions)


def test_a_part_that_nothing_changed_is_not_sealed_again(desk: Desk) -> None:
    """A later visit of the same reference leaves earlier parts as they are."""
    desk.take((date(2014, 9, 1), "earlier"))
    sealed = session_id(desk.shop.desk.network, HALL, date(2014, 9, 1))
    desk.shop.store.write(lambda connection: sealed_as(connection, sealed, 1, Digest("0" * 64)))
    desk.take((date(2014, 9, 8), "later"))
    assert sealed not in desk.shop.store.read(dirty_sessions)


def test_purged_rows_count_and_stay_away(desk: Desk) -> None:
    """A visit whose row left this desk still counts as the first; nothing tries to change it."""
    desk.take((date(2014, 9, 1), "gone"))
    session = session_id(desk.shop.desk.network, HALL, date(2014, 9, 1))
    desk.shop.store.write(lambda connection: purge_rows(connection, session, b"{}"))
    desk.take((date(2014, 9, 8), "here"))
    assert desk.ordinal("here") == "second"


def test_the_ledgers_own_answer_wins(desk: Desk) -> None:
    """A row that says itself which visit it is keeps that, now and ever after, and is counted."""
    desk.take((date(2014, 9, 8), "own"), ordinal="third_or_more")
    desk.take((date(2014, 9, 1), "before"), (date(2014, 9, 15), "after"))
    assert [desk.ordinal(visit) for visit in ("before", "own", "after")] == [
        "first",
        "third_or_more",
        "third_or_more",
    ]


def test_a_correction_by_hand_wins(desk: Desk) -> None:
    """A visit that somebody corrected is not touched by a later import."""
    desk.take((date(2014, 9, 8), "fixed"))
    corrected = Visit(VisitId("fixed"), {"ordinal": "first", "sex": "female"}, imported=True, corrections=1)
    desk.shop.store.write(lambda connection: change_visit(connection, corrected))
    desk.take((date(2014, 9, 1), "before"))
    assert desk.ordinal("fixed") == "first"


def entries(connection: Connection) -> list[tuple[str, bytes]]:
    """Year and hash of every entry that is kept."""
    return [
        (str(year), bytes(reference))
        for year, reference in connection.execute(
            "SELECT year, reference FROM visitor_reference ORDER BY year"
        )
    ]


def test_a_hash_tells_nothing_over_the_years(desk: Desk) -> None:
    """One reference has another hash in another year, so nobody is followed from year to year."""
    desk.take((date(2013, 9, 1), "a"), (date(2014, 9, 1), "b"))
    (first, second) = desk.shop.store.read(entries)
    assert (first[0], second[0]) == ("2013-07", "2014-07")
    assert first[1] != second[1]
    assert b"a14-001" not in first[1]


@pytest.mark.parametrize(
    ("newest", "kept"),
    [(date(2015, 9, 1), ["2015-07"]), (date(2026, 3, 1), ["2025-07"])],
)
def test_references_of_past_years_are_forgotten(desk: Desk, newest: date, kept: list[str]) -> None:
    """Years before today's go, but the year of the newest ledger stays: its second half may be to come."""
    desk.take((date(2013, 9, 1), "a"), (date(2014, 9, 1), "b"), (newest, "c"))
    gone = desk.shop.store.write(lambda connection: forget_references(connection, date(2026, 3, 2), 7))
    assert gone == 2
    assert [year for year, _ in desk.shop.store.read(entries)] == kept


def test_nothing_to_forget(desk: Desk) -> None:
    """A desk that imported nothing forgets nothing."""
    assert desk.shop.store.write(lambda connection: forget_references(connection, date(2026, 3, 2), 7)) == 0
