"""Releases that coordinators declared beforehand, so that none of them is refused on its day."""

from __future__ import annotations

import msgspec

from onestopshop.identity import VenueId
from onestopshop.reporting_year import Month, Period

ReleaseKey = tuple[str, str, VenueId | None]
"""First and last month, and the venue; None for the whole network."""


class PlannedRelease(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whole months, at one venue or at all, on which reports are planned."""

    first: str
    """As "2015-06"."""
    last: str
    venue: VenueId | None = None
    """None for the whole network."""
    dropped: bool = False
    """Whether it was taken off the calendar again."""
    edition: int = 1
    """How often it was declared or dropped: of two accounts of it, the higher one holds."""

    @property
    def key(self) -> ReleaseKey:
        """What it is about: a calendar holds one of these."""
        return self.first, self.last, self.venue

    def period(self) -> Period:
        """The months that it covers. Raises ValueError where they are none."""
        return Period(Month.parse(self.first), Month.parse(self.last))
