"""What this desk's sessions came to over all laptops, as a receipt told it."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from onestopshop.identity import SessionId
from onestopshop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class JointTotal:
    """A session over all its laptops."""

    session: SessionId
    visits: int
    agencies: int
    desks: int
    envelopes: int
    """How many envelopes of the session were merged when this was said."""


def keep_joint_totals(connection: Connection, totals: list[JointTotal]) -> None:
    """Keep them for sessions of this desk, unless what is known counts more envelopes."""
    connection.executemany(
        "INSERT INTO joint_total SELECT ?1, ?2, ?3, ?4, ?5"
        " WHERE EXISTS (SELECT 1 FROM part WHERE session = ?1)"
        " ON CONFLICT (session) DO UPDATE SET visits = excluded.visits, agencies = excluded.agencies,"
        " desks = excluded.desks, envelopes = excluded.envelopes"
        " WHERE excluded.envelopes >= joint_total.envelopes",
        [astuple(total) for total in totals],
    )


def joint_totals(connection: Connection) -> dict[SessionId, JointTotal]:
    """Those that are known, by session."""
    rows = connection.execute("SELECT session, visits, agencies, desks, envelopes FROM joint_total")
    return {SessionId(row[0]): JointTotal(*row) for row in rows}
