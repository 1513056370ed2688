"""The sheet of paper and the central file alone restore a coordinator's desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from onestopshop.central.folder import CENTRAL, SETUP
from onestopshop.central.merging import merge
from onestopshop.central.recovering import NothingToRecover, Recovered, recover
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.desk.opening import NameRefused, open_shop, open_with_recovery
from onestopshop.desk.roster import desks
from onestopshop.desk.setup_changes import current_setup_file
from onestopshop.envelope.keys import InvalidKey, new_age_pair
from onestopshop.identity import VisitId
from onestopshop.merge.correcting import correct_withdraw, merged_sessions
from onestopshop.merge.kept_part import coordinator_identities
from onestopshop.merge.rebuilding import differences
from onestopshop.shop import Shop
from tests.central.central_folder import synced, visited
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, PASSPHRASE, RURAL, Shops, recorded


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A central folder with the visits of two laptops, merged, one of them put right."""
    folder = shops.folder / "central"
    session = visited(shops[ASHFORD], visits=2)
    wrong = recorded(shops[ASHFORD], session)
    sync(shops[ASHFORD], folder)
    synced(shops, RURAL, folder)
    merge(shops[COORDINATOR], [folder])
    correct_withdraw(shops[COORDINATOR], session, VisitId(wrong))
    sync(shops[COORDINATOR], folder)
    return folder


def restored(shops: Shops, *files: Path, secret: str = "", name: str = "New laptop") -> Recovered:
    """A coordinator's desk as the sheet restores it from these files."""
    typed = secret or shops.template.recovery_secret.lower()
    made = recover(shops.folder / "restored", shops.clock, typed, files, name, PASSPHRASE, CHEAP)
    shops.opened["restored"] = made.shop
    return made


def counted(shop: Shop) -> list[int]:
    """The visits of each merged session."""
    return [session.visits for session in merged_sessions(shop)]


def test_the_central_file_alone_restores_everything(shops: Shops, folder: Path, tmp_path: Path) -> None:
    """It counts what the lost desk counted, corrections too, and goes on where that one stopped."""
    lost, alone = shops[COORDINATOR], tmp_path / "alone.dropin"
    alone.write_bytes((folder / CENTRAL).read_bytes())
    made = restored(shops, alone)
    coordinator = made.shop
    assert (made.reads_earlier, coordinator.desk.coordinator) == (True, True)
    assert made.setup.root == lost.store.read(settled).root
    assert coordinator.store.read(coordinator_identities) == lost.store.read(coordinator_identities)
    assert merge(coordinator, [alone]).held == ()
    assert counted(coordinator) == counted(lost) == [3]
    assert differences(coordinator) == ()
    assert desks(coordinator)[0].standing == "approved"
    visited(shops[ASHFORD], opening=2)
    assert sync(coordinator, folder).alarms == ()
    assert sync(shops[ASHFORD], folder).setup_taken
    merge(coordinator, [folder])
    assert sorted(counted(coordinator)) == [1, 3]
    assert sync(shops[ASHFORD], folder).waiting == 0
    coordinator.close()
    for opening, word in ((open_shop, PASSPHRASE), (open_with_recovery, shops.template.recovery_secret)):
        again = opening(coordinator.folder, shops.clock, word)
        assert again.desk.coordinator
        again.close()


def test_two_coordinators_who_both_merge_converge(shops: Shops, folder: Path) -> None:
    """The restored desk and the one that turned up again take in each other's setup and count the same."""
    first, second = shops[COORDINATOR], restored(shops, folder).shop
    sync(second, folder)
    sync(first, folder)
    for shop in (second, first):
        visited(shops[RURAL], opening=3 + (shop is first))
        sync(shops[RURAL], folder)
        assert merge(shop, [folder]).held == ()
    merge(second, [folder])
    assert counted(first) == counted(second)
    assert first.store.read(settled) == second.store.read(settled)
    assert differences(first) == differences(second) == ()


def test_a_setup_file_alone_is_enough_to_begin(shops: Shops, folder: Path, tmp_path: Path) -> None:
    """Where no coordinator's keys were sealed, the sheet itself opens what is there, and the desk says so."""
    setup = tmp_path / "any name"
    setup.write_bytes(current_setup_file(shops[COORDINATOR]))
    made = restored(shops, setup)
    assert not made.reads_earlier
    assert len(made.shop.store.read(settled).recipients.coordinators) == 2
    merge(made.shop, [folder])
    assert counted(made.shop) == [3]


def test_what_is_refused(shops: Shops, folder: Path, tmp_path: Path) -> None:
    """A mistyped key, another network's sheet, files that hold nothing, and a name that cannot be."""
    with pytest.raises(InvalidKey):
        restored(shops, folder, secret="AGE-SECRET-KEY-1 nonsense")
    with pytest.raises(NothingToRecover):
        restored(shops, folder, secret=new_age_pair().secret)
    (folder / SETUP).unlink()
    (folder / CENTRAL).write_bytes(b"junk")
    for file in (folder / "sessions").iterdir():
        file.write_bytes(file.read_bytes()[:40_000])
    with pytest.raises(NothingToRecover):
        restored(shops, folder)
    with pytest.raises(NameRefused):
        restored(shops, folder, name=" ")
    assert not (shops.folder / "restored").exists()
