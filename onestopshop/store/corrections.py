"""The corrections of this coordinator's desk, as they were last sealed."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from onestopshop.correction import Correction
from onestopshop.identity import Digest, SessionId
from onestopshop.session import Session
from onestopshop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """What this desk puts right in a session, and its place in the line of revisions."""

    session: Session
    correction: Correction
    revision: int
    parent: Digest | None


_COLUMNS = "session, content, revision, parent"


def correction_of(connection: Connection, session: str) -> KeptCorrection | None:
    """What this desk puts right in a session, if it ever did."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM correction WHERE id = ?", (session,)).fetchone()  # noqa: S608
    return None if row is None else _kept(row)


def corrections(connection: Connection) -> tuple[KeptCorrection, ...]:
    """All that this desk puts right, in order of session."""
    return tuple(
        _kept(row)
        for row in connection.execute(f"SELECT {_COLUMNS} FROM correction ORDER BY id")  # noqa: S608
    )


def keep_correction(connection: Connection, kept: KeptCorrection) -> None:
    """Keep what was sealed, in place of the revision before."""
    content = msgspec.json.encode(kept.session), msgspec.json.encode(kept.correction)
    connection.execute(
        f"INSERT OR REPLACE INTO correction (id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)",  # noqa: S608
        (kept.session.id, *content, kept.revision, kept.parent),
    )


def moved_to(connection: Connection, session: SessionId) -> SessionId:
    """The session to which a session's parts belong as merged: itself, unless it was moved."""
    row = connection.execute("SELECT target FROM moved WHERE session = ?", (session,)).fetchone()
    return session if row is None else SessionId(row[0])


def moved_into(connection: Connection, target: SessionId) -> tuple[SessionId, ...]:
    """The sessions that were moved to one, in order."""
    rows = connection.execute("SELECT session FROM moved WHERE target = ? ORDER BY session", (target,))
    return tuple(SessionId(row[0]) for row in rows)


def keep_move(connection: Connection, session: SessionId, target: SessionId) -> None:
    """Note to which session a session's parts belong."""
    if session == target:
        connection.execute("DELETE FROM moved WHERE session = ?", (session,))
    else:
        connection.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (session, target))


def _kept(row: tuple[bytes, bytes, int, str | None]) -> KeptCorrection:
    return KeptCorrection(
        msgspec.json.decode(row[0], type=Session),
        msgspec.json.decode(row[1], type=Correction),
        row[2],
        None if row[3] is None else Digest(row[3]),
    )
