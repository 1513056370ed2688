"""How long rows stay readable on a desk: until the next opening, or the hours that the network chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from onestopshop.clock import Clock, local_date
from onestopshop.desk.directory import settled
from onestopshop.desk.own_part import assembled
from onestopshop.desk.reference import forget_references
from onestopshop.desk.totals import totals_of
from onestopshop.identity import SessionId
from onestopshop.shop import Shop
from onestopshop.store import Connection, parts


@dataclass(frozen=True, slots=True)
class Purged:
    """Sessions whose rows were deleted, or would be."""

    sessions: tuple[SessionId, ...]


def purge(shop: Shop, *, dry_run: bool = False) -> Purged:
    """Delete the rows of sessions that were published and reread longer ago than the network allows.

    Envelopes and totals stay. Nothing that was not published is touched.
    """
    if dry_run:
        return shop.store.read(lambda connection: Purged(_due(connection, shop.clock, at_opening=None)))
    return shop.store.write(lambda connection: purge_published(connection, shop.clock, at_opening=None))


def purge_published(connection: Connection, clock: Clock, *, at_opening: SessionId | None) -> Purged:
    """The same within a transaction. At the opening of a session every other published one is due at once.

    References of ledgers of reporting years that are over are forgotten as well.
    """
    due = _due(connection, clock, at_opening=at_opening)
    for session in due:
        totals = totals_of(assembled(connection, session))
        parts.purge_rows(connection, session, msgspec.json.encode(totals))
    forget_references(connection, local_date(clock), settled(connection).policies.year_starts)
    return Purged(due)


def _due(connection: Connection, clock: Clock, *, at_opening: SessionId | None) -> tuple[SessionId, ...]:
    hours = min(settled(connection).policies.rows_stay_hours, 24)
    now = clock.now()
    due = []
    for part in parts.own_parts(connection):
        if part.purged or part.dirty or part.published_at is None or part.session.id == at_opening:
            continue
        age = abs(now - datetime.fromisoformat(part.published_at))  # a clock set back keeps nothing longer
        if at_opening is not None or age >= timedelta(hours=hours):
            due.append(part.session.id)
    return tuple(due)
