"""What was received in a year that is over leaves the central file for an archive, and is lost to nobody."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from onestopshop.central.archiving import archive
from onestopshop.central.checking import check_files
from onestopshop.central.folder import CENTRAL
from onestopshop.central.folding import fold
from onestopshop.central.merging import merge
from onestopshop.central.recovering import recover
from onestopshop.central.sync import sync
from onestopshop.central.taking_in import read_receipts
from onestopshop.envelope import dropin
from onestopshop.envelope.receipt_file import Receipt
from onestopshop.identity import EnvelopeId
from onestopshop.merge.correcting import merged_sessions
from onestopshop.merge.rebuilding import differences
from onestopshop.shop import Shop
from tests.central.central_folder import (
    BLOCK,
    envelopes,
    everything,
    in_central,
    own_ids,
    receipts,
    session_files,
    state,
    two_years,
    visited,
    written,
)
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, PASSPHRASE, RURAL, Shops

OLD = "archive-2026.dropin"


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A folder with a session of each laptop received in 2026, and one of each received in 2027."""
    return two_years(shops, shops.folder / "central")


def of_first_year(shops: Shops, folder: Path) -> set[EnvelopeId]:
    """The envelopes of laptops, and of none of the coordinators, whose receipt is of 2026."""
    coordinator = shops[COORDINATOR]
    return {
        one
        for receipt in read_receipts(coordinator, receipts(folder))
        for desk, ids in receipt.received.items()
        for one in ids
        if receipt.on.year == 2026 and desk != coordinator.desk.key
    }


def test_a_year_that_is_over_moves_to_its_archive(shops: Shops, laptop: Shop, folder: Path) -> None:
    """The first sync writes and rereads the archive; only the second one takes it out of the central file."""
    old, before = of_first_year(shops, folder), in_central(folder)
    assert len(old) == 2
    sync(laptop, folder)
    assert set(envelopes(folder / OLD)) == old
    assert in_central(folder) == before, "nothing leaves before an earlier sync left it elsewhere"
    size = (folder / CENTRAL).stat().st_size
    sync(laptop, folder)
    assert in_central(folder) == before - old
    assert everything(folder) == before
    assert (folder / CENTRAL).stat().st_size < size
    after = state(folder)
    for name in (ASHFORD, RURAL, COORDINATOR):
        sync(shops[name], folder)
    assert state(folder) == after, "a folder that is in order is not written"


def test_a_year_goes_on_until_a_receipt_of_a_later_one(shops: Shops, laptop: Shop, folder: Path) -> None:
    """A laptop whose clock is fifty years ahead archives nothing of the coordinators' newest year."""
    shops.clock.moment += timedelta(days=50 * 365)
    for _ in range(3):
        sync(laptop, folder)
    assert [file.name for file in folder.glob("archive-*")] == [OLD]


def test_what_has_no_receipt_is_never_archived(shops: Shops, laptop: Shop, folder: Path) -> None:
    """What a laptop still waits for stays in the central file, whatever its day."""
    visited(laptop, opening=3)
    for _ in range(3):
        sync(laptop, folder)
    assert own_ids(laptop) <= in_central(folder)
    assert not own_ids(laptop) & set(envelopes(folder / OLD))


def test_what_a_coordinator_wrote_stays_in_the_central_file(shops: Shops, folder: Path) -> None:
    """The sheet of paper and the central file alone restore a coordinator's desk, years later too."""
    for _ in range(2):
        sync(shops[ASHFORD], folder)
    alone = shops.folder / "alone.dropin"
    alone.write_bytes((folder / CENTRAL).read_bytes())
    secret = shops.template.recovery_secret
    made = recover(shops.folder / "new", shops.clock, secret, [alone], "New", PASSPHRASE, CHEAP)
    shops.opened["new"] = made.shop
    assert made.reads_earlier


def test_recovery_reads_the_archives_beside_the_central_file(shops: Shops, folder: Path) -> None:
    """Whoever names `central.dropin` restores and merges every year, as by naming the folder."""
    for _ in range(2):
        sync(shops[ASHFORD], folder)
    central, secret = folder / CENTRAL, shops.template.recovery_secret
    made = recover(shops.folder / "new", shops.clock, secret, [central], "New", PASSPHRASE, CHEAP)
    shops.opened["new"] = made.shop
    assert merge(made.shop, [central]).held == ()
    counted = {(one.id, one.visits) for one in merged_sessions(made.shop)}
    assert counted == {(one.id, one.visits) for one in merged_sessions(shops[COORDINATOR])}
    assert differences(made.shop) == ()


def test_check_reads_archives(shops: Shops, laptop: Shop, folder: Path) -> None:
    """The folder is whole, and so is the central file with the archive beside it; else it has gaps."""
    whole = check_files([folder])
    for _ in range(2):
        sync(laptop, folder)
    found = check_files([folder])
    assert (found.intact, found.envelopes, found.desks) == (True, whole.envelopes, whole.desks)
    alone = check_files([folder / CENTRAL])
    assert (alone.intact, alone.envelopes, alone.files) == (True, whole.envelopes, 2)
    (folder / OLD).rename(shops.folder / OLD)
    assert [(gap.first, gap.last) for gap in check_files([folder / CENTRAL]).gaps] == [(1, 1), (1, 1)]


def test_two_laptops_that_archive_at_once_converge(shops: Shops, laptop: Shop, folder: Path) -> None:
    """In whatever order their folders come together, the folder holds everything, each in its place."""
    before, old = in_central(folder), of_first_year(shops, folder)
    other = shops.folder / "at the other laptop" / "central"
    shutil.copytree(folder, other)
    visited(laptop, opening=3)
    visited(shops[RURAL], opening=4)
    for _ in range(2):
        sync(laptop, folder)
    sync(shops[RURAL], other)
    waiting = own_ids(laptop) | own_ids(shops[RURAL])
    shutil.copy(other / OLD, folder / "archive-2026 (1).dropin")
    shutil.copy(other / CENTRAL, folder / "central-LAPTOP2.dropin")
    for name in (ASHFORD, RURAL, ASHFORD):
        sync(shops[name], folder)
    assert set(envelopes(folder / OLD)) == old
    assert in_central(folder) == before - old | waiting
    assert merge(shops[COORDINATOR], [folder]).gaps == ()


def test_an_older_central_file_over_a_newer_one_converges(shops: Shops, laptop: Shop, folder: Path) -> None:
    """A laptop that had read the central file before it shrank, and writes it after, brings nothing back."""
    old, before = of_first_year(shops, folder), in_central(folder)
    large = (folder / CENTRAL).read_bytes()
    for _ in range(2):
        sync(laptop, folder)
    (folder / CENTRAL).write_bytes(large)
    sync(shops[RURAL], folder)
    assert in_central(folder) == before - old
    assert everything(folder) == before


def test_an_archive_that_was_set_back_loses_nothing(shops: Shops, laptop: Shop, folder: Path) -> None:
    """While the central file still has what the archive lost, the archive is filled again first."""
    before, old = in_central(folder), of_first_year(shops, folder)
    sync(laptop, folder)
    some = sorted(envelopes(folder / OLD).values(), key=lambda one: one.id)[:1]
    written(folder / OLD, some)
    sync(shops[RURAL], folder)
    assert everything(folder) == before
    assert set(envelopes(folder / OLD)) == old
    sync(laptop, folder)
    assert in_central(folder) == before - old


def test_a_damaged_envelope_in_an_archive_is_mended_from_a_copy(
    shops: Shops, laptop: Shop, folder: Path
) -> None:
    """A flipped bit is not there: a sound copy goes through the central file to its place."""
    old = of_first_year(shops, folder)
    shutil.copy(folder / CENTRAL, shops.folder / "kept")
    for _ in range(2):
        sync(laptop, folder)
    whole = (folder / OLD).read_bytes()
    harmed = bytearray(whole)
    harmed[BLOCK + 1000] ^= 1
    (folder / OLD).write_bytes(harmed)
    shutil.move(shops.folder / "kept", folder / "central (1).dropin")
    for _ in range(2):
        sync(laptop, folder)
    assert (folder / OLD).read_bytes() == whole
    assert not in_central(folder) & old


def test_what_nobody_believes_is_not_archived(shops: Shops, laptop: Shop, folder: Path) -> None:
    """A damaged envelope and one with a spoilt signature stay where they are; nothing is written again."""
    for file in folder.glob("sessions/*"):
        file.unlink()
    first, second = (
        one for one in envelopes(folder / CENTRAL).values() if one.id in of_first_year(shops, folder)
    )
    content = (folder / CENTRAL).read_bytes()
    spoilt = second.minisig.replace(b"seq=1", b"seq=9")
    harmed = content.replace(first.age, first.age[:-1] + bytes([first.age[-1] ^ 1])).replace(
        second.minisig, spoilt
    )
    (folder / CENTRAL).write_bytes(harmed)
    sync(laptop, folder)
    before = state(folder)
    sync(laptop, folder)
    assert state(folder) == before
    assert list(folder.glob("archive-*")) == []


def test_a_torn_archive_is_closed_again(shops: Shops, laptop: Shop, folder: Path) -> None:
    """What a cut left of an archive stays, and the file ends as a file does."""
    for _ in range(2):
        sync(laptop, folder)
    whole = (folder / OLD).read_bytes()
    (folder / OLD).write_bytes(whole[: len(whole) // 2])
    left = set(envelopes(folder / OLD))
    assert len(left) == 1
    sync(laptop, folder)
    assert set(envelopes(folder / OLD)) == left
    assert not [piece for piece in _pieces(folder / OLD) if isinstance(piece, dropin.Damage)]


def test_a_session_file_that_comes_back_goes_again(shops: Shops, laptop: Shop, folder: Path) -> None:
    """A cloud that brings a received session file back brings nothing into the central file."""
    (sealed,) = (one for one in envelopes(folder / CENTRAL).values() if one.id in of_first_year(shops, folder)
                 and laptop.desk.key.encode() in one.minisig)  # fmt: skip
    for _ in range(2):
        sync(laptop, folder)
    assert session_files(folder) == []
    before = state(folder)
    written(folder / "sessions" / "back.dropin", [sealed])
    sync(laptop, folder)
    assert state(folder) == before


def test_an_archive_that_a_cloud_has_not_brought_is_not_filled(shops: Shops, laptop: Shop) -> None:
    """While the year's archive is away nothing leaves the central file; once it is here, the year does."""
    (shops.folder / "OneDrive").mkdir()
    folder = two_years(shops, shops.folder / "OneDrive" / "central")
    before, old = in_central(folder), of_first_year(shops, folder)
    (folder / OLD).write_bytes(bytes(50_000))
    for _ in range(2):
        assert sync(laptop, folder).alarms == ("not_downloaded",)
    assert (in_central(folder), (folder / OLD).read_bytes()) == (before, bytes(50_000))
    written(folder / OLD, [one for one in envelopes(folder / CENTRAL).values() if one.id in old])
    assert sync(laptop, folder).alarms == ()
    assert in_central(folder) == before - old


def test_a_folder_that_refuses_archives_nothing(shops: Shops, laptop: Shop, folder: Path) -> None:
    """Where the archive cannot be written the central file keeps all, and nothing is raised."""
    before = in_central(folder)
    (folder / OLD).mkdir()
    for _ in range(2):
        assert sync(laptop, folder).central_folded
    assert before <= in_central(folder)
    (folder / OLD).rmdir()
    for _ in range(2):
        sync(laptop, folder)
    assert set(envelopes(folder / OLD)) == of_first_year(shops, folder)


def test_a_central_file_is_never_left_empty(shops: Shops, folder: Path) -> None:
    """Where every envelope would go, all stay: a file without any says nothing to anybody."""
    only = [one for one in envelopes(folder / CENTRAL).values() if one.id in of_first_year(shops, folder)]
    lone = shops.folder / "lone"
    lone.mkdir()
    written(lone / CENTRAL, only)
    given: tuple[Receipt, ...] = read_receipts(shops[COORDINATOR], receipts(folder))
    for _ in range(2):
        archive(lone, sorted(lone.glob("*.dropin")), (), given, {shops[COORDINATOR].desk.key})
    assert in_central(lone) == set(envelopes(lone / OLD)) == {one.id for one in only}
    assert fold(lone, sorted(lone.glob("*.dropin")))


def _pieces(file: Path) -> list[object]:
    with file.open("rb") as stream:
        return list(dropin.read(stream, wanted=lambda _: True))
