"""Totals of earlier years, partners' figures and targets, kept beside what is counted here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onestopshop.changes import Changes
from onestopshop.desk.books import Number, seal_books
from onestopshop.desk.directory import directory
from onestopshop.desk.sessions import venue_named
from onestopshop.earlier_total import NamedTotal
from onestopshop.envelope.books_bounds import may_be_stated
from onestopshop.errors import Refused
from onestopshop.identity import VenueId
from onestopshop.network import Setup
from onestopshop.shop import Shop, need_coordinator
from onestopshop.stated_figure import NamedStated
from onestopshop.store import Connection, stated_figures, tallies


class TotalRefused(Refused):
    """A total that cannot be told to other coordinators."""

    sentence = (
        "A source in this list is longer than 2,000 letters or has line breaks in it, a figure is longer than"
        " 200, or a year is before 1900 or after 2199. Put it right and try again; nothing was kept."
    )


def keep_totals(shop: Shop, totals: tuple[NamedTotal, ...], stated: tuple[NamedStated, ...] = ()) -> Changes:
    """Keep these numbers, all or none; one for the same venue, period and figure is replaced.

    They are sealed for the other coordinators. Raises CoordinatorsOnly, UnknownVenue and TotalRefused.
    """
    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        setup = directory(connection)
        new_totals = [replace(named.total, venue=_venue(setup, named.venue)) for named in totals]
        new_stated = [replace(named.stated, venue=_venue(setup, named.venue)) for named in stated]
        if not (all(map(may_be_stated, new_totals)) and all(map(may_be_stated, new_stated))):
            raise TotalRefused
        changed_totals = _changed(new_totals, tallies.earlier_totals(connection))
        changed_stated = _changed(new_stated, stated_figures.stated_figures(connection))
        for total in changed_totals:
            tallies.keep_earlier_total(connection, total)
        for figure in changed_stated:
            stated_figures.keep_stated(connection, figure)
        if changed_totals or changed_stated:
            seal_books(connection)
        return Changes("totals_kept", values=(len(totals) + len(stated),))

    return shop.store.write(write)


def _changed(told: Iterable[Number], known: Iterable[Number]) -> tuple[Number, ...]:
    """What is told otherwise than it is known, as the edition after that."""
    by_key = {entry.key: entry for entry in known}
    changed = []
    for entry in told:
        before = by_key.get(entry.key)
        if before is None or replace(before, edition=0) != entry:
            changed.append(replace(entry, edition=before.edition + 1 if before else 1))
    return tuple(changed)


def _venue(setup: Setup, name: str) -> VenueId | None:
    return venue_named(setup, name).id if name else None
