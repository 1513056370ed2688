"""The release calendar as its panel shows it, and the verbs that put reports on it and take them off."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date

from onestopshop.clock import local_date
from onestopshop.desk.directory import read_directory
from onestopshop.identity import VenueId
from onestopshop.reporting_year import Period, year_of
from onestopshop.reports.periods import known_periods
from onestopshop.reports.planning import (
    NotPlanned,
    drop_planned,
    plan_releases,
    plan_year,
    planned_releases,
    releases_of_year,
)
from onestopshop.reports.releasing import release_days
from onestopshop.shop import Shop
from ui.reporting.choice import Choice, MadeReport, make_report


@dataclass(frozen=True, slots=True)
class PlannedReport:
    """Months and a venue on which reports are planned."""

    period: Period
    venue: VenueId | None
    place: str
    """The venue's name; empty for all venues."""
    released: date | None
    """The day of the first release on them, as far as the ledger here knows."""


@dataclass(frozen=True, slots=True)
class YearToPlan:
    """A reporting year, how many reports are planned of it together, and how many of these are not yet."""

    year: Period
    reports: int
    lacking: int


@dataclass(frozen=True, slots=True)
class ReleasePlan:
    """What is planned and what can be; both the newest year first."""

    planned: tuple[PlannedReport, ...]
    years: tuple[YearToPlan, ...]


def read_plan(shop: Shop) -> ReleasePlan:
    """The calendar, and the years that are known, today's and the next. Raises CoordinatorsOnly."""
    setup, days, planned = read_directory(shop), release_days(shop), planned_releases(shop)
    starts = setup.policies.year_starts
    names = {venue.id: venue.name for venue in setup.venues}
    this_year = year_of(local_date(shop.clock), starts)
    next_year = year_of(this_year.last.plus(1).first_day(), starts)
    on_it = {one.key for one in planned}
    years = []
    for year in sorted({*known_periods(shop).years, this_year, next_year}, reverse=True):
        wanted = {one.key for one in releases_of_year(year, names)}
        years.append(YearToPlan(year, len(wanted), len(wanted - on_it)))
    rows = (
        PlannedReport(
            one.period(), one.venue, names.get(one.venue, one.venue) if one.venue else "", days.get(one.key)
        )
        for one in planned
    )
    return ReleasePlan(tuple(sorted(rows, key=lambda row: _place_of(row, starts))), tuple(years))


def plan_whole_year(shop: Shop, year: Period) -> ReleasePlan:
    """Plan a year's quarters, the year, and the year of each venue. Raises CoordinatorsOnly."""
    plan_year(shop, year)
    return read_plan(shop)


def take_off(shop: Shop, report: PlannedReport) -> ReleasePlan:
    """Take one off the calendar; that it is off by now is what was wanted. Raises CoordinatorsOnly."""
    with contextlib.suppress(NotPlanned):
        drop_planned(shop, [report.period], [report.venue])
    return read_plan(shop)


def plan_and_make(shop: Shop, choice: Choice) -> MadeReport:
    """Plan reports on the chosen months and venue, and make this one: told with less where that is needed.

    Raises AgreementNeeded and CoordinatorsOnly.
    """
    plan_releases(shop, [choice.period], [choice.venue])
    return make_report(shop, choice)


def _place_of(row: PlannedReport, starts: int) -> tuple[int, str, int, int]:
    """The newest year first; in it the whole network, then each venue; the quarters, then the year."""
    months = row.period.months()
    year = year_of(row.period.last.first_day(), starts)
    return -year.first.year, row.place, 12 * months[-1].year + months[-1].month, len(months)
