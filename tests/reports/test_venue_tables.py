"""The venues side by side: plain counts at each, in the order of the network's list."""

from __future__ import annotations

from hypothesis import given

from onestopshop.joint import JointSession
from onestopshop.reports.counts import completed_questions
from onestopshop.reports.year_report import shipped_report
from onestopshop.tally import SUPPORTER_TYPES
from tests.reports.samples import ASHFORD, POP_UP, RURAL, YEAR, any_sessions, material, network_setup, session

SETUP = network_setup()
SILENT = ("not_asked", "not_known", "prefer_not_to_say", "not_answered", None)
AREAS = {ASHFORD: "e07000105", RURAL: "e07000106", POP_UP: None}
VENUES = {venue.id: venue.name for venue in SETUP.venues}


@given(any_sessions(SETUP))
def test_venues_side_by_side_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Sessions, visits, visits a session, within area, response, completeness: as counted one by one."""
    report = shipped_report("network", material(sessions), "internal")
    asked = completed_questions(SETUP)
    for venue, name in VENUES.items():
        here = [found for found in sessions if found.venue == venue and found.date in YEAR]
        visits = [
            visit.answers
            for found in here
            for visit in found.visits
            if visit.answers.get("visitor_type") not in SUPPORTER_TYPES
        ]
        held = sum(found.status == "held" for found in here)
        area = AREAS[venue]
        homes = [visit["lives_in"] for visit in visits if area and visit.get("lives_in") not in SILENT]
        said = [(option, n) for found in here for _, option, n in found.feedback if option != "not_asked"]
        answers = sum(visit.get(question) not in SILENT for visit in visits for question in asked)
        expected = {
            "venue_sessions": held,
            "venue_visits": len(visits),
            "venue_rate": int(len(visits) / held + 0.5) if held else None,
            "venue_within_area": homes.count(area),
            "venue_response": sum(n for option, n in said if option != "not_answered"),
            "venue_completeness": answers,
        }
        bases = {
            "venue_within_area": len(homes),
            "venue_response": sum(n for _, n in said),
            "venue_completeness": len(asked) * len(visits),
        }
        for table, value in expected.items():
            found = {row.label: row for row in report.table(table).rows}
            assert (name in found) == (bool(here) and value is not None), table
            if name in found:
                assert found[name].value == value, table
                if bases.get(table):
                    assert found[name].percent == int(100 * value / bases[table] + 0.5), table  # type: ignore[operator]


def test_venues_are_not_ranked() -> None:
    """The order is that of the network's list, whichever venue had more visits."""
    sessions = [session([{}] * 9), session([{}] * 30, venue=RURAL)]
    report = shipped_report("network", material(sessions), "publish")
    for table in report.template.side_by_side:
        assert [row.label for row in report.table(table).rows] == list(VENUES.values())[:2], table


def test_visits_a_session_are_made_from_rounded_visits() -> None:
    """In public 33 visits in four sessions are 35 in 4, which is 9; for the network 33 in 4, which is 8."""
    sessions = [session([{}] * n) for n in (30, 1, 1, 1)]
    for profile, rate in (("publish", 9), ("internal", 8)):
        report = shipped_report("network", material(sessions), profile)
        assert [row.value for row in report.table("venue_rate").rows] == [rate]


def test_answers_of_few_people_do_not_tell_how_few() -> None:
    """Forty answers of five visits are withheld in public: they would tell that five came."""
    answers = {"sex": "female", "ordinal": "first", "age_band": "25_34", "children": 1, "heard_about": "self"}
    few = [session([answers] * 5), session([answers] * 30, venue=RURAL)]
    assert shipped_report("network", material(few), "publish").table("venue_completeness").withheld
    enough = [session([answers] * 9), session([answers] * 30, venue=RURAL)]
    assert not shipped_report("network", material(enough), "publish").table("venue_completeness").withheld
