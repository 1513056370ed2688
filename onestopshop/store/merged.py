"""What the merged envelopes add up to, session by session: derived, and rebuilt from them at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onestopshop.identity import DeskKey, MergeId, SessionId, VenueId
from onestopshop.reporting_year import Period
from onestopshop.session import Status
from onestopshop.store.connection import Connection
from onestopshop.store.tallies import decoded, encoded
from onestopshop.tally import Tally


@dataclass(frozen=True, slots=True)
class MergedSession:
    """A session as it is counted now."""

    id: SessionId
    venue: VenueId
    date: date
    status: Status
    visits: int
    tally: Tally


def merged_session(connection: Connection, number: int) -> MergedSession:
    """The merged session of a number that `session_number` gave."""
    return _read(
        connection.execute(
            "SELECT id, venue, date, status, visits, tally FROM merged_session WHERE number = ?", (number,)
        ).fetchone()
    )


def merged_sessions(connection: Connection) -> tuple[MergedSession, ...]:
    """Every session that counts, in order of date."""
    rows = connection.execute(
        "SELECT id, venue, date, status, visits, tally FROM merged_session ORDER BY date, id"
    )
    return tuple(_read(row) for row in rows)


def sessions_held(
    connection: Connection, period: Period, venue: VenueId | None = None
) -> tuple[MergedSession, ...]:
    """The sessions that were held in whole months, at one venue or at all, in order of date."""
    rows = connection.execute(
        "SELECT id, venue, date, status, visits, tally FROM merged_session WHERE status = 'held'"
        " AND date >= ?1 AND date < ?2 AND (?3 IS NULL OR venue = ?3) ORDER BY date, id",
        (
            period.first.first_day().isoformat(),
            period.last.plus(1).first_day().isoformat(),
            venue,
        ),
    )
    return tuple(_read(row) for row in rows)


def _read(row: tuple[SessionId, VenueId, str, Status, int, bytes]) -> MergedSession:
    session, venue, day, status, visits, counts = row
    return MergedSession(session, venue, date.fromisoformat(day), status, visits, decoded(counts))


def keep_merged(connection: Connection, merged: MergedSession) -> None:
    """Keep how a session is counted now."""
    connection.execute(
        "INSERT INTO merged_session (id, venue, date, status, visits, tally) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET venue = excluded.venue, date = excluded.date,"
        " status = excluded.status, visits = excluded.visits, tally = excluded.tally",
        (
            merged.id,
            merged.venue,
            merged.date.isoformat(),
            merged.status,
            merged.visits,
            encoded(merged.tally),
        ),
    )


def session_number(connection: Connection, session: SessionId) -> int:
    """The number of a merged session, which is given one where it has none yet."""
    row = connection.execute("SELECT number FROM merged_session WHERE id = ?", (session,)).fetchone()
    if row is not None:
        return int(row[0])
    cursor = connection.execute(
        "INSERT INTO merged_session (id, venue, date, status, visits, tally)"
        " VALUES (?, '', '2000-01-01', 'planned', 0, CAST('{}' AS BLOB))",
        (session,),
    )
    return int(cursor.lastrowid or 0)


def forget_merged(connection: Connection, number: int) -> None:
    """Forget a session of which no envelope counts any more."""
    connection.execute("DELETE FROM merged_row WHERE session = ?", (number,))
    connection.execute("DELETE FROM merged_session WHERE number = ?", (number,))


def rows_in(connection: Connection, number: int) -> set[bytes]:
    """The ledger rows and feedback tokens that a session holds."""
    return {row[0] for row in connection.execute("SELECT id FROM merged_row WHERE session = ?", (number,))}


def change_rows(connection: Connection, number: int, added: set[bytes], gone: set[bytes]) -> None:
    """Note which ledger rows and tokens came to a session and which left it."""
    connection.executemany("DELETE FROM merged_row WHERE id = ? AND session = ?", [(i, number) for i in gone])
    connection.executemany("INSERT INTO merged_row VALUES (?, ?)", [(i, number) for i in sorted(added)])


def shared_rows(connection: Connection, number: int) -> tuple[tuple[bytes, SessionId], ...]:
    """The rows of a session that other sessions hold too, each with that other session."""
    return tuple(
        connection.execute(
            "SELECT here.id, other.id FROM merged_row AS here"
            " JOIN merged_row AS there ON there.id = here.id AND there.session <> here.session"
            " JOIN merged_session AS other ON other.number = there.session WHERE here.session = ?",
            (number,),
        )
    )


def begin_merge(connection: Connection, merge: MergeId, moment: str) -> None:
    """Note a merge under its id."""
    connection.execute("INSERT INTO merge (id, at) VALUES (?, ?)", (merge, moment))


def drop_merge(connection: Connection, merge: MergeId) -> None:
    """Drop the note of a merge that took nothing in."""
    connection.execute("DELETE FROM merge WHERE id = ?", (merge,))


def forget_counts(connection: Connection) -> None:
    """Forget everything that was derived from envelopes, before it is derived anew."""
    for table in ("merged_row", "merged_session", "moved", "tally"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608


def merge_stands(connection: Connection, merge: str) -> bool:
    """Whether a merge of this id was made and not undone."""
    return (
        connection.execute("SELECT 1 FROM merge WHERE id = ? AND undone = 0", (merge,)).fetchone() is not None
    )


def undo_merge(connection: Connection, merge: MergeId) -> None:
    """Note that a merge was undone."""
    connection.execute("UPDATE merge SET undone = 1 WHERE id = ?", (merge,))


def note_desk(connection: Connection, desk: DeskKey, name: str, recipient: str) -> None:
    """Note how a desk calls itself and where receipts for it are sealed to."""
    connection.execute("INSERT OR REPLACE INTO met_desk VALUES (?, ?, ?)", (desk, name, recipient))


def noted_desks(connection: Connection) -> dict[DeskKey, tuple[str, str]]:
    """Name and age key of every desk whose envelopes were opened here."""
    rows = connection.execute("SELECT desk, name, recipient FROM met_desk")
    return {DeskKey(desk): (name, recipient) for desk, name, recipient in rows}
