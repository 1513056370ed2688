"""The envelopes that this desk sealed: kept, and published again, until a receipt names them."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Any

from onestopshop.identity import DeskKey, EnvelopeId, SessionId
from onestopshop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Sealed:
    """One own envelope and where it is known to be."""

    desk: DeskKey
    """The key that signed it: a former one of this laptop, perhaps."""
    seq: int
    id: EnvelopeId
    prev: EnvelopeId | None
    session: SessionId
    revision: int
    age: bytes
    minisig: bytes
    place: str | None
    place_kind: str | None
    received: str | None


_COLUMNS = "desk, seq, id, prev, session, revision, age, minisig, place, place_kind, received"


def last_sealed(connection: Connection, desk: DeskKey) -> tuple[int, EnvelopeId | None]:
    """Sequence number and id of the newest envelope that a key signed here; 0 and None where it has none."""
    row = connection.execute(
        "SELECT seq, id FROM outbox WHERE desk = ? ORDER BY seq DESC LIMIT 1", (desk,)
    ).fetchone()
    return (0, None) if row is None else (row[0], EnvelopeId(row[1]))


def keep_sealed(connection: Connection, sealed: Sealed) -> None:
    """Commit an envelope before any of its bytes leaves the store."""
    connection.execute(
        f"INSERT INTO outbox ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        astuple(sealed),
    )


def waiting(connection: Connection) -> tuple[Sealed, ...]:
    """Every envelope without a receipt, in the order in which they were sealed."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM outbox WHERE received IS NULL ORDER BY number")  # noqa: S608
    return tuple(_sealed(row) for row in rows)


def own_ids(connection: Connection) -> frozenset[EnvelopeId]:
    """The ids of all that was ever sealed here."""
    return frozenset(EnvelopeId(row[0]) for row in connection.execute("SELECT id FROM outbox"))


def signing_keys(connection: Connection) -> tuple[DeskKey, ...]:
    """The keys, of today and before, that signed what was sealed here."""
    return tuple(DeskKey(row[0]) for row in connection.execute("SELECT DISTINCT desk FROM outbox"))


def placed(connection: Connection, ids: list[EnvelopeId], place: str, kind: str) -> None:
    """Say where envelopes were last published and reread."""
    connection.executemany(
        "UPDATE outbox SET place = ?, place_kind = ? WHERE id = ?", [(place, kind, sealed) for sealed in ids]
    )


def receive(connection: Connection, ids: list[EnvelopeId], day: str) -> int:
    """Say that the coordinators received these; returns how many are newly received."""
    before = connection.total_changes
    connection.executemany(
        "UPDATE outbox SET received = ? WHERE id = ? AND received IS NULL", [(day, sealed) for sealed in ids]
    )
    return int(connection.total_changes - before)


def newest_of_each_session(
    connection: Connection,
) -> tuple[tuple[SessionId, str | None, str | None, str | None], ...]:
    """For each sealed session: place, kind of place and day of receipt of its newest envelope."""
    rows = connection.execute(
        "SELECT session, place, place_kind, received, max(number) FROM outbox GROUP BY session"
    )
    return tuple((SessionId(row[0]), row[1], row[2], row[3]) for row in rows)


def _sealed(row: tuple[Any, ...]) -> Sealed:
    return Sealed(*row)
