"""A second coordinator opens, merges and settles from the day on which she was added, and not before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from onestopshop.central.folder import CENTRAL
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.desk.own_desk import own_desk, take_new_key
from onestopshop.desk.setup_changes import NotADeskKey, approve, change_setup
from onestopshop.envelope.age_file import MOST_RECIPIENTS
from onestopshop.envelope.keys import new_age_pair
from onestopshop.merge.coordinators import (
    AlreadyCoordinator,
    NotAsked,
    TooManyCoordinators,
    add_coordinator,
    ask_to_coordinate,
)
from onestopshop.merge.correcting import correct_withdraw, merged_session, merged_sessions
from onestopshop.merge.rebuilding import differences
from onestopshop.network import Setup
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.store import tallies
from tests.central.central_folder import visited
from tests.desk.shops import ASHFORD, COORDINATOR, RURAL, STRANGER, Shops, all_rows


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A central folder with a visit that was sealed before there was a second coordinator."""
    folder = shops.folder / "central"
    visited(shops[ASHFORD], opening=1)
    sync(shops[ASHFORD], folder)
    merge(shops[COORDINATOR], [folder])
    return folder


def reopened(shops: Shops, name: str) -> Shop:
    """A shop closed and opened again, as what it is now."""
    shop = shops.again(name)
    shops.opened[name] = replace(shop, desk=shop.store.read(own_desk))
    return shops.opened[name]


def second_coordinator(shops: Shops, folder: Path, name: str = STRANGER) -> Shop:
    """That laptop asks, is added by the first coordinator, and takes the keys with its sync."""
    ask_to_coordinate(shops[name])
    sync(shops[name], folder)
    merge(shops[COORDINATOR], [folder])
    add_coordinator(shops[COORDINATOR], shops[name].desk.key)
    sync(shops[COORDINATOR], folder)
    assert sync(shops[name], folder).keys_taken
    assert not sync(shops[name], folder).keys_taken
    return reopened(shops, name)


def signed(shop: Shop) -> Setup:
    """The setup that a shop goes by."""
    return shop.store.read(settled)


def counted(shop: Shop) -> list[tuple[str, int]]:
    """Each merged session and its visits."""
    return [(session.id, session.visits) for session in merged_sessions(shop)]


def test_she_opens_what_is_sealed_from_then_on_and_nothing_older(shops: Shops, folder: Path) -> None:
    """The old envelope is held as sealed for others, byte for byte as it was; the new one counts at both."""
    before = {file.name: file.read_bytes() for file in (folder / "sessions").iterdir()}
    second = second_coordinator(shops, folder)
    assert second.desk.coordinator
    held = merge(second, [folder]).held
    assert [(one.desk, one.reason) for one in held] == [(shops[ASHFORD].desk.key, "not_for_us")]
    assert counted(second) == []
    sync(shops[ASHFORD], folder)
    new = visited(shops[ASHFORD], opening=2, visits=3)
    sync(shops[ASHFORD], folder)
    for shop in (shops[COORDINATOR], second):
        merge(shop, [folder])
        assert (new, 3) in counted(shop)
    assert (len(counted(shops[COORDINATOR])), len(counted(second))) == (2, 1)
    for name, content in before.items():
        there = folder / "sessions" / name
        assert not there.exists() or there.read_bytes() == content


@pytest.mark.parametrize("first_merges", [True, False])
def test_both_merge_in_any_order_and_count_the_same(shops: Shops, first_merges: bool) -> None:
    """Two laptops' sessions, and what each coordinator put right: the same counts, and no rival setups."""
    folder = shops.folder / "fresh"
    second, first = second_coordinator(shops, folder), shops[COORDINATOR]
    for name in (ASHFORD, RURAL):
        sync(shops[name], folder)
    sessions = [visited(shops[name], opening=5 + n, visits=2) for n, name in enumerate((ASHFORD, RURAL))]
    for name in (RURAL, ASHFORD):
        sync(shops[name], folder)
    order = (first, second) if first_merges else (second, first)
    for shop, session in zip(order, sessions, strict=True):
        merge(shop, [folder])
        correct_withdraw(shop, session, merged_session(shop, session).visits[0].id)
        assert sync(shop, folder).alarms == ()
    for shop in (*order, *order):
        assert sync(shop, folder).alarms == ()
        assert merge(shop, [folder]).held == ()
    assert counted(first) == counted(second)
    assert sorted(visits for _, visits in counted(first)) == [1, 1]
    assert first.store.read(tallies.all_counts) == second.store.read(tallies.all_counts)
    assert [differences(shop) for shop in order] == [(), ()]
    assert signed(first) == signed(second)


def test_her_receipt_and_her_approval_are_believed(shops: Shops, folder: Path) -> None:
    """What she merges is received, and a laptop that she approves counts at the first coordinator's too."""
    second = second_coordinator(shops, folder)
    sync(shops[RURAL], folder)
    visited(shops[RURAL])
    sync(shops[RURAL], folder)
    merge(second, [folder])
    assert sync(shops[RURAL], folder).waiting == 0
    approve(second, "0" * 64)
    sync(second, folder)
    assert sync(shops[COORDINATOR], folder).setup_taken
    assert signed(shops[COORDINATOR]).desk("0" * 64) is not None


def test_the_central_file_and_the_sheet_hold_her_keys_too(shops: Shops, folder: Path) -> None:
    """Her sync seals her keys to the sheet, so that either laptop may be lost."""
    second = second_coordinator(shops, folder)
    before = (folder / CENTRAL).stat().st_size
    sync(second, folder)
    assert (folder / CENTRAL).stat().st_size > before


def test_a_laptop_that_did_not_ask_is_not_added(shops: Shops, folder: Path) -> None:
    """Nor one whose request was not merged here; the sentence says what to do, and nothing is signed."""
    before = all_rows(shops[COORDINATOR])
    with pytest.raises(NotADeskKey):
        add_coordinator(shops[COORDINATOR], "ashford")
    for key in (shops[RURAL].desk.key, shops[ASHFORD].desk.key, shops[STRANGER].desk.key):
        with pytest.raises(NotAsked, match="become-coordinator"):
            add_coordinator(shops[COORDINATOR], key)
    assert all_rows(shops[COORDINATOR]) == before
    with pytest.raises(CoordinatorsOnly):
        add_coordinator(shops[RURAL], shops[STRANGER].desk.key)
    sync(shops[COORDINATOR], folder)
    with pytest.raises(NotAsked):
        add_coordinator(shops[COORDINATOR], shops[COORDINATOR].desk.key)
    with pytest.raises(AlreadyCoordinator):
        ask_to_coordinate(shops[COORDINATOR])


def test_adding_again_changes_nothing_and_there_is_a_most(shops: Shops, folder: Path) -> None:
    """A coordinator who is one stays one; more than an envelope can be sealed to are refused."""
    second_coordinator(shops, folder)
    coordinator = shops[COORDINATOR]
    before = signed(coordinator)
    add_coordinator(coordinator, shops[STRANGER].desk.key)
    assert signed(coordinator) == before
    ask_to_coordinate(shops[RURAL])
    sync(shops[RURAL], folder)
    merge(coordinator, [folder])
    full = tuple(new_age_pair().recipient for _ in range(MOST_RECIPIENTS - 1))
    recipients = msgspec.structs.replace(before.recipients, coordinators=full)
    coordinator.store.write(
        lambda connection: change_setup(
            connection, lambda setup: msgspec.structs.replace(setup, recipients=recipients)
        )
    )
    with pytest.raises(TooManyCoordinators, match="15 coordinators"):
        add_coordinator(coordinator, shops[RURAL].desk.key)
    sync(coordinator, folder)
    sync(shops[ASHFORD], folder)
    with pytest.raises(TooManyCoordinators):
        ask_to_coordinate(shops[ASHFORD])


def test_asking_again_after_a_new_key(shops: Shops, folder: Path) -> None:
    """A laptop that took a new key meanwhile asks with that, and is added by it."""
    ask_to_coordinate(shops[RURAL])
    take_new_key(shops[RURAL])
    key = shops[RURAL].store.read(own_desk).key
    sync(shops[RURAL], folder)
    merge(shops[COORDINATOR], [folder])
    with pytest.raises(NotAsked):
        add_coordinator(shops[COORDINATOR], key)
    ask_to_coordinate(shops[RURAL])
    sync(shops[RURAL], folder)
    merge(shops[COORDINATOR], [folder])
    assert add_coordinator(shops[COORDINATOR], key).values == (f"{RURAL} laptop",)
    sync(shops[COORDINATOR], folder)
    assert sync(shops[RURAL], folder).keys_taken
