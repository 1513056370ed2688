"""What only a coordinator changes: the network's setup, signed anew at each change."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from onestopshop.agency import Agency
from onestopshop.changes import Change, Changes
from onestopshop.desk.directory import settled, unlisted
from onestopshop.envelope import keys, setup_file
from onestopshop.errors import Refused
from onestopshop.identity import DeskKey
from onestopshop.network import RosterEntry, Setup
from onestopshop.part import MetOption
from onestopshop.question import OptionList
from onestopshop.shop import CoordinatorsOnly, Shop, need_coordinator
from onestopshop.store import Connection, DamagedStore, facts, merged, setups
from onestopshop.venue import Venue


class NotADeskKey(Refused):
    """Something else than 64 hex digits was given as a desk key."""

    sentence = (
        "That is not a laptop's key. It has 64 characters, 0 to 9 and a to f; copy it from `desk list`."
    )


class RootReplaced(CoordinatorsOnly):
    """The network has a new root key, and this coordinator's laptop does not have it yet."""

    sentence = (
        "The network has a new key that has not reached this laptop. Let the coordinator who made it sync,"
        " then sync here with the same folder, and try again."
    )


def root_seed(connection: Connection, root: str) -> bytes:
    """The seed of this root key. Raises CoordinatorsOnly, or RootReplaced where there is that of another."""
    seed = facts.fact(connection, facts.ROOT_SEED)
    if seed is None:
        raise CoordinatorsOnly
    if keys.desk_key(seed) != root:
        raise RootReplaced
    return seed


def change_setup(connection: Connection, change: Callable[[Setup], Setup]) -> Setup:
    """Sign and keep the setup after a change, one version up; nothing happens where nothing changed.

    Names and age keys of desks whose envelopes were opened meanwhile go with it. They alone are no reason to
    sign: two coordinators who merge the same files would sign two setups of one version.
    Raises CoordinatorsOnly where this desk does not hold the root key that the changed setup names.
    """
    before = settled(connection)
    after = change(before)
    if after == before:
        return before
    here = own_key(connection)
    return keep_signed(
        connection,
        msgspec.structs.replace(
            _completed(connection, after),
            version=before.version + 1,
            signed={**before.signed, here: before.signed.get(here, 0) + 1},
        ),
    )


def keep_signed(connection: Connection, setup: Setup) -> Setup:
    """Sign and keep a setup as it is. Raises as `change_setup` does."""
    seed = root_seed(connection, setup.root)
    setups.keep_setup(connection, setup.version, setup_file.write(setup, seed))
    return setup


def own_key(connection: Connection) -> DeskKey:
    """The key with which this laptop signs. Raises DamagedStore."""
    seed = facts.fact(connection, facts.DESK_SEED)
    if seed is None:  # no shop is made without one
        raise DamagedStore
    return keys.desk_key(seed)


def desk_key_of(untrusted_key: str) -> DeskKey:
    """The key of a desk as a person typed or pasted it. Raises NotADeskKey."""
    key = untrusted_key.strip().lower()
    if not keys.is_desk_key(key):
        raise NotADeskKey
    return DeskKey(key)


def approve(shop: Shop, untrusted_key: str) -> Changes:
    """Put a desk on the roster, seen or not. Its held envelopes count from the next merge on.

    Raises NotADeskKey and CoordinatorsOnly.
    """
    need_coordinator(shop)
    desk = desk_key_of(untrusted_key)

    def write(connection: Connection) -> Changes:
        name, recipient = merged.noted_desks(connection).get(desk, ("", ""))

        def added(setup: Setup) -> Setup:
            others = tuple(entry for entry in setup.roster if entry.desk != desk)
            known = setup.desk(desk) or RosterEntry(desk, name=name, recipient=recipient)
            trusted = msgspec.structs.replace(known, revoked_from=None)
            if trusted == setup.desk(desk):
                return setup
            return msgspec.structs.replace(setup, roster=(*others, trusted))

        change_setup(connection, added)
        return Changes("desk_approved", (Change("desk", desk),))

    return shop.store.write(write)


def _completed(connection: Connection, setup: Setup) -> Setup:
    noted = merged.noted_desks(connection)
    roster = []
    for entry in setup.roster:
        name, recipient = noted.get(entry.desk, (entry.name, entry.recipient))
        roster.append(msgspec.structs.replace(entry, name=name, recipient=recipient))
    return msgspec.structs.replace(setup, roster=tuple(roster))


def accept_met(shop: Shop) -> Changes:
    """Take every venue, agency and option that was first met elsewhere into the network's own lists."""
    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        new = unlisted(settled(connection), setups.all_met(connection))
        change_setup(connection, lambda setup: _accepting(setup, new))
        return Changes("met_accepted", values=(len(new),))

    return shop.store.write(write)


def _accepting(setup: Setup, new: tuple[setups.Met, ...]) -> Setup:
    venues = tuple(thing for thing in new if isinstance(thing, Venue))
    agencies = tuple(thing for thing in new if isinstance(thing, Agency))
    options = tuple(thing for thing in new if isinstance(thing, MetOption))

    def longer(found: OptionList) -> OptionList:
        added = tuple(thing.option for thing in options if thing.list == found.id)
        accepted = tuple(msgspec.structs.replace(option, met=False) for option in added)
        return msgspec.structs.replace(found, options=(*found.options, *accepted))

    return msgspec.structs.replace(
        setup,
        venues=(*setup.venues, *(msgspec.structs.replace(venue, met=False) for venue in venues)),
        agencies=(*setup.agencies, *(msgspec.structs.replace(agency, met=False) for agency in agencies)),
        lists=tuple(longer(found) for found in setup.lists),
    )


def current_setup_file(shop: Shop) -> bytes:
    """The newest signed setup file, for laptops that join."""
    need_coordinator(shop)
    return shop.store.read(setups.newest_setup) or b""
