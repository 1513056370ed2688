"""A setup in a folder is believed when the network's root signed it, and only then."""

from __future__ import annotations

from pathlib import Path

import msgspec

from onestopshop.central.folder import SETUP
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.desk.directory import read_directory, settled
from onestopshop.desk.opening import create_network
from onestopshop.desk.sessions import new_venue
from onestopshop.desk.setup_changes import accept_met, approve, current_setup_file
from onestopshop.envelope import minisign, setup_file
from onestopshop.envelope.keys import desk_key, new_age_pair, new_seed
from onestopshop.envelope.succession import hand_over
from onestopshop.envelope.ustar import member, packed
from onestopshop.identity import random_id
from onestopshop.network import Setup
from onestopshop.part import canonical
from onestopshop.shop import Shop
from onestopshop.store import Connection, facts, setups
from tests.central.central_folder import synced
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, PASSPHRASE, Shops


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
            assert (report.setup_taken, report.alarms) == (False, ("setup_root",))
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


def test_swapped_recipients_are_an_alarm_of_their_own(laptop: Shop, coordinator: Shop, folder: Path) -> None:
    """Somebody who puts a key of theirs among the readers is found, signed by a key of their own or not; what
    the laptop seals stays closed to them."""
    before, thief = signed(laptop), new_age_pair()
    readers = (*before.recipients.coordinators, thief.recipient)
    hall_only = {before.venues[0].id: readers}
    for swapped in (
        msgspec.structs.replace(before.recipients, coordinators=readers),
        msgspec.structs.replace(before.recipients, recovery=thief.recipient),
        msgspec.structs.replace(before.recipients, by_venue=hall_only),
    ):
        seed = new_seed()
        forged = msgspec.structs.replace(
            before, recipients=swapped, version=before.version + 1, root=desk_key(seed)
        )
        json = canonical(msgspec.structs.replace(forged, root=before.root))
        signature = minisign.sign(json, "whatever", seed)
        unsigned = packed([("setup.json", json), ("setup.json.minisig", signature)])
        for content in (setup_file.write(forged, seed), unsigned):
            (folder / SETUP).write_bytes(content)
            assert sync(laptop, folder).alarms == ("setup_recipients",)
            assert signed(laptop) == before


def test_a_changed_setup_is_an_alarm(laptop: Shop, coordinator: Shop, folder: Path) -> None:
    """A word changed under the old signature, and what is no setup under a stranger's."""
    genuine = current_setup_file(coordinator)
    changed = genuine.replace(b'"name":"Kent"', b'"name":"Kand"')
    assert changed != genuine
    strange = packed([("setup.json", b"{}"), ("setup.json.minisig", minisign.sign(b"{}", "", new_seed()))])
    for content in (changed, strange):
        (folder / SETUP).write_bytes(content)
        assert sync(laptop, folder).alarms == ("setup_untrusted",)


def test_a_new_root_that_the_old_one_signed_is_followed(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """From then on only the new root is believed, and an old file of the old root is merely old."""
    old, before = seed_of(coordinator), signed(laptop)
    seed = new_seed()
    handed_over = msgspec.structs.replace(
        renamed(before, "Kent and Medway", before.version + 1, desk_key(seed)),
        succession=(hand_over(before.network, old, desk_key(seed)),),
    )
    (folder / SETUP).write_bytes(setup_file.write(handed_over, seed))
    assert sync(laptop, folder).setup_taken
    assert read_directory(laptop).name == "Kent and Medway"
    late = renamed(before, "Kent again", before.version + 2)
    (folder / SETUP).write_bytes(setup_file.write(late, old))
    assert sync(laptop, folder).alarms == ("setup_root",)
    (folder / SETUP).write_bytes(setup_file.write(before, old))
    assert sync(laptop, folder).alarms == ()
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
    """An approved laptop's name and age key go on the roster with the next change after it was merged; the
    merge itself signs nothing, so that two coordinators' merges make no rivals."""
    synced(shops, ASHFORD, folder)
    before = signed(coordinator)
    merge(coordinator, [folder])
    assert signed(coordinator) == before
    entry = before.desk(shops[ASHFORD].desk.key)
    assert entry is not None
    assert (entry.name, entry.recipient) == ("", "")
    approve(coordinator, "0" * 64)
    entry = signed(coordinator).desk(shops[ASHFORD].desk.key)
    assert entry is not None
    assert (entry.name, entry.recipient[:4]) == (shops[ASHFORD].desk.name, "age1")
