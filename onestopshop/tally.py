"""Counts of one session by question and answer: the only form in which visits reach a report."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from onestopshop.attendance import Attendance, minutes_between
from onestopshop.identity import VenueId
from onestopshop.joint import JointSession
from onestopshop.question import NONE_OF_THEM, NOT_RECORDED, Answer
from onestopshop.visit import Answers

SUPPORTER_TYPES = frozenset({"friend_or_family", "professional"})
"""Visitor types counted beside victim-survivors, never among them."""

REVIEWED = frozenset({"improved", "same", "worse"})
"""Answers of an outcome review that say how it went; a referral with one of them was assessed."""

ANSWERED = "*"
"""Stands in place of an option for "gave at least one answer": the base where there can be several."""


class Cell(NamedTuple):
    """What is counted: of whom (subject), which question, which answer.

    Subjects: "visit" (victim-survivors, and visits whose visitor type was not recorded), "first" (those of
    them that are a first visit), "unmet" (those with a need that met no agency), "supporter", "referral",
    "session", "attendance" and "feedback". Weekdays are numbered from Monday, 0; of agencies a cell may also
    count minutes and workers.
    """

    subject: str
    question: str
    option: str


Tally = Counter[Cell]
Grouped = dict[str, dict[str, dict[str, int]]]
"""Counts by subject, question and option: as a store keeps them and a report reads them."""
MonthAndVenue = tuple[str, VenueId]
"""A month, as "2015-06", and a venue."""


def grouped(counts: Tally) -> Grouped:
    """The counts by subject, question and option."""
    found: Grouped = {}
    for (subject, question, option), n in counts.items():
        found.setdefault(subject, {}).setdefault(question, {})[option] = n
    return found


def ungrouped(counts: Grouped) -> Tally:
    """The counts by cell: `grouped` undone."""
    return Tally(
        {
            Cell(subject, question, option): n
            for subject, questions in counts.items()
            for question, answers in questions.items()
            for option, n in answers.items()
        }
    )


def tally(session: JointSession) -> Tally:
    """The counts of one session, over all the desks that were there."""
    counts: Tally = Counter()
    counts[Cell("session", "status", session.status)] = 1
    for name, number in session.counts.items():
        counts[Cell("session", "count", name)] += number
    if session.status == "held":
        counts[Cell("session", "held", str(session.date.weekday()))] = 1
    for attendance in session.attendances:
        _count_attendance(counts, attendance, session)
    for question, option, number in session.feedback:
        counts[Cell("feedback", question, option)] += number
    for visit in session.visits:
        _count_visit(counts, visit.answers)
    for referral in session.referrals:
        _count_answers(counts, "referral", referral.answers)
        if _assessed(referral.answers):
            counts[Cell("referral", "assessed", "yes")] += 1
    return +counts


def _count_attendance(counts: Tally, attendance: Attendance, session: JointSession) -> None:
    """Whether it came, and at a session that was held also its slot, weekday, hours and workers."""

    def add(question: str, number: int = 1) -> None:
        counts[Cell("attendance", question, attendance.agency)] += number

    expected = attendance.planned_from is not None
    if attendance.came is not None:
        add("came")
    elif expected:
        add("planned")
    if session.status != "held":
        return
    if expected:
        add("expected")
        add(f"expected.{session.date.weekday()}")
        add("minutes_expected", minutes_between(attendance.planned_from, attendance.planned_to) or 0)
    if attendance.came is not None:
        add(f"came.{session.date.weekday()}")
        add("kept", int(expected))
        add("workers", attendance.workers)
        minutes = minutes_between(attendance.came, attendance.left)
        if minutes is not None:
            add("timed")
            add("minutes", minutes)


def _count_visit(counts: Tally, answers: Answers) -> None:
    subject = "supporter" if answers.get("visitor_type") in SUPPORTER_TYPES else "visit"
    _count_answers(counts, subject, answers)
    if subject == "visit":
        if answers.get("ordinal") == "first" and "children" in answers:
            _count_answer(counts, "first", "children", answers["children"])
        met = _need_met(answers)
        if met is not None:
            counts[Cell("visit", "need_unmet", "no" if met else "yes")] += 1
        if met is False:
            counts[Cell("unmet", "", "all")] += 1
            _count_answer(counts, "unmet", "needs", answers["needs"])


def _count_answers(counts: Tally, subject: str, answers: Answers) -> None:
    counts[Cell(subject, "", "all")] += 1
    for question, answer in answers.items():
        _count_answer(counts, subject, question, answer)


def _count_answer(counts: Tally, subject: str, question: str, answer: Answer) -> None:
    if isinstance(answer, tuple):
        counts[Cell(subject, question, ANSWERED)] += 1
        for option in answer:
            counts[Cell(subject, question, option)] += 1
    else:
        counts[Cell(subject, question, str(answer))] += 1


def _need_met(answers: Answers) -> bool | None:
    """Whether a visit with a recorded need met an agency; None where need or agencies were not recorded."""
    needs, seen = answers.get("needs"), answers.get("agencies_seen")
    if not needs or not seen or needs == (NONE_OF_THEM,):
        return None
    if isinstance(needs, tuple) and isinstance(seen, tuple):
        return seen != (NONE_OF_THEM,)
    return None


def recorded(counts: Tally, subject: str, question: str) -> int:
    """How many of a subject gave a real answer: not asked, not known and not said are left out."""
    found = [(cell.option, n) for cell, n in counts.items() if cell[:2] == (subject, question)]
    answered = [n for option, n in found if option == ANSWERED]
    return sum(answered) if answered else sum(n for option, n in found if option not in NOT_RECORDED)


def _assessed(answers: Answers) -> bool:
    return any(question.startswith("outcome.") and answer in REVIEWED for question, answer in answers.items())
