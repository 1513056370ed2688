"""Headcounts of group programmes are added up and told as shares where they are shares."""

from __future__ import annotations

from hypothesis import given

from onestopshop.joint import JointSession
from onestopshop.part import PROGRAMME_COUNTS
from onestopshop.reports.year_report import shipped_report
from tests.reports.samples import YEAR, any_sessions, material, network_setup, session


@given(any_sessions(network_setup()))
def test_headcounts_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Signed up, started, completed and waiting are the sums over the sessions."""
    report = shipped_report("programme", material(sessions), "internal")
    for name in PROGRAMME_COUNTS:
        number = sum(found.counts.get(name, 0) for found in sessions if found.date in YEAR)
        assert (report.figure(name).value or 0) == number


def test_the_share_who_attended_a_toolkit_course() -> None:
    """Of 30 who signed up 27 started: 90 %, as the Recovery Toolkit's published share."""
    course = session(counts={"signed_up": 30, "started": 27, "completed": 20, "waiting": 4})
    report = shipped_report("service", material([course]), "internal")
    assert [report.figure(name).percent for name in PROGRAMME_COUNTS] == [None, 90, 74, None]


def test_who_signed_up_before_the_period_makes_no_share() -> None:
    """More who started than signed up in the period is a number without a percentage, and no fault."""
    report = shipped_report("service", material([session(counts={"signed_up": 2, "started": 9})]), "internal")
    assert (report.figure("started").value, report.figure("started").percent) == (9, None)
