"""Rows of ledgers that this desk has imported, their feedback, and what ties the visits of one reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onestopshop.identity import VisitId
from onestopshop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One visit of a reference. `reference` is a keyed hash; nothing of what the ledger wrote is kept."""

    year: str
    """The reporting year by its first month, as "2014-07"."""
    reference: bytes
    day: date
    visit: VisitId
    stated: bool
    """Whether the ledger itself said which visit it was."""


def is_known_row(connection: Connection, row: str) -> bool:
    """Whether a row was imported here before. Known it stays, also when its visit was purged."""
    return connection.execute("SELECT 1 FROM ledger_row WHERE id = ?", (row,)).fetchone() is not None


def keep_row(connection: Connection, row: str) -> None:
    """Note that a row was imported."""
    connection.execute("INSERT INTO ledger_row VALUES (?)", (row,))


def add_ledger_feedback(connection: Connection, session: str, token: str, question: str, option: str) -> None:
    """Count a row's answer to a feedback question for its session, under a token of its own."""
    connection.execute("INSERT INTO ledger_feedback VALUES (?, ?, ?, ?)", (token, question, session, option))


def keep_reference(connection: Connection, entry: ReferenceEntry) -> None:
    """Keep one visit of a reference."""
    connection.execute(
        "INSERT OR IGNORE INTO visitor_reference (year, reference, date, visit) VALUES (?, ?, ?, ?)",
        (entry.year, _column(entry.reference, stated=entry.stated), entry.day.isoformat(), entry.visit),
    )


def reference_entries(connection: Connection, year: str, reference: bytes) -> tuple[ReferenceEntry, ...]:
    """The visits of a reference in a reporting year by day, then by id."""
    either = _column(reference, stated=False), _column(reference, stated=True)
    rows = connection.execute(
        "SELECT reference, date, visit FROM visitor_reference"
        " WHERE year = ? AND reference IN (?, ?) ORDER BY date, visit",
        (year, *either),
    )
    return tuple(
        ReferenceEntry(year, reference, date.fromisoformat(day), VisitId(visit), bytes(column) == either[1])
        for column, day, visit in rows
    )


def newest_reference_year(connection: Connection) -> str | None:
    """The latest reporting year of which references are kept, or None."""
    row = connection.execute("SELECT max(year) FROM visitor_reference").fetchone()
    return None if row[0] is None else str(row[0])


def drop_references_before(connection: Connection, year: str) -> int:
    """Forget the references of earlier reporting years; returns how many entries went."""
    return connection.execute("DELETE FROM visitor_reference WHERE year < ?", (year,)).rowcount


def _column(reference: bytes, *, stated: bool) -> bytes:
    """The hash and, in one byte more, whether the ledger stated the ordinal."""
    return reference + (b"\1" if stated else b"\0")
