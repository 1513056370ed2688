"""One session over all the desks that were there, whatever came first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.attendance import Attendance, joined
from onestopshop.identity import AgencyId, SessionId, VenueId, VisitId
from onestopshop.joint import JointSession, joint_session
from onestopshop.part import Feedback, Part, canonical
from onestopshop.session import CancelReason, Session, Status, joint_status
from onestopshop.tally import Cell, tally
from onestopshop.visit import Visit

HALL = VenueId("hall")
IDVA, POLICE = AgencyId("idva"), AgencyId("police")


def session(status: Status = "held", reason: CancelReason | None = None) -> Session:
    """The session of all these parts."""
    return Session(SessionId("s"), HALL, date(2015, 6, 3), status=status, reason=reason)


def imported(name: str, corrections: int = 0, **answers: str) -> Visit:
    """A row of a ledger."""
    return Visit(VisitId(name), dict(answers), imported=True, corrections=corrections)


TIMES = st.none() | st.sampled_from(("09:00", "09:30", "12:00"))
ATTENDANCES = st.builds(
    Attendance, st.sampled_from((IDVA, POLICE)), TIMES, TIMES, TIMES, TIMES, st.integers(0, 3)
)
VISITS = st.builds(
    lambda name, ordinal, corrections: imported(
        name, corrections, **({"ordinal": ordinal} if ordinal else {})
    ),
    st.sampled_from("abc"),
    st.sampled_from((None, "first", "second", "third_or_more", "not_asked")),
    st.integers(0, 2),
)
FEEDBACK = st.builds(
    Feedback,
    st.sampled_from(("helpful", "again")),
    st.dictionaries(st.sampled_from(("yes", "no")), st.integers(0, 3)),
    st.dictionaries(st.sampled_from(("t1", "t2")), st.sampled_from(("yes", "no"))),
)
PARTS = st.builds(
    Part,
    st.builds(session, st.sampled_from(("held", "cancelled", "planned", "register"))),
    st.lists(ATTENDANCES, max_size=2).map(tuple),
    st.lists(VISITS, max_size=3).map(tuple),
    st.lists(VISITS.map(lambda v: Visit(VisitId(f"r{v.id}"), v.answers, imported=True)), max_size=2).map(
        tuple
    ),
    st.lists(st.sampled_from(("a", "ra")).map(VisitId), max_size=1).map(tuple),
    st.lists(FEEDBACK, max_size=2).map(tuple),
    st.dictionaries(st.sampled_from(("observers", "waiting")), st.integers(0, 3)),
)


@given(
    st.lists(PARTS, min_size=1, max_size=4).flatmap(
        lambda parts: st.tuples(st.just(parts), st.permutations(parts))
    )
)
def test_a_session_does_not_depend_on_the_order_of_its_parts(both: tuple[list[Part], list[Part]]) -> None:
    """However they are shuffled, the parts give one session and one tally; each visit is in it once."""
    parts, shuffled = both
    found = joint_session(parts)
    assert joint_session(shuffled) == found
    assert tally(joint_session(shuffled)) == tally(found)
    ids = [visit.id for visit in found.visits]
    withdrawn = {gone for part in parts for gone in part.withdrawn}
    assert sorted(ids) == sorted({visit.id for part in parts for visit in part.visits} - withdrawn)


def joint(*parts: Part, elsewhere: frozenset[str] = frozenset()) -> JointSession:
    """These parts as one session, the same from either end."""
    found = joint_session(parts, elsewhere)
    assert joint_session(parts[::-1], elsewhere) == found
    return found


@pytest.mark.parametrize(
    ("light", "heavy"),
    [
        (imported("a", 1, ordinal="third_or_more"), imported("a", 2)),
        (imported("a", ordinal="first"), imported("a", ordinal="second")),
        (imported("a", sex="female"), imported("a", sex="male")),
    ],
)
def test_of_two_copies_of_a_row_one_counts(light: Visit, heavy: Visit) -> None:
    """The one corrected more often, then the one that knows the higher ordinal, then the greater bytes."""
    assert joint(Part(session(), visits=(light,)), Part(session(), visits=(heavy,))).visits == (heavy,)


def test_what_another_session_counts_is_left_out() -> None:
    """Rows and feedback tokens that count elsewhere do not count here; what volunteers counted does."""
    part = Part(
        session(),
        visits=(imported("a"), imported("b")),
        referrals=(imported("c"),),
        feedback=(Feedback("helpful", {"yes": 2}, {"t1": "yes", "t2": "no"}),),
    )
    found = joint(part, elsewhere=frozenset({"a", "c", "t1"}))
    assert [visit.id for visit in found.visits] == ["b"]
    assert found.referrals == ()
    assert found.feedback == (("helpful", "no", 1), ("helpful", "yes", 2))


def test_counts_add_up_and_agencies_join() -> None:
    """Headcounts are summed; an agency that two desks saw was there once, from the first to the last."""
    one = Part(session("planned"), (Attendance(IDVA, came="09:30", workers=2),), counts={"observers": 1})
    other = Part(
        session("cancelled"), (Attendance(IDVA, "09:00", "12:00", "09:45", "11:00"),), counts={"observers": 2}
    )
    found = joint(one, other)
    assert found.counts == {"observers": 3}
    assert found.attendances == (Attendance(IDVA, "09:00", "12:00", "09:30", "11:00", 2),)
    assert found.status == "cancelled"


@given(ATTENDANCES, ATTENDANCES)
def test_an_attendance_joins_the_same_from_either_side(first: Attendance, second: Attendance) -> None:
    """Joining is the same both ways, and joining again changes nothing."""
    if first.agency == second.agency:
        assert joined(first, second) == joined(second, first)
    assert joined(first, first) == first


def test_what_is_surest_of_a_session_is_true() -> None:
    """Held before a register, a register before cancelled, cancelled before planned."""
    assert joint_status(("planned", "cancelled", "register", "held")) == "held"
    assert joint_status(("planned", "cancelled", "register")) == "register"
    assert joint_status(("planned", "cancelled")) == "cancelled"
    assert joint_status(("planned",)) == "planned"


def test_equal_knowledge_gives_equal_bytes() -> None:
    """Canonical JSON has sorted keys and no spaces, whatever order answers were given in."""
    one = Visit(VisitId("a"), {"sex": "male", "age": "x"})
    other = Visit(VisitId("a"), {"age": "x", "sex": "male"})
    assert canonical(one) == canonical(other)
    assert canonical(one).startswith(b'{"answers":{"age":"x","sex":"male"}')
    assert tally(joint(Part(session(), visits=(one,))))[Cell("visit", "sex", "male")] == 1
