"""Dates as ledgers write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.spreadsheet.cells import Cell
from onestopshop.spreadsheet.date_format import date_format, read_day
from onestopshop.spreadsheet.faults import CellRefused

TODAY = date(2026, 3, 2)


def day(cell: Cell, *formats: str) -> date:
    """What a cell tells under these formats."""
    return read_day(cell, tuple(map(date_format, formats or ("%d/%m/%Y",))), TODAY)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("04/02/2016", "%d/%m/%Y"),
        ("4/2/2016", "%d/%m/%Y"),
        (" 2016-02-04 ", "%Y-%m-%d"),
        ("04.02.16", "%d.%m.%y"),
        ("4 Feb 2016", "%d %b %Y"),
        ("4 FEBRUARY 2016", "%d %B %Y"),
        ("Thu 4 Feb 2016", "%a %d %b %Y"),
        ("2016-02-04 09:30:00", "%Y-%m-%d %H:%M:%S"),
    ],
)
def test_a_date_is_read_by_its_format(text: str, form: str) -> None:
    """Each way of writing 4 February 2016 gives that day and no time."""
    assert day(text, form) == date(2016, 2, 4)


def test_two_digit_years() -> None:
    """Years from 90 belong to the twentieth century, others to ours; "Sept" is September."""
    assert day("01/07/90", "%d/%m/%y") == date(1990, 7, 1)
    assert day("1 Sept 08", "%d %b %y") == date(2008, 9, 1)


@given(st.dates(date(1990, 1, 1), TODAY), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]))
def test_every_day_is_read_back(written: date, form: str) -> None:
    """Whatever day is written by a format is read back by it."""
    assert day(written.strftime(form), form) == written


def test_a_date_cell_is_a_date() -> None:
    """A real date needs no format."""
    assert day(date(2016, 2, 4)) == date(2016, 2, 4)
    assert day(datetime(2016, 2, 4).date()) == date(2016, 2, 4)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("cell", "formats", "reason"),
    [
        ("31/02/2016", (), "no such day"),
        ("01/13/2016", (), "no such day"),
        ("", (), "no date"),
        (None, (), "no date"),
        ("soon", (), "not a date written like 31/12/2016"),
        (42404, (), "not a date written like 31/12/2016"),
        ("٠٤/02/2016", (), "not a date written like 31/12/2016"),
        ("31/12/1989", (), "a day before 1990"),
        ("04/03/2027", (), "a day more than a year ahead"),
        (
            "04/02/2016",
            ("%d/%m/%Y", "%m/%d/%Y"),
            "could be two different days; leave one way of writing dates in the map",
        ),
    ],
)
def test_what_is_no_day(cell: Cell, formats: tuple[str, ...], reason: str) -> None:
    """A cell that tells no day, an impossible one or two of them is refused with the reason."""
    with pytest.raises(CellRefused) as refused:
        day(cell, *formats)
    assert str(refused.value) == reason


def test_planned_days_within_a_year_are_taken() -> None:
    """A ledger may hold days up to a year ahead."""
    assert day(TODAY + timedelta(days=366)) == TODAY + timedelta(days=366)


@pytest.mark.parametrize(
    "text", ["", "%d/%m", "%d/%d/%Y", "%d/%m/%Q", "%m/%b/%d/%Y", "%d/%m/%Y%", "%Y %y %d %m"]
)
def test_formats_that_tell_no_single_day(text: str) -> None:
    """A format must hold a day, a month and a year once each, and nothing unknown."""
    with pytest.raises(ValueError, match="no format"):
        date_format(text)
