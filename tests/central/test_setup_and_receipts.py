"""What coordinators put into a folder is believed when the network's root signed it, and only then."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from onestopshop.central.folder import SETUP
from onestopshop.central.merging import merge
from onestopshop.central.outbox import outbox
from onestopshop.central.sync import sync
from onestopshop.desk.directory import read_directory, settled
from onestopshop.desk.opening import create_network, join
from onestopshop.desk.sessions import new_venue
from onestopshop.desk.setup_changes import accept_met, approve, change_setup, current_setup_file
from onestopshop.envelope import minisign, receipt_file, setup_file
from onestopshop.envelope.keys import age_pair, desk_key, new_age_pair, new_seed
from onestopshop.envelope.receipt_file import RECEIPT_FORMAT, Receipt
from onestopshop.envelope.ustar import END_BYTES, member, packed
from onestopshop.identity import MergeId, random_id
from onestopshop.network import Setup
from onestopshop.shop import Shop
from onestopshop.store import Connection, facts, setups
from tests.central.central_folder import own_ids, receipts, received, session_files, synced, visited
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, DAY, PASSPHRASE, RURAL, STRANGER, Shops


@pytest.fixture
def folder(shops: Shops) -> Path:
    """An empty central folder."""
    folder = shops.folder / "central"
    folder.mkdir()
    return folder


def signed(shop: Shop) -> Setup:
    """The setup that a shop goes by."""
    return shop.store.read(settled)


def seed_of(shop: Shop) -> bytes:
    """The network's root key, which only coordinators have."""
    return shop.store.read(lambda connection: facts.fact(connection, facts.ROOT_SEED)) or b""


def renamed(setup: Setup, name: str, version: int | None = None, root: str | None = None) -> Setup:
    """The setup with another name, and perhaps another version or root."""
    return msgspec.structs.replace(
        setup, name=name, version=version or setup.version, root=root or setup.root
    )


def test_a_newer_setup_is_taken_in(shops: Shops, laptop: Shop, coordinator: Shop, folder: Path) -> None:
    """What the coordinator's sync left reaches the laptop with its next one, once."""
    sync(coordinator, folder)
    sync(laptop, folder)
    new_venue(coordinator, "Tenterden Library")
    accept_met(coordinator)
    sync(coordinator, folder)
    report = sync(laptop, folder)
    assert (report.setup_taken, report.alarms) == (True, ())
    assert signed(laptop) == signed(coordinator)
    assert sync(laptop, folder).setup_taken is False


def test_an_older_setup_is_passed_over(shops: Shops, laptop: Shop, coordinator: Shop, folder: Path) -> None:
    """A version never goes back, and a stale copy is no alarm."""
    old = current_setup_file(coordinator)
    approve(coordinator, "0" * 64)
    sync(coordinator, folder)
    sync(laptop, folder)
    (folder / SETUP).write_bytes(old)
    (folder / "setup (1).dropin-setup").write_bytes(old)
    report = sync(laptop, folder)
    assert (report.setup_taken, report.alarms) == (False, ())
    assert signed(laptop) == signed(coordinator)


def test_the_same_version_with_other_content_is_an_alarm(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """The one in use stays in use, at a laptop and at the coordinator, whose sync overwrites neither."""
    sync(coordinator, folder)
    sync(laptop, folder)
    before = signed(laptop)
    rival = setup_file.write(renamed(before, "Kent too"), seed_of(coordinator))
    (folder / SETUP).write_bytes(rival)
    for shop in (laptop, coordinator):
        report = sync(shop, folder)
        assert (report.setup_taken, report.alarms) == (False, ("setup_changed",))
        assert signed(shop) == before
    assert (folder / SETUP).read_bytes() == rival
    approve(coordinator, "0" * 64)
    (folder / SETUP).unlink()
    sync(coordinator, folder)
    assert sync(laptop, folder).setup_taken, "a higher version ends the quarrel"


def test_a_setup_of_another_root_is_an_alarm(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """Neither a stranger's network nor this one signed by somebody else is believed; a coordinator's sync
    is told as well and puts the true one back."""
    seed = new_seed()
    before = signed(laptop)
    forged = setup_file.write(renamed(before, "Kent", before.version + 1, desk_key(seed)), seed)
    other = create_network(shops.folder / "other", shops.clock, "Sussex", PASSPHRASE, cost=CHEAP).shop
    for content in (forged, current_setup_file(other)):
        (folder / SETUP).write_bytes(content)
        for name in (ASHFORD, COORDINATOR):
            report = sync(shops[name], folder)
            assert (report.setup_taken, report.alarms) == (False, ("setup_untrusted",))
        assert (folder / SETUP).read_bytes() == current_setup_file(coordinator)
        assert sync(laptop, folder).alarms == ()
    other.close()


def test_another_network_of_the_same_root_is_not_believed(
    laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """A setup that names another network never replaces this one, whoever signed it."""
    before = signed(laptop)
    other = msgspec.structs.replace(before, network=random_id(), version=before.version + 1)
    (folder / SETUP).write_bytes(setup_file.write(other, seed_of(coordinator)))
    assert sync(laptop, folder).alarms == ("setup_untrusted",)
    assert signed(laptop) == before


def test_a_new_root_that_the_old_one_signed_is_followed(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """From then on only the new root is believed."""
    seed, before = new_seed(), signed(laptop)
    handed_over = renamed(before, "Kent and Medway", before.version + 1, desk_key(seed))
    (folder / SETUP).write_bytes(setup_file.write(handed_over, seed, seed_of(coordinator)))
    assert sync(laptop, folder).setup_taken
    assert read_directory(laptop).name == "Kent and Medway"
    late = renamed(before, "Kent again", before.version + 2)
    (folder / SETUP).write_bytes(setup_file.write(late, seed_of(coordinator)))
    assert sync(laptop, folder).alarms == ("setup_untrusted",)
    (folder / SETUP).write_bytes(setup_file.write(renamed(handed_over, "On", before.version + 2), seed))
    assert sync(laptop, folder).setup_taken
    assert signed(laptop).name == "On"


def test_a_damaged_or_later_setup_is_told(laptop: Shop, coordinator: Shop, folder: Path) -> None:
    """Both are passed over; what a later version wrote no coordinator's sync overwrites, a damaged one it
    mends."""
    whole = current_setup_file(coordinator)
    (folder / SETUP).write_bytes(whole[: len(whole) // 2])
    assert sync(laptop, folder).alarms == ("setup_damaged",)
    assert sync(coordinator, folder).alarms == ("setup_damaged",)
    assert (folder / SETUP).read_bytes() == whole
    later = _later_setup(coordinator)
    (folder / SETUP).write_bytes(later)
    for shop in (laptop, coordinator):
        assert sync(shop, folder).alarms == ("setup_newer",)
    assert (folder / SETUP).read_bytes() == later


def _later_setup(coordinator: Shop) -> bytes:
    """A setup in a format of which this version knows nothing but that the root signed it."""
    json = b'{"format":"dropin-setup/2"}'
    signature = minisign.sign(json, "dropin-setup/2 whatever=1", seed_of(coordinator))
    return packed([("setup.json", json), ("setup.json.minisig", signature)])


def test_a_huge_setup_is_read_no_further_than_its_bound(laptop: Shop, folder: Path) -> None:
    """A file that begins as a setup and never ends is damaged, not a full memory."""
    with (folder / SETUP).open("wb") as file:
        file.write(member("setup.json", b"{}"))
        file.truncate(setup_file.LARGEST * 50)
    assert sync(laptop, folder).alarms == ("setup_damaged",)


def test_two_coordinators_take_each_others_setup(
    shops: Shops, coordinator: Shop, laptop: Shop, folder: Path
) -> None:
    """A coordinator's sync takes in a newer setup that another one left, and overwrites it with no older."""
    old = coordinator.store.read(setups.newest_setup)
    approve(coordinator, "0" * 64)
    newer = current_setup_file(coordinator)
    version = signed(coordinator).version

    def go_back(connection: Connection) -> None:
        connection.execute("DELETE FROM setup WHERE version = ?", (version,))

    coordinator.store.write(go_back)
    assert current_setup_file(coordinator) == old
    (folder / SETUP).write_bytes(newer)
    assert sync(coordinator, folder).setup_taken
    assert current_setup_file(coordinator) == (folder / SETUP).read_bytes() == newer


def test_names_of_laptops_come_with_their_envelopes(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """An approved laptop's name and age key are on the roster as soon as it was merged."""
    synced(shops, ASHFORD, folder)
    entry = signed(coordinator).desk(shops[ASHFORD].desk.key)
    assert entry is not None
    assert (entry.name, entry.recipient) == ("", "")
    merge(coordinator, [folder])
    entry = signed(coordinator).desk(shops[ASHFORD].desk.key)
    assert entry is not None
    assert (entry.name, entry.recipient[:4]) == (shops[ASHFORD].desk.name, "age1")


def test_a_receipt_reaches_its_laptop(shops: Shops, laptop: Shop, coordinator: Shop, folder: Path) -> None:
    """It says on which day the coordinators received what, once, and the day stays when another comes."""
    synced(shops, ASHFORD, folder)
    shops.clock.moment += timedelta(days=1)
    received(coordinator, folder)
    assert len(receipts(folder)) == 1
    report = sync(laptop, folder)
    assert (report.received, report.waiting) == (1, 0)
    assert [row.on for row in outbox(laptop)] == [DAY + timedelta(days=1)]
    assert sync(laptop, folder).received == 0


def test_a_receipt_is_given_once(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """Merging a folder again says nothing new; another folder with the same envelopes gets its own."""
    synced(shops, ASHFORD, folder)
    received(coordinator, folder)
    merge(coordinator, [folder])
    assert len(receipts(folder)) == 1
    visited(shops[ASHFORD], opening=2)
    second = shops.folder / "second"
    sync(shops[ASHFORD], second)
    merge(coordinator, [second])
    assert len(receipts(second)) == 1


def test_a_dry_run_gives_no_receipt(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """It says what would happen, and neither folder nor backups change."""
    synced(shops, ASHFORD, folder)
    assert merge(coordinator, [folder], dry_run=True).new == 1
    assert receipts(folder) == []
    assert not (coordinator.folder / "backups").exists()


def test_a_receipt_follows_a_backup(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """What is said to have arrived is in a verified backup of the coordinator's shop."""
    synced(shops, ASHFORD, folder)
    received(coordinator, folder)
    assert len(list((coordinator.folder / "backups").iterdir())) == 1


def test_a_held_envelope_is_on_no_receipt(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """A laptop that waits for approval keeps its envelopes waiting, until it is approved and merged."""
    synced(shops, STRANGER, folder)
    outcome = merge(coordinator, [folder])
    assert [held.reason for held in outcome.held] == ["waiting"]
    assert receipts(folder) == []
    assert sync(shops[STRANGER], folder).waiting == 1
    approve(coordinator, shops[STRANGER].desk.key)
    received(coordinator, folder)
    assert sync(shops[STRANGER], folder).waiting == 0


def test_a_laptop_that_joins_later_cannot_open_earlier_receipts(
    shops: Shops, coordinator: Shop, folder: Path
) -> None:
    """Others' receipts are passed over without a word."""
    synced(shops, ASHFORD, folder)
    received(coordinator, folder)
    setup = current_setup_file(coordinator)
    late = join(shops.folder / "late", shops.clock, setup, "Late", PASSPHRASE, cost=CHEAP)
    report = sync(late, folder)
    assert (report.received, report.alarms) == (0, ())
    late.close()


def test_a_revoked_laptop_gets_no_receipts(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """Totals are not sealed to a laptop that may be in the wrong hands."""
    synced(shops, ASHFORD, folder)
    synced(shops, RURAL, folder)
    received(coordinator, folder)
    key = shops[RURAL].desk.key

    def revoke(connection: Connection) -> None:
        change_setup(
            connection,
            lambda setup: msgspec.structs.replace(
                setup,
                roster=tuple(
                    msgspec.structs.replace(entry, revoked_from=2) if entry.desk == key else entry
                    for entry in setup.roster
                ),
            ),
        )

    coordinator.store.write(revoke)
    for file in receipts(folder):
        file.unlink()
    received(coordinator, folder)
    assert sync(shops[ASHFORD], folder).waiting == 0
    assert sync(shops[RURAL], folder).waiting == 1


def test_a_forged_receipt_is_passed_over(shops: Shops, laptop: Shop, coordinator: Shop, folder: Path) -> None:
    """Signed by another key, of another network, sealed to others, cut, empty or huge: none makes a laptop
    forget an envelope, and no session file is removed."""
    synced(shops, ASHFORD, folder)
    recipient = new_age_pair().recipient
    identity = laptop.store.read(lambda connection: facts.text_fact(connection, facts.DESK_IDENTITY)) or ""
    mine = age_pair(identity).recipient
    ids = tuple(sorted(own_ids(laptop)))
    true = Receipt(RECEIPT_FORMAT, laptop.desk.network, MergeId(random_id()), {laptop.desk.key: ids}, (), DAY)
    good = receipt_file.write(true, [mine], seed_of(coordinator))
    forged = {
        "signed by another": receipt_file.write(true, [mine], new_seed()),
        "for others": receipt_file.write(true, [recipient], seed_of(coordinator)),
        "other network": receipt_file.write(
            msgspec.structs.replace(true, network=random_id()), [mine], seed_of(coordinator)
        ),
        "cut": good[: -END_BYTES * 12],
        "flipped": good[:900] + bytes([good[900] ^ 1]) + good[901:],
        "named only": packed([("receipt.age", b"x")]),
    }
    (folder / "receipts").mkdir()
    for name, content in forged.items():
        assert content != good
        (folder / "receipts" / f"{name}.dropin-receipt").write_bytes(content)
    report = sync(laptop, folder)
    assert (report.received, report.waiting, report.alarms) == (0, 1, ())
    assert len(session_files(folder)) == 1
    (folder / "anything with dropin in it").write_bytes(good)
    assert sync(laptop, folder).received == 1


def test_a_receipt_for_other_envelopes_says_nothing(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """What it names and this laptop never sealed is passed over; a true part of it counts."""
    synced(shops, ASHFORD, folder)
    recipients = [entry.recipient for entry in signed(coordinator).roster if entry.recipient]
    identity = laptop.store.read(lambda connection: facts.text_fact(connection, facts.DESK_IDENTITY)) or ""
    other = "0" * 64
    receipt = Receipt(
        RECEIPT_FORMAT,
        laptop.desk.network,
        MergeId(random_id()),
        {laptop.desk.key: (other,), shops[RURAL].desk.key: tuple(own_ids(laptop))},  # type: ignore[dict-item]
        (),
        DAY,
    )
    content = receipt_file.write(receipt, [*recipients, age_pair(identity).recipient], seed_of(coordinator))
    (folder / "x.dropin-receipt").write_bytes(content)
    assert (sync(laptop, folder).received, sync(laptop, folder).waiting) == (0, 1)
