"""Every table of answers, in whichever report, equals a plain count over the visits or referrals."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from onestopshop.joint import JointSession
from onestopshop.question import NOT_RECORDED
from onestopshop.reports.year_report import REPORT_NAMES, shipped_report
from onestopshop.tally import SUPPORTER_TYPES
from onestopshop.visit import Answers
from tests.reports.samples import YEAR, any_sessions, material, network_setup

SETUP = network_setup()
SEVERAL = {"need": "needs", "agency_seen": "agencies_seen", "referred_to": "referred_to"}
SINGLE = {"sex": "sex", "ordinal": "ordinal", "risk_level": "risk_level", "heard_about": "heard_about"}
LABELS = {
    question.id: {option.id: option.label for option in SETUP.list(question.list).options}  # type: ignore[union-attr]
    for question in SETUP.questions
    if question.list
}


def answers_of(sessions: list[JointSession], subject: str) -> list[Answers]:
    """The answers of the victim-survivors, or of the people referred, of the year."""
    year = [found for found in sessions if found.date in YEAR]
    if subject == "referral":
        return [referral.answers for found in year for referral in found.referrals]
    visits = [visit.answers for found in year for visit in found.visits]
    return [visit for visit in visits if visit.get("visitor_type") not in SUPPORTER_TYPES]


def chosen(people: list[Answers], question: str) -> Counter[str]:
    """How often each label was given; one person may give several."""
    numbers: Counter[str] = Counter()
    for answers in people:
        given_to = answers.get(question, ())
        options = given_to if isinstance(given_to, tuple) else (str(given_to),)
        numbers.update(LABELS[question][option] for option in options if option not in NOT_RECORDED)
    return numbers


@pytest.mark.parametrize("name", [name for name in REPORT_NAMES if name != "agency"])
@given(any_sessions(SETUP))
def test_tables_of_answers_equal_a_plain_count(name: str, sessions: list[JointSession]) -> None:
    """Each option stands with how often it was given, inside the network under its own label."""
    report = shipped_report(name, material(sessions), "internal")
    people = answers_of(sessions, report.template.subject)
    for table_id, question in {**SINGLE, **SEVERAL, "referred_by": "referred_by"}.items():
        if table_id not in report.template.table_ids():
            continue
        shown = {row.label: row.value for row in report.table(table_id).rows if row.value and row.recorded}
        assert shown == dict(chosen(people, question)), table_id


@given(any_sessions(SETUP))
def test_needs_that_met_no_agency_equal_a_plain_count(sessions: list[JointSession]) -> None:
    """Each need of visits that had one and saw no agency."""
    unmet = [
        visit
        for visit in answers_of(sessions, "visit")
        if isinstance(visit.get("needs"), tuple)
        and visit["needs"] != ("none",)
        and visit.get("agencies_seen") == ("none",)
    ]
    report = shipped_report("agencies", material(sessions), "internal")
    shown = {row.label: row.value for row in report.table("need_unmet").rows if row.value}
    assert shown == dict(chosen(unmet, "needs"))
    assert (report.figure("need_unmet").value or 0) == len(unmet)


@given(any_sessions(SETUP))
def test_every_outcome_equals_a_plain_count(sessions: list[JointSession]) -> None:
    """For each measure: improved, of those for whom it was reviewed."""
    people = answers_of(sessions, "referral")
    report = shipped_report("programme", material(sessions), "internal")
    for question in (q for q in SETUP.questions if q.id.startswith("outcome.") and not q.hidden):
        reviewed = [r[question.id] for r in people if r.get(question.id) in ("improved", "same", "worse")]
        found = report.figure(question.id.replace("outcome.", "outcome_"))
        assert (found.value or 0, found.base or 0) == (reviewed.count("improved"), len(reviewed))
