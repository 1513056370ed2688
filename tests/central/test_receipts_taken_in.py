"""A receipt of the network's root reaches its laptop, and nothing else makes one forget an envelope."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

from onestopshop.central.merging import merge
from onestopshop.central.outbox import outbox
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.desk.opening import join
from onestopshop.desk.setup_changes import approve, change_setup, current_setup_file
from onestopshop.envelope import receipt_file
from onestopshop.envelope.keys import age_pair, new_age_pair, new_seed
from onestopshop.envelope.receipt_file import RECEIPT_FORMAT, Receipt
from onestopshop.envelope.ustar import END_BYTES, packed
from onestopshop.identity import MergeId, random_id
from onestopshop.network import Setup
from onestopshop.shop import Shop
from onestopshop.store import Connection, facts
from tests.central.central_folder import own_ids, receipts, received, session_files, synced, visited
from tests.desk.shops import ASHFORD, CHEAP, DAY, PASSPHRASE, RURAL, STRANGER, Shops


def signed(shop: Shop) -> Setup:
    """The setup that a shop goes by."""
    return shop.store.read(settled)


def seed_of(shop: Shop) -> bytes:
    """The network's root key, which only coordinators have."""
    return shop.store.read(lambda connection: facts.fact(connection, facts.ROOT_SEED)) or b""


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
    """What another laptop is said to have sealed is passed over; what this one never sealed shows a copy."""
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
    report = sync(laptop, folder)
    # The copy made it take a new key, under which it seals again what it can still read.
    assert (report.received, report.waiting, report.alarms) == (0, 2, ("desk_copied",))
