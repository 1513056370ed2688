"""Turns a ledger's own references into visit ordinals, without keeping who they stand for."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from onestopshop.identity import SessionId, VisitId
from onestopshop.reporting_year import year_of
from onestopshop.store import Connection
from onestopshop.store.facts import fact, keep_fact
from onestopshop.store.ledgers import (
    ReferenceEntry,
    drop_references_before,
    keep_reference,
    newest_reference_year,
    reference_entries,
)
from onestopshop.store.visits import change_visit, visit_of
from onestopshop.visit import Answers, Visit, ordinal_option

REFERENCE_KEY = "reference_key"
"""The fact under which this desk keeps its random key; it never leaves the store."""
_KEY_BYTES = 32


class Referenced(Protocol):
    """A row of which a ledger may say whose visit it is."""

    @property
    def id(self) -> VisitId: ...
    @property
    def day(self) -> date: ...
    @property
    def reference(self) -> str | None: ...
    @property
    def answers(self) -> Answers: ...


def rank_references(
    connection: Connection, rows: Iterable[Referenced], year_starts: int
) -> tuple[SessionId, ...]:
    """Give each visit of a reference its ordinal within its reporting year; returns the sessions it changed.

    The n-th by day, then by id, whatever order rows arrive in: visits of earlier imports move up where they
    are still readable here. A row that says itself which visit it is keeps that and is counted, and so does
    one that somebody corrected by hand. Years start in month `year_starts` (1 to 12).
    """
    concerned: set[tuple[str, bytes]] = set()
    for row in rows:
        if row.reference is None:
            continue
        year = _year(row.day, year_starts)
        digest = _digest(_key(connection), year, row.reference)
        keep_reference(connection, ReferenceEntry(year, digest, row.day, row.id, "ordinal" in row.answers))
        concerned.add((year, digest))
    changed: set[SessionId] = set()
    for year, digest in sorted(concerned):
        for place, entry in enumerate(reference_entries(connection, year, digest), 1):
            if not entry.stated:
                changed |= _give(connection, entry.visit, ordinal_option(place))
    return tuple(sorted(changed))


def forget_references(connection: Connection, before: date, year_starts: int) -> int:
    """Drop what is kept of reporting years before the one of that day; returns how many entries went.

    While the newest imported ledger is older than that, its own year stays: its second half may be to come.
    """
    newest = newest_reference_year(connection)
    if newest is None:
        return 0
    return drop_references_before(connection, min(newest, _year(before, year_starts)))


def _give(connection: Connection, visit_id: VisitId, ordinal: str) -> set[SessionId]:
    found = visit_of(connection, visit_id)
    if found is None:  # its rows were purged, or it was taken back
        return set()
    session, visit = found
    if visit.corrections or visit.answers.get("ordinal") == ordinal:
        return set()
    change_visit(
        connection, Visit(visit.id, {**visit.answers, "ordinal": ordinal}, visit.number, visit.imported)
    )
    return {session}


def _year(day: date, starts: int) -> str:
    return str(year_of(day, starts).first)


def _digest(key: bytes, year: str, reference: str) -> bytes:
    """The year is part of it, so that entries of two years cannot be joined."""
    return hashlib.blake2b(f"{year} {reference}".encode(), key=key, digest_size=32).digest()


def _key(connection: Connection) -> bytes:
    known = fact(connection, REFERENCE_KEY)
    if known is None:
        known = secrets.token_bytes(_KEY_BYTES)
        keep_fact(connection, REFERENCE_KEY, known)
    return known
