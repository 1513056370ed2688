"""What stands in a table, in which order, and what is merged."""

from __future__ import annotations

import pytest
from hypothesis import given

from onestopshop.attendance import Attendance
from onestopshop.identity import AgencyId, VenueId
from onestopshop.joint import JointSession
from onestopshop.reports.counts import counts_of
from onestopshop.reports.protected import ProtectedRow, ProtectedTable
from onestopshop.reports.tables import TABLE_IDS, table
from onestopshop.reports.year_report import shipped_report, year_report
from onestopshop.tally import Cell, Tally, grouped
from onestopshop.visit import Answers
from tests.reports.samples import ASHFORD, DAY, RURAL, YEAR, any_sessions, material, network_setup, session

SETUP = network_setup()
PEOPLE = (
    "ordinal",
    "sex",
    "age_band",
    "ethnic_group",
    "ethnic_broad",
    "lives_in",
    "heard_about",
    "risk_level",
)


def shown(table_id: str, *visits: Answers, **settings: object) -> ProtectedTable:
    """A table of one session, exact."""
    found = session(visits, **settings)  # type: ignore[arg-type]
    return year_report(material([found]), "internal").table(table_id)


def values(rows: tuple[ProtectedRow, ...]) -> list[tuple[str, int | None]]:
    """Labels and numbers in order."""
    return [(row.label, row.value) for row in rows]


@given(any_sessions(SETUP))
def test_every_visit_stands_in_each_table_once(sessions: list[JointSession]) -> None:
    """A table of one answer each adds up to all visits, what was not recorded included."""
    given_to = material(sessions)
    counts = counts_of(given_to.tallies.items(), SETUP, YEAR, DAY, "visit", None)
    for table_id in (*PEOPLE, "month", "venue"):
        assert sum(row.value for row in table(table_id, counts, given_to).rows) == counts.everyone("visit")


@given(any_sessions(SETUP))
def test_percentages_are_of_what_was_recorded(sessions: list[JointSession]) -> None:
    """The rows with an answer add up to the base, and the others have no percentage."""
    given_to = material(sessions)
    counts = counts_of(given_to.tallies.items(), SETUP, YEAR, DAY, "visit", None)
    for table_id in (*PEOPLE, "helpful"):
        found = table(table_id, counts, given_to)
        assert sum(row.value for row in found.rows if row.recorded) == found.base, table_id
    for protected in year_report(given_to, "internal").tables:
        assert all(row.percent is None for row in protected.rows if not row.recorded)


def test_one_coarse_answer_makes_a_table_coarse() -> None:
    """Where somebody is "18 to 24" the narrower bands roll up; elsewhere they stand by themselves."""
    fine = shown("age_band", {"age_band": "18_19"}, {"age_band": "25_34"})
    assert values(fine.rows) == [("18-19", 1), ("20-24", 0), ("25-34", 1)]
    coarse = shown("age_band", {"age_band": "18_19"}, {"age_band": "18_24"}, {"age_band": "60_64"})
    assert values(coarse.rows)[0] == ("18 to 24", 2)
    assert values(coarse.rows)[-1] == ("55 to 64", 1)
    assert [label for label, _ in values(coarse.rows)] == ["18 to 24", "25-34", "35-44", "45-54", "55 to 64"]


def test_a_broad_answer_says_no_more() -> None:
    """A broad ethnic group that was the answer is told from its narrower ones; the broad table joins them."""
    visits: list[Answers] = [{"ethnic_group": g} for g in ("white", "white_irish", "white_irish", "polish")]
    fine = values(shown("ethnic_group", *visits).rows)
    assert fine == [("White, no more said", 1), ("Irish", 2), ("Polish", 1)]
    broad = values(shown("ethnic_broad", *visits).rows)
    assert broad[0] == ("White", 4)
    assert len(broad) == 5


def test_what_records_nothing_stands_last() -> None:
    """Not known, Prefer not to say and Not asked stand below the answers and apart from them."""
    rows = shown(
        "sex", {"sex": "male"}, {"sex": "not_known"}, {"sex": "prefer_not_to_say"}, {"sex": "not_asked"}, {}
    )
    assert values(rows.rows) == [
        ("Female", 0),
        ("Male", 1),
        ("Not known", 1),
        ("Prefer not to say", 1),
        ("Not asked", 2),
    ]
    assert [row.recorded for row in rows.rows] == [True, True, False, False, False]
    assert [row.percent for row in rows.rows] == [0, 100, None, None, None]


def test_several_answers_are_of_those_who_gave_any() -> None:
    """Agencies seen: percentages are of visits with an answer, so they may add up to more than 100."""
    visits: list[Answers] = [{"agencies_seen": ("police", "idva")}, {"agencies_seen": ("police",)}, {}]
    rows = shown("agency_seen", *visits, {"agencies_seen": ("none",)}).rows
    assert [(row.label, row.value, row.percent) for row in rows] == [
        ("Police", 2, 67),
        ("IDVA or domestic abuse specialist", 1, 33),
        ("None", 1, 33),
        ("Not asked", 1, None),
    ]


def test_agencies_present_are_counted_once_a_session() -> None:
    """An agency that came counts for the session whatever its hours; one that was only expected does not."""
    came = Attendance(AgencyId("police"), came="09:30", workers=3)
    expected = Attendance(AgencyId("idva"), planned_from="09:30")
    rows = shown("agency_present", {}, attendances=(came, expected)).rows
    assert [(row.label, row.value, row.percent) for row in rows] == [("Police", 1, 100)]


def test_what_the_setup_does_not_list_is_other() -> None:
    """A count of an unknown venue, agency or option is not lost: it is shown as "Other"."""
    known = material([session([{"sex": "male", "agencies_seen": ("police",)}])])
    cells = (Cell("visit", "", "all"), Cell("visit", "sex", "gone"), Cell("attendance", "came", "gone"))
    gone = ("2014-09", VenueId("gone")), grouped(Tally(dict.fromkeys(cells, 2)))
    tallies = [*known.tallies.items(), gone]
    counts = counts_of(tallies, SETUP, YEAR, DAY, "visit", None)
    for table_id in ("venue", "sex", "agency_present"):
        assert ("Other", 2) in [(row.label, row.value) for row in table(table_id, counts, known).rows], (
            table_id
        )


def test_venues_stand_largest_first() -> None:
    """Venues are in order of their numbers, and one with no visit is left out."""
    sessions = [session([{}]), session([{}, {}], venue=RURAL)]
    rows = year_report(material(sessions), "internal").table("venue").rows
    assert values(rows) == [("Tenterden rural drop-in", 2), ("Ashford One Stop Shop", 1)]


def test_feedback_keeps_apart_who_did_not_answer() -> None:
    """The feedback question has no one who was not asked: only cards that say nothing."""
    rows = shown("helpful", {}, feedback={"yes": 3, "not_answered": 1}).rows
    assert values(rows) == [("Yes", 3), ("No", 0), ("Not answered", 1)]


def test_a_report_of_one_venue_leaves_out_the_others() -> None:
    """Everything in a venue's report is that venue's."""
    sessions = [session([{"sex": "male"}] * 3), session([{"sex": "female"}], venue=RURAL)]
    report = year_report(material(sessions, venue=ASHFORD), "internal")
    assert report.figure("visits").value == 3
    assert values(report.table("venue").rows) == [("Ashford One Stop Shop", 3)]


def test_a_programme_tells_of_the_people_referred() -> None:
    """In a programme's report tables are of referrals, with who referred."""
    referred: list[Answers] = [{"referred_by": "police", "age_band": "25_34"}, {"referred_by": "self"}]
    found = material([session(status="register", referrals=referred)])
    report = shipped_report("programme", found, "internal")
    assert values(report.table("referred_by").rows) == [("Self", 1), ("Police", 1)]
    assert report.table("age_band").unit == "Referrals"
    assert values(report.table("age_band").rows) == [("25-34", 1), ("Not asked", 1)]


@pytest.mark.parametrize("table_id", TABLE_IDS)
def test_every_table_can_be_empty(table_id: str) -> None:
    """A network that recorded nothing has every table, and each says so."""
    found = material([])
    counts = counts_of((), SETUP, YEAR, DAY, "visit", None)
    assert not any(row.value for row in table(table_id, counts, found).rows)
