"""The counts of one session."""

from __future__ import annotations

from datetime import date

import pytest

from onestopshop.attendance import Attendance
from onestopshop.identity import AgencyId, SessionId, VenueId, VisitId
from onestopshop.joint import JointSession
from onestopshop.tally import ANSWERED, Cell, Tally, recorded, tally
from onestopshop.visit import Answers, Visit


def counted(*visits: Answers, referrals: tuple[Answers, ...] = (), **more: object) -> Tally:
    """What a session with these visits counts, but for its own line."""
    fields: dict[str, object] = {"attendances": (), "feedback": (), "counts": {}, **more}
    session = JointSession(
        SessionId("s"),
        VenueId("hall"),
        date(2015, 6, 3),
        1,
        "held",
        visits=tuple(Visit(VisitId(f"v{at}"), answers) for at, answers in enumerate(visits)),
        referrals=tuple(Visit(VisitId(f"r{at}"), answers) for at, answers in enumerate(referrals)),
        **fields,  # type: ignore[arg-type]
    )
    counts = tally(session)
    assert counts.pop(Cell("session", "status", "held")) == 1
    assert counts.pop(Cell("session", "held", "2")) == 1, "3 June 2015 was a Wednesday"
    return counts


def test_supporters_are_counted_beside_visitors() -> None:
    """Who came for somebody else is no visitor; who was not asked, or is not known, is taken for one."""
    counts = counted(
        {
            "visitor_type": "friend_or_family",
            "sex": "male",
            "needs": ("housing",),
            "agencies_seen": ("none",),
        },
        {"visitor_type": "professional"},
        {"visitor_type": "victim_survivor"},
        {"visitor_type": "not_asked"},
        {},
    )
    assert counts[Cell("supporter", "", "all")] == 2
    assert counts[Cell("visit", "", "all")] == 3
    assert counts[Cell("supporter", "sex", "male")] == 1
    assert counts[Cell("visit", "sex", "male")] == 0
    assert not [cell for cell in counts if cell.question == "need_unmet"]


def test_children_of_first_visits_are_counted_apart() -> None:
    """Only where both the ordinal and the children were answered."""
    counts = counted(
        {"ordinal": "first", "children": 2}, {"ordinal": "second", "children": 2}, {"ordinal": "first"}
    )
    assert counts[Cell("visit", "children", "2")] == 2
    assert counts[Cell("first", "children", "2")] == 1


def test_several_answers_count_each_and_once_together() -> None:
    """Each option counts, and the visit counts once as answered."""
    counts = counted({"needs": ("housing", "legal")}, {"needs": ("legal",)}, {"needs": "not_known"})
    assert counts[Cell("visit", "needs", "legal")] == 2
    assert counts[Cell("visit", "needs", ANSWERED)] == 2
    assert recorded(counts, "visit", "needs") == 2


@pytest.mark.parametrize(
    ("answers", "unmet"),
    [
        ({"needs": ("housing",), "agencies_seen": ("none",)}, "yes"),
        ({"needs": ("housing",), "agencies_seen": ("idva",)}, "no"),
        ({"needs": ("none",), "agencies_seen": ("idva",)}, None),
        ({"needs": ("housing",)}, None),
        ({"agencies_seen": ("none",)}, None),
        ({"needs": "not_known", "agencies_seen": ("none",)}, None),
        ({"needs": ("housing",), "agencies_seen": "not_asked"}, None),
    ],
)
def test_a_need_is_unmet_where_no_agency_was_seen(answers: Answers, unmet: str | None) -> None:
    """Nothing is said where need or agencies were not recorded, or there was no need."""
    found = {cell.option: n for cell, n in counted(answers).items() if cell.question == "need_unmet"}
    assert found == ({unmet: 1} if unmet else {})


def test_a_referral_is_assessed_by_its_outcomes() -> None:
    """A review that says how it went makes an assessed referral; a referral is never a visit."""
    counts = counted(
        referrals=(
            {"engaged": "yes", "outcome.fear_of_harm": "improved", "outcome.own_strengths": "worse"},
            {"outcome.fear_of_harm": "not_assessed_outcome", "engaged": "same"},
        )
    )
    assert counts[Cell("referral", "", "all")] == 2
    assert counts[Cell("referral", "assessed", "yes")] == 1
    assert counts[Cell("visit", "", "all")] == 0


def test_agencies_that_came_are_told_from_those_that_were_expected() -> None:
    """Came, expected and did not come, or neither."""
    counts = counted(
        attendances=(
            Attendance(AgencyId("idva"), planned_from="09:00", came="09:30"),
            Attendance(AgencyId("police"), planned_from="09:00"),
            Attendance(AgencyId("refuge")),
        ),
        feedback=(("helpful", "yes", 3), ("helpful", "no", 0)),
        counts={"observers": 2, "waiting": 0},
    )
    assert counts == {
        Cell("attendance", "came", "idva"): 1,
        Cell("attendance", "planned", "police"): 1,
        **{Cell("attendance", "expected", agency): 1 for agency in ("idva", "police")},
        **{Cell("attendance", "expected.2", agency): 1 for agency in ("idva", "police")},
        **{Cell("attendance", question, "idva"): 1 for question in ("came.2", "kept", "workers")},
        Cell("feedback", "helpful", "yes"): 3,
        Cell("session", "count", "observers"): 2,
    }


def test_answers_that_say_nothing_are_not_recorded() -> None:
    """Not asked, not known, not said and not answered are left out of what was recorded."""
    counts = counted({"sex": "male"}, {"sex": "not_known"}, {"sex": "prefer_not_to_say"}, {})
    assert recorded(counts, "visit", "sex") == 1
    assert recorded(counts, "visit", "age_band") == 0
