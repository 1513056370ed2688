"""The signed setup files that this desk has taken in, and what was met that they do not list."""

from __future__ import annotations

import msgspec

from onestopshop.agency import Agency
from onestopshop.part import MetOption, canonical
from onestopshop.store.connection import Connection
from onestopshop.venue import Venue

Met = Venue | Agency | MetOption


def newest_setup(connection: Connection) -> bytes | None:
    """The file of the highest version, or None at a desk that has none yet."""
    row = connection.execute("SELECT file FROM setup ORDER BY version DESC LIMIT 1").fetchone()
    return None if row is None else bytes(row[0])


def kept_setups(connection: Connection) -> tuple[bytes, ...]:
    """The file of every version that is kept, the highest first."""
    return tuple(bytes(row[0]) for row in connection.execute("SELECT file FROM setup ORDER BY version DESC"))


def keep_setup(connection: Connection, version: int, file: bytes) -> None:
    """Keep a setup file that was verified."""
    connection.execute("INSERT OR REPLACE INTO setup VALUES (?, ?)", (version, file))


def keep_met(connection: Connection, met: Met) -> None:
    """Keep what was first met in a ledger or at a desk.

    Where two desks say different things of it, one of them stays, whichever came first.
    """
    kind, met_id = _kind_and_id(met)
    connection.execute(
        "INSERT INTO met VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET content = excluded.content"
        " WHERE excluded.content > content",
        (kind, met_id, canonical(met)),
    )


def note_met_in(connection: Connection, session: str, met: Met) -> None:
    """Note that a session's part speaks of something that the network may not list yet."""
    keep_met(connection, met)
    connection.execute("INSERT OR IGNORE INTO part_met VALUES (?, ?, ?)", (session, *_kind_and_id(met)))


def all_met(connection: Connection) -> tuple[Met, ...]:
    """Everything that was met, in order of kind and id."""
    rows = connection.execute("SELECT kind, content FROM met ORDER BY kind, id")
    return tuple(_decoded(kind, content) for kind, content in rows)


def met_in(connection: Connection, session: str) -> tuple[Met, ...]:
    """What the part of a session speaks of, in order of kind and id."""
    rows = connection.execute(
        "SELECT met.kind, met.content FROM part_met JOIN met USING (kind, id)"
        " WHERE part_met.session = ? ORDER BY met.kind, met.id",
        (session,),
    )
    return tuple(_decoded(kind, content) for kind, content in rows)


def _kind_and_id(met: Met) -> tuple[str, str]:
    if isinstance(met, Venue):
        return "venue", met.id
    if isinstance(met, Agency):
        return "agency", met.id
    return "option", f"{met.list} {met.option.id}"


_TYPES: dict[str, type[Met]] = {"venue": Venue, "agency": Agency, "option": MetOption}


def _decoded(kind: str, content: bytes) -> Met:
    return msgspec.json.decode(content, type=_TYPES[kind])
