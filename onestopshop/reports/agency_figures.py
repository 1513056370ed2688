"""Figures about agencies at sessions: slots planned and kept, attendances, hours and workers."""

from __future__ import annotations

from collections.abc import Callable

from onestopshop.reports.counts import Counts
from onestopshop.reports.figure import NOT_AVAILABLE, Counted, Figure, share


def hours(minutes: int) -> int:
    """Minutes as whole hours, half an hour rounded up."""
    return (minutes + 30) // 60


def _attended(counts: Counts) -> Counted:
    recorded = counts.answers("attendance", "came") or counts.answers("attendance", "planned")
    return Counted(counts.attendances("came")) if recorded else NOT_AVAILABLE


def _expected(counts: Counts) -> Counted:
    return _where(counts, "expected", Counted)


def _kept(counts: Counts) -> Counted:
    return _where(counts, "expected", lambda number: share(counts.attendances("kept"), number, 0))


def _hours_expected(counts: Counts) -> Counted:
    return _where(counts, "minutes_expected", lambda minutes: Counted(hours(minutes)))


def _hours(counts: Counts) -> Counted:
    untimed = _came_at_held(counts) - counts.attendances("timed")
    return _where(
        counts, "timed", lambda _: Counted(hours(counts.attendances("minutes")), not_recorded=untimed)
    )


def _came_at_held(counts: Counts) -> int:
    return sum(counts.attendances(f"came.{weekday}") for weekday in range(7))


def _workers(counts: Counts) -> Counted:
    return _where(counts, "workers", Counted)


def _where(counts: Counts, question: str, count: Callable[[int], Counted]) -> Counted:
    """What the count gives, where anything at all was recorded of it."""
    number = counts.attendances(question)
    return count(number) if number else NOT_AVAILABLE


AGENCY_FIGURES = (
    Figure(
        "agency_attended",
        "attendances",
        "An agency's presence at a session, each agency counted once a session.",
        "",
        _attended,
        exact=True,
        whole=True,
    ),
    Figure(
        "agency_expected",
        "attendances planned",
        "An agency's slot at a session that was held.",
        "",
        _expected,
        exact=True,
        whole=True,
    ),
    Figure(
        "agency_kept",
        "planned attendances kept",
        "Slots at sessions that were held to which the agency came.",
        "attendances planned",
        _kept,
        exact=True,
        whole=True,
    ),
    Figure(
        "agency_hours_planned",
        "hours planned",
        "The length of agencies' slots at sessions that were held, added up, in whole hours.",
        "",
        _hours_expected,
        exact=True,
        whole=True,
    ),
    Figure(
        "agency_hours",
        "hours present",
        "The time from an agency's coming to its leaving at sessions that were held, added up, in whole "
        "hours; attendances of which one of the two is not known are left out and are those not recorded.",
        "",
        _hours,
        exact=True,
        whole=True,
    ),
    Figure(
        "agency_workers",
        "workers present",
        "Workers whom agencies sent, added up over sessions that were held: who comes twice counts twice.",
        "",
        _workers,
        exact=True,
        whole=True,
    ),
)
"""What agencies gave. These count sessions and hours, never visitors, so they are told exact."""
