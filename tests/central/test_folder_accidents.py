"""Whatever happens to a central folder between two syncs costs no envelope."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from onestopshop.central.alarm import alarm_words
from onestopshop.central.folder import CENTRAL, FolderMissing, FolderRefused
from onestopshop.central.merging import merge
from onestopshop.central.outbox import outbox, waiting_sessions
from onestopshop.central.sync import sync
from onestopshop.envelope.envelope import Sealed
from onestopshop.shop import Shop
from tests.central.central_folder import (
    BLOCK,
    envelopes,
    in_central,
    own_ids,
    received,
    session_files,
    state,
    synced,
    visited,
    written,
)
from tests.desk.shops import ASHFORD, COORDINATOR, RURAL, Shops


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A place for a central folder; nothing is there yet."""
    return shops.folder / "central"


@pytest.mark.parametrize(
    "name",
    [
        "central (1).dropin",
        "central-LAPTOP2.dropin",
        "central.dropin.sync-conflict-20260622-101500-ABCDEFG",
        "central (LAPTOP2's conflicted copy 2026-06-22).dropin",
        "Copy of central.dropin",
        "central - Copy.dropin",
        "CENTRAL-LAPTOP2.DROPIN",
        "sessions/x (2).dropin",
        "old/deep/Kopie von central.DROPIN",
    ],
)
def test_a_conflict_copy_is_folded_in(shops: Shops, laptop: Shop, folder: Path, name: str) -> None:
    """Whatever a sync program called it, wherever it stands, its envelopes join the central file."""
    synced(shops, RURAL, folder)
    copy = folder / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    (folder / CENTRAL).rename(copy)
    for file in session_files(folder):
        if file != copy:
            file.unlink()
    synced(shops, ASHFORD, folder)
    assert in_central(folder) == own_ids(laptop) | own_ids(shops[RURAL])
    assert merge(shops[COORDINATOR], [folder]).new == 2


def test_a_torn_session_file_is_published_again(shops: Shops, laptop: Shop, folder: Path) -> None:
    """A stick that was pulled leaves half a file: the next sync publishes a whole one."""
    synced(shops, ASHFORD, folder)
    (file,) = session_files(folder)
    content = file.read_bytes()
    (folder / CENTRAL).unlink()
    file.write_bytes(content[: len(content) // 2])
    assert sync(laptop, folder).published == 1
    assert file.read_bytes() == content
    assert in_central(folder) == own_ids(laptop)


def test_a_truncated_central_file_is_filled_again(shops: Shops, laptop: Shop, folder: Path) -> None:
    """What a cut took is taken from the session files, and what it left stays."""
    for name in (ASHFORD, RURAL):
        synced(shops, name, folder)
    central = folder / CENTRAL
    whole = central.read_bytes()
    for length in (0, 100, len(whole) // 2, len(whole.rstrip(bytes(1)))):
        central.write_bytes(whole[:length])
        assert sync(laptop, folder).central_folded
        assert central.read_bytes() == whole


def test_a_damaged_envelope_in_the_central_file_is_mended(shops: Shops, laptop: Shop, folder: Path) -> None:
    """One flipped bit is replaced from the session file at the next sync, and the others stay."""
    for name in (ASHFORD, RURAL):
        synced(shops, name, folder)
    central = folder / CENTRAL
    whole = central.read_bytes()
    harmed = bytearray(whole)
    harmed[BLOCK + 1000] ^= 1
    central.write_bytes(harmed)
    sync(laptop, folder)
    assert central.read_bytes() == whole


def test_an_envelope_that_somebody_signed_anew_is_replaced(shops: Shops, laptop: Shop, folder: Path) -> None:
    """With its signature spoilt everywhere in the folder, the laptop publishes the true one again."""
    synced(shops, ASHFORD, folder)
    before = {path: path.read_bytes() for path in (folder / CENTRAL, *session_files(folder))}
    for path, content in before.items():
        path.write_bytes(content.replace(b"seq=1", b"seq=2"))
        assert path.read_bytes() != content
    assert sync(laptop, folder).published == 1
    assert {path: path.read_bytes() for path in before} == before


def test_what_is_still_being_written_is_left_alone(shops: Shops, laptop: Shop, folder: Path) -> None:
    """Another laptop's unfinished file is neither read nor removed."""
    folder.mkdir()
    stale = [folder / "0123456789abcdef.tmp", folder / "central.dropin.tmp"]
    for file in stale:
        file.write_bytes(b"half a fi")
    assert synced(shops, ASHFORD, folder).central_folded
    assert [file.read_bytes() for file in stale] == [b"half a fi"] * 2
    assert in_central(folder) == own_ids(laptop)


def test_a_folder_that_was_rolled_back_gets_everything_again(
    shops: Shops, laptop: Shop, folder: Path
) -> None:
    """A stick restored from last week's copy holds all that waits for a receipt after the next sync."""
    synced(shops, ASHFORD, folder)
    old = shops.folder / "last week"
    shutil.copytree(folder, old)
    visited(laptop, opening=2)
    sync(laptop, folder)
    shutil.rmtree(folder)
    old.rename(folder)
    report = sync(laptop, folder)
    assert (report.published, report.alarms) == (1, ("set_back",))
    assert "are there again" in alarm_words("set_back")
    assert in_central(folder) == own_ids(laptop)
    assert sync(laptop, folder).alarms == ()
    assert sync(laptop, shops.folder / "another").alarms == (), "a new folder was not set back"


def test_a_folder_that_was_deleted_gets_everything_again(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """All that has no receipt is published anew, and what has one is not."""
    visited(laptop)
    sync(laptop, folder)
    received(coordinator, folder)
    sync(laptop, folder)
    for opening in (2, 3):
        visited(laptop, opening=opening)
        sync(laptop, folder)
    shutil.rmtree(folder)
    report = sync(laptop, folder)
    assert (report.published, report.waiting, report.alarms) == (2, 2, ("set_back",))
    assert in_central(folder) == own_ids(laptop)


@pytest.mark.skipif(os.name == "nt", reason="not run: needs symbolic links")
def test_links_are_not_followed(shops: Shops, laptop: Shop, folder: Path) -> None:
    """A link, whatever it is called and wherever it leads, is no file of the folder."""
    elsewhere = shops.folder / "elsewhere"
    synced(shops, RURAL, elsewhere)
    folder.mkdir()
    (folder / "linked.dropin").symlink_to(elsewhere / CENTRAL)
    (folder / "linked").symlink_to(elsewhere, target_is_directory=True)
    secret = shops.folder / "secret"
    secret.write_bytes(b"nothing of this may be changed")
    (folder / CENTRAL).symlink_to(secret)
    synced(shops, ASHFORD, folder)
    assert in_central(folder) == own_ids(laptop)
    assert not (folder / CENTRAL).is_symlink()
    assert secret.read_bytes() == b"nothing of this may be changed"


def test_a_missing_stick_is_told(laptop: Shop, folder: Path) -> None:
    """The sentence says that what was saved is safe; nothing was sealed or made."""
    visited(laptop)
    with pytest.raises(FolderMissing, match="safe on this laptop; put the stick in"):
        sync(laptop, folder / "not" / "there")
    assert not folder.exists()
    assert waiting_sessions(laptop) == 1


@pytest.mark.parametrize("blocked", ["sessions", "folder"])
def test_a_folder_that_cannot_be_written_costs_nothing(laptop: Shop, folder: Path, blocked: str) -> None:
    """A file stands where a folder is needed: one sentence, and the next sync publishes everything."""
    visited(laptop)
    obstacle = folder if blocked == "folder" else folder / "sessions"
    obstacle.parent.mkdir(exist_ok=True)
    obstacle.write_bytes(b"")
    with pytest.raises(FolderRefused, match="full, locked or was taken out"):
        sync(laptop, folder)
    assert [row.state for row in outbox(laptop)] == ["here"]
    obstacle.unlink()
    assert sync(laptop, folder).published == 1


def test_a_central_file_out_of_order_is_put_in_order(
    laptop: Shop, coordinator: Shop, folder: Path, shops: Shops
) -> None:
    """Envelopes of a file in any order, with doubles, as any tar program writes them, are put in order."""
    for name in (ASHFORD, RURAL):
        synced(shops, name, folder)
    central = folder / CENTRAL
    members = central.read_bytes()
    ordered = sorted(envelopes(central))
    cut = members.index(ordered[1].encode())
    end = members.index(bytes(2 * BLOCK), cut)
    end += -end % BLOCK
    central.write_bytes(members[cut:end] + members[:cut] + members[cut:end] + bytes(2 * BLOCK))
    assert len(envelopes(central)) == 2
    visited(laptop, opening=2)
    sync(laptop, folder)
    assert list(envelopes(central)) == sorted(own_ids(laptop) | own_ids(shops[RURAL]))


def test_a_stranger_among_the_files_does_not_matter(shops: Shops, laptop: Shop, folder: Path) -> None:
    """Files of other kinds that carry the word in their names are left as they are."""
    folder.mkdir()
    others = {"about dropin.txt": b"Tea at ten", "dropin.jpg": os.urandom(5000), "empty.dropin": b""}
    for name, content in others.items():
        (folder / name).write_bytes(content)
    synced(shops, ASHFORD, folder)
    assert in_central(folder) == own_ids(laptop)
    assert {name: (folder / name).read_bytes() for name in others} == others


def test_envelopes_of_a_later_version_are_carried(shops: Shops, laptop: Shop, folder: Path) -> None:
    """What this version cannot read it takes over as it is, for whoever can."""
    synced(shops, RURAL, folder)
    (sealed,) = envelopes(folder / CENTRAL).values()
    later = sealed.minisig.replace(b"dropin/1", b"dropin/2")
    shutil.rmtree(folder)
    folder.mkdir()
    written(folder / "new.dropin", [Sealed(sealed.id, sealed.age, later)])
    synced(shops, ASHFORD, folder)
    assert envelopes(folder / CENTRAL)[sealed.id].minisig == later
    before = state(folder)
    sync(laptop, folder)
    assert state(folder) == before
