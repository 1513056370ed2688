"""A number that was not counted here: stated by a partner agency, or set as a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onestopshop.identity import VenueId
from onestopshop.reporting_year import Period

StatedKind = Literal["partner", "target"]


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One stated number with the period that it covers and who stated it."""

    kind: StatedKind
    label: str
    """A partner's own words; for a target the id of the figure that it is set for."""
    period: Period
    value: int | None = None
    base: int | None = None
    tenths: int | None = None
    """The percentage in tenths: 256 is 25.6 %."""
    source: str = ""
    venue: VenueId | None = None
    """None for the whole network."""
    edition: int = 0
    """How often it was stated: of two accounts, the higher one holds. 0 until other coordinators know it."""

    @property
    def key(self) -> tuple[StatedKind, VenueId | None, Period, str]:
        """What it is about: coordinators keep one."""
        return self.kind, self.venue, self.period, self.label


@dataclass(frozen=True, slots=True)
class NamedStated:
    """A stated figure whose venue is still a name, as a file gives it; no name means the whole network."""

    venue: str
    stated: StatedFigure
