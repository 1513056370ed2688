"""Tables about agencies at sessions: attendances, hours, and the sessions at which an agency was missed."""

from __future__ import annotations

from collections.abc import Iterator

from onestopshop.agency import Agency
from onestopshop.reporting_year import Month
from onestopshop.reports.agency_figures import hours
from onestopshop.reports.counts import Counts
from onestopshop.reports.table import OTHER, Row, Table
from onestopshop.reports.wording import counted_words, month_words, weekdays_words
from onestopshop.venue import Venue


def agencies_present(counts: Counts) -> Table:
    """At how many of the sessions held each agency was there."""
    return Table(
        "agency_present",
        "Agencies present",
        "Sessions",
        _by_agency(counts, dict(counts.answers("attendance", "came"))),
        base=counts.of("session", "status", "held"),
        several=True,
        largest_first=True,
        exact=True,
        whole=True,
    )


def agency_hours(counts: Counts) -> Table:
    """How long each agency was there."""
    numbers = {agency: hours(minutes) for agency, minutes in counts.answers("attendance", "minutes").items()}
    return Table(
        "agency_hours",
        "Hours of agencies",
        "Hours",
        _by_agency(counts, numbers),
        largest_first=True,
        exact=True,
        whole=True,
    )


def _by_agency(counts: Counts, numbers: dict[str, int]) -> tuple[Row, ...]:
    rows = [
        Row(agency.name, numbers.pop(agency.id, 0), OTHER if agency.met else "", keep=False)
        for agency in counts.setup.agencies
    ]
    return (*rows, *([Row(OTHER, sum(numbers.values()))] if numbers else []))


def agency_months(counts: Counts) -> Table:
    """Attendances by month, of the one agency that the report is about or of all."""
    rows = tuple(Row(month_words(month), _in(counts, month)) for month in counts.period.months())
    return Table("agency_month", "Attendances by month", "Attendances", rows, exact=True, whole=True)


def _in(counts: Counts, month: Month) -> int:
    found = counts.answers_in_month(month, "attendance", "came")
    return sum(found.values()) if counts.agency is None else found.get(counts.agency, 0)


def agency_venues(counts: Counts) -> Table:
    """Attendances by venue, in the order of the network's list."""
    rows = []
    for venue in counts.setup.venues:
        came = counts.at_venue(venue.id, "came", "attendance")
        number = sum(came.values()) if counts.agency is None else came.get(counts.agency, 0)
        rows.append(Row(venue.name, number, OTHER if venue.met else "", keep=False))
    return Table("agency_venue", "Attendances by venue", "Attendances", tuple(rows), exact=True, whole=True)


def agency_gaps(counts: Counts) -> Table:
    """Sessions without an agency that is otherwise there on that weekday: "no solicitor on 6 of 10 Tuesdays".

    Only agencies that came or were expected at that venue on that weekday in the period can be missed.
    """
    rows = [row for venue in counts.setup.venues for row in _gaps_at(counts, venue)]
    return Table(
        "agency_gap",
        "Sessions without an agency that comes at other times",
        "Without",
        tuple(rows),
        exact=True,
        whole=True,
    )


def _gaps_at(counts: Counts, venue: Venue) -> Iterator[Row]:
    place = "" if counts.at_one_venue else f" at {venue.name}"
    for weekday in range(7):
        held = counts.at_venue(venue.id, "held", "session").get(str(weekday), 0)
        came = counts.at_venue(venue.id, f"came.{weekday}", "attendance")
        expected = counts.at_venue(venue.id, f"expected.{weekday}", "attendance")
        for agency in counts.setup.agencies:
            if held and (agency.id in came or agency.id in expected):
                words = f"{agency.name}: of {held} {weekdays_words(weekday, held)}{place}"
                unnamed = _unnamed(agency, venue, held)
                yield Row(words, held - came.get(agency.id, 0), unnamed, keep=False, base=held)


def _unnamed(agency: Agency, venue: Venue, held: int) -> str:
    """How the row is published where the network has not accepted the agency or the venue."""
    return f"{OTHER}: of {counted_words(str(held), 'sessions')}" if agency.met or venue.met else ""
