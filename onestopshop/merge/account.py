"""What a merge does, session by session, told to whoever decides on it or looks back at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onestopshop.desk.directory import directory
from onestopshop.desk.roster import ListedDesk, listed_desks
from onestopshop.identity import DeskKey, EnvelopeId, MergeId, SessionId
from onestopshop.merge.forks import Fork, listed_forks
from onestopshop.merge.kept_part import opener
from onestopshop.part import network_session
from onestopshop.store import Connection, arrivals, envelopes
from onestopshop.store.arrivals import Arrived

MOST_ARRIVALS = 40
"""How many are told one by one: more would be neither read nor quickly opened."""

What = Literal["new", "joins", "replaces", "older", "put_right", "network"]
"""What happens to a session by what one desk tells of it.

- new: nothing was known of the session
- joins: another desk told of the same session
- replaces: the same desk told an earlier version, which counts no more
- older: the same desk told a later version, which goes on counting
- put_right: a coordinator's corrections
- network: what a coordinator keeps for the network, and no session at all
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One desk's account of one session, as it counts after the merge."""

    session: SessionId
    venue_name: str
    date: date
    opening: int
    desk: DeskKey
    visits: int
    referrals: int
    what: What


@dataclass(frozen=True, slots=True)
class Account:
    """The newest session first; desks of one session stand together, the one that begins it first."""

    arrivals: tuple[Arrival, ...]
    sessions: int
    """How many sessions the merge changes; what coordinators put right is not among them."""
    more: int
    """Accounts of sessions that the merge takes in beyond those that are told one by one."""
    already: int
    """Accounts of sessions of which these files hold nothing new."""
    forks: tuple[Fork, ...]
    desks: tuple[ListedDesk, ...]

    def desk_name(self, desk: DeskKey) -> str:
        """What a desk calls itself; empty where nobody knows."""
        return next((known.name for known in self.desks if known.key == desk), "")


def account_of(connection: Connection, merge: MergeId, found: Iterable[EnvelopeId]) -> Account:
    """What a merge did with the envelopes that it found. The work grows with those that it took in."""
    arrived = arrivals.arrived(connection, merge)
    told = {(one.session, one.desk) for one in arrived}
    settled = {(session, desk) for _, desk, session in envelopes.settled_among(connection, found)}
    return Account(
        _arrivals(connection, arrived[:MOST_ARRIVALS]),
        len({one.session for one in arrived if not one.correction}),
        len(arrived[MOST_ARRIVALS:]),
        len(settled - told),
        listed_forks(connection),
        listed_desks(connection),
    )


def _arrivals(connection: Connection, arrived: tuple[Arrived, ...]) -> tuple[Arrival, ...]:
    setup, part_of = directory(connection), opener(connection)
    long_ago = network_session(setup.network).date
    met: set[SessionId] = set()
    told = []
    for one in arrived:
        part = part_of(one.counts)
        venue = setup.venue(part.session.venue)
        kept = one.correction and part.session.date == long_ago
        what = "network" if kept else _what(one, joins=one.joins or one.session in met)
        met.add(one.session)
        told.append(
            Arrival(
                one.session,
                venue.name if venue else "",
                part.session.date,
                part.session.opening,
                one.desk,
                len(part.visits),
                len(part.referrals),
                what,
            )
        )
    return tuple(told)


def _what(one: Arrived, *, joins: bool) -> What:
    if one.correction:
        return "put_right"
    if one.known:
        return "replaces" if one.leads else "older"
    return "joins" if joins else "new"
