"""Agencies are expected, come and leave on the hall's clock; cards and heads are counted for the session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onestopshop.changes import Changes
from onestopshop.desk.attendances import (
    AgencyNameRefused,
    NotATime,
    UnknownAgency,
    WorkersRefused,
    came,
    expect,
    forget,
    left,
    new_agency,
)
from onestopshop.desk.directory import read_directory
from onestopshop.desk.drafts import keep, kept
from onestopshop.desk.feedback import CountRefused, set_count, set_feedback
from onestopshop.desk.own_part import assembled
from onestopshop.desk.sealing import seal_dirty
from onestopshop.desk.sessions import UnknownSession, close_session, session_page
from onestopshop.identity import AgencyId, SessionId
from onestopshop.part import COUNT_NAMES, Part
from onestopshop.shop import Shop
from tests.desk.shops import Shops, all_rows, open_at_hall

POLICE = AgencyId("police")
NEVER = SessionId("0" * 32)


def part(shop: Shop, session: SessionId) -> Part:
    """What would be sealed of a session."""
    return shop.store.read(lambda connection: assembled(connection, session))


def hours(shop: Shop, session: SessionId) -> list[tuple[object, ...]]:
    """What a session knows of its agencies."""
    return [
        (seen.agency, seen.planned_from, seen.planned_to, seen.came, seen.left, seen.workers)
        for seen in session_page(shop, session).attendances
    ]


def test_an_agency_is_expected_comes_and_leaves(laptop: Shop) -> None:
    """There is one attendance of an agency at a session, to which each verb adds what it knows."""
    session = open_at_hall(laptop)
    expect(laptop, session, POLICE, "09:30", "12:30")
    assert hours(laptop, session) == [(POLICE, "09:30", "12:30", None, None, 1)]
    came(laptop, session, POLICE, "09:45", workers=2)
    assert hours(laptop, session) == [(POLICE, "09:30", "12:30", "09:45", None, 2)]
    left(laptop, session, POLICE, "12:00")
    assert hours(laptop, session) == [(POLICE, "09:30", "12:30", "09:45", "12:00", 2)]
    came(laptop, session, POLICE, "12:10")
    assert hours(laptop, session) == [(POLICE, "09:30", "12:30", "12:10", None, 1)]


def test_an_agency_that_leaves_was_there(laptop: Shop) -> None:
    """Leaving without having been marked as here means coming at that moment too."""
    session = open_at_hall(laptop)
    left(laptop, session, POLICE, "11:00")
    assert hours(laptop, session) == [(POLICE, None, None, "11:00", "11:00", 1)]


def test_no_time_means_now(shops: Shops, laptop: Shop) -> None:
    """The time is the one on the hall's clock."""
    session = open_at_hall(laptop)
    came(laptop, session, POLICE)
    now = shops.clock.moment.astimezone().strftime("%H:%M")
    assert hours(laptop, session) == [(POLICE, None, None, now, None, 1)]
    left(laptop, session, POLICE)
    assert hours(laptop, session) == [(POLICE, None, None, now, now, 1)]


def test_an_agency_is_taken_off_again(laptop: Shop) -> None:
    """What was put there by mistake leaves no trace in what is sealed."""
    session = open_at_hall(laptop)
    came(laptop, session, POLICE)
    seal_dirty(laptop)
    forget(laptop, session, POLICE)
    assert part(laptop, session).attendances == ()
    assert len(seal_dirty(laptop)) == 1


@pytest.mark.parametrize("time", ["9:30", "09.30", "24:00", "09:60", "now", "", "0930:", "09:3", "٠٩:٣٠"])
def test_what_is_no_time_is_refused(laptop: Shop, time: str) -> None:
    """A time has two digits, a colon and two digits, and exists on a clock."""
    session = open_at_hall(laptop)
    before = all_rows(laptop)
    with pytest.raises(NotATime):
        expect(laptop, session, POLICE, time)
    with pytest.raises(NotATime):
        expect(laptop, session, POLICE, "09:30", time)
    if time:
        with pytest.raises(NotATime):
            came(laptop, session, POLICE, time)
        with pytest.raises(NotATime):
            left(laptop, session, POLICE, time)
    assert all_rows(laptop) == before


@pytest.mark.parametrize("workers", [0, -1, 100, 10_000_000])
def test_workers_are_a_few(laptop: Shop, workers: int) -> None:
    """An agency that came sent somebody, and not a crowd that no coordinator could merge."""
    session = open_at_hall(laptop)
    with pytest.raises(WorkersRefused):
        came(laptop, session, POLICE, "09:30", workers)
    assert hours(laptop, session) == []


@pytest.mark.parametrize("name", ["", " \t ", "x" * 81, "Police\x07", "\u2066Police"])
def test_an_agency_has_a_name_that_can_be_sealed(laptop: Shop, name: str) -> None:
    """An empty, long or unprintable name is refused, and none is added."""
    before = all_rows(laptop)
    with pytest.raises(AgencyNameRefused, match="Never write a person"):
        new_agency(laptop, name)
    assert all_rows(laptop) == before


def test_a_new_agency_is_one_under_any_spelling(laptop: Shop) -> None:
    """Added twice it is one, and a name that the network lists is the listed agency."""
    agency = new_agency(laptop, "Rising  Sun ").changed[0].id
    assert new_agency(laptop, "rising sun").changed[0].id == agency
    assert new_agency(laptop, "POLICE").changed[0].id == "police"
    (added,) = [known for known in read_directory(laptop).agencies if known.met]
    assert (added.id, added.name) == (agency, "Rising Sun")


def test_a_new_agency_travels_with_the_session_it_comes_to(laptop: Shop) -> None:
    """Only such a session's part names it; a listed agency needs no words."""
    agency = AgencyId(new_agency(laptop, "Rising Sun").changed[0].id)
    session, other = open_at_hall(laptop), open_at_hall(laptop, opening=2)
    came(laptop, session, agency)
    came(laptop, other, POLICE)
    assert [named.name for named in part(laptop, session).agencies] == ["Rising Sun"]
    assert part(laptop, other).agencies == ()


@pytest.mark.parametrize("verb", [expect, came, left])
def test_an_unknown_agency_or_session_is_refused(
    laptop: Shop, verb: Callable[[Shop, SessionId, AgencyId], Changes]
) -> None:
    """The sentence says what to do, and nothing is written."""
    session = open_at_hall(laptop)
    before = all_rows(laptop)
    with pytest.raises(UnknownAgency, match="Add it first"):
        verb(laptop, session, AgencyId("nobody"))
    with pytest.raises(UnknownSession):
        verb(laptop, NEVER, POLICE)
    with pytest.raises(UnknownSession):
        forget(laptop, NEVER, POLICE)
    assert all_rows(laptop) == before


def test_feedback_is_a_tally_of_the_session(laptop: Shop) -> None:
    """Counting the cards again replaces the tally, and zeros are not carried."""
    session = open_at_hall(laptop)
    set_feedback(laptop, session, "helpful", {"yes": 5, "no": 1, "not_answered": 2})
    set_feedback(laptop, session, "helpful", {"yes": 6, "no": 0, "not_answered": 2})
    assert session_page(laptop, session).feedback == {"yes": 6, "not_answered": 2}
    (told,) = part(laptop, session).feedback
    assert (told.question, told.counts, told.rows) == ("helpful", {"yes": 6, "not_answered": 2}, {})


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("helpful", {"yes": -1}),
        ("helpful", {"yes": 10_001}),
        ("helpful", {"perhaps": 1}),
        ("sex", {"female": 1}),
        ("shoe_size", {"yes": 1}),
    ],
)
def test_feedback_that_cannot_be_is_refused(laptop: Shop, question: str, counts: dict[str, int]) -> None:
    """Only feedback questions are tallied, by their own answers, in whole numbers that can be."""
    session = open_at_hall(laptop)
    before = all_rows(laptop)
    with pytest.raises(CountRefused):
        set_feedback(laptop, session, question, counts)
    assert all_rows(laptop) == before


def test_headcounts_are_kept_on_the_session(laptop: Shop) -> None:
    """Each is replaced when it is set again, and zero takes it away; a closed session takes them still."""
    session = open_at_hall(laptop)
    for name in COUNT_NAMES:
        set_count(laptop, session, name, 3)
    close_session(laptop, session)
    set_count(laptop, session, "observers", 4)
    set_count(laptop, session, "slips_used", 0)
    rest = dict.fromkeys(COUNT_NAMES, 3) | {"observers": 4}
    del rest["slips_used"]
    assert session_page(laptop, session).counts == part(laptop, session).counts == rest
    assert len(seal_dirty(laptop)) == 1


@pytest.mark.parametrize(("name", "number"), [("observers", -1), ("observers", 10_001), ("weather", 1)])
def test_a_headcount_that_cannot_be_is_refused(laptop: Shop, name: str, number: int) -> None:
    """Only what is counted can be set, to a whole number that can be."""
    session = open_at_hall(laptop)
    with pytest.raises(CountRefused, match="10,000"):
        set_count(laptop, session, name, number)
    assert session_page(laptop, session).counts == {}


def test_a_draft_is_kept_and_is_no_visit(laptop: Shop) -> None:
    """What was put aside comes back, is in no part, is replaced, and goes when told or at closing."""
    session = open_at_hall(laptop)
    assert kept(laptop, session) is None
    keep(laptop, session, {"sex": "female", "needs": ("legal", "housing")})
    assert kept(laptop, session) == {"sex": "female", "needs": ("legal", "housing")}
    assert part(laptop, session).visits == ()
    keep(laptop, session, {"children": 2})
    assert kept(laptop, session) == {"children": 2}
    keep(laptop, session, None)
    assert kept(laptop, session) is None
    keep(laptop, session, {"children": 2})
    close_session(laptop, session)
    assert kept(laptop, session) is None
