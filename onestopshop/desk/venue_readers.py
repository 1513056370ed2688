"""Which coordinators open what is sealed at a venue: all of them, or those whom the network named for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from onestopshop.changes import Change, Changes
from onestopshop.desk.directory import settled
from onestopshop.desk.setup_changes import change_setup
from onestopshop.errors import Refused
from onestopshop.identity import DeskKey, VenueId, normalised
from onestopshop.network import Recipients, RosterEntry, Setup
from onestopshop.shop import Shop, need_coordinator


class NotListed(Refused):
    """Only a venue of the network's own list has readers of its own."""

    sentence = "“{name}” is not on the network's list of venues. Take it in with `network accept` first."


class NotACoordinator(Refused):
    """Somebody who opens no envelopes was named as a reader."""

    sentence = (
        "“{key}” is not the key of a coordinator's laptop. Copy it from `desk list`, or add the coordinator"
        " first with `network add-coordinator`."
    )


@dataclass(frozen=True, slots=True)
class Readers:
    """Who opens what is sealed at a venue, beside the recovery sheet."""

    venue: VenueId
    venue_name: str
    own: bool
    """Whether the network named them for this venue; else they are all coordinators."""
    desks: tuple[RosterEntry, ...]
    others: tuple[str, ...]
    """Age keys that belong to no coordinator's laptop on the roster, such as one that was lost."""


def readers(shop: Shop) -> tuple[Readers, ...]:
    """The readers of every listed venue, in order of name."""
    setup = shop.store.read(settled)
    coordinators = [entry for entry in setup.roster if entry.reader and entry.revoked_from is None]
    listed = []
    for venue in sorted(setup.venues, key=lambda one: one.name):
        keys = setup.recipients.for_venue(venue.id)[:-1]
        desks = tuple(entry for entry in coordinators if entry.reader in keys)
        others = tuple(key for key in keys if key not in {entry.reader for entry in desks})
        own = venue.id in setup.recipients.by_venue
        listed.append(Readers(venue.id, venue.name, own, desks, others))
    return tuple(listed)


def set_readers(shop: Shop, venue_name: str, desks: Sequence[str]) -> Changes:
    """Let only these coordinators open what is sealed at a venue from now on; none named: all of them.

    Nothing that is sealed already is sealed again, and the recovery sheet opens all of it. Raises NotListed,
    NotACoordinator, CoordinatorsOnly.
    """
    need_coordinator(shop)
    setup = shop.store.read(settled)
    venue = next((one for one in setup.venues if normalised(one.name) == normalised(venue_name)), None)
    if venue is None:
        raise NotListed(name=venue_name[:40])
    named = tuple(dict.fromkeys(_reader(setup, desk) for desk in desks))
    by_venue = {place: keys for place, keys in setup.recipients.by_venue.items() if place != venue.id}
    if named:
        by_venue[venue.id] = named

    def replaced(before: Setup) -> Setup:
        recipients = msgspec.structs.replace(before.recipients, by_venue=by_venue)
        return msgspec.structs.replace(before, recipients=recipients)

    shop.store.write(lambda connection: change_setup(connection, replaced))
    return Changes("venue_readers_kept", (Change("venue", venue.id),))


def without_reader(setup: Setup, desk: DeskKey) -> Recipients:
    """The recipients once a coordinator's laptop is no longer believed, unless others read with its key.

    A venue that nobody else was to read is read by the recovery sheet alone, until readers are named for it.
    """
    entry = setup.desk(desk)
    reader = entry.reader if entry else ""
    others = (one for one in setup.roster if one.desk != desk and one.revoked_from is None)
    if not reader or any(one.reader == reader for one in others):
        return setup.recipients
    only_paper = (setup.recipients.recovery,)

    def without(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key != reader) or only_paper

    return Recipients(
        without(setup.recipients.coordinators),
        setup.recipients.recovery,
        {venue: without(keys) for venue, keys in setup.recipients.by_venue.items()},
    )


def _reader(setup: Setup, untrusted_desk: str) -> str:
    entry = setup.desk(untrusted_desk.strip().lower())
    if entry is None or not entry.reader or entry.revoked_from is not None:
        raise NotACoordinator(key=untrusted_desk[:64])
    return entry.reader
