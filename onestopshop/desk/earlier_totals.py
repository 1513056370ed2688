"""Totals of earlier years, partners' figures and targets, kept beside what is counted here."""

from __future__ import annotations

from dataclasses import replace

from onestopshop.changes import Changes
from onestopshop.desk.directory import directory
from onestopshop.desk.sessions import venue_named
from onestopshop.earlier_total import NamedTotal
from onestopshop.identity import VenueId
from onestopshop.network import Setup
from onestopshop.shop import Shop, need_coordinator
from onestopshop.stated_figure import NamedStated
from onestopshop.store import Connection, stated_figures, tallies


def keep_totals(shop: Shop, totals: tuple[NamedTotal, ...], stated: tuple[NamedStated, ...] = ()) -> Changes:
    """Keep these numbers, all or none; one for the same venue, period and figure is replaced.

    Raises CoordinatorsOnly and UnknownVenue.
    """
    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        setup = directory(connection)
        for named in totals:
            venue = _venue(setup, named.venue)
            tallies.keep_earlier_total(connection, replace(named.total, venue=venue))
        for found in stated:
            venue = _venue(setup, found.venue)
            stated_figures.keep_stated(connection, replace(found.stated, venue=venue))
        return Changes("totals_kept", values=(len(totals) + len(stated),))

    return shop.store.write(write)


def _venue(setup: Setup, name: str) -> VenueId | None:
    return venue_named(setup, name).id if name else None
