"""A sync brings a laptop and a folder together, and says exactly what is true after it."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from onestopshop.central.folder import CENTRAL, SETUP
from onestopshop.central.merging import merge
from onestopshop.central.outbox import outbox, waiting_sessions
from onestopshop.central.sync import sync
from onestopshop.desk.sealing import seal_dirty
from onestopshop.desk.sessions import session_page
from onestopshop.desk.visits import correct_visit
from onestopshop.errors import Cancelled
from onestopshop.shop import Shop
from tests.central.central_folder import (
    envelopes,
    in_central,
    own_ids,
    receipts,
    received,
    session_files,
    state,
    synced,
    visited,
)
from tests.desk.shops import ASHFORD, DAY, HALL, RURAL, Shops, open_at_hall, recorded


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
    sync(coordinator, folder)  # the setup has the laptop's name now, and is sealed for the sheet of paper
    received(coordinator, folder)
    for shop in (coordinator, laptop):  # session files may go
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


def test_nothing_unfinished_is_left_behind(shops: Shops, folder: Path) -> None:
    """After a sync there is no file without its name."""
    for name in (ASHFORD, RURAL):
        synced(shops, name, folder)
    assert [path for path in folder.rglob("*") if path.suffix == ".tmp"] == []


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
