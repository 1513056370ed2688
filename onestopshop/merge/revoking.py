"""A laptop that was lost: from one of its envelopes on, nothing counts that carries its key."""

from __future__ import annotations

import msgspec

from onestopshop.changes import Change, Changes
from onestopshop.desk.directory import settled
from onestopshop.desk.setup_changes import change_setup, desk_key_of
from onestopshop.desk.venue_readers import without_reader
from onestopshop.envelope.bounds import MOST
from onestopshop.errors import Refused
from onestopshop.identity import SessionId
from onestopshop.merge.counting import count_sessions
from onestopshop.merge.kept_part import opener
from onestopshop.network import RosterEntry, Setup
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, envelopes, merged


class OwnDesk(Refused):
    """A coordinator was about to revoke the laptop they sit at."""

    sentence = "This is the laptop that you are using. Use another coordinator's laptop to take it off."


class NoSuchPlaceInChain(Refused):
    """A desk's envelopes are numbered from 1."""

    sentence = "Give the number of the first file that is no longer believed, from 1 on."


def revoke(shop: Shop, untrusted_key: str, first: int | None = None) -> Changes:
    """Stop believing a desk from its envelope `first` on; without it, from the next that is not here yet.

    Earlier ones stay counted. Later ones stop counting now, here, and at the next merge elsewhere; they stay
    held, nothing is removed, and approving the desk again brings them back at the next merge. A coordinator's
    laptop is no longer sealed to; it still has the root key, until there is a new one. The first number, and
    whether it was a coordinator's, are the values of the changes. Raises NotADeskKey, NoSuchPlaceInChain,
    OwnDesk and CoordinatorsOnly.
    """
    need_coordinator(shop)
    desk = desk_key_of(untrusted_key)
    if desk == shop.desk.key:
        raise OwnDesk
    if first is not None and not 1 <= first <= MOST:
        raise NoSuchPlaceInChain

    def write(connection: Connection) -> Changes:
        last = max((seq for known, seq in envelopes.sequences(connection) if known == desk), default=0)
        wanted = last + 1 if first is None else first
        name, recipient = merged.noted_desks(connection).get(desk, ("", ""))

        def without(setup: Setup) -> Setup:
            known = setup.desk(desk) or RosterEntry(desk, name=name, recipient=recipient)
            gone = msgspec.structs.replace(known, revoked_from=wanted)
            others = tuple(entry for entry in setup.roster if entry.desk != desk)
            return msgspec.structs.replace(
                setup,
                roster=setup.roster if gone == known else (*others, gone),
                recipients=without_reader(setup, desk),
            )

        change_setup(connection, without)
        sessions = hold_revoked(connection)
        count_sessions(connection, sessions, opener(connection))
        changed = (Change("desk", desk), *(Change("session", session) for session in sorted(sessions)))
        entry = settled(connection).desk(desk)
        return Changes("desk_revoked", changed, (wanted, entry is not None and entry.coordinator))

    return shop.store.write(write)


def hold_revoked(connection: Connection) -> set[SessionId]:
    """Hold what still counts of desks that are no longer believed; returns the sessions to count anew."""
    sessions: set[SessionId] = set()
    for entry in settled(connection).roster:
        if entry.revoked_from is not None:
            sessions |= envelopes.hold_from(connection, entry.desk, entry.revoked_from, "revoked")
    return sessions
