"""What time it is, handed in so that tests and demonstrations can say so themselves.

The clock decides what a page offers and when rows are purged. It never orders revisions or accepts a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the moment, always with a time zone."""

    def now(self) -> datetime:
        """The present moment, timezone-aware."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC, as the machine believes it to be."""
        return datetime.now(UTC)


@dataclass(slots=True)
class SetClock:
    """A clock that stands still until it is set: for demonstrations and tests."""

    moment: datetime

    def now(self) -> datetime:
        """The moment that was set."""
        return self.moment


def local_date(clock: Clock) -> date:
    """The date where the laptop stands: a session's date is the day on the hall's calendar."""
    return clock.now().astimezone().date()
