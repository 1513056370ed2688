"""Council areas that end on a day and go on in another one, as when districts are merged."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from onestopshop.changes import Change, Changes
from onestopshop.desk.naming import cleaned_name
from onestopshop.desk.setup_changes import change_setup
from onestopshop.desk.venue_changes import AREAS, UnknownArea
from onestopshop.errors import Refused
from onestopshop.identity import OptionId, met_id
from onestopshop.network import Setup
from onestopshop.question import Option, OptionList
from onestopshop.shop import Shop, need_coordinator


class AreaRefused(Refused):
    """An area would become itself, in one step or several, or has no name that can be printed."""

    sentence = "Give another area that takes its place, in at most 80 letters; it cannot become itself."


def area_becomes(shop: Shop, old: str, new: str, day: date) -> Changes:
    """From a day on an area is offered no more, and another takes its place; that one is added if it is new.

    Answers, venues and reports of earlier months keep the old one. Raises UnknownArea and AreaRefused.
    """
    need_coordinator(shop)
    name = cleaned_name(new, AreaRefused)

    def changed(setup: Setup) -> Setup:
        areas = setup.list(AREAS)
        ending = areas.named(old) if areas else None
        if areas is None or ending is None:
            raise UnknownArea(name=old[:40])
        taking = areas.named(name)
        if taking is None:
            own = OptionId(met_id(setup.network, AREAS, name))
            taking = Option(own, name, parent=ending.parent, offered_from=day)
            areas = _with_after(areas, ending, taking)
        if areas.standing(taking.id, date.max) == ending.id:
            raise AreaRefused
        ended = msgspec.structs.replace(ending, offered_until=day - timedelta(days=1), becomes=taking.id)
        kept = tuple(ended if option.id == ending.id else option for option in areas.options)
        longer = msgspec.structs.replace(areas, options=kept)
        lists = tuple(longer if found.id == AREAS else found for found in setup.lists)
        return msgspec.structs.replace(setup, lists=lists)

    shop.store.write(lambda connection: change_setup(connection, changed))
    return Changes("area_changed", (Change("area", old),))


def _with_after(areas: OptionList, last: Option, new: Option) -> OptionList:
    at = areas.options.index(last) + 1
    return msgspec.structs.replace(areas, options=(*areas.options[:at], new, *areas.options[at:]))
