"""Figures about sessions: held, cancelled or missing, agencies that came, what the feedback cards said."""

from __future__ import annotations

from onestopshop.question import NOT_ASKED
from onestopshop.reporting_year import Month
from onestopshop.reports.counts import Counts
from onestopshop.reports.figure import NOT_AVAILABLE, Counted, Figure, share


def _sessions(counts: Counts, status: str) -> Counted:
    return NOT_AVAILABLE if counts.is_empty() else Counted(counts.of("session", "status", status))


def _held(counts: Counts) -> Counted:
    return _sessions(counts, "held")


def _cancelled(counts: Counts) -> Counted:
    return _sessions(counts, "cancelled")


def _missing(counts: Counts) -> Counted:
    if counts.is_empty():
        return NOT_AVAILABLE
    past = [month for month in counts.period.months() if month < Month.of(counts.day)]
    return Counted(sum(counts.in_month(month, "session", "status", "planned") for month in past))


def _attendances(counts: Counts) -> Counted:
    came = counts.answers("attendance", "came")
    planned = counts.answers("attendance", "planned")
    return Counted(sum(came.values())) if came or planned else NOT_AVAILABLE


def _responses(counts: Counts) -> Counted:
    asked = sum(n for option, n in counts.answers("feedback", "helpful").items() if option != NOT_ASKED)
    responses = counts.recorded("feedback", "helpful")
    return share(responses, asked, asked - responses)


def _helpful(counts: Counts) -> Counted:
    asked = sum(n for option, n in counts.answers("feedback", "helpful").items() if option != NOT_ASKED)
    responses = counts.recorded("feedback", "helpful")
    return share(counts.of("feedback", "helpful", "yes"), responses, asked - responses)


SESSION_FIGURES = (
    Figure(
        "sessions",
        "sessions held",
        "Openings of a venue that took place.",
        "",
        _held,
        exact=True,
        whole=True,
    ),
    Figure(
        "sessions_cancelled",
        "sessions cancelled",
        "Planned openings that were cancelled.",
        "",
        _cancelled,
        exact=True,
        whole=True,
    ),
    Figure(
        "sessions_missing",
        "sessions missing",
        "Planned openings of past months from which nothing was received.",
        "",
        _missing,
        exact=True,
        whole=True,
    ),
    Figure(
        "agency_attendances",
        "attendances by agencies",
        "An agency's presence at a session, each agency counted once a session.",
        "",
        _attendances,
        whole=True,
    ),
    Figure(
        "feedback_responses",
        "answered the feedback question",
        "Answers to “Was the visit helpful?” that say yes or no.",
        "visits where it was asked, those who did not answer included",
        _responses,
    ),
    Figure(
        "helpful",
        "found the visit helpful",
        "Answers to “Was the visit helpful?” that say yes.",
        "answers that say yes or no",
        _helpful,
    ),
)
"""What was offered, and what was said of it."""
