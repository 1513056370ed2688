"""The envelopes that a coordinator has merged or holds: bytes as they came, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onestopshop.identity import DeskKey, Digest, EnvelopeId, MergeId, SessionId
from onestopshop.store.connection import Connection

State = Literal["counted", "superseded", "held", "undone"]


@dataclass(frozen=True, slots=True)
class Stated:
    """What an opened envelope states of its part: its place in the revision tree."""

    session: SessionId
    revision: int
    digest: Digest
    parent: Digest | None
    correction: bool = False
    """Whether it is a coordinator's word, a correction or books: it has revisions of its own."""


@dataclass(frozen=True, slots=True)
class Leafed:
    """A revision of one desk's part of one session, by the number of its envelope."""

    number: int
    desk: DeskKey
    revision: int
    digest: Digest
    parent: Digest | None
    state: State
    correction: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """An envelope's bytes and their claims, as kept."""

    number: int
    id: EnvelopeId
    desk: DeskKey
    seq: int
    prev: EnvelopeId | None
    state: State
    age: bytes
    minisig: bytes


@dataclass(frozen=True, slots=True)
class Pending:
    """An envelope that is kept and does not count."""

    number: int
    state: State
    reason: str | None


def settled_ids(connection: Connection) -> set[EnvelopeId]:
    """Ids of envelopes that are counted or superseded: a merge passes them over unopened."""
    rows = connection.execute("SELECT id FROM envelope WHERE state IN ('counted', 'superseded')")
    return {row[0] for row in rows}


def pending(connection: Connection) -> dict[EnvelopeId, Pending]:
    """The envelopes that are held or undone, which a merge looks at again."""
    rows = connection.execute(
        "SELECT id, number, state, reason FROM envelope WHERE state IN ('held', 'undone')"
    )
    return {EnvelopeId(row[0]): Pending(*row[1:]) for row in rows}


def add_envelope(
    connection: Connection,
    kept: Kept,
    stated: Stated | None,
    *,
    reason: str | None = None,
    merge: MergeId | None = None,
) -> int:
    """Keep an envelope not seen before and return its number."""
    cursor = connection.execute(
        "INSERT INTO envelope (id, desk, seq, prev, session, revision, digest, parent, correction, state,"
        " reason, merge, age, minisig) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            kept.id,
            kept.desk,
            kept.seq,
            kept.prev,
            *_columns(stated),
            kept.state,
            reason,
            merge,
            kept.age,
            kept.minisig,
        ),
    )
    return int(cursor.lastrowid or 0)


def admit(connection: Connection, number: int, stated: Stated, merge: MergeId) -> None:
    """Count an envelope that was held or undone, as part of a merge."""
    connection.execute(
        "UPDATE envelope SET session = ?, revision = ?, digest = ?, parent = ?, correction = ?,"
        " state = 'counted', reason = NULL, merge = ? WHERE number = ?",
        (*_columns(stated), merge, number),
    )


def hold(connection: Connection, number: int, reason: str) -> None:
    """Hold an envelope, or keep holding it, for this reason."""
    connection.execute("UPDATE envelope SET state = 'held', reason = ? WHERE number = ?", (reason, number))


def hold_from(connection: Connection, desk: DeskKey, first: int, reason: str) -> set[SessionId]:
    """Hold a desk's counted and superseded envelopes from a number on; returns their sessions."""
    of_these = "desk = ? AND seq >= ? AND state IN ('counted', 'superseded')"
    rows = connection.execute(
        f"SELECT DISTINCT session FROM envelope WHERE {of_these} AND session IS NOT NULL",  # noqa: S608
        (desk, first),
    ).fetchall()
    connection.execute(
        f"UPDATE envelope SET state = 'held', reason = ?, merge = NULL WHERE {of_these}",  # noqa: S608
        (reason, desk, first),
    )
    return {SessionId(row[0]) for row in rows}


def replace_signature(
    connection: Connection, number: int, minisig: bytes, desk: DeskKey, seq: int, prev: EnvelopeId | None
) -> None:
    """Keep another copy's signature, and what it claims, in place of one that was not the desk's."""
    connection.execute(
        "UPDATE envelope SET minisig = ?, desk = ?, seq = ?, prev = ? WHERE number = ?",
        (minisig, desk, seq, prev, number),
    )


def set_states(connection: Connection, states: Iterable[tuple[State, int]]) -> None:
    """Say of envelopes, by number, that they are counted or superseded now."""
    connection.executemany("UPDATE envelope SET state = ? WHERE number = ?", list(states))


def kept_envelope(connection: Connection, number: int) -> Kept:
    """The envelope of a number that was given out here."""
    return Kept(
        *connection.execute(
            "SELECT number, id, desk, seq, prev, state, age, minisig FROM envelope WHERE number = ?",
            (number,),
        ).fetchone()
    )


def numbers_by_id(connection: Connection) -> dict[EnvelopeId, int]:
    """The number of every envelope that is kept, in order of id."""
    return {
        EnvelopeId(row[0]): row[1]
        for row in connection.execute("SELECT id, number FROM envelope ORDER BY id")
    }


def numbers_of(connection: Connection, desk: DeskKey, session: SessionId) -> tuple[int, ...]:
    """The envelopes of a desk that tell of a session, whether they count or not, the newest first."""
    rows = connection.execute(
        "SELECT number FROM envelope WHERE desk = ? AND session = ? ORDER BY seq DESC", (desk, session)
    )
    return tuple(row[0] for row in rows)


def held_reasons(connection: Connection) -> tuple[tuple[EnvelopeId, DeskKey, str], ...]:
    """Id, desk and reason of every held envelope, in order of id."""
    return tuple(connection.execute("SELECT id, desk, reason FROM envelope WHERE state = 'held' ORDER BY id"))


def revisions_of(connection: Connection, session: SessionId) -> tuple[Leafed, ...]:
    """Every revision of a session's parts that is counted or superseded, in order of arrival."""
    rows = connection.execute(
        "SELECT number, desk, revision, digest, parent, state, correction FROM envelope"
        " WHERE session = ? AND state IN ('counted', 'superseded') ORDER BY number",
        (session,),
    )
    return tuple(Leafed(*row) for row in rows)


def revised_parts(connection: Connection) -> tuple[tuple[SessionId, DeskKey], ...]:
    """Session and desk of every part of which several revisions are counted or superseded."""
    return tuple(
        connection.execute(
            "SELECT session, desk FROM envelope WHERE state IN ('counted', 'superseded')"
            " AND session IS NOT NULL AND correction = 0 GROUP BY session, desk HAVING count(*) > 1"
        )
    )


def undo_envelopes(connection: Connection, merge: MergeId) -> tuple[SessionId, ...]:
    """Stop counting a merge's envelopes; returns the sessions that they told of. No byte is removed."""
    rows = connection.execute("SELECT DISTINCT session FROM envelope WHERE merge = ?", (merge,))
    sessions = tuple(SessionId(row[0]) for row in rows)
    connection.execute("UPDATE envelope SET state = 'undone', merge = NULL WHERE merge = ?", (merge,))
    return sessions


def sequences(connection: Connection) -> Iterator[tuple[DeskKey, int]]:
    """Desk and sequence number of every envelope whose signature is the desk's, in order."""
    yield from connection.execute("SELECT desk, seq FROM envelope WHERE desk <> '' ORDER BY desk, seq")


def session_ids(connection: Connection) -> tuple[SessionId, ...]:
    """Every session that a counted or superseded envelope tells of."""
    rows = connection.execute(
        "SELECT DISTINCT session FROM envelope WHERE state IN ('counted', 'superseded') ORDER BY session"
    )
    return tuple(SessionId(row[0]) for row in rows)


def count_superseded(connection: Connection, merge: MergeId) -> int:
    """How many of a merge's envelopes were superseded as soon as they came."""
    row = connection.execute(
        "SELECT count(*) FROM envelope WHERE merge = ? AND state = 'superseded'", (merge,)
    ).fetchone()
    return int(row[0])


def settled_among(
    connection: Connection, ids: Iterable[EnvelopeId]
) -> tuple[tuple[EnvelopeId, DeskKey, SessionId], ...]:
    """Of these envelopes the ones that are counted or superseded, with their desk and session."""
    found = []
    for envelope in sorted(ids):
        row = connection.execute(
            "SELECT id, desk, session FROM envelope WHERE id = ? AND state IN ('counted', 'superseded')",
            (envelope,),
        ).fetchone()
        if row is not None:
            found.append(row)
    return tuple(found)


def joint_totals(
    connection: Connection, sessions: Iterable[SessionId]
) -> tuple[tuple[SessionId, int, int, int, int], ...]:
    """For each merged session its visits, the agencies that came, its desks, and its envelopes so far."""
    found = []
    for session in sessions:
        merged = connection.execute(
            "SELECT visits, (SELECT count(*) FROM json_each(tally, '$.attendance.came'))"
            " FROM merged_session WHERE id = ?",
            (session,),
        ).fetchone()
        desks, merged_envelopes = connection.execute(
            "SELECT count(DISTINCT CASE WHEN state = 'counted' AND correction = 0 THEN desk END), count(*)"
            " FROM envelope WHERE session = ? AND state IN ('counted', 'superseded')",
            (session,),
        ).fetchone()
        if merged is not None:
            found.append((session, int(merged[0]), int(merged[1]), int(desks), int(merged_envelopes)))
    return tuple(found)


def _columns(stated: Stated | None) -> tuple[str | None, int | None, str | None, str | None, int]:
    if stated is None:
        return None, None, None, None, 0
    return stated.session, stated.revision, stated.digest, stated.parent, int(stated.correction)
