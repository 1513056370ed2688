"""What is true of one session over all the desks that were there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from onestopshop.attendance import Attendance, joined
from onestopshop.identity import AgencyId, SessionId, VenueId, VisitId
from onestopshop.part import Part, canonical
from onestopshop.session import Status, joint_status
from onestopshop.visit import Visit, ordinal_rank

Counted = TypeVar("Counted", bound=Hashable)


@dataclass(frozen=True, slots=True)
class JointSession:
    """A session as the network counts it. It does not depend on the order in which parts arrived."""

    id: SessionId
    venue: VenueId
    date: date
    opening: int
    status: Status
    attendances: tuple[Attendance, ...]
    visits: tuple[Visit, ...]
    referrals: tuple[Visit, ...]
    feedback: tuple[tuple[str, str, int], ...]
    """Question, option and number."""
    counts: dict[str, int] = field(default_factory=dict)


def joint_session(parts: Iterable[Part], elsewhere: frozenset[str] = frozenset()) -> JointSession:
    """The parts of one session as one. At least one part is needed.

    `elsewhere` are rows and feedback tokens of a ledger that another session counts already. A visit that
    several desks imported is counted once: the copy corrected most often, then the one that knows the highest
    ordinal, then the one with the greatest bytes. A visit that any part withdraws is not counted.
    """
    known = sorted(parts, key=canonical)
    first = known[0].session
    gone = frozenset(visit for part in known for visit in part.withdrawn)
    return JointSession(
        id=first.id,
        venue=first.venue,
        date=first.date,
        opening=first.opening,
        status=joint_status(tuple(part.session.status for part in known)),
        attendances=_joint_attendances(known),
        visits=_once_each((visit for part in known for visit in part.visits), gone, elsewhere),
        referrals=_once_each((visit for part in known for visit in part.referrals), gone, elsewhere),
        feedback=_joint_feedback(known, elsewhere),
        counts=_by_line(known, lambda part: part.counts),
    )


def _once_each(
    visits: Iterable[Visit], gone: frozenset[VisitId], elsewhere: frozenset[str]
) -> tuple[Visit, ...]:
    chosen: dict[VisitId, Visit] = {}
    for visit in visits:
        if visit.id in gone or visit.id in elsewhere:
            continue
        rival = chosen.get(visit.id)
        if rival is None or _weight(visit) > _weight(rival):
            chosen[visit.id] = visit
    return tuple(chosen.values())


def _weight(visit: Visit) -> tuple[int, int, bytes]:
    return visit.corrections, ordinal_rank(visit), canonical(visit)


def _by_line(parts: list[Part], counts_of: Callable[[Part], dict[Counted, int]]) -> dict[Counted, int]:
    """What laptops counted, added up.

    Copies of one laptop repeat what it had counted before they parted: of each count they say, the highest.
    """
    lines: dict[object, dict[Counted, int]] = {}
    for place, part in enumerate(parts):
        highest = lines.setdefault(part.line or place, {})
        for counted, number in counts_of(part).items():
            highest[counted] = max(number, highest.get(counted, 0))
    total: Counter[Counted] = Counter()
    for highest in lines.values():
        total.update(highest)
    return dict(total)


def _joint_attendances(parts: list[Part]) -> tuple[Attendance, ...]:
    seen: dict[AgencyId, Attendance] = {}
    for part in parts:
        for attendance in part.attendances:
            rival = seen.get(attendance.agency)
            seen[attendance.agency] = attendance if rival is None else joined(rival, attendance)
    return tuple(seen[agency] for agency in sorted(seen))


def _joint_feedback(parts: list[Part], elsewhere: frozenset[str]) -> tuple[tuple[str, str, int], ...]:
    rows: dict[tuple[str, str], str] = {}
    for part in parts:
        for feedback in part.feedback:
            for token, option in feedback.rows.items():
                if token not in elsewhere:
                    key = (feedback.question, token)
                    rows[key] = max(option, rows.get(key, option))
    numbers = Counter(
        _by_line(
            parts,
            lambda part: {
                (told.question, option): n for told in part.feedback for option, n in told.counts.items()
            },
        )
    )
    for (question, _), option in rows.items():
        numbers[question, option] += 1
    return tuple((question, option, numbers[question, option]) for question, option in sorted(numbers))
