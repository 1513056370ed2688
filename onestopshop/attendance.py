"""An agency's presence at a session."""

from __future__ import annotations

import msgspec

from onestopshop.identity import AgencyId


class Attendance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One agency at one session. Times are "HH:MM" on the hall's clock: agencies' hours, never a visit's."""

    agency: AgencyId
    planned_from: str | None = None
    planned_to: str | None = None
    came: str | None = None
    left: str | None = None
    workers: int = 1


def joined(first: Attendance, second: Attendance) -> Attendance:
    """The one attendance that two desks saw: the earliest coming, the latest leaving, the most workers."""
    return Attendance(
        first.agency,
        planned_from=_least(first.planned_from, second.planned_from),
        planned_to=_most(first.planned_to, second.planned_to),
        came=_least(first.came, second.came),
        left=_most(first.left, second.left),
        workers=max(first.workers, second.workers),
    )


def minutes_between(start: str | None, end: str | None) -> int | None:
    """Minutes between two times of one day; None where one is missing or the end comes first."""
    if start is None or end is None or end < start:
        return None
    return _minutes(end) - _minutes(start)


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)


def _least(first: str | None, second: str | None) -> str | None:
    return min((time for time in (first, second) if time is not None), default=None)


def _most(first: str | None, second: str | None) -> str | None:
    return max((time for time in (first, second) if time is not None), default=None)
