"""A figure of a year before the app, known as a total only."""

from __future__ import annotations

from dataclasses import dataclass

from onestopshop.identity import VenueId
from onestopshop.reporting_year import Period


@dataclass(frozen=True, slots=True)
class EarlierTotal:
    """One total with the period that it covers and where it was published."""

    venue: VenueId | None
    """None for the whole network."""
    period: Period
    figure: str
    value: int
    source: str = ""
    edition: int = 0
    """How often it was stated: of two accounts, the higher one holds. 0 until other coordinators know it."""

    @property
    def key(self) -> tuple[VenueId | None, Period, str]:
        """What it is the total of: coordinators keep one."""
        return self.venue, self.period, self.figure


@dataclass(frozen=True, slots=True)
class NamedTotal:
    """A total whose venue is still a name, as a file gives it; no name means the whole network."""

    venue: str
    total: EarlierTotal
