"""This desk's own visits and referrals, the drafts that were put aside, and what can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from onestopshop.identity import SessionId, VisitId
from onestopshop.part import canonical
from onestopshop.store.connection import Connection
from onestopshop.visit import Answers, Visit

RowKind = Literal["visit", "referral"]
_DECODER = msgspec.json.Decoder(Visit)


@dataclass(frozen=True, slots=True)
class Undo:
    """The last thing done to a visit of a session; `before` is None where the visit was not there yet."""

    id: int
    told: str
    visit: VisitId
    before: Visit | None


def add_visit(connection: Connection, session: str, visit: Visit, kind: RowKind = "visit") -> None:
    """Add one visit or referral to a session's part."""
    connection.execute(
        "INSERT INTO visit (id, session, kind, number, content) VALUES (?, ?, ?, ?, ?)",
        (visit.id, session, kind, visit.number, canonical(visit)),
    )


def change_visit(connection: Connection, visit: Visit) -> None:
    """Keep a visit's new answers."""
    connection.execute("UPDATE visit SET content = ? WHERE id = ?", (canonical(visit), visit.id))


def remove_visit(connection: Connection, session: str, visit: VisitId) -> None:
    """Take a visit out of the part, which from then on says that it was withdrawn."""
    connection.execute("DELETE FROM visit WHERE id = ?", (visit,))
    connection.execute("INSERT OR IGNORE INTO withdrawn VALUES (?, ?)", (visit, session))


def restore_visit(connection: Connection, session: str, visit: Visit) -> None:
    """Put a withdrawn visit back."""
    connection.execute("DELETE FROM withdrawn WHERE visit = ?", (visit.id,))
    add_visit(connection, session, visit)


def visit_of(connection: Connection, visit: str) -> tuple[SessionId, Visit] | None:
    """A visit and the session it belongs to, or None."""
    row = connection.execute(
        "SELECT session, content FROM visit WHERE id = ? AND kind = 'visit'", (visit,)
    ).fetchone()
    return None if row is None else (SessionId(row[0]), _DECODER.decode(row[1]))


def visits_of(connection: Connection, session: str, kind: RowKind = "visit") -> tuple[Visit, ...]:
    """The visits or referrals of a session in order of their number, then of their id."""
    rows = connection.execute(
        "SELECT content FROM visit WHERE session = ? AND kind = ? ORDER BY number, id", (session, kind)
    )
    return tuple(_DECODER.decode(row[0]) for row in rows)


def withdrawn_from(connection: Connection, session: str) -> tuple[VisitId, ...]:
    """The visits that were withdrawn from a session, in order of id."""
    rows = connection.execute("SELECT visit FROM withdrawn WHERE session = ? ORDER BY visit", (session,))
    return tuple(VisitId(row[0]) for row in rows)


def next_number(connection: Connection, session: str) -> int:
    """The day's next number. A number is given once: a withdrawn visit leaves a gap."""
    highest = connection.execute("SELECT max(number) FROM visit WHERE session = ?", (session,)).fetchone()[0]
    gone = connection.execute("SELECT count(*) FROM withdrawn WHERE session = ?", (session,)).fetchone()[0]
    listed = connection.execute(
        "SELECT count(*) FROM visit WHERE session = ? AND number > 0", (session,)
    ).fetchone()[0]
    return max(int(highest or 0), int(gone) + int(listed)) + 1


def remember(connection: Connection, session: str, told: str, visit: VisitId, before: Visit | None) -> None:
    """Remember how a visit was, so that the last verb can be undone."""
    connection.execute(
        "INSERT INTO undo (session, told, visit, before) VALUES (?, ?, ?, ?)",
        (session, told, visit, None if before is None else canonical(before)),
    )


def last_done(connection: Connection, session: str) -> Undo | None:
    """The last verb of a session that was not undone yet, or None."""
    row = connection.execute(
        "SELECT id, told, visit, before FROM undo WHERE session = ? ORDER BY id DESC LIMIT 1", (session,)
    ).fetchone()
    if row is None:
        return None
    return Undo(row[0], row[1], VisitId(row[2]), None if row[3] is None else _DECODER.decode(row[3]))


def forget_undo(connection: Connection, undo: Undo) -> None:
    """Forget a step that was undone."""
    connection.execute("DELETE FROM undo WHERE id = ?", (undo.id,))


def forget_undos(connection: Connection, session: str) -> None:
    """Forget every step of a session: once it is closed, corrections are made by hand."""
    connection.execute("DELETE FROM undo WHERE session = ?", (session,))


def keep_draft(connection: Connection, session: str, answers: Answers | None) -> None:
    """Put aside the answers of a visit that is not recorded yet, or forget them."""
    if answers is None:
        connection.execute("DELETE FROM draft WHERE session = ?", (session,))
    else:
        connection.execute(
            "INSERT OR REPLACE INTO draft VALUES (?, ?)", (session, msgspec.json.encode(answers))
        )


def kept_draft(connection: Connection, session: str) -> Answers | None:
    """The answers that were put aside, or None."""
    row = connection.execute("SELECT answers FROM draft WHERE session = ?", (session,)).fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=Answers)


def count_of(connection: Connection, session: str) -> int:
    """How many visits a session has at this desk."""
    row = connection.execute(
        "SELECT count(*) FROM visit WHERE session = ? AND kind = 'visit'", (session,)
    ).fetchone()
    return int(row[0])
