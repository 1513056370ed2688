"""Protected numbers as a sentence says them: "fewer than 8", "about 210", "about 93 %"."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType

from onestopshop.reporting_year import Month, Period, year_name

NO_BREAK = "\u00a0"
# Not the calendar module's names: those follow the system's language.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ONE = MappingProxyType(
    {
        "attendances": "attendance",
        "children": "child",
        "hours": "hour",
        "referrals": "referral",
        "sessions": "session",
        "supporters": "supporter",
        "visitors": "visitor",
        "visits": "visit",
        "workers": "worker",
    }
)
_PLURALS = re.compile(rf"\b({'|'.join(_ONE)})\b")
NOT_AVAILABLE = "not available"
NOT_SHOWN = "not shown"


def count_words(value: int, *, rounded: bool) -> str:
    """A number that may be shown. Zero is never "about"."""
    return f"about {value:,}" if rounded and value else f"{value:,}"


def hidden_words(threshold: int) -> str:
    """A number from 1 to the threshold."""
    return f"fewer than {threshold + 1}"


def percent_words(percent: int, *, rounded: bool) -> str:
    """A percentage; a rounded one is said to be about so much, but none is none and all is all."""
    written = f"{percent}{NO_BREAK}%"
    return f"about {written}" if rounded and 0 < percent < 100 else written


def month_words(month: Month) -> str:
    """A month in words: "June 2015"."""
    return f"{_MONTHS[month.month - 1]} {month.year}"


def counted_words(text: str, label: str) -> str:
    """A number's words before its label: "1 session cancelled", "no sessions missing", "none male"."""
    if text == "1":
        return f"1 {_PLURALS.sub(lambda found: _ONE[found[0]], label, count=1)}"
    if text == "0":
        return f"{'no' if _PLURALS.search(label) else 'none'} {label}"
    return f"{text} {label}"


def date_words(day: date) -> str:
    """A day in words: "2 June 2015"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_words(weekday: int) -> str:
    """A weekday in words, Monday 0 to Sunday 6."""
    return _WEEKDAYS[weekday]


def weekdays_words(weekday: int, number: int) -> str:
    """One weekday or several: "Tuesday", "Tuesdays"."""
    return _WEEKDAYS[weekday] + ("" if number == 1 else "s")


def period_words(period: Period) -> str:
    """A period in words: "July 2014 to June 2015", "July to September 2015"; a single month stands alone."""
    if period.first == period.last:
        return month_words(period.first)
    last = month_words(period.last)
    if period.first.year == period.last.year:
        return f"{_MONTHS[period.first.month - 1]} to {last}"
    return f"{month_words(period.first)} to {last}"


def period_title(period: Period, *, is_reporting_year: bool) -> str:
    """A period in a title: "2014/15" for a reporting year, else its months."""
    return year_name(period) if is_reporting_year else period_words(period)
