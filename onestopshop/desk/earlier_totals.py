"""Totals of years before the app, kept beside what is counted here and never mixed with it."""

from __future__ import annotations

from dataclasses import replace

from onestopshop.changes import Changes
from onestopshop.desk.directory import directory
from onestopshop.desk.sessions import venue_named
from onestopshop.earlier_total import NamedTotal
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, tallies


def keep_totals(shop: Shop, totals: tuple[NamedTotal, ...]) -> Changes:
    """Keep these totals, all or none; one for the same venue, period and figure is replaced.

    Raises CoordinatorsOnly and UnknownVenue.
    """
    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        setup = directory(connection)
        for named in totals:
            venue = venue_named(setup, named.venue).id if named.venue else None
            tallies.keep_earlier_total(connection, replace(named.total, venue=venue))
        return Changes("totals_kept", values=(len(totals),))

    return shop.store.write(write)
