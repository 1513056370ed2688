"""The counts by month and venue that reports read, and totals of years before the app."""

from __future__ import annotations

from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import VenueId
from onestopshop.reporting_year import Month, Period
from onestopshop.store.connection import Connection
from onestopshop.tally import Tally, TallyRow


def add_to_tally(connection: Connection, month: str, venue: str, difference: Tally) -> None:
    """Add a session's counts to its month and venue; negative ones take back what was counted."""
    connection.executemany(
        "INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n",
        [(month, venue, *cell, n) for cell, n in difference.items() if n],
    )


def drop_empty_counts(connection: Connection, month: str, venue: str) -> None:
    """Remove the counts that came down to zero."""
    connection.execute("DELETE FROM tally WHERE month = ? AND venue = ? AND n = 0", (month, venue))


def tally_rows(connection: Connection, period: Period, venue: VenueId | None = None) -> tuple[TallyRow, ...]:
    """Every count of whole months, of one venue or of all."""
    rows = connection.execute(
        "SELECT month, venue, subject, question, option, n FROM tally"
        " WHERE month BETWEEN ? AND ? AND (?3 IS NULL OR venue = ?3)",
        (str(period.first), str(period.last), venue),
    )
    return tuple(TallyRow(*row) for row in rows)


def visits_by_month(connection: Connection, venue: VenueId | None = None) -> dict[str, int]:
    """Visits of every month that has any, for totals by year."""
    rows = connection.execute(
        "SELECT month, sum(n) FROM tally WHERE subject = 'visit' AND question = '' AND option = 'all'"
        " AND (?1 IS NULL OR venue = ?1) GROUP BY month",
        (venue,),
    )
    return {month: int(n) for month, n in rows}


def all_counts(connection: Connection) -> dict[tuple[str, str], Tally]:
    """Every count by month and venue, for comparing with what envelopes give."""
    found: dict[tuple[str, str], Tally] = {}
    for row in map(TallyRow._make, connection.execute("SELECT * FROM tally")):
        from_here = found.setdefault((row.month, row.venue), Tally())
        from_here[row.subject, row.question, row.option] = row.n  # type: ignore[index]
    return found


def keep_earlier_total(connection: Connection, total: EarlierTotal) -> None:
    """Keep a total of a year before the app in place of one for the same venue, period and figure."""
    first, last = total.period.first, total.period.last
    connection.execute(
        "INSERT OR REPLACE INTO earlier_total VALUES (?, ?, ?, ?, ?, ?)",
        (total.venue or "", str(first), str(last), total.figure, total.value, total.source),
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
        )
        for venue, first, last, figure, value, source in rows
    )
