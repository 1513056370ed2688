"""A file in a central folder is written beside, reread, and only then stands under its name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onestopshop.central.exported_file import NotReread, make_folder, put, put_bytes
from onestopshop.central.folder import FolderRefused
from onestopshop.central.folding import fold
from onestopshop.central.merging import merge
from onestopshop.central.outbox import outbox
from onestopshop.central.place import Place, place_of
from onestopshop.central.sync import sync
from onestopshop.desk.sealing import seal_dirty
from onestopshop.shop import Shop
from tests.central.central_folder import in_central, own_ids, receipts, session_files, synced, visited
from tests.desk.shops import ASHFORD, RURAL, Shops
from tests.house.source import ROOT


def test_bytes_stand_under_their_name(tmp_path: Path) -> None:
    """Nothing else is left in the folder, and the same bytes again are not written again."""
    file = tmp_path / "x.dropin"
    put_bytes(file, b"one")
    put_bytes(file, b"two")
    assert file.read_bytes() == b"two"
    os.utime(file, (1, 1))
    put_bytes(file, b"two")
    assert file.stat().st_mtime == 1
    put_bytes(file, b"six")
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"six", [file])


def test_a_stick_that_lies_is_found_out(tmp_path: Path) -> None:
    """When what was written does not read back, the name keeps what it had and nothing is left beside it."""
    file = tmp_path / "central.dropin"
    file.write_bytes(b"what was there")

    def never_right(_: Path) -> None:
        raise NotReread

    with pytest.raises(NotReread):
        put(file, lambda growing: growing.write(b"what is new"), never_right)
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"what was there", [file])


def test_a_name_that_lies_is_found_out(tmp_path: Path) -> None:
    """It is reread under its final name as well: a refusal there is told, and nothing is taken away."""
    file = tmp_path / "central.dropin"
    seen: list[str] = []

    def right_until_renamed(path: Path) -> None:
        seen.append(path.suffix)
        if path == file:
            raise NotReread

    with pytest.raises(NotReread):
        put(file, lambda growing: growing.write(b"what is new"), right_until_renamed)
    assert (seen, file.read_bytes()) == ([".tmp", ".dropin"], b"what is new")


def test_a_failure_while_writing_leaves_nothing(tmp_path: Path) -> None:
    """Whatever stops it, the half file goes."""

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / "x.dropin", stopped, lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_once(tmp_path: Path) -> None:
    """Making it again changes nothing; where a file stands it cannot be made."""
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        make_folder(tmp_path / "file")


def test_a_fold_that_is_refused_is_no_failure(shops: Shops, laptop: Shop) -> None:
    """Where the central file cannot be replaced the session file stands, and the report says so."""
    folder = shops.folder / "central"
    (folder / "central.dropin").mkdir(parents=True)
    report = synced(shops, ASHFORD, folder)
    assert (report.published, report.central_folded, report.waiting) == (1, False, 1)
    (folder / "central.dropin").rmdir()
    assert fold(folder, session_files(folder))
    assert in_central(folder) == own_ids(laptop)


FULL = """
import sys, resource
from pathlib import Path
from tests.desk.shops import PASSPHRASE, MORNING
from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from onestopshop.central.sync import sync
from onestopshop.errors import Trouble
shop = open_shop(Path(sys.argv[1]), SetClock(MORNING), PASSPHRASE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    sync(shop, Path(sys.argv[2]))
except Trouble as told:
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(str(told))
shop.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="not run: needs limits for one process")
def test_a_full_disk_is_one_sentence(shops: Shops, laptop: Shop) -> None:
    """A folder that takes no more says so, keeps what it had, and gets everything when there is room."""
    folder = shops.folder / "central"
    synced(shops, RURAL, folder)
    before = in_central(folder)
    for opening in range(1, 9):
        visited(laptop, opening=opening)
    seal_dirty(laptop)
    laptop.close()
    run = subprocess.run(
        [sys.executable, "-c", FULL, laptop.folder, folder, "200000"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert run.stderr == ""
    assert "full, locked or was taken out" in run.stdout
    assert in_central(folder) == before
    assert list(folder.rglob("*.tmp")) == []
    laptop = shops.again(ASHFORD)
    assert {row.state for row in outbox(laptop)} == {"here"}
    assert sync(laptop, folder).central_folded
    assert in_central(folder) == before | own_ids(laptop)


@pytest.mark.root
@pytest.mark.skipif(sys.platform != "linux", reason="not run: needs Linux's mount")
def test_a_read_only_stick_is_one_sentence(shops: Shops, laptop: Shop, coordinator: Shop) -> None:
    """A locked stick says so at a sync and at a merge, and when it is unlocked everything goes on."""
    folder = shops.folder / "stick"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("not run: this machine mounts nothing")
    try:
        synced(shops, RURAL, folder)
        visited(laptop)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        with pytest.raises(FolderRefused, match="“stick” cannot be used"):
            sync(laptop, folder)
        with pytest.raises(FolderRefused):
            merge(coordinator, [folder])
        assert merge(coordinator, session_files(folder)).known == 1, "what was merged stays merged"
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
        assert sync(laptop, folder).published == 1
        merge(coordinator, [folder])
        assert len(receipts(folder)) == 1
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.root
@pytest.mark.skipif(sys.platform != "linux", reason="not run: needs Linux's mount")
def test_a_full_stick_is_one_sentence(shops: Shops, laptop: Shop) -> None:
    """A stick without room for the session file says so and keeps what it had."""
    folder = shops.folder / "stick"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "none", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("not run: this machine mounts nothing")
    try:
        synced(shops, RURAL, folder)
        before = in_central(folder)
        for opening in range(1, 5):
            visited(laptop, opening=opening)
        with pytest.raises(FolderRefused, match="free some space"):
            sync(laptop, folder)
        assert in_central(folder) == before
        assert list(folder.rglob("*.tmp")) == []
        assert {row.state for row in outbox(laptop)} == {"here"}
    finally:
        subprocess.run(["umount", folder], check=True)
    assert sync(laptop, shops.folder / "another").published == 4


def test_a_place_is_called_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said of a folder is true of its kind: a cloud's folder is only on this laptop yet."""
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
        assert place_of(tmp_path / variable / "shared" / "central") == Place("cloud", "OneDrive")
        monkeypatch.delenv(variable)
    assert place_of(tmp_path / "central") == Place("folder", "central")
    for folder in ("OneDrive - Kent County Council", "Dropbox", "GoogleDrive-kent", "Nextcloud"):
        assert place_of(tmp_path / folder / "central").kind == "cloud"
    assert place_of(tmp_path / "Boxes" / "central").kind == "folder"
    assert Place("cloud", "OneDrive").published() == (
        "In the OneDrive folder on this laptop; it leaves when next online"
    )
    assert Place("stick", "BLUE").published() == "On “BLUE”, reread"
    assert Place("folder", "share").published() == "In the folder “share”, reread"


@pytest.mark.root
@pytest.mark.skipif(sys.platform != "linux", reason="not run: needs Linux's mount")
def test_a_stick_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is mounted where sticks are is one, and has the stick's own name."""
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(variable, raising=False)
    stick = Path("/media") / f"BLUE{os.getpid()}"
    stick.mkdir(parents=True)
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "none", stick], capture_output=True)
        if mounted.returncode:
            pytest.skip("not run: this machine mounts nothing")
        try:
            assert place_of(stick / "one stop shop") == Place("stick", stick.name)
        finally:
            subprocess.run(["umount", stick], check=True)
    finally:
        stick.rmdir()
