"""A coordinator's books: sealed for the other coordinators as they change, and joined with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from onestopshop.books import Books, Entry, holds_over
from onestopshop.desk.own_desk import own_desk
from onestopshop.desk.sealing import seal_counted
from onestopshop.earlier_total import EarlierTotal
from onestopshop.envelope.books_bounds import may_be_stated
from onestopshop.identity import NetworkId
from onestopshop.part import Part, Revision, network_session
from onestopshop.release import Release
from onestopshop.shop import Shop
from onestopshop.stated_figure import StatedFigure
from onestopshop.store import Connection, envelopes, releases, stated_figures, tallies

Number = TypeVar("Number", EarlierTotal, StatedFigure)
_BOOKS = "books"
"""The line of revisions of what may change; each release has a line of its own."""


def enter(connection: Connection, release: Release) -> None:
    """Enter a release in the ledger and seal it for the other coordinators, as one."""
    releases.add_release(connection, release, own=True)
    _seal(connection, release.id, Books(releases=(release,)))


def seal_books(connection: Connection) -> None:
    """Seal all but the releases, which have envelopes of their own: they are many, and never change."""
    for total in _unshared(tallies.earlier_totals(connection)):
        tallies.keep_earlier_total(connection, replace(total, edition=1))
    for figure in _unshared(stated_figures.stated_figures(connection)):
        stated_figures.keep_stated(connection, replace(figure, edition=1))
    _seal(
        connection,
        _BOOKS,
        Books(
            planned=releases.planned_releases(connection),
            totals=tuple(filter(may_be_stated, tallies.earlier_totals(connection))),
            stated=tuple(filter(may_be_stated, stated_figures.stated_figures(connection))),
        ),
    )


def seal_unshared(shop: Shop) -> bool:
    """Seal the books where numbers were kept here before coordinators shared them.

    Returns whether anything was sealed; at a volunteer's laptop nothing is.
    """
    if not shop.desk.coordinator:
        return False

    def write(connection: Connection) -> bool:
        unshared = (
            *_unshared(tallies.earlier_totals(connection)),
            *_unshared(stated_figures.stated_figures(connection)),
        )
        if not unshared:
            return False
        seal_books(connection)
        return True

    return shop.store.write(write)


def take_in(connection: Connection, books: Books) -> None:
    """Join a coordinator's books with those here: in any order, any number of times."""
    for release in books.releases:
        releases.add_release(connection, release, own=False)
    for planned in _held(books.planned, releases.planned_releases(connection)):
        releases.keep_planned(connection, planned)
    for total in _held(books.totals, tallies.earlier_totals(connection)):
        tallies.keep_earlier_total(connection, total)
    for stated in _held(books.stated, stated_figures.stated_figures(connection)):
        stated_figures.keep_stated(connection, stated)


def _held(told: Iterable[Entry], known: Iterable[Entry]) -> Iterator[Entry]:
    """Of what is told, the entries that hold over those known."""
    by_key = {entry.key: entry for entry in known}
    return (entry for entry in told if holds_over(entry, by_key.get(entry.key)))


def _unshared(kept: Iterable[Number]) -> tuple[Number, ...]:
    return tuple(entry for entry in kept if not entry.edition and may_be_stated(entry))


def _seal(connection: Connection, of: str, books: Books) -> None:
    """Seal the next revision of a line of books; coordinators alone can open it."""
    desk = own_desk(connection)
    session = network_session(NetworkId(desk.network), of)
    line = [known for known in envelopes.revisions_of(connection, session.id) if known.desk == desk.key]
    last = max(line, key=lambda known: known.revision, default=None)
    revision, parent = (last.revision, last.digest) if last else (0, None)
    seal_counted(connection, Revision(revision + 1, parent, Part(session, books=books)))
