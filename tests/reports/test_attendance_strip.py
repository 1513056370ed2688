"""The strip of agencies counts who was there, by session or by month, for every reader alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from onestopshop.attendance import Attendance
from onestopshop.identity import AgencyId
from onestopshop.joint import JointSession
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.attendance_strip import AttendanceStrip
from onestopshop.reports.material import HeldSession
from onestopshop.reports.protected import PROFILES, Agreement
from onestopshop.reports.text_tables import strip_table, strip_words
from onestopshop.reports.year_report import shipped_report
from tests.reports.samples import (
    ASHFORD,
    MET_AGENCY,
    RURAL,
    YEAR,
    any_sessions,
    material,
    network_setup,
    session,
)

SETUP = network_setup()
POLICE, SECOND = SETUP.agencies[0], SETUP.agencies[1]
QUARTER = Period(Month(2014, 7), Month(2014, 9))


def came(*agencies: str) -> tuple[Attendance, ...]:
    """These agencies at a session."""
    return tuple(Attendance(AgencyId(agency), came="09:30") for agency in agencies)


def strip_of(
    sessions: list[JointSession], profile: str = "publish", name: str = "agencies"
) -> AttendanceStrip:
    """The strip of a report on the year."""
    report = shipped_report(name, material(sessions), profile, Agreement("Kent Police", "Agreement 12"))
    assert report.attendance_strip is not None
    return report.attendance_strip


@given(any_sessions(SETUP))
def test_months_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Each cell is the number of sessions of that month at which the agency was, counted one by one."""
    strip = shipped_report("agencies", material(sessions), "internal").attendance_strip
    here = [found for found in sessions if found.date in YEAR]
    expected = {
        agency.name: tuple(
            sum(
                attendance.came is not None and attendance.agency == agency.id
                for found in here
                if Month.of(found.date) == month
                for attendance in found.attendances
            )
            for month in YEAR.months()
        )
        for agency in SETUP.agencies
    }
    expected = {name: numbers for name, numbers in expected.items() if any(numbers)}
    assert (strip is None) == (not expected)
    if strip is not None:
        assert {line.label: line.came for line in strip.lines} == expected
        held = [sum(f.status == "held" and Month.of(f.date) == m for f in here) for m in YEAR.months()]
        assert [occasion.held for occasion in strip.occasions] == held


def test_a_share_is_of_the_sessions_of_the_month() -> None:
    """None, under half, half or more, every one; none at all where no session was held."""
    days = [date(2014, 9, day) for day in (2, 9, 16)]
    sessions = [session(day=day, attendances=came(POLICE.id)) for day in days]
    sessions[0] = session(day=days[0], attendances=came(POLICE.id, SECOND.id))
    sessions += [session(day=date(2014, 10, day), attendances=came(POLICE.id)) for day in (7, 14)]
    sessions += [session(day=date(2014, 10, 21)), session(day=date(2014, 11, 4))]
    strip = strip_of(sessions)
    police, second = strip.lines
    assert (police.label, police.came[2:5]) == (POLICE.name, (3, 2, 0))
    assert [strip.share(police, place) for place in (1, 2, 3, 4)] == [None, 3, 2, 0]
    assert strip.share(second, 2) == 1


@pytest.mark.parametrize("profile", PROFILES)
def test_attendances_are_exact_for_everybody(profile: str) -> None:
    """One attendance is told, though never the name of an agency that the network has not accepted."""
    strip = strip_of([session(attendances=came(POLICE.id, MET_AGENCY.id, "unknown"))], profile)
    names = [line.label for line in strip.lines]
    other = ["Other"] if profile != "internal" else [MET_AGENCY.name, "Other"]
    assert names == [POLICE.name, *other]
    assert [line.came[2] for line in strip.lines] == ([1, 2] if profile != "internal" else [1, 1, 1])
    assert strip.share(strip.lines[-1], 2) is None, "several agencies have no share"


def test_few_sessions_of_one_venue_have_a_column_each() -> None:
    """A quarter at one venue is told session by session; of two venues, or of many sessions, by month."""
    held = tuple(
        HeldSession(
            date(2014, 9, day), ASHFORD, frozenset({POLICE.id} if day < 9 else {POLICE.id, SECOND.id})
        )
        for day in (2, 9, 16)
    )
    sessions = [session(day=found.day, attendances=came(*found.came)) for found in held]
    found = material(sessions, period=QUARTER)
    report = shipped_report("quarter", replace(found, held=held), "publish")
    strip = report.attendance_strip
    assert strip is not None
    assert strip.title == "Agencies by session"
    assert [(occasion.above, occasion.below) for occasion in strip.occasions] == [
        ("2", "Sep"),
        ("9", "Sep"),
        ("16", "Sep"),
    ]
    assert [line.came for line in strip.lines] == [(1, 1, 1), (0, 1, 1)]
    table = strip_table(report)
    assert table is not None
    assert table.rows == ((POLICE.name, "yes", "yes", "yes"), (SECOND.name, "–", "yes", "yes"))
    for other in ((*held[:2], replace(held[2], venue=RURAL)), held * 7, ()):
        by_month = shipped_report("quarter", replace(found, held=other), "publish").attendance_strip
        assert by_month is not None
        assert by_month.title == "Agencies by month"


def test_one_column_is_no_strip() -> None:
    """One month, one session or more months than a page is wide have none."""
    month, long = Period(Month(2014, 9), Month(2014, 9)), Period(Month(2012, 7), Month(2015, 6))
    for period in (month, long):
        found = material([session(attendances=came(POLICE.id))], period=period)
        assert shipped_report("agencies", found, "publish").attendance_strip is None


def test_what_the_strip_shows_is_said() -> None:
    """Words name the months, the agency that was there most, and how to read the line of several."""
    day = date(2014, 9, 2)
    report = shipped_report("agencies", material([session(day=day, attendances=came(POLICE.id))]), "publish")
    assert report.attendance_strip is not None
    said = strip_words(report.attendance_strip)
    assert said.startswith("Agencies by month, July 2014 to June 2015: ")
    assert f"Most often there: {POLICE.name}, at 1 of 1. The table below has the same numbers." in said
    unnamed = strip_of([session(attendances=came(MET_AGENCY.id))])
    assert "Most often" not in strip_words(unnamed)
    report = shipped_report("agencies", material([session(attendances=came(MET_AGENCY.id))]), "publish")
    table = strip_table(report)
    assert table is not None
    assert table.note.endswith("“Other” adds up several agencies.")
