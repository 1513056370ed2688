"""Dates as a ledger's map says that they are written, without depending on the language of the computer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from onestopshop.spreadsheet import faults
from onestopshop.spreadsheet.cells import Cell, text_of
from onestopshop.spreadsheet.faults import CellRefused

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NAMES = "|".join((*_MONTHS, *(name[:3] for name in _MONTHS), "sept"))
_DIRECTIVES = {
    "d": ("(?P<day>[0-9]{1,2})", "31"),
    "m": ("(?P<month>[0-9]{1,2})", "12"),
    "Y": ("(?P<year>[0-9]{4})", "2016"),
    "y": ("(?P<short>[0-9]{2})", "16"),
    "b": (f"(?P<name>{_MONTH_NAMES})", "Dec"),
    "B": (f"(?P<name>{_MONTH_NAMES})", "December"),
    # Accepted because spreadsheet programs write them; the day is all that is kept.
    "a": ("[a-z]+", "Sat"),
    "A": ("[a-z]+", "Saturday"),
    "H": ("[0-9]{1,2}", "00"),
    "M": ("[0-9]{1,2}", "00"),
    "S": ("[0-9]{1,2}", "00"),
}
_EARLIEST = date(1990, 1, 1)
_AHEAD = timedelta(days=366)
_CENTURY_TURNS = 90
"""Two-digit years from here on belong to the twentieth century."""


@dataclass(frozen=True, slots=True)
class DateFormat:
    """One way of writing a date, as "%d/%m/%Y"; `example` is 31 December 2016 so written."""

    pattern: re.Pattern[str]
    example: str


def date_format(text: str) -> DateFormat:
    """The format with this text. Raises ValueError where a day, month or year is missing, or told twice."""
    pattern, example = "", ""
    pieces = re.split(r"%(.)", text)
    for literal, letter in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        pattern += re.escape(literal)
        example += literal
        if letter:
            if letter not in _DIRECTIVES:
                raise ValueError("no format of a date")
            found, sample = _DIRECTIVES[letter]
            pattern += found
            example += sample
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error as twice:  # the same part of a date is asked for twice
        raise ValueError("no format of a date") from twice
    asked = set(compiled.groupindex)
    if (
        "day" not in asked
        or len(asked & {"month", "name"}) != 1
        or len(asked & {"year", "short"}) != 1
        or "%" in example
    ):
        raise ValueError("no format of a date")
    return DateFormat(compiled, example)


def read_day(cell: Cell, formats: tuple[DateFormat, ...], today: date) -> date:
    """The day that a cell tells. Raises CellRefused where it tells none, or none that a ledger can hold."""
    found = cell if isinstance(cell, date) else _day_in(text_of(cell), formats)
    if found < _EARLIEST:
        raise CellRefused(faults.TOO_OLD)
    if found > today + _AHEAD:
        raise CellRefused(faults.TOO_NEW)
    return found


def _day_in(text: str, formats: tuple[DateFormat, ...]) -> date:
    if not text:
        raise CellRefused(faults.NO_DATE)
    matches = [match for known in formats if (match := known.pattern.fullmatch(text))]
    if not matches:
        raise CellRefused(faults.not_a_date(formats[0].example))
    days = {day for match in matches if (day := _built(match.groupdict())) is not None}
    if len(days) > 1:
        raise CellRefused(faults.TWO_DAYS)
    if not days:
        raise CellRefused(faults.NO_SUCH_DAY)
    return days.pop()


def _built(parts: dict[str, str | None]) -> date | None:
    name, month, short, year = (parts.get(key) for key in ("name", "month", "short", "year"))
    if name is not None:
        number = next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name.casefold()[:3]))
    else:
        number = int(month or 0)
    full_year = (
        int(year or 0) if short is None else int(short) + (1900 if int(short) >= _CENTURY_TURNS else 2000)
    )
    try:
        return date(full_year, number, int(parts["day"] or 0))
    except ValueError:
        return None
