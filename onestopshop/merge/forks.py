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
    """Lines of revisions that go on beside each other. All of them count, each visit once."""
    apart: int
    """Visits and referrals that do not stand in every line."""


def forks(shop: Shop) -> tuple[Fork, ...]:
    """Every fork among what is merged, in order of date. Raises CoordinatorsOnly."""
    need_coordinator(shop)
    return shop.store.read(listed_forks)


def listed_forks(connection: Connection) -> tuple[Fork, ...]:
    """The same of a store that is open already."""
    part_of = opener(connection)
    found = (_fork(connection, desk, revisions, part_of) for desk, revisions in _forked(connection))
    return tuple(sorted(found, key=lambda fork: (fork.date, fork.session, fork.desk)))


def _forked(connection: Connection) -> Iterator[tuple[DeskKey, tuple[Leafed, ...]]]:
    for session, desk in envelopes.revised_parts(connection):
        revisions = tuple(
            one
            for one in envelopes.revisions_of(connection, session)
            if one.desk == desk and not one.correction
        )
        if winner(revisions).forked:
            yield desk, revisions


def _fork(connection: Connection, desk: DeskKey, revisions: tuple[Leafed, ...], part_of: Opener) -> Fork:
    ends = leaves(revisions)
    parts = [part_of(leaf.number) for leaf in ends]
    told = [frozenset(visit.id for visit in (*part.visits, *part.referrals)) for part in parts]
    session = parts[0].session
    venue = directory(connection).venue(session.venue)
    return Fork(
        session.id,
        desk,
        merged.noted_desks(connection).get(desk, ("", ""))[0],
        venue.name if venue else "",
        session.date,
        len({leaf.digest for leaf in ends}),
        len(told[0].union(*told) - told[0].intersection(*told)),
    )
