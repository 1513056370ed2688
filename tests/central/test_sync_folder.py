"""A sync brings a laptop and a folder together, and whatever happens to the folder costs no envelope."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from onestopshop.central.folder import CENTRAL, SETUP, FolderMissing, FolderRefused
from onestopshop.central.merging import merge
from onestopshop.central.outbox import outbox, waiting_sessions
from onestopshop.central.sync import sync
from onestopshop.desk.sealing import seal_dirty
from onestopshop.desk.sessions import session_page
from onestopshop.desk.visits import correct_visit
from onestopshop.envelope.envelope import Sealed
from onestopshop.errors import Cancelled
from onestopshop.shop import Shop
from tests.central.central_folder import (
    BLOCK,
    envelopes,
    in_central,
    own_ids,
    receipts,
    received,
    session_files,
    state,
    synced,
    visited,
    written,
)
from tests.desk.shops import ASHFORD, COORDINATOR, DAY, HALL, RURAL, Shops, open_at_hall, recorded


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A place for a central folder; nothing is there yet."""
    return shops.folder / "central"


def test_the_first_sync_makes_the_folder(shops: Shops, laptop: Shop, folder: Path) -> None:
    """One session file under the hash of its content, the same envelope in the central file, and no more."""
    report = synced(shops, ASHFORD, folder)
    assert (report.published, report.central_folded, report.received, report.waiting) == (1, True, 0, 1)
    assert (report.setup_taken, report.alarms) == (False, ())
    assert report.sentence == "In the folder “central”, reread"
    (file,) = session_files(folder)
    assert file.stem == hashlib.sha256(file.read_bytes()).hexdigest()
    assert set(state(folder)) == {CENTRAL, f"sessions/{file.name}"}
    assert set(envelopes(file)) == in_central(folder) == own_ids(laptop)


@pytest.mark.skipif(os.name == "nt", reason="not run: needs file modes")
def test_other_laptops_may_read_what_is_published(shops: Shops, folder: Path) -> None:
    """On a share the next laptop is another user: folders can be entered and files be read."""
    synced(shops, ASHFORD, folder)
    modes = {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o644}
    assert {path.stat().st_mode & 0o777 for path in (folder, folder / "sessions")} == {0o755}


def test_a_second_sync_writes_nothing(shops: Shops, laptop: Shop, coordinator: Shop, folder: Path) -> None:
    """Times and bytes of every file stay, for a laptop and a coordinator, before a receipt and after."""
    synced(shops, ASHFORD, folder)
    sync(coordinator, folder)
    before = state(folder)
    for shop in (laptop, coordinator, laptop):
        assert sync(shop, folder).published == 0
    assert state(folder) == before
    received(coordinator, folder)
    for shop in (coordinator, laptop):  # the setup has the laptop's name now, and the session file may go
        sync(shop, folder)
    before = state(folder)
    for shop in (laptop, coordinator, laptop):
        sync(shop, folder)
        assert merge(coordinator, [folder]).new == 0
    assert state(folder) == before


def test_a_laptop_without_sessions_writes_nothing(laptop: Shop, folder: Path) -> None:
    """The folder is made and stays empty: an empty central file would say nothing."""
    report = sync(laptop, folder)
    assert (report.published, report.waiting) == (0, 0)
    assert state(folder) == {}


def test_only_what_changed_is_published_again(shops: Shops, laptop: Shop, folder: Path) -> None:
    """A correction is one more envelope in one more session file; the earlier file stays as it is."""
    synced(shops, ASHFORD, folder)
    before = state(folder)
    (session,) = [row.session for row in outbox(laptop)]
    correct_visit(laptop, session_page(laptop, session).visits[0].id, {"sex": "male"})
    assert sync(laptop, folder).published == 1
    after = state(folder)
    assert len(session_files(folder)) == 2
    assert before.items() - after.items() == {(CENTRAL, before[CENTRAL])}
    assert in_central(folder) == own_ids(laptop)


def test_two_laptops_share_a_folder(shops: Shops, laptop: Shop, folder: Path) -> None:
    """The central file holds the envelopes of both, whoever came first, and neither file was changed."""
    synced(shops, ASHFORD, folder)
    (first,) = session_files(folder)
    content = first.read_bytes()
    synced(shops, RURAL, folder)
    assert len(session_files(folder)) == 2
    assert first.read_bytes() == content
    assert in_central(folder) == own_ids(laptop) | own_ids(shops[RURAL])


@pytest.mark.parametrize(
    "name",
    [
        "central (1).dropin",
        "central-LAPTOP2.dropin",
        "central.dropin.sync-conflict-20260622-101500-ABCDEFG",
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


def test_nothing_unfinished_is_left_behind(shops: Shops, folder: Path) -> None:
    """After a sync there is no file without its name."""
    for name in (ASHFORD, RURAL):
        synced(shops, name, folder)
    assert [path for path in folder.rglob("*") if path.suffix == ".tmp"] == []


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
    assert sync(laptop, folder).published == 1
    assert in_central(folder) == own_ids(laptop)


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
    assert (report.published, report.waiting) == (2, 2)
    assert in_central(folder) == own_ids(laptop)


def test_received_session_files_are_removed(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """Once every envelope stands in the central file and has a receipt, the session file goes."""
    synced(shops, ASHFORD, folder)
    everything = in_central(folder)
    received(coordinator, folder)
    assert len(session_files(folder)) == 1
    report = sync(laptop, folder)
    assert (report.received, report.waiting) == (1, 0)
    assert session_files(folder) == []
    assert in_central(folder) == everything


def test_a_session_file_without_a_receipt_stays(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """Of two files only the received one goes, whoever syncs."""
    synced(shops, ASHFORD, folder)
    received(coordinator, folder)
    synced(shops, RURAL, folder)
    assert len(session_files(folder)) == 2
    sync(laptop, folder)
    (waiting,) = session_files(folder)
    assert set(envelopes(waiting)) == own_ids(shops[RURAL])


def test_a_session_file_that_is_not_in_the_central_file_stays(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """A receipt alone removes nothing: while the central file cannot be written, the session file stands."""
    synced(shops, ASHFORD, folder)
    received(coordinator, folder)
    (folder / CENTRAL).unlink()
    (folder / CENTRAL).mkdir()
    report = sync(laptop, folder)
    assert (report.central_folded, report.received) == (False, 1)
    assert len(session_files(folder)) == 1


def test_a_copy_of_a_session_file_beside_it_goes_too(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """What a sync program copied in the sessions' own folder is removed with it; elsewhere it stays."""
    synced(shops, ASHFORD, folder)
    (file,) = session_files(folder)
    shutil.copy(file, file.with_name("a copy (1).dropin"))
    shutil.copy(file, folder / "a copy.dropin")
    received(coordinator, folder)
    sync(laptop, folder)
    assert session_files(folder) == []
    assert (folder / "a copy.dropin").exists()


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


def test_an_unsound_sum_is_not_believed(laptop: Shop, coordinator: Shop, folder: Path, shops: Shops) -> None:
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


def test_stopping_between_two_steps_loses_nothing(laptop: Shop, folder: Path) -> None:
    """Whenever the person stops it, the next sync ends where it would have."""
    visited(laptop)
    for stop in range(6):

        def until(done: int, _: int, stop: int = stop) -> None:
            if done == stop:
                raise Cancelled

        with pytest.raises(Cancelled):
            sync(laptop, folder, until)
    assert sync(laptop, folder).waiting == 1
    assert in_central(folder) == own_ids(laptop)
    assert len(own_ids(laptop)) == 1


def test_the_outbox_says_where_each_session_is(
    shops: Shops, laptop: Shop, coordinator: Shop, folder: Path
) -> None:
    """On this laptop only, published and where, received and when; a change makes it "here" again."""
    session = open_at_hall(laptop)
    recorded(laptop, session)
    seal_dirty(laptop)
    (row,) = outbox(laptop)
    assert (row.session, row.venue_name, row.date) == (session, HALL, DAY)
    assert (row.state, row.place, row.on) == ("here", "", None)
    sync(laptop, folder)
    (row,) = outbox(laptop)
    assert (row.state, row.place, row.place_kind, row.on) == ("published", "central", "folder", None)
    shops.clock.moment += timedelta(days=2)
    received(coordinator, folder)
    sync(laptop, folder)
    (row,) = outbox(laptop)
    assert (row.state, row.on) == ("received", DAY + timedelta(days=2))
    assert waiting_sessions(laptop) == 0
    recorded(laptop, session)
    assert [row.state for row in outbox(laptop)] == ["here"]
    assert waiting_sessions(laptop) == 1


def test_a_coordinators_sync_leaves_the_setup(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """A laptop's sync does not: it has no word in it."""
    synced(shops, ASHFORD, folder)
    assert not (folder / SETUP).exists()
    sync(coordinator, folder)
    assert (folder / SETUP).is_file()
    assert receipts(folder) == []
