"""Tables that put the venues side by side, in the order of the network's list: nobody is ranked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onestopshop.question import NOT_ASKED
from onestopshop.reports.counts import Counts, completed_questions
from onestopshop.reports.people_figures import within_area_at
from onestopshop.reports.table import OTHER, Row, Table
from onestopshop.venue import Venue

_Pair = tuple[int, int | None]
"""A number at a venue, and what it is a part of."""


def venue_sessions(counts: Counts) -> Table:
    """Sessions that each venue held."""
    rows = _rows(counts, lambda venue: (_held(counts, venue), None))
    return Table("venue_sessions", "Sessions held", "Sessions", rows, exact=True, whole=True)


def venue_visits(counts: Counts) -> Table:
    """Visits to each venue, or referrals to it."""
    rows = _rows(counts, lambda venue: (_everyone(counts, venue), None))
    unit = "Referrals" if counts.subject == "referral" else "Visits"
    return Table("venue_visits", unit, unit, rows, of=(counts.subject, "venue"), fixed=True)


def venue_rate(counts: Counts) -> Table:
    """Visits a session, as a whole number: the rounded visits by the sessions held."""
    rows = _rows(counts, lambda venue: (_everyone(counts, venue), _held(counts, venue)))
    held = tuple(row for row in rows if row.base)
    return Table(
        "venue_rate", "Visits a session", "Visits", held, of=(counts.subject, "venue"), fixed=True, rate=True
    )


def venue_within_area(counts: Counts) -> Table:
    """Visits from within the area that each venue serves, of those where it is recorded."""

    def within(venue: Venue) -> _Pair:
        if venue.area is None:
            return 0, 0
        return within_area_at(counts, venue), counts.recorded_at_venue(venue.id, "lives_in")

    return Table("venue_within_area", "From within the area", "Visits", _rows(counts, within), fixed=True)


def venue_response(counts: Counts) -> Table:
    """Answers to the feedback question, of the visits at which it was asked."""

    def answered(venue: Venue) -> _Pair:
        given = counts.at_venue(venue.id, "helpful", "feedback")
        asked = sum(n for option, n in given.items() if option != NOT_ASKED)
        return asked - given.get("not_answered", 0), asked

    return Table("venue_response", "Feedback answered", "Answers", _rows(counts, answered), fixed=True)


def venue_completeness(counts: Counts) -> Table:
    """Real answers to the core questions, of all that could have been given."""
    asked = completed_questions(counts.setup)

    def complete(venue: Venue) -> _Pair:
        given = sum(counts.recorded_at_venue(venue.id, question) for question in asked)
        return given, len(asked) * _everyone(counts, venue)

    rows = _rows(counts, complete)
    people = {venue.name: _everyone(counts, venue) for venue in counts.setup.venues}
    told = tuple(replace(row, people=people[row.label]) for row in rows)
    return Table("venue_completeness", "Core questions answered", "Answers", told, fixed=True)


def _everyone(counts: Counts, venue: Venue) -> int:
    return counts.at_venue(venue.id).get("all", 0)


def _held(counts: Counts, venue: Venue) -> int:
    return counts.at_venue(venue.id, "status", "session").get("held", 0)


def _rows(counts: Counts, count: Callable[[Venue], _Pair]) -> tuple[Row, ...]:
    """A row for each venue at which anything was counted, so that every table has the same rows."""
    rows = []
    for venue in counts.setup.venues:
        if _everyone(counts, venue) or counts.at_venue(venue.id, "status", "session"):
            value, base = count(venue)
            rows.append(Row(venue.name, value, OTHER if venue.met else "", base=base, cells=(venue.id,)))
    return tuple(rows)
