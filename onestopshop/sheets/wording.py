"""Days and hours as a page says them, in English whatever the system's language."""

from __future__ import annotations

from datetime import date

from onestopshop.reporting_year import Month
from onestopshop.reports.wording import month_words, weekday_words


def day_words(day: date) -> str:
    """A day in words: "Tuesday 22 June 2027"."""
    return f"{weekday_words(day.weekday())} {day.day} {month_words(Month.of(day))}"


def hours_words(start: str | None, end: str | None) -> str:
    """Hours on the hall's clock: "09:30 to 11:30", "from 09:30", "until 11:30"; a dash for none."""
    if start and end:
        return f"{start} to {end}"
    if start:
        return f"from {start}"
    return f"until {end}" if end else "–"
