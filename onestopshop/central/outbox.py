"""Where each session of this desk is, as far as is known for certain."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, cast

from onestopshop.central.place import Place, PlaceKind
from onestopshop.desk.directory import directory
from onestopshop.identity import SessionId
from onestopshop.shop import Shop
from onestopshop.store import Connection, parts
from onestopshop.store.joint_totals import JointTotal, joint_totals
from onestopshop.store.outbox import newest_of_each_session

Whereabouts = Literal["here", "published", "received"]


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One session: saved here only, published at a place and reread there, or received on a day."""

    session: SessionId
    venue_name: str
    date: datetime.date
    state: Whereabouts
    place: str
    place_kind: str
    on: datetime.date | None
    together: JointTotal | None = None
    """What the session came to over all laptops, once a receipt said so."""


def outbox(shop: Shop) -> tuple[OutboxRow, ...]:
    """Every session of this desk, the newest first. A part that changed since it was sealed is only here."""

    def read(connection: Connection) -> tuple[OutboxRow, ...]:
        setup = directory(connection)
        together = joint_totals(connection)
        sealed = {row[0]: row[1:] for row in newest_of_each_session(connection)}
        rows = []
        for part in parts.own_parts(connection):
            session = part.session
            place, kind, received = sealed.get(session.id, (None, None, None))
            state: Whereabouts = "here"
            if not part.dirty and received is not None:
                state = "received"
            elif not part.dirty and place is not None:
                state = "published"
            venue = setup.venue(session.venue)
            rows.append(
                OutboxRow(
                    session.id,
                    venue.name if venue else "",
                    session.date,
                    state,
                    place or "",
                    kind or "",
                    datetime.date.fromisoformat(received) if received and state == "received" else None,
                    together.get(session.id),
                )
            )
        return tuple(rows)

    return shop.store.read(read)


def whereabouts(row: OutboxRow) -> str:
    """Where a session is, in words that are never more than is known."""
    if row.state == "received" and row.on is not None:
        said = f"Received by the coordinators on {row.on.day} {row.on:%B %Y}"
        return f"{said}: {together}" if (together := together_words(row.together)) else said
    if row.state == "published" and row.place_kind:
        return Place(cast("PlaceKind", row.place_kind), row.place).published()
    return "Saved here, on this laptop only"


def together_words(total: JointTotal | None) -> str:
    """ "17 visits and 5 agencies on 2 laptops", or nothing before a receipt said so."""
    if total is None:
        return ""
    counted = (
        (total.visits, "visit", "visits"),
        (total.agencies, "agency", "agencies"),
        (total.desks, "laptop", "laptops"),
    )
    visits, agencies, desks = (
        f"{number or 'no'} {one if number == 1 else many}" for number, one, many in counted
    )
    return f"{visits} and {agencies} on {desks}"


def waiting_sessions(shop: Shop) -> int:
    """How many sessions are on this laptop only."""
    return sum(row.state == "here" for row in outbox(shop))
