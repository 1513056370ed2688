"""Forks for review: laptops that were cloned or restored, and what they wrote twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onestopshop.desk.directory import directory
from onestopshop.identity import DeskKey, SessionId
from onestopshop.merge.kept_part import Opener, opener
from onestopshop.merge.revision_tree import leaves, winner
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, envelopes, merged
from onestopshop.store.envelopes import Leafed


@dataclass(frozen=True, slots=True)
class Fork:
    """One laptop's part of one session, of which two copies of the laptop tell different things."""

    session: SessionId
    desk: DeskKey
    desk_name: str
    venue_name: str
    date: date
    lines: int
    """Lines of revisions that go on beside each other; the one with the highest revision counts."""
    left_out: int
    """Visits that only stand in the lines that do not count."""


def forks(shop: Shop) -> tuple[Fork, ...]:
    """Every fork among what is merged, in order of date. Raises CoordinatorsOnly."""
    need_coordinator(shop)
    return shop.store.read(listed_forks)


def listed_forks(connection: Connection) -> tuple[Fork, ...]:
    """The same of a store that is open already."""
    part_of = opener(connection)
    found = (
        _fork(connection, session, desk, revisions, part_of)
        for session, desk, revisions in _forked(connection)
    )
    return tuple(sorted(found, key=lambda fork: (fork.date, fork.session, fork.desk)))


def _forked(connection: Connection) -> Iterator[tuple[SessionId, DeskKey, tuple[Leafed, ...]]]:
    for session, desk in envelopes.revised_parts(connection):
        revisions = tuple(
            one
            for one in envelopes.revisions_of(connection, session)
            if one.desk == desk and not one.correction
        )
        if winner(revisions).forked:
            yield session, desk, revisions


def _fork(
    connection: Connection,
    session: SessionId,
    desk: DeskKey,
    revisions: tuple[Leafed, ...],
    part_of: Opener,
) -> Fork:
    counts = part_of(winner(revisions).number)
    counted = {visit.id for visit in (*counts.visits, *counts.referrals)} | set(counts.withdrawn)
    ends = leaves(revisions)
    parts = [part_of(leaf.number) for leaf in ends]
    every = {visit.id for part in parts for visit in (*part.visits, *part.referrals)}
    venue = directory(connection).venue(counts.session.venue)
    return Fork(
        session,
        desk,
        merged.noted_desks(connection).get(desk, ("", ""))[0],
        venue.name if venue else "",
        counts.session.date,
        len({leaf.digest for leaf in ends}),
        len(every - counted),
    )
