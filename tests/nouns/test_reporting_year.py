"""Months, periods and reporting years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.reporting_year import Month, Period, year_name, year_of

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
JULY = Period(Month(2014, 7), Month(2015, 6))


@given(DAYS, st.integers(1, 12))
def test_every_day_belongs_to_one_reporting_year(day: date, starts: int) -> None:
    """It has twelve months, starts in the month that was set, and the day is in it."""
    year = year_of(day, starts)
    assert day in year
    assert year.is_reporting_year(starts)
    assert len(year.months()) == 12
    assert day not in year.year_before()
    assert year.year_before().last.plus(1) == year.first


@given(DAYS, st.integers(-600, 600))
def test_months_count_forth_and_back(day: date, months: int) -> None:
    """Going there and back ends where it began, and a month is read as it is written."""
    month = Month.of(day)
    assert month.plus(months).plus(-months) == month
    assert Month.parse(str(month)) == month
    assert Month.of(month.first_day()) == month


@pytest.mark.parametrize("text", ["", "2015", "2015-13", "2015-6", "June 2015", "2015-06-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    """Only "2015-06" is a month."""
    with pytest.raises(ValueError, match=r"isoformat|month"):
        Month.parse(text)


def test_a_period_ends_after_it_begins() -> None:
    """One month is a period; none is not."""
    assert Period(Month(2015, 6), Month(2015, 6)).months() == (Month(2015, 6),)
    with pytest.raises(ValueError, match="ends after"):
        Period(Month(2015, 6), Month(2015, 5))


def test_a_reporting_year_is_twelve_months_from_its_month() -> None:
    """Other months, or another length, make a period and no reporting year."""
    assert JULY.is_reporting_year(7)
    assert not JULY.is_reporting_year(4)
    assert not Period(Month(2014, 7), Month(2015, 5)).is_reporting_year(7)
    assert "2015-06-01" not in JULY


def test_a_year_is_named_as_people_name_it() -> None:
    """Over two calendar years with a stroke, also at the century; else by its number."""
    assert year_name(JULY) == "2014/15"
    assert year_name(year_of(date(1999, 12, 1), 4)) == "1999/00"
    assert year_name(year_of(date(2015, 3, 1), 1)) == "2015"
