"""This desk's own parts: one row a session that it knows of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from onestopshop.identity import Digest, SessionId
from onestopshop.session import CancelReason, Session, Status
from onestopshop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class OwnPart:
    """Where one of this desk's parts stands."""

    session: Session
    open: bool
    dirty: bool
    revision: int
    parent: Digest | None
    counts: dict[str, int]
    published_at: str | None
    purged: bool
    totals: bytes | None


_COLUMNS = (
    "session, venue, date, opening, status, reason, open, dirty, revision, parent, counts, published_at,"
    " purged, totals"
)


def add_part(connection: Connection, session: Session, *, open_now: bool) -> None:
    """Begin a part. It is dirty until it was sealed."""
    connection.execute(
        "INSERT INTO part (session, venue, date, opening, status, reason, open) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            session.id,
            session.venue,
            session.date.isoformat(),
            session.opening,
            session.status,
            session.reason,
            int(open_now),
        ),
    )


def own_part(connection: Connection, session: str) -> OwnPart | None:
    """The part of a session, or None where this desk knows nothing of it."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM part WHERE session = ?", (session,)).fetchone()  # noqa: S608
    return None if row is None else _own_part(row)


def own_parts(connection: Connection) -> tuple[OwnPart, ...]:
    """Every part, the newest session first."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM part ORDER BY date DESC, venue, opening")  # noqa: S608
    return tuple(_own_part(row) for row in rows)


def dirty_sessions(connection: Connection) -> tuple[SessionId, ...]:
    """Sessions whose part changed since it was sealed, the oldest first."""
    rows = connection.execute("SELECT session FROM part WHERE dirty = 1 ORDER BY date, venue, opening")
    return tuple(SessionId(row[0]) for row in rows)


def touch(connection: Connection, session: str) -> None:
    """Mark a part as changed since it was sealed."""
    connection.execute("UPDATE part SET dirty = 1, published_at = NULL WHERE session = ?", (session,))


def touch_all(connection: Connection) -> None:
    """Mark every part whose rows are still here as changed."""
    connection.execute("UPDATE part SET dirty = 1, published_at = NULL WHERE purged = 0")


def set_open(connection: Connection, session: str, *, open_now: bool) -> None:
    """Open or close a session at this desk."""
    connection.execute("UPDATE part SET open = ? WHERE session = ?", (int(open_now), session))


def set_status(connection: Connection, session: str, status: Status, reason: CancelReason | None) -> None:
    """Say whether a session is held, cancelled or planned, and why it was cancelled."""
    connection.execute("UPDATE part SET status = ?, reason = ? WHERE session = ?", (status, reason, session))


def set_counts(connection: Connection, session: str, counts: dict[str, int]) -> None:
    """Keep the headcounts of a session."""
    connection.execute(
        "UPDATE part SET counts = ? WHERE session = ?", (msgspec.json.encode(counts, order="sorted"), session)
    )


def sealed_as(connection: Connection, session: str, revision: int, digest: Digest) -> None:
    """Say that a part was sealed as it is now, under this revision and digest."""
    connection.execute(
        "UPDATE part SET dirty = 0, revision = ?, parent = ? WHERE session = ?", (revision, digest, session)
    )


def published(connection: Connection, session: str, moment: str) -> None:
    """Say when a sealed part was first published and reread, unless it changed since."""
    connection.execute(
        "UPDATE part SET published_at = ? WHERE session = ? AND dirty = 0 AND published_at IS NULL",
        (moment, session),
    )


def purge_rows(connection: Connection, session: str, totals: bytes) -> None:
    """Delete the rows of a session's visits, keep its totals, and close the part here for good."""
    for table in ("undo", "draft", "visit", "withdrawn", "ledger_feedback"):
        connection.execute(f"DELETE FROM {table} WHERE session = ?", (session,))  # noqa: S608
    connection.execute(
        "UPDATE part SET purged = 1, open = 0, totals = ? WHERE session = ?", (totals, session)
    )


def _own_part(row: tuple[Any, ...]) -> OwnPart:
    named = dict(zip(_COLUMNS.split(", "), row, strict=True))
    session = Session(
        named["session"],
        named["venue"],
        date.fromisoformat(named["date"]),
        named["opening"],
        named["status"],
        named["reason"],
    )
    return OwnPart(
        session,
        open=bool(named["open"]),
        dirty=bool(named["dirty"]),
        revision=named["revision"],
        parent=named["parent"],
        counts=msgspec.json.decode(named["counts"], type=dict[str, int]),
        published_at=named["published_at"],
        purged=bool(named["purged"]),
        totals=named["totals"],
    )
