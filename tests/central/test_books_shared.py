"""What one coordinator keeps beside sessions is known to the others, and restored from the central file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from onestopshop.books import Books
from onestopshop.central.exporting import export
from onestopshop.central.folder import CENTRAL
from onestopshop.central.merging import merge
from onestopshop.central.recovering import recover
from onestopshop.central.sync import sync
from onestopshop.desk.books import enter, seal_books, take_in
from onestopshop.desk.earlier_totals import TotalRefused, keep_totals
from onestopshop.desk.own_desk import own_desk, take_new_key
from onestopshop.desk.sealing import seal_counted
from onestopshop.earlier_total import EarlierTotal, NamedTotal
from onestopshop.merge.correcting import merged_sessions
from onestopshop.merge.merging import merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.undoing import undo_merge
from onestopshop.part import Part, Revision, network_session
from onestopshop.release import Release, Told
from onestopshop.release_calendar import PlannedRelease
from onestopshop.reporting_year import Month, Period
from onestopshop.shop import Shop
from onestopshop.stated_figure import NamedStated, StatedFigure
from onestopshop.store import outbox, releases, stated_figures, tallies
from tests.central.central_folder import synced
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, HALL, PASSPHRASE, Shops, all_rows

YEAR = Period(Month(2012, 7), Month(2013, 6))
QUARTER = Release(
    "a" * 32, date(2026, 10, 4), "publish", "Kent", "Quarter", "visit", "2026-07", "2026-09", 7, Told(),
    by="Kent coordinator",
)  # fmt: skip
SECOND = "second"


def number(value: int, venue: str = "", source: str = "Annual report") -> NamedTotal:
    """A total of visits of a year before the app."""
    return NamedTotal(venue, EarlierTotal(None, YEAR, "visits", value, source))


def calls(value: int) -> NamedStated:
    """What the police stated."""
    return NamedStated("", StatedFigure("partner", "Repeat calls", YEAR, value, source="Kent Police"))


def books(shop: Shop) -> Books:
    """All that is known at a shop."""

    def read(connection) -> Books:
        entered = releases.entered_releases(connection)
        return Books(
            tuple(found.release for found in entered),
            releases.planned_releases(connection),
            tallies.earlier_totals(connection),
            stated_figures.stated_figures(connection),
        )

    return shop.store.read(read)


def envelopes(shop: Shop) -> int:
    """How many envelopes a shop has sealed."""
    return len(shop.store.read(outbox.own_ids))


def plan(shop: Shop, **changes: object) -> None:
    """Put the quarter on the calendar, or another account of it."""
    planned = msgspec.structs.replace(PlannedRelease("2026-07", "2026-09"), **changes)

    def write(connection) -> None:
        releases.keep_planned(connection, planned)
        seal_books(connection)

    shop.store.write(write)


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A central folder that a coordinator has merged."""
    folder = shops.folder / "central"
    synced(shops, ASHFORD, folder)
    merge(shops[COORDINATOR], [folder])
    sync(shops[COORDINATOR], folder)
    return folder


@pytest.fixture
def second(shops: Shops, folder: Path) -> Iterator[Shop]:
    """A second coordinator with a desk of their own, by the recovery sheet."""
    secret = shops.template.recovery_secret
    made = recover(shops.folder / SECOND, shops.clock, secret, [folder], "Second", PASSPHRASE, CHEAP)
    merge(made.shop, [folder])
    sync(made.shop, folder)
    sync(shops[COORDINATOR], folder)
    yield made.shop
    made.shop.close()


def test_the_central_file_alone_restores_the_books(shops: Shops, folder: Path, tmp_path: Path) -> None:
    """Releases, calendar, earlier totals and partners' figures are there after one merge, as they were."""
    lost = shops[COORDINATOR]
    keep_totals(lost, (number(75, HALL), number(213)), (calls(120),))
    lost.store.write(lambda connection: enter(connection, QUARTER))
    plan(lost)
    sync(lost, folder)
    alone = tmp_path / "alone.dropin"
    alone.write_bytes((folder / CENTRAL).read_bytes())
    secret = shops.template.recovery_secret
    made = recover(shops.folder / "new", shops.clock, secret, [alone], "New", PASSPHRASE, CHEAP).shop
    try:
        assert merge(made, [alone]).held == ()
        assert books(made) == books(lost)
        assert books(made).releases == (QUARTER,)
        assert [found.written for found in made.store.read(releases.entered_releases)] == [None]
        assert [session.visits for session in merged_sessions(made)] == [1]
        assert differences(made) == ()
        before = envelopes(made)
        assert sync(made, folder).alarms == ()
        assert envelopes(made) == before + 1, "its own setup; it repeats nothing that others said"
    finally:
        made.close()


def test_coordinators_who_both_write_converge(shops: Shops, folder: Path, second: Shop) -> None:
    """The later account of a number holds, whoever gave it, and both then know the same."""
    first = shops[COORDINATOR]
    keep_totals(first, (number(213),), (calls(120),))
    plan(second)
    second.store.write(lambda connection: enter(connection, QUARTER))
    for shop in (first, second, first):
        sync(shop, folder)
        merge(shop, [folder])
    assert books(first) == books(second)
    keep_totals(second, (number(231),))
    plan(first, dropped=True, edition=2)
    for shop in (first, second, first):
        sync(shop, folder)
        assert merge(shop, [folder]).held == ()
    assert books(first) == books(second)
    assert [(total.value, total.edition) for total in books(first).totals] == [(231, 2)]
    assert books(first).planned[0].dropped
    assert differences(first) == differences(second) == ()


def test_of_two_accounts_of_one_moment_the_same_holds_everywhere(
    shops: Shops, folder: Path, second: Shop
) -> None:
    """Two coordinators who state different numbers apart agree on one after merging, in any order."""
    first = shops[COORDINATOR]
    keep_totals(first, (number(1),), (calls(9),))
    keep_totals(second, (number(2),), (calls(8),))
    for shop in (first, second, first):
        sync(shop, folder)
        merge(shop, [folder])
    assert books(first) == books(second)
    assert [total.value for total in books(first).totals] == [2]


def test_books_join_in_any_order(shops: Shops) -> None:
    """Whatever arrives first, and however often."""
    told = [
        Books(totals=(EarlierTotal(None, YEAR, "visits", value, "", edition),))
        for value, edition in ((5, 1), (4, 2), (6, 1))
    ] + [Books(releases=(QUARTER,))]
    shop = shops[COORDINATOR]
    for order in permutations(told):
        for one in (*order, order[0]):
            shop.store.write(lambda connection, one=one: take_in(connection, one))
        assert [total.value for total in books(shop).totals] == [4]
        assert books(shop).releases == (QUARTER,)
        shop.store.write(lambda connection: connection.execute("DELETE FROM earlier_total"))


def test_what_is_stated_again_is_not_sealed_again(shops: Shops) -> None:
    """The same list given twice changes nothing; one number changed is one envelope."""
    shop = shops[COORDINATOR]
    keep_totals(shop, (number(213), number(75, HALL)), (calls(120),))
    before = all_rows(shop)
    keep_totals(shop, (number(213), number(75, HALL)), (calls(120),))
    assert all_rows(shop) == before
    keep_totals(shop, (number(214),), (calls(121),))
    assert [(total.value, total.edition) for total in books(shop).totals] == [(214, 2), (75, 1)]
    assert books(shop).stated[0].edition == 2
    assert envelopes(shop) == 2


def test_numbers_kept_before_they_were_shared_are_told_once(shops: Shops, folder: Path, second: Shop) -> None:
    """A store of an earlier version tells them with its next sync; what cannot be told stays here."""
    first = shops[COORDINATOR]
    long_ago = EarlierTotal(None, YEAR, "visits", 213, "Annual report")
    unfit = EarlierTotal(None, YEAR, "children", 5, "two\nlines")
    stated = calls(120).stated

    def write(connection) -> None:
        tallies.keep_earlier_total(connection, long_ago)
        tallies.keep_earlier_total(connection, unfit)
        stated_figures.keep_stated(connection, stated)

    sync(first, folder)  # the second coordinator's setup is sealed here too
    first.store.write(write)
    before = envelopes(first)
    sync(first, folder)
    sync(first, folder)
    assert envelopes(first) == before + 1
    merge(second, [folder])
    assert [total.value for total in books(second).totals] == [213]
    assert [(found.value, found.edition) for found in books(second).stated] == [(120, 1)]
    assert [total.edition for total in books(first).totals] == [0, 1]


def test_a_laptop_keeps_no_books(shops: Shops, folder: Path) -> None:
    """What a volunteer's laptop would say of releases and totals is held: it is the coordinators' word."""
    laptop = shops[ASHFORD]
    part = Part(network_session(laptop.desk.network, "books"), books=Books(totals=(number(1).total,)))
    laptop.store.write(lambda connection: seal_counted(connection, Revision(1, None, part)))
    sync(laptop, folder)
    outcome = merge(shops[COORDINATOR], [folder])
    assert [held.reason for held in outcome.held] == ["coordinators_only"]
    assert books(shops[COORDINATOR]) == Books()


def test_what_was_released_stays_known(shops: Shops, folder: Path, second: Shop, tmp_path: Path) -> None:
    """Undoing the merge that told of a release does not make it unknown: readers have it all the same."""
    first = shops[COORDINATOR]
    first.store.write(lambda connection: enter(connection, QUARTER))
    exported = tmp_path / "all.dropin"
    export(first, exported)
    outcome = merge_files(second, [exported])
    assert merge_files(second, [exported], dry_run=True).new == 0
    assert outcome.merge is not None
    undo_merge(second, outcome.merge)
    assert books(second).releases == (QUARTER,)


def test_a_preview_of_a_merge_enters_nothing(shops: Shops, folder: Path, second: Shop) -> None:
    """A dry run says what would come and leaves the books as they are."""
    first = shops[COORDINATOR]
    first.store.write(lambda connection: enter(connection, QUARTER))
    sync(first, folder)
    assert merge(second, [folder], dry_run=True).new >= 1
    assert books(second) == Books()


def test_a_laptop_that_was_copied_goes_on_under_its_new_key(shops: Shops, folder: Path, second: Shop) -> None:
    """A coordinator's desk with a new key begins a new line of books, and all of both lines counts."""
    first = shops[COORDINATOR]
    keep_totals(first, (number(213),))
    take_new_key(first)
    first = shops.again(COORDINATOR)
    first = replace(first, desk=first.store.read(own_desk))
    keep_totals(first, (number(75, HALL),))
    sync(first, folder)
    sync(second, folder)
    merge(second, [folder])
    assert books(second) == books(first)
    assert len(books(second).totals) == 2


@pytest.mark.parametrize("source", ["two\nlines", "x" * 2001])
def test_a_source_that_cannot_be_sealed_is_refused(shops: Shops, source: str) -> None:
    """Nothing of the list is kept, and the sentence says what is wrong."""
    before = all_rows(shops[COORDINATOR])
    with pytest.raises(TotalRefused, match="line breaks"):
        keep_totals(shops[COORDINATOR], (number(1), number(2, HALL, source)))
    assert all_rows(shops[COORDINATOR]) == before
