"""Everything that has a name here: the newest setup, with what was first met and is not accepted yet."""

from __future__ import annotations

import functools

import msgspec

from onestopshop.agency import Agency
from onestopshop.envelope import setup_file
from onestopshop.network import Setup
from onestopshop.part import MetOption
from onestopshop.question import Option, OptionList
from onestopshop.shop import Shop
from onestopshop.store import Connection, facts, setups
from onestopshop.venue import Venue


def read_directory(shop: Shop) -> Setup:
    """The setup as volunteers see it: names for every id that this desk knows."""
    return shop.store.read(directory)


def directory(connection: Connection) -> Setup:
    """The same within a transaction. Raises LookupError at a desk without a setup."""
    return with_met(settled(connection), setups.all_met(connection))


def settled(connection: Connection) -> Setup:
    """The newest setup as the network signed it. Raises LookupError at a desk without one."""
    file = setups.newest_setup(connection)
    if file is None:
        raise LookupError("setup")
    return _read(file, facts.text_fact(connection, facts.PINNED_ROOT))


@functools.lru_cache(maxsize=2)
def _read(file: bytes, root: str | None) -> Setup:
    # Every verb needs the setup; the same signed bytes need not be verified for each of them.
    return setup_file.read(file, root)


def with_met(setup: Setup, met: tuple[setups.Met, ...]) -> Setup:
    """The setup with venues, agencies and options added that it does not list, each flagged as met."""
    venues = {venue.id: venue for venue in setup.venues}
    agencies = {agency.id: agency for agency in setup.agencies}
    options: dict[str, dict[str, Option]] = {}
    for thing in met:
        if isinstance(thing, Venue):
            venues.setdefault(thing.id, msgspec.structs.replace(thing, met=True))
        elif isinstance(thing, Agency):
            agencies.setdefault(thing.id, msgspec.structs.replace(thing, met=True))
        else:
            options.setdefault(thing.list, {})[thing.option.id] = thing.option
    return msgspec.structs.replace(
        setup,
        venues=tuple(venues.values()),
        agencies=tuple(agencies.values()),
        lists=tuple(_with_options(found, options.get(found.id, {})) for found in setup.lists),
    )


def _with_options(found: OptionList, met: dict[str, Option]) -> OptionList:
    listed = {option.id for option in found.options}
    added = tuple(
        msgspec.structs.replace(option, met=True) for option in met.values() if option.id not in listed
    )
    return msgspec.structs.replace(found, options=(*found.options, *added)) if added else found


def unlisted(setup: Setup, met: tuple[setups.Met, ...]) -> tuple[setups.Met, ...]:
    """Of what was met, what the setup does not list: the only things that a part needs to carry."""
    venues = {venue.id for venue in setup.venues}
    agencies = {agency.id for agency in setup.agencies}
    options = {(found.id, option.id) for found in setup.lists for option in found.options}
    kept: list[setups.Met] = []
    for thing in met:
        if isinstance(thing, Venue):
            known = thing.id in venues
        elif isinstance(thing, Agency):
            known = thing.id in agencies
        else:
            known = _option_key(thing) in options
        if not known:
            kept.append(thing)
    return tuple(kept)


def _option_key(met: MetOption) -> tuple[str, str]:
    return met.list, met.option.id
