"""What a coordinator puts right: it counts everywhere alike, survives a recount, and can be undone."""

from __future__ import annotations

from datetime import date

import pytest

from onestopshop.correction import Correction, replacement_id
from onestopshop.desk.attendances import came
from onestopshop.desk.directory import settled
from onestopshop.desk.feedback import set_count
from onestopshop.desk.own_desk import own_desk, take_new_key
from onestopshop.desk.sealing import seal_revision
from onestopshop.desk.sessions import NoSuchOpening, UnknownVenue
from onestopshop.desk.visits import AnswerRefused, NoSuchVisit, NothingToUndo
from onestopshop.identity import AgencyId, SessionId, VenueId, VisitId
from onestopshop.joint import joint_session
from onestopshop.merge.correcting import (
    NotMerged,
    correct_move,
    correct_replace,
    correct_undo,
    correct_withdraw,
    corrected,
    merged_session,
    merged_sessions,
    replacing,
)
from onestopshop.merge.merging import merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.undoing import undo_merge
from onestopshop.part import Part, Revision
from onestopshop.session import Session
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.store import Connection, setups, tallies
from onestopshop.tally import Cell
from onestopshop.visit import Visit
from tests.merge.partnership import (
    DAY,
    FIRST,
    SECOND,
    Partnership,
    cells,
    counted,
    imported,
    opened,
    recorded,
    row,
    sealed,
    venue,
    visits,
)

MALE, FEMALE = Cell("visit", "sex", "male"), Cell("visit", "sex", "female")
OTHER_DAY = date(2015, 6, 10)


def of_month(shop: Shop, month: str, name: str) -> int:
    """The visits that are counted of a month and venue."""
    counts = shop.store.read(tallies.all_counts).get((month, venue(shop, name)))
    return counts[Cell("visit", "", "all")] if counts else 0


@pytest.fixture
def merged(partnership: Partnership) -> tuple[Shop, SessionId, list[VisitId]]:
    """A coordinator who merged a session with two visits of the first laptop."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    session = opened(first)
    rows = recorded(first, session, {"sex": "male"}, {"sex": "male", "ordinal": "first"})
    set_count(first, session, "observers", 2)
    merge_files(coordinator, partnership.exported(FIRST))
    return coordinator, session, rows


def told(shop: Shop) -> list[tuple[str, str]]:
    """What is put right, and of what."""
    return [(one.what, one.of) for one in corrected(shop)]


def test_a_visit_is_withdrawn_and_back(merged: tuple[Shop, SessionId, list[VisitId]]) -> None:
    """It counts no more, the other still does, and undone it counts again."""
    coordinator, session, rows = merged
    before = counted(coordinator)[:3]
    correct_withdraw(coordinator, session, rows[0])
    assert visits(coordinator) == 1
    assert differences(coordinator) == ()
    assert told(coordinator) == [("withdrawn", rows[0])]
    with pytest.raises(NoSuchVisit):
        correct_withdraw(coordinator, session, rows[0])
    correct_undo(coordinator, session, rows[0])
    assert counted(coordinator)[:3] == before
    assert told(coordinator) == []
    with pytest.raises(NothingToUndo):
        correct_undo(coordinator, session, rows[0])


def test_a_visit_is_replaced_twice_and_back(merged: tuple[Shop, SessionId, list[VisitId]]) -> None:
    """The new answers count in place of the old ones, and undone the old ones do again."""
    coordinator, session, rows = merged
    correct_replace(coordinator, session, rows[0], {"sex": "female"})
    assert (cells(coordinator)[MALE], cells(coordinator)[FEMALE]) == (1, 1)
    new = replacement_id(rows[0])
    correct_replace(coordinator, session, new, {"sex": "male"})
    assert cells(coordinator)[MALE] == 2
    assert told(coordinator) == [("replaced", rows[0])]
    assert {one.id for one in merged_session(coordinator, session).visits} == {new, rows[1]}
    with pytest.raises(AnswerRefused):
        correct_replace(coordinator, session, new, {"sex": "nonsense"})
    correct_undo(coordinator, session, rows[0])
    assert cells(coordinator)[MALE] == 2
    assert differences(coordinator) == ()


def test_a_session_is_moved_and_back(
    partnership: Partnership, merged: tuple[Shop, SessionId, list[VisitId]]
) -> None:
    """It counts at its right venue and month, with what comes later, and undone where it was."""
    coordinator, session, _ = merged
    there = (
        correct_move(coordinator, session, venue(coordinator, "Tenterden"), date(2015, 7, 1)).changed[1].id
    )
    assert (of_month(coordinator, "2015-06", "Ashford"), of_month(coordinator, "2015-07", "Tenterden")) == (
        0,
        2,
    )
    assert [one.id for one in merged_sessions(coordinator)] == [there]
    assert merged_session(coordinator, SessionId(there)).date == date(2015, 7, 1)
    with pytest.raises(NotMerged):
        merged_session(coordinator, session)
    first = partnership.shop(FIRST)
    recorded(first, session, {"sex": "female"})
    merge_files(coordinator, partnership.exported(FIRST))
    assert of_month(coordinator, "2015-07", "Tenterden") == 3
    assert differences(coordinator) == ()
    assert told(coordinator) == [("moved", there)]
    correct_undo(coordinator, session)
    assert (of_month(coordinator, "2015-06", "Ashford"), of_month(coordinator, "2015-07", "Tenterden")) == (
        3,
        0,
    )
    assert differences(coordinator) == ()


def test_two_sessions_are_joined(
    partnership: Partnership, merged: tuple[Shop, SessionId, list[VisitId]]
) -> None:
    """One session holds all visits, an agency once, and the headcounts of both."""
    coordinator, session, rows = merged
    first, second = partnership.shop(FIRST), partnership.shop(SECOND)
    other = opened(second, day=OTHER_DAY)
    recorded(second, other, {"sex": "female"})
    own = opened(first, day=OTHER_DAY)
    assert own == other
    set_count(first, own, "observers", 3)
    for shop, at in ((first, session), (second, other)):
        came(shop, at, AgencyId("idva"), "09:45")
    merge_files(coordinator, partnership.exported(FIRST, SECOND))
    correct_move(coordinator, session, venue(coordinator), OTHER_DAY)
    total = cells(coordinator)
    assert total[Cell("session", "status", "held")] == 1
    assert total[Cell("visit", "", "all")] == 3
    assert total[Cell("attendance", "came", "idva")] == 1
    assert total[Cell("session", "count", "observers")] == 5
    correct_withdraw(coordinator, other, rows[0])
    assert visits(coordinator) == 2
    assert differences(coordinator) == ()
    correct_move(coordinator, other, venue(coordinator, "Tenterden"), OTHER_DAY)
    assert of_month(coordinator, "2015-06", "Tenterden") == 2
    correct_move(coordinator, merged_sessions(coordinator)[0].id, venue(coordinator), DAY)
    assert (visits(coordinator), len(merged_sessions(coordinator))) == (2, 1)
    assert differences(coordinator) == ()
    correct_undo(coordinator, other)
    assert len(merged_sessions(coordinator)) == 2
    assert differences(coordinator) == ()


def test_a_ledgers_row_is_counted_once_wherever_its_session_is_moved(partnership: Partnership) -> None:
    """The same row at two venues counts once before and after one of them is moved, and after a recount."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    imported(first, row(first, "r1", sex="male"), row(first, "r2", sex="male"))
    second = partnership.shop(SECOND)
    imported(second, row(second, "r1", "Tenterden", sex="male"))
    merge_files(coordinator, partnership.exported(FIRST, SECOND))
    assert visits(coordinator) == 2
    for session in [one.id for one in merged_sessions(coordinator)]:
        correct_move(coordinator, session, venue(coordinator, "Tenterden"), OTHER_DAY)
        assert visits(coordinator) == 2
        assert differences(coordinator) == ()


def test_two_coordinators_converge(partnership: Partnership) -> None:
    """Both correct the same session each in their way, exchange it, and count the same, each visit once."""
    one, two, first = partnership.coordinator(), partnership.coordinator(1), partnership.shop(FIRST)
    take_new_key(two)
    setup = two.store.read(setups.newest_setup) or b""
    one.store.write(lambda connection: setups.keep_setup(connection, 99, setup))
    session = opened(first)
    rows = recorded(first, session, *({"sex": "male"} for _ in range(3)))
    files = partnership.exported(FIRST)
    for coordinator in (one, two):
        merge_files(coordinator, files)
    correct_replace(one, session, rows[0], {"sex": "female"})
    correct_replace(two, session, rows[0], {"ordinal": "first"})
    correct_withdraw(one, session, rows[1])
    correct_move(one, session, venue(one), OTHER_DAY)
    correct_move(two, session, venue(two), date(2015, 8, 1))
    theirs = partnership.file("one", sealed(one)), partnership.file("two", sealed(two))
    for coordinator in (one, two):
        outcome = merge_files(coordinator, theirs)
        assert outcome.held == ()
        assert differences(coordinator) == ()
    assert cells(one) == cells(two)
    assert counted(one)[1] == counted(two)[1]
    assert visits(one) == 2


def test_what_was_put_right_stays_when_a_merge_is_undone(
    partnership: Partnership, merged: tuple[Shop, SessionId, list[VisitId]]
) -> None:
    """Nothing counts while the session is away, and the correction holds when it is merged again."""
    coordinator, session, rows = merged
    merge = coordinator.store.read(lambda c: c.execute("SELECT id FROM merge").fetchone()[0])
    correct_withdraw(coordinator, session, rows[0])
    correct_move(coordinator, session, venue(coordinator), OTHER_DAY)
    undo_merge(coordinator, merge)
    assert cells(coordinator) == {}
    assert differences(coordinator) == ()
    merge_files(coordinator, partnership.exported(FIRST))
    assert visits(coordinator) == 1
    assert differences(coordinator) == ()


def test_only_a_coordinators_correction_counts(
    partnership: Partnership, merged: tuple[Shop, SessionId, list[VisitId]]
) -> None:
    """What a volunteer's laptop would put right is held, and nothing is withdrawn."""
    coordinator, session, rows = merged
    first = partnership.shop(FIRST)
    forged = Part(Session(session, venue(first), DAY, status="planned"), correction=Correction((rows[0],)))

    def seal(connection: Connection) -> None:
        seal_revision(connection, settled(connection), own_desk(connection), Revision(1, None, forged))

    first.store.write(seal)
    outcome = merge_files(coordinator, partnership.exported(FIRST))
    assert [held.reason for held in outcome.held] == ["coordinators_only"]
    assert visits(coordinator) == 2


def test_a_referral_is_replaced_among_the_referrals(partnership: Partnership) -> None:
    """What takes the place of a referral is a referral."""
    first = partnership.shop(FIRST)
    session = Session(opened(first), venue(first), DAY)
    referral = Visit(VisitId("r"), {"engaged": "no"}, imported=True)
    joint = joint_session([Part(session, referrals=(referral,))])
    after = replacing(Correction(), joint, referral.id, {"engaged": "yes"})
    assert [one.answers for one in after.referrals] == [{"engaged": "yes"}]
    assert after.visits == ()
    assert after.withdrawn == (referral.id,)


def test_what_is_refused(partnership: Partnership, merged: tuple[Shop, SessionId, list[VisitId]]) -> None:
    """A session or visit that is not there, a place that cannot be, and a volunteer's laptop."""
    coordinator, session, _ = merged
    nowhere = SessionId("0" * 32)
    with pytest.raises(NotMerged):
        correct_withdraw(coordinator, nowhere, VisitId("x"))
    with pytest.raises(NotMerged):
        correct_move(coordinator, nowhere, venue(coordinator), DAY)
    with pytest.raises(UnknownVenue):
        correct_move(coordinator, session, VenueId("nowhere"), DAY)
    with pytest.raises(NoSuchOpening):
        correct_move(coordinator, session, venue(coordinator), DAY, 10)
    with pytest.raises(NothingToUndo):
        correct_undo(coordinator, session)
    with pytest.raises(CoordinatorsOnly):
        merged_sessions(partnership.shop(FIRST))
