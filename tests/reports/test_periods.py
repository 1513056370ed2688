"""Which reporting years and quarters can be chosen for a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from onestopshop.merge.merging import merge_files
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.periods import known_periods
from onestopshop.shop import CoordinatorsOnly
from tests.merge.partnership import FIRST, Partnership, made_template, opened, recorded


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Partnership]:
    """A network of two laptops."""
    made = Partnership(made_template(tmp_path / "template"), tmp_path)
    yield made
    made.close()


def test_periods_are_those_with_visits(network: Partnership) -> None:
    """With nothing merged those of today, then those in which somebody came, the newest first."""
    coordinator, first = network.coordinator(), network.shop(FIRST)
    spring = Period(Month(2015, 4), Month(2015, 6))
    this_year = Period(Month(2014, 7), Month(2015, 6))
    now = known_periods(coordinator)
    assert (now.years, now.quarters) == ((this_year,), (spring,))
    for day in (date(2015, 5, 5), date(2014, 7, 1), date(2013, 12, 31)):
        recorded(first, opened(first, day=day), {})
    merge_files(coordinator, network.exported(FIRST))
    found = known_periods(coordinator)
    assert found.years == (this_year, this_year.year_before())
    summer = Period(Month(2014, 7), Month(2014, 9))
    assert found.quarters == (spring, summer, Period(Month(2013, 10), Month(2013, 12)))


def test_only_coordinators_report(network: Partnership) -> None:
    """A volunteer's laptop has nothing to choose from."""
    with pytest.raises(CoordinatorsOnly):
        known_periods(network.shop(FIRST))
