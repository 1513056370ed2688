"""A new root and a new sheet of paper: laptops and coordinators follow, and the old sheet ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onestopshop.central.merging import merge
from onestopshop.central.recovering import recover
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.desk.new_root import NewRoot, new_root
from onestopshop.desk.opening import open_with_recovery
from onestopshop.desk.own_desk import own_desk, take_new_key
from onestopshop.desk.people import follow_paper
from onestopshop.desk.setup_changes import RootReplaced, approve, current_setup_file
from onestopshop.envelope.envelope import check, open_envelope
from onestopshop.envelope.unsound import Unsound
from onestopshop.merge.correcting import merged_sessions
from onestopshop.merge.correction_sealing import seal_setup
from onestopshop.merge.kept_part import coordinator_identities
from onestopshop.network import Setup
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.store import WrongRecoveryKey, outbox
from tests.central.central_folder import envelopes, visited
from tests.central.test_reconciling import OTHER
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, PASSPHRASE, RURAL, Shops


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A central folder with a visit that is sealed to the old sheet."""
    folder = shops.folder / "central"
    visited(shops[ASHFORD])
    sync(shops[ASHFORD], folder)
    merge(shops[COORDINATOR], [folder])
    sync(shops[COORDINATOR], folder)
    return folder


def signed(shop: Shop) -> Setup:
    """The setup that a shop goes by."""
    return shop.store.read(settled)


def renewed(shops: Shops, folder: Path) -> NewRoot:
    """The coordinator replaces the root, and syncs."""
    made = new_root(shops[COORDINATOR])
    follow_paper(shops[COORDINATOR])
    assert sync(shops[COORDINATOR], folder).alarms == ()
    return made


def opens(shop: Shop, secret: str) -> bool:
    """Whether a sheet of paper opens a laptop, which is closed for it."""
    shop.close()
    try:
        open_with_recovery(shop.folder, shop.clock, secret).close()
    except WrongRecoveryKey:
        return False
    return True


def test_laptops_follow_and_go_on(shops: Shops, folder: Path) -> None:
    """One that syncs now and one that missed two roots: both take the setup, and are received again."""
    before = signed(shops[COORDINATOR])
    first = renewed(shops, folder)
    report = sync(shops[ASHFORD], folder)
    assert (report.setup_taken, report.alarms) == (True, ())
    assert signed(shops[ASHFORD]).root == first.root != before.root
    second = renewed(shops, folder)
    approve(shops[COORDINATOR], "0" * 64)
    sync(shops[COORDINATOR], folder)
    visited(shops[RURAL])
    for name in (RURAL, ASHFORD):
        report = sync(shops[name], folder)
        assert (report.setup_taken, report.alarms) == (True, ())
        assert signed(shops[name]).root == second.root
        assert signed(shops[name]).desk("0" * 64) is not None
    assert len(signed(shops[RURAL]).succession) == 2
    assert merge(shops[COORDINATOR], [folder]).held == ()
    for name in (RURAL, ASHFORD):
        assert sync(shops[name], folder).waiting == 0


def test_the_new_sheet_opens_what_the_old_one_opened(shops: Shops, folder: Path) -> None:
    """The laptops that synced, the coordinator's, and what is sealed from then on; the old one none of it."""
    old, laptop = shops.template.recovery_secret, shops[ASHFORD]
    made = renewed(shops, folder)
    sync(laptop, folder)
    visited(laptop, opening=2)
    sync(laptop, folder)
    last = laptop.store.read(lambda connection: outbox.last_sealed(connection, laptop.desk.key))[1]
    newest = next(
        check(one) for key, one in envelopes(*(folder / "sessions").iterdir()).items() if key == last
    )
    assert open_envelope(newest, (made.recovery_secret,), laptop.desk.network)
    with pytest.raises(Unsound, match="other people"):
        open_envelope(newest, (old,), laptop.desk.network)
    for name in (ASHFORD, COORDINATOR):
        assert [opens(shops[name], secret) for secret in (old, made.recovery_secret)] == [False, True]
    assert [opens(shops[RURAL], secret) for secret in (old, made.recovery_secret)] == [True, False]


def test_a_new_desk_is_restored_by_the_new_sheet(shops: Shops, folder: Path) -> None:
    """From the central folder alone, old sessions too. Who has the old sheet and reads the folder finds no
    key to what is sealed now."""
    old, laptop = shops.template.recovery_secret, shops[ASHFORD]
    made = renewed(shops, folder)
    for name in (ASHFORD, COORDINATOR):
        sync(shops[name], folder)
    visited(laptop, opening=2)
    sync(laptop, folder)

    def restored(secret: str, name: str) -> Shop:
        found = recover(shops.folder / name, shops.clock, secret, [folder], name, PASSPHRASE, CHEAP)
        shops.opened[name] = found.shop
        return found.shop

    coordinator = restored(made.recovery_secret, "restored")
    assert merge(coordinator, [folder]).held == ()
    assert sum(session.visits for session in merged_sessions(coordinator)) == 2
    thief = restored(old, "thief")
    assert [held.reason for held in merge(thief, [folder]).held].count("not_for_us") >= 1
    newest = shops[COORDINATOR].store.read(coordinator_identities)[0]
    assert newest not in thief.store.read(coordinator_identities)
    assert newest in coordinator.store.read(coordinator_identities)


def test_another_coordinator_follows(shops: Shops, folder: Path) -> None:
    """Until the new key has come she is told what to do, and her merges give no receipt; then she signs, and
    reads with a new key that was never sealed to the old sheet."""
    other = shops.clone(COORDINATOR, OTHER)
    take_new_key(other)
    shops.opened[OTHER] = other = replace(other, desk=other.store.read(own_desk))
    sync(other, folder)
    sync(shops[COORDINATOR], folder)
    readers = signed(other).recipients.coordinators
    made = new_root(shops[COORDINATOR])
    stick = shops.folder / "stick"
    stick.mkdir()
    (stick / "setup.dropin-setup").write_bytes(current_setup_file(shops[COORDINATOR]))
    assert sync(other, stick).setup_taken
    with pytest.raises(RootReplaced, match="new key"):
        approve(other, "0" * 64)
    visited(shops[RURAL])
    sync(shops[RURAL], stick)
    merge(other, [stick])
    assert not (stick / "receipts").exists()
    assert seal_setup(other)
    sync(shops[COORDINATOR], folder)
    assert sync(other, folder).keys_taken
    assert signed(other).root == made.root
    assert not set(signed(other).recipients.coordinators) & set(readers) - {
        entry.reader for entry in signed(other).roster if entry.desk != other.desk.key
    }
    approve(other, "0" * 64)
    assert sync(other, folder).alarms == ()
    assert sync(shops[COORDINATOR], folder).alarms == ()
    assert signed(shops[COORDINATOR]) == signed(other)


def test_a_sheet_that_cannot_be_followed_now_is_followed_later(
    shops: Shops, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk stops no sync; the next one finishes."""
    made = renewed(shops, folder)
    with monkeypatch.context() as patch:
        patch.setattr("onestopshop.store.opening.put_in_place", _no_room)
        assert sync(shops[ASHFORD], folder).setup_taken
    assert sync(shops[ASHFORD], folder).alarms == ()
    assert opens(shops[ASHFORD], made.recovery_secret)


def _no_room(*_given: object) -> None:
    raise OSError(28, "full")


def test_only_coordinators(laptop: Shop) -> None:
    """A laptop without the network's keys is told so."""
    with pytest.raises(CoordinatorsOnly):
        new_root(laptop)
