"""Twelve months from a month that the network sets, and whole months in general."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that a day belongs to."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written "2015-06". Raises ValueError where it is none."""
        day = date.fromisoformat(f"{text}-01")
        return cls(day.year, day.month)

    def plus(self, months: int) -> Month:
        """The month that many months later; earlier for a negative number."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def first_day(self) -> date:
        """The first of the month."""
        return date(self.year, self.month, 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months, both ends included. Raises ValueError where it ends before it begins."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends after it begins")

    def months(self) -> tuple[Month, ...]:
        """Every month of the period, in order."""
        found = [self.first]
        while found[-1] < self.last:
            found.append(found[-1].plus(1))
        return tuple(found)

    def quarters(self) -> tuple[Period, ...]:
        """Its quarters, from its first month on; months that make no whole one are left out."""
        months = self.months()
        ends = range(MONTHS_OF_A_QUARTER - 1, len(months), MONTHS_OF_A_QUARTER)
        return tuple(Period(months[end - MONTHS_OF_A_QUARTER + 1], months[end]) for end in ends)

    def year_before(self) -> Period:
        """The same months a year earlier."""
        return Period(self.first.plus(-12), self.last.plus(-12))

    def is_reporting_year(self, starts: int) -> bool:
        """Whether it is exactly one reporting year that starts in that month (1 to 12)."""
        return self.first.month == starts and self.last == self.first.plus(11)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= Month.of(day) <= self.last


def year_of(day: date, starts: int) -> Period:
    """The reporting year that a day belongs to, where years start in that month (1 to 12)."""
    first = Month(day.year if day.month >= starts else day.year - 1, starts)
    return Period(first, first.plus(11))


def year_name(period: Period) -> str:
    """How a reporting year is written: "2014/15", or "2015" where it is the calendar year."""
    if period.first.year == period.last.year:
        return str(period.first.year)
    return f"{period.first.year}/{period.last.year % 100:02}"
