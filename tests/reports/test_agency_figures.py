"""What is told of agencies equals a plain count over the attendances, and counts no visitor."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given

from onestopshop.attendance import Attendance
from onestopshop.identity import AgencyId
from onestopshop.joint import JointSession
from onestopshop.reports.agency_figures import hours
from onestopshop.reports.protected import ProtectedTable
from onestopshop.reports.report_words import gap_sentences
from onestopshop.reports.year_report import AgencyMissing, shipped_report
from tests.reports.samples import ASHFORD, YEAR, any_sessions, material, network_setup, session

SETUP = network_setup()
AGENCIES = [agency.id for agency in SETUP.agencies]
NAMES = {agency.id: agency.name for agency in SETUP.agencies}
SOLICITOR = AgencyId("solicitor")
LENGTHS = {("09:35", "09:50"): 15, ("09:35", "11:20"): 105, ("10:00", "11:20"): 80}
TUESDAYS = [date(2014, 9, 2), date(2014, 9, 9), date(2014, 9, 16)]


def held(sessions: list[JointSession]) -> list[JointSession]:
    """The sessions of the year that took place."""
    return [found for found in sessions if found.date in YEAR and found.status == "held"]


def rows(table: ProtectedTable) -> dict[str, int | None]:
    """The numbers of a table by label, without zeros."""
    return {row.label: row.value for row in table.rows if row.value}


@given(any_sessions(SETUP))
def test_figures_of_agencies_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Slots, attendances, hours and workers are as counted one by one, for all agencies and for one."""
    for agency in (None, AGENCIES[-1]):
        name = "agency" if agency else "agencies"
        report = shipped_report(name, material(sessions, agency=agency), "internal")
        seen = [a for s in held(sessions) for a in s.attendances if agency in (None, a.agency)]
        every = [a for s in sessions if s.date in YEAR for a in s.attendances if agency in (None, a.agency)]
        came = [a for a in seen if a.came]
        assert (report.figure("agency_attended").value or 0) == sum(a.came is not None for a in every)
        expected = [a for a in seen if a.planned_from]
        assert (report.figure("agency_expected").value or 0) == len(expected)
        kept = report.figure("agency_kept")
        assert (kept.value or 0, kept.base or 0) == (sum(a.came is not None for a in expected), len(expected))
        assert (report.figure("agency_workers").value or 0) == sum(a.workers for a in came)
        planned = 120 * sum(a.planned_to is not None for a in expected)
        assert (report.figure("agency_hours_planned").value or 0) == hours(planned)
        lengths = [LENGTHS[a.came, a.left] for a in came if (a.came, a.left) in LENGTHS]
        found = report.figure("agency_hours")
        assert (found.value or 0) == hours(sum(lengths))
        assert found.not_recorded is None or found.not_recorded == len(came) - len(lengths)


@given(any_sessions(SETUP))
def test_gaps_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """An agency that comes on a weekday at a venue is missed at the other sessions there on that weekday."""
    here: Counter[tuple[str, int]] = Counter()
    came: Counter[tuple[str, int, str]] = Counter()
    usual: set[tuple[str, int, str]] = set()
    for found in held(sessions):
        place = (found.venue, found.date.weekday())
        here[place] += 1
        for attendance in found.attendances:
            came[(*place, attendance.agency)] += attendance.came is not None
            if attendance.came or attendance.planned_from:
                usual.add((*place, attendance.agency))
    missed = sorted(n for key in usual if (n := here[key[:2]] - came[key]))
    table = shipped_report("agencies", material(sessions), "internal").table("agency_gap")
    assert sorted(row.value for row in table.rows) == missed  # type: ignore[type-var]


@given(any_sessions(SETUP))
def test_an_agency_report_holds_no_other_agency(sessions: list[JointSession]) -> None:
    """Whatever happened, no other agency is named, its attendances are not counted, and no visit is."""
    agency = AGENCIES[-1]
    report = shipped_report("agency", material(sessions, agency=agency), "publish")
    attended = sum(
        a.agency == agency and a.came is not None for s in sessions if s.date in YEAR for a in s.attendances
    )
    for table in report.tables:
        assert sum(row.value or 0 for row in table.rows) == attended, table.id
        assert not {row.label for row in table.rows} & set(NAMES.values())
    assert {figure.id.partition("_")[0] for figure in report.figures} == {"agency"}
    assert report.title.startswith(f"{NAMES[agency]} at ")


def test_a_missing_solicitor_is_told_by_weekday() -> None:
    """ "No solicitor on 2 of 3 Tuesdays": in a report of one venue, published exact although few."""
    seen = [(Attendance(SOLICITOR, came="09:30", left="11:30"),), (), (Attendance(SOLICITOR, "09:30"),)]
    sessions = [session([{}], day=day, attendances=a) for day, a in zip(TUESDAYS, seen, strict=True)]
    report = shipped_report("agencies", material(sessions, venue=ASHFORD), "publish")
    assert rows(report.table("agency_gap")) == {f"{NAMES[SOLICITOR]}: of 3 Tuesdays": 2}
    assert report.figure("agency_kept").text == "0"
    assert report.figure("agency_hours").text == "2"
    assert gap_sentences(report) == (
        f"Ashford One Stop Shop, 2014/15: {NAMES[SOLICITOR]} missing on 2 of 3 Tuesdays.",
    )
    everywhere = shipped_report("agencies", material(sessions), "publish")
    assert rows(everywhere.table("agency_gap")) == {
        f"{NAMES[SOLICITOR]}: of 3 Tuesdays at Ashford One Stop Shop": 2
    }


def test_an_agency_that_is_not_accepted_is_not_named_in_public() -> None:
    """In public it is "Other" in the table of gaps; for the network it has its name."""
    met = Attendance(AgencyId("night_shelter"), "09:30")
    given_to = material([session(attendances=(met,))])
    public = shipped_report("agencies", given_to, "publish").table("agency_gap")
    assert rows(public) == {"Other: of 1 session": 1}
    assert gap_sentences(shipped_report("agencies", given_to, "publish")) == ()
    assert "Night shelter: of 1 Tuesday at" in next(
        iter(rows(shipped_report("agencies", given_to, "internal").table("agency_gap")))
    )


def test_needs_that_met_no_agency_are_named() -> None:
    """Each need of a visit on which no agency was seen, of those visits."""
    visits = [
        {"needs": ("housing", "legal"), "agencies_seen": ("none",)},
        {"needs": ("housing",), "agencies_seen": ("none",)},
        {"needs": ("housing",), "agencies_seen": ("police",)},
        {"needs": ("none",), "agencies_seen": ("none",)},
    ]
    table = shipped_report("agencies", material([session(visits)]), "internal").table("need_unmet")
    assert [row.value for row in table.rows if row.value] == [2, 1]
    assert [row.percent for row in table.rows if row.value] == [100, 50]


@pytest.mark.parametrize("name", ["agency", "agencies", "year"])
def test_one_agency_goes_with_its_report_alone(name: str) -> None:
    """The agency's report needs one, and any other report refuses it: it would tell of other agencies."""
    agency = None if name == "agency" else SOLICITOR
    with pytest.raises(AgencyMissing):
        shipped_report(name, material([], agency=agency), "internal")
