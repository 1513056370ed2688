"""Sticks and shares that lie, hold files for a moment, are locked, or are written by two laptops at once."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from onestopshop.central import exported_file
from onestopshop.central.checking import check_files
from onestopshop.central.folder import CENTRAL, FolderRefused
from onestopshop.central.merging import merge
from onestopshop.central.outbox import outbox
from onestopshop.central.sync import sync
from onestopshop.shop import Shop
from onestopshop.store import durable
from tests.central.central_folder import in_central, own_ids, session_files, state, synced, visited
from tests.desk.shops import ASHFORD, COORDINATOR, RURAL, Shops

LADDER = [0.05, 0.1, 0.25, 0.5]
"""Seconds between tries."""


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A place for a central folder; nothing is there yet."""
    return shops.folder / "central"


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between tries, in seconds, which are noted and not waited for."""
    noted: list[float] = []
    monkeypatch.setattr(durable, "time", SimpleNamespace(sleep=noted.append))
    return noted


def held(monkeypatch: pytest.MonkeyPatch, times: int, named: str = ".dropin") -> list[str]:
    """Let the system refuse to replace files whose names end so, as Windows does while one is looked at."""
    real, refused = os.replace, list[str]()

    def replace(source: Path, target: Path) -> None:
        if target.name.endswith(named) and len(refused) < times:
            refused.append(target.name)
            raise PermissionError(13, "The process cannot access the file", str(target), 32)
        real(source, target)

    monkeypatch.setattr(durable.os, "replace", replace)
    return refused


def test_a_file_that_is_held_for_a_moment_is_replaced(
    laptop: Shop, folder: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused until the last try, the session file is put in place after every wait of the ladder."""
    visited(laptop)
    refused = held(monkeypatch, len(LADDER))
    report = sync(laptop, folder)
    assert (waits, len(set(refused))) == (LADDER, 1)
    assert (report.published, report.central_folded) == (1, True)
    assert in_central(folder) == own_ids(laptop)


def test_a_session_file_that_stays_refused_is_told(
    laptop: Shop, folder: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the ladder one sentence says so, nothing is said to be there, and the next sync does it."""
    visited(laptop)
    with monkeypatch.context() as patch:
        held(patch, len(LADDER) + 1)
        with pytest.raises(FolderRefused, match="safe on this laptop"):
            sync(laptop, folder)
    assert waits == LADDER
    assert [file for file in folder.rglob("*") if file.is_file()] == []
    assert [row.state for row in outbox(laptop)] == ["here"]
    assert sync(laptop, folder).published == 1


def test_a_central_file_that_stays_refused_is_no_failure(
    shops: Shops, laptop: Shop, folder: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session file stands and is what counts; the central file keeps what it had until it lets go."""
    synced(shops, RURAL, folder)
    before = (folder / CENTRAL).read_bytes()
    with monkeypatch.context() as patch:
        refused = held(patch, 99, CENTRAL)
        report = synced(shops, ASHFORD, folder)
    assert (waits, len(refused)) == (LADDER, len(LADDER) + 1)
    assert (report.published, report.central_folded, report.alarms) == (1, False, ())
    assert (folder / CENTRAL).read_bytes() == before
    assert list(folder.rglob("*.tmp")) == []
    assert [row.state for row in outbox(laptop)] == ["published"]
    assert merge(shops[COORDINATOR], [folder]).new == 2
    assert sync(laptop, folder).central_folded
    assert len(in_central(folder)) == 2


def test_a_half_file_that_cannot_be_removed_is_left(
    laptop: Shop, folder: Path, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner that holds the new file too changes nothing of what is said; no later sync reads it."""
    visited(laptop)

    def unlink(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "held")

    with monkeypatch.context() as patch:
        held(patch, 99)
        patch.setattr(Path, "unlink", unlink)
        with pytest.raises(FolderRefused):
            sync(laptop, folder)
    assert len(list(folder.rglob("*.tmp"))) == 1
    assert sync(laptop, folder).central_folded
    assert check_files([folder]).files == 2


def lying(monkeypatch: pytest.MonkeyPatch, of: int) -> None:
    """A stick that says that all was written and keeps half of every file but the first ones."""
    real, flushed = os.fsync, list[int]()

    def fsync(descriptor: int) -> None:
        real(descriptor)
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode):
            flushed.append(descriptor)
            if len(flushed) > of:
                os.ftruncate(descriptor, found.st_size // 2)

    monkeypatch.setattr(exported_file.os, "fsync", fsync)


def test_a_stick_that_lies_about_its_size_is_never_believed(
    laptop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not read back was not published: one sentence, nothing left, the session is still here."""
    visited(laptop)
    with monkeypatch.context() as patch:
        lying(patch, of=0)
        with pytest.raises(FolderRefused, match="use another stick"):
            sync(laptop, folder)
    assert [file for file in folder.rglob("*") if file.is_file()] == []
    assert [row.state for row in outbox(laptop)] == ["here"]
    assert sync(laptop, folder.with_name("another")).published == 1


def test_a_stick_that_is_full_after_the_session_file_keeps_the_central_file(
    shops: Shops, laptop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only the central file does not read back, the old one stays and the session file stands."""
    synced(shops, RURAL, folder)
    before = (folder / CENTRAL).read_bytes()
    with monkeypatch.context() as patch:
        lying(patch, of=1)
        report = synced(shops, ASHFORD, folder)
    assert (report.published, report.central_folded) == (1, False)
    assert (folder / CENTRAL).read_bytes() == before
    assert len(session_files(folder)) == 2


def test_a_laptop_that_folds_in_the_middle_of_a_fold_loses_nothing(
    shops: Shops, laptop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came in between is written over: its session file stands, and the next sync folds it."""
    visited(laptop)
    real, in_between = exported_file.put_in_place, list[bool]()

    def put_in_place(finished: Path, path: Path) -> None:
        if path.name == CENTRAL and not in_between:
            in_between.append(False)
            in_between[0] = synced(shops, RURAL, folder).central_folded
        real(finished, path)

    monkeypatch.setattr(exported_file, "put_in_place", put_in_place)
    assert sync(laptop, folder).central_folded
    assert in_between == [True]
    both = own_ids(laptop) | own_ids(shops[RURAL])
    assert in_central(folder) == own_ids(laptop), "the other's was written over"
    assert len(session_files(folder)) == 2
    sync(laptop, folder)
    assert in_central(folder) == both


def test_two_laptops_that_sync_at_once_converge(shops: Shops, folder: Path) -> None:
    """Eight times at the same moment: no error, no envelope lost, and one more sync makes the union."""
    together = [shops[ASHFORD], shops[RURAL]]
    gate = threading.Barrier(len(together))
    done: list[int] = []

    def repeat(shop: Shop) -> None:
        for opening in range(1, 9):
            visited(shop, opening=opening)
            gate.wait(60)
            done.append(sync(shop, folder).published)

    threads = [threading.Thread(target=repeat, args=(shop,)) for shop in together]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [1] * 16
    sync(shops[ASHFORD], folder)
    assert in_central(folder) == own_ids(shops[ASHFORD]) | own_ids(shops[RURAL])
    assert len(in_central(folder)) == 16
    assert list(folder.rglob("*.tmp")) == []


NAME = "0123456789abcdef.tmp"
DAY = 24 * 3600


def left(folder: Path, name: str, content: bytes, age: float, now: float) -> Path:
    """A file as a kill may leave it, of that age in seconds."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    os.utime(file, (now - age, now - age))
    return file


def test_what_a_kill_left_is_removed_after_a_day(shops: Shops, laptop: Shop, folder: Path) -> None:
    """Half a file of ours, or an empty one, under a name of ours, a day old: gone at the next sync."""
    synced(shops, RURAL, folder)
    whole, now = (folder / CENTRAL).read_bytes(), shops.clock.moment.timestamp()
    stale = [
        left(folder, NAME, whole[:20_000], DAY, now),
        left(folder, f"sessions/{NAME}", b"", 90 * DAY, now),
        left(folder, f"receipts/{NAME}", whole, DAY + 1, now),
    ]
    assert check_files([folder]).envelopes == 1, "it is never counted"
    sync(laptop, folder)
    assert [file for file in stale if file.exists()] == []
    assert check_files([folder]).intact


def test_what_may_be_somebody_elses_stays(shops: Shops, laptop: Shop, folder: Path) -> None:
    """A young file, another name, other content, a link, another folder: none is provably ours and old."""
    synced(shops, RURAL, folder)
    whole, now = (folder / CENTRAL).read_bytes(), shops.clock.moment.timestamp()
    for name, content, age in (
        (NAME, whole, DAY - 60),
        (f"sessions/{NAME}", whole, -50 * DAY),
        ("central.dropin.tmp", whole, 9 * DAY),
        ("0123456789ABCDEF.tmp", whole, 9 * DAY),
        ("fedcba9876543210.tmp", b"Tea at ten", 9 * DAY),
        (f"old/{NAME}", whole, 9 * DAY),
    ):
        left(folder, name, content, age, now)
    if os.name != "nt":
        (folder / "1111111111111111.tmp").symlink_to(folder / "nowhere")
        (folder / "2222222222222222.tmp").symlink_to(folder / CENTRAL)
    before = state(folder)
    sync(laptop, folder)
    assert state(folder) == before
