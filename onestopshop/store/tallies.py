"""The counts by month and venue that reports read, and totals of years before the app."""

from __future__ import annotations

import msgspec

from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import VenueId
from onestopshop.reporting_year import Month, Period
from onestopshop.store.connection import Connection
from onestopshop.tally import Cell, Grouped, MonthAndVenue, Tally, grouped, ungrouped

_DECODER = msgspec.json.Decoder(Grouped)


def add_to_tally(connection: Connection, month: str, venue: str, difference: Tally) -> None:
    """Add counts to those of a month and venue; negative ones take back what was counted.

    All counts of a month and venue stand in one row: a merge writes it once for many sessions, and a report
    reads a year in a few dozen rows.
    """
    row = connection.execute(
        "SELECT counts FROM tally WHERE month = ? AND venue = ?", (month, venue)
    ).fetchone()
    counts = decoded(row[0]) if row is not None else Tally()
    counts.update(difference)
    kept = Tally({cell: n for cell, n in counts.items() if n})
    if kept:
        connection.execute(
            "INSERT OR REPLACE INTO tally VALUES (?, ?, ?, ?)",
            (month, venue, kept[Cell("visit", "", "all")], encoded(kept)),
        )
    else:
        connection.execute("DELETE FROM tally WHERE month = ? AND venue = ?", (month, venue))


def encoded(counts: Tally) -> bytes:
    """Counts as they are kept: JSON of {subject: {question: {option: n}}}, in order."""
    return msgspec.json.encode(grouped(counts), order="sorted")


def decoded(kept: bytes) -> Tally:
    """Counts as they were kept."""
    return ungrouped(_DECODER.decode(kept))


def tallies_of(
    connection: Connection, period: Period, venue: VenueId | None = None
) -> dict[MonthAndVenue, Grouped]:
    """Every count of whole months, of one venue or of all."""
    rows = connection.execute(
        "SELECT month, venue, counts FROM tally WHERE month BETWEEN ?1 AND ?2 AND (?3 IS NULL OR venue = ?3)",
        (str(period.first), str(period.last), venue),
    )
    return {(month, VenueId(at)): _DECODER.decode(kept) for month, at, kept in rows}


def visits_by_place(connection: Connection, venue: VenueId | None = None) -> dict[MonthAndVenue, int]:
    """Visits of every month and venue that has any, for totals by year."""
    rows = connection.execute(
        "SELECT month, venue, visits FROM tally WHERE visits > 0 AND (?1 IS NULL OR venue = ?1)", (venue,)
    )
    return {(month, VenueId(at)): int(n) for month, at, n in rows}


def months_with_visits(connection: Connection) -> tuple[str, ...]:
    """Every month in which anybody came anywhere, as "2015-06"."""
    return tuple(row[0] for row in connection.execute("SELECT DISTINCT month FROM tally WHERE visits > 0"))


def all_counts(connection: Connection) -> dict[MonthAndVenue, Tally]:
    """Every count by month and venue, for comparing with what envelopes give."""
    rows = connection.execute("SELECT month, venue, counts FROM tally")
    return {(month, VenueId(venue)): decoded(kept) for month, venue, kept in rows}


def keep_earlier_total(connection: Connection, total: EarlierTotal) -> None:
    """Keep a total of a year before the app in place of one for the same venue, period and figure."""
    first, last = total.period.first, total.period.last
    connection.execute(
        "INSERT OR REPLACE INTO earlier_total VALUES (?, ?, ?, ?, ?, ?, ?)",
        (total.venue or "", str(first), str(last), total.figure, total.value, total.source, total.edition),
    )


def earlier_totals(connection: Connection) -> tuple[EarlierTotal, ...]:
    """Every earlier total, the oldest first."""
    rows = connection.execute("SELECT * FROM earlier_total ORDER BY first, last, venue, figure")
    return tuple(
        EarlierTotal(
            VenueId(venue) if venue else None,
            Period(Month.parse(first), Month.parse(last)),
            figure,
            value,
            source,
            edition,
        )
        for venue, first, last, figure, value, source, edition in rows
    )
