"""The reporting years and quarters on which there is anything to report."""

from __future__ import annotations

from dataclasses import dataclass

from onestopshop.clock import local_date
from onestopshop.desk.directory import directory
from onestopshop.reporting_year import Month, Period, year_of
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, tallies


@dataclass(frozen=True, slots=True)
class KnownPeriods:
    """Both the newest first; those of today where nothing is counted at all."""

    years: tuple[Period, ...]
    quarters: tuple[Period, ...]


def known_periods(shop: Shop) -> KnownPeriods:
    """The years, and the quarters of these years, in which visits are counted. Raises CoordinatorsOnly."""
    need_coordinator(shop)

    def read(connection: Connection) -> tuple[set[Month], int]:
        months = {Month.parse(month) for month in tallies.months_with_visits(connection)}
        return months, directory(connection).policies.year_starts

    months, starts = shop.store.read(read)
    held = months or {Month.of(local_date(shop.clock))}
    years = {year_of(month.first_day(), starts) for month in held}
    quarters = {
        quarter for year in years for quarter in year.quarters() if not held.isdisjoint(quarter.months())
    }
    return KnownPeriods(tuple(sorted(years, reverse=True)), tuple(sorted(quarters, reverse=True)))
