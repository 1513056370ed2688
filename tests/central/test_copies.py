"""A laptop that was cloned, or restored from a backup, is noticed and takes a key of its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.desk.feedback import set_feedback
from onestopshop.desk.own_desk import own_desk
from onestopshop.desk.retention import purge
from onestopshop.desk.roster import desks
from onestopshop.desk.setup_changes import approve
from onestopshop.envelope import dropin, minisign
from onestopshop.envelope.envelope import Sealed
from onestopshop.envelope.keys import new_seed
from onestopshop.merge.correcting import merged_sessions
from onestopshop.merge.forks import forks
from onestopshop.merge.rebuilding import differences
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.store import outbox, tallies
from onestopshop.tally import Cell, Tally
from tests.central.central_folder import envelopes, own_ids, received, session_files, visited, written
from tests.desk.shops import ASHFORD, COORDINATOR, RURAL, Shops, open_at_hall, recorded

COPY = "copy of ashford"


def counts(coordinator: Shop) -> Tally:
    """All that the coordinator counts."""
    total = Tally()
    for tally in coordinator.store.read(tallies.all_counts).values():
        total.update(tally)
    return total


def key_of(shop: Shop) -> str:
    """The key that a laptop signs with now."""
    return shop.store.read(own_desk).key


def test_a_clone_takes_a_new_key_and_nothing_counts_twice(shops: Shops, folder: Path) -> None:
    """The second of two copies to sync says so, waits for approval, and then all visits count once."""
    laptop, coordinator = shops[ASHFORD], shops[COORDINATOR]
    session = visited(laptop)
    set_feedback(laptop, session, "helpful", {"yes": 4})
    sync(laptop, folder)
    clone = shops.clone(ASHFORD, COPY)
    laptop = shops[ASHFORD]
    recorded(laptop, session)
    set_feedback(laptop, session, "helpful", {"yes": 6})
    recorded(clone, session)
    set_feedback(clone, session, "helpful", {"yes": 5})
    assert sync(laptop, folder).alarms == ()
    assert sync(clone, folder).alarms == ("desk_copied",)
    assert key_of(clone) != key_of(laptop) == laptop.desk.key
    assert sync(clone, folder).alarms == sync(laptop, folder).alarms == ()
    outcome = merge(coordinator, [folder])
    assert [(held.desk, held.reason) for held in outcome.held] == [(key_of(clone), "waiting")]
    assert counts(coordinator)[Cell("visit", "", "all")] == 2
    approve(coordinator, key_of(clone))
    merge(coordinator, [folder])
    total = counts(coordinator)
    assert total[Cell("visit", "", "all")] == 3
    assert total[Cell("feedback", "helpful", "yes")] == 6
    assert differences(coordinator) == ()
    assert [desk.name for desk in desks(coordinator) if desk.key == key_of(clone)] == ["ashford laptop"]
    sync(coordinator, folder)
    for shop in (laptop, clone):
        assert sync(shop, folder).waiting == 0


def test_a_desk_restored_from_a_backup_notices_what_it_wrote_since(shops: Shops, folder: Path) -> None:
    """Its old chain goes no further and keeps no second number; what it writes has a chain from 1."""
    laptop = shops[ASHFORD]
    old = shops.clone(ASHFORD, COPY)
    laptop = shops[ASHFORD]
    for opening in (1, 2):
        visited(laptop, opening=opening)
        sync(laptop, folder)
    visited(old, opening=3)
    assert sync(old, folder).alarms == ("desk_copied",)
    newest = old.store.read(outbox.waiting)[-1]
    assert (newest.desk, newest.seq, newest.prev) == (key_of(old), 1, None)
    assert desks(old)[0].last_seq == 1


def test_a_receipt_tells_of_a_copy_too(shops: Shops, folder: Path) -> None:
    """Where the folder was emptied since, the receipt names envelopes that are not from here."""
    old = shops.clone(ASHFORD, COPY)
    laptop = shops[ASHFORD]
    visited(laptop)
    sync(laptop, folder)
    received(shops[COORDINATOR], folder)
    for file in (*session_files(folder), folder / "central.dropin"):
        file.unlink()
    assert sync(old, folder).alarms == ("desk_copied",)


def test_old_envelopes_are_kept_and_received_under_the_old_key(shops: Shops, folder: Path) -> None:
    """What a copy sealed before it noticed is published as it was, and receipts for it are still read."""
    laptop = shops[ASHFORD]
    visited(laptop, opening=1)
    sync(laptop, shops.folder / "stick")
    clone = shops.clone(ASHFORD, COPY)
    visited(clone, opening=2)
    sync(clone, folder)
    visited(shops[ASHFORD], opening=3)
    before = own_ids(shops[ASHFORD])
    assert sync(shops[ASHFORD], folder).alarms == ("desk_copied",)
    assert before < own_ids(shops[ASHFORD])
    received(shops[COORDINATOR], folder)
    assert sync(shops[ASHFORD], folder).received == len(before)


def test_nobody_without_the_key_makes_a_desk_change_it(shops: Shops, folder: Path) -> None:
    """A signature that names the desk and is not its own is no sign of a copy; nor is an unreadable file."""
    laptop, other = shops[ASHFORD], shops[RURAL]
    visited(other)
    sync(other, shops.folder / "stick")
    (sealed,) = envelopes(*session_files(shops.folder / "stick")).values()
    forged = minisign.sign(sealed.age, f"dropin/1 desk={laptop.desk.key} seq=1 prev=-", new_seed())
    written(folder / "forged.dropin", [Sealed(sealed.id, sealed.age, forged)])
    torn = (folder / "forged.dropin").read_bytes()[:-20_000]
    (folder / "torn.dropin").write_bytes(torn)
    assert "desk_copied" not in sync(laptop, folder).alarms
    assert key_of(laptop) == laptop.desk.key
    with (folder / "forged.dropin").open("rb") as stream:
        assert list(dropin.signatures(stream)) == [(sealed.id, forged)]


def test_a_coordinators_copy_approves_itself(shops: Shops, folder: Path) -> None:
    """It holds the network's keys, so its new key stands on the roster at once."""
    coordinator = shops[COORDINATOR]
    old = shops.clone(COORDINATOR, COPY)
    coordinator = shops[COORDINATOR]
    visited(coordinator)
    sync(coordinator, folder)
    assert "desk_copied" in sync(old, folder).alarms
    assert desks(old)[0].standing == "approved"
    assert own_ids(coordinator)


def test_forks_are_listed_for_review(shops: Shops, folder: Path) -> None:
    """Two lines of one part show, with the visits that stand in one of them alone; one line does not."""
    laptop, coordinator = shops[ASHFORD], shops[COORDINATOR]
    session = open_at_hall(laptop)
    recorded(laptop, session)
    sync(laptop, folder)
    clone = shops.clone(ASHFORD, COPY)
    sticks = [shops.folder / "one", shops.folder / "two"]
    for shop, stick in zip((shops[ASHFORD], clone), sticks, strict=True):
        recorded(shop, session)
        sync(shop, stick)
    merge(coordinator, [folder, sticks[0]])
    assert forks(coordinator) == ()
    assert merge(coordinator, sticks).forks == 1
    (fork,) = forks(coordinator)
    assert (fork.session, fork.desk, fork.desk_name) == (session, laptop.desk.key, "ashford laptop")
    assert (fork.lines, fork.apart, fork.venue_name) == (2, 2, "Ashford Gateway")
    with pytest.raises(CoordinatorsOnly):
        forks(clone)


def test_what_a_copy_published_counts_though_its_rows_are_gone(shops: Shops, folder: Path) -> None:
    """Two copies published under one key, and one purged its rows before it noticed: both accounts count."""
    laptop, coordinator = shops[ASHFORD], shops[COORDINATOR]
    session = open_at_hall(laptop)
    recorded(laptop, session)
    clone = shops.clone(ASHFORD, COPY)
    sticks = [shops.folder / "one", shops.folder / "two"]
    for shop, stick in zip((shops[ASHFORD], clone), sticks, strict=True):
        recorded(shop, session)
        sync(shop, stick)
    shops.clock.moment += timedelta(days=2)
    assert purge(shops[ASHFORD]).sessions == purge(clone).sessions == (session,)
    for shop, stick in zip((shops[ASHFORD], clone), sticks[::-1], strict=True):
        assert "desk_copied" in sync(shop, stick).alarms
        approve(coordinator, key_of(shop))
    merge(coordinator, sticks)
    (counted,) = merged_sessions(coordinator)
    assert counted.visits == 3
    assert differences(coordinator) == ()
