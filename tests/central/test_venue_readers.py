"""What is sealed at a venue opens for the coordinators whom the network named for it, and for the sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.desk.new_root import new_root
from onestopshop.desk.own_desk import own_desk
from onestopshop.desk.sessions import new_venue
from onestopshop.desk.setup_changes import accept_met
from onestopshop.desk.venue_readers import NotACoordinator, NotListed, readers, set_readers
from onestopshop.envelope.envelope import check, open_envelope
from onestopshop.envelope.unsound import Unsound
from onestopshop.merge.coordinators import add_coordinator, ask_to_coordinate
from onestopshop.merge.kept_part import coordinator_identities
from onestopshop.merge.revoking import revoke
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.store import outbox
from tests.central.central_folder import envelopes, session_files, visited
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, STRANGER, Shops


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A central folder of two coordinators."""
    folder = shops.folder / "central"
    ask_to_coordinate(shops[STRANGER])
    sync(shops[STRANGER], folder)
    merge(shops[COORDINATOR], [folder])
    add_coordinator(shops[COORDINATOR], shops[STRANGER].desk.key)
    sync(shops[COORDINATOR], folder)
    sync(shops[STRANGER], folder)
    again = shops.again(STRANGER)
    shops.opened[STRANGER] = replace(again, desk=again.store.read(own_desk))
    return folder


def opened_by(shops: Shops, folder: Path) -> list[bool]:
    """Who opens the laptop's newest envelope: the first coordinator, the second, the sheet of paper."""
    laptop = shops[ASHFORD]
    last = laptop.store.read(lambda connection: outbox.last_sealed(connection, laptop.desk.key))[1]
    newest = next(check(one) for key, one in envelopes(*session_files(folder)).items() if key == last)
    found = []
    for secrets in (
        shops[COORDINATOR].store.read(coordinator_identities),
        shops[STRANGER].store.read(coordinator_identities),
        (shops.template.recovery_secret,),
    ):
        try:
            open_envelope(newest, secrets, laptop.desk.network)
            found.append(True)
        except Unsound as unsound:
            found.append(unsound.reason != "not_for_us")
    return found


def sealed(shops: Shops, folder: Path, opening: int) -> list[bool]:
    """Who opens what the laptop seals at the hall after it took in the setup."""
    sync(shops[COORDINATOR], folder)
    sync(shops[ASHFORD], folder)
    visited(shops[ASHFORD], opening=opening)
    sync(shops[ASHFORD], folder)
    return opened_by(shops, folder)


def test_only_those_who_were_named_and_the_sheet_open_it(shops: Shops, folder: Path) -> None:
    """First all coordinators, then one of them, then all again; the listing says so each time."""
    one, two = shops[COORDINATOR], shops[STRANGER]
    assert sealed(shops, folder, 1) == [True, True, True]
    set_readers(one, f"  {HALL.upper()} ", [two.desk.key.upper()])
    assert sealed(shops, folder, 2) == [False, True, True]
    (listed,) = readers(shops[ASHFORD])
    assert (listed.venue_name, listed.own, listed.others) == (HALL, True, ())
    assert [entry.desk for entry in listed.desks] == [two.desk.key]
    assert "not_for_us" in {held.reason for held in merge(one, [folder]).held}
    assert merge(two, [folder]).held == ()
    set_readers(one, HALL, [])
    assert sealed(shops, folder, 3) == [True, True, True]
    (listed,) = readers(one)
    assert (listed.own, {entry.desk for entry in listed.desks}) == (False, {one.desk.key, two.desk.key})


def test_who_was_revoked_is_sealed_to_no_more(shops: Shops, folder: Path) -> None:
    """A coordinator's lost laptop reads nothing from then on; what it alone was to read, the sheet reads."""
    one, two = shops[COORDINATOR], shops[STRANGER]
    set_readers(one, HALL, [two.desk.key])
    assert revoke(one, two.desk.key).values[1] is True
    assert sealed(shops, folder, 1) == [False, False, True]
    (listed,) = readers(one)
    assert (listed.desks, listed.others) == ((), (one.store.read(settled).recipients.recovery,))
    new_root(one)
    recipients = one.store.read(settled).recipients
    assert recipients.by_venue == {listed.venue: (recipients.recovery,)}
    assert sealed(shops, folder, 2) == [False, False, False]
    set_readers(one, HALL, [])
    assert sealed(shops, folder, 3) == [True, False, False]
    add_coordinator(one, two.desk.key)
    assert sealed(shops, folder, 4) == [True, True, False]


def test_what_is_refused(shops: Shops, folder: Path, laptop: Shop) -> None:
    """A venue that is not listed, a laptop that opens nothing, no key at all, and a volunteer."""
    one = shops[COORDINATOR]
    new_venue(one, "Tenterden Library")
    for name in ("Tenterden Library", "Nowhere"):
        with pytest.raises(NotListed, match=name):
            set_readers(one, name, [])
    accept_met(one)
    set_readers(one, "Tenterden Library", [one.desk.key])
    for key in (laptop.desk.key, "x"):
        with pytest.raises(NotACoordinator, match=key):
            set_readers(one, HALL, [key])
    with pytest.raises(CoordinatorsOnly):
        set_readers(laptop, HALL, [])
