"""All that a report is made from, read by the caller: counts by month and venue, the setup, a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import AgencyId, VenueId
from onestopshop.network import Setup
from onestopshop.reporting_year import Period
from onestopshop.stated_figure import StatedFigure
from onestopshop.tally import Grouped, MonthAndVenue


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session that was held, and which agencies came."""

    day: date
    venue: VenueId
    came: frozenset[str]


@dataclass(frozen=True, slots=True)
class Material:
    """One report's ingredients.

    `tallies` must reach from a year before the reporting years that the period touches to their end, and may
    hold more: what lies outside is passed over, and so are other venues where `venue` names one.
    `visits_by_place`, as ("2015-06", venue) -> number, serves the table of years and covers everything known
    of the same venues.
    """

    setup: Setup
    period: Period
    day: date
    """The day on which the report is made: planned sessions of later months are not missing yet."""
    tallies: Mapping[MonthAndVenue, Grouped]
    venue: VenueId | None = None
    """None for the whole network."""
    visits_by_place: Mapping[MonthAndVenue, int] = field(default_factory=dict)
    earlier: tuple[EarlierTotal, ...] = ()
    agency: AgencyId | None = None
    """The one agency that the report is about; None where it is about all."""
    stated: tuple[StatedFigure, ...] = ()
    held: tuple[HeldSession, ...] = ()
    """The sessions of a short period, in order of date; none of a longer one."""
