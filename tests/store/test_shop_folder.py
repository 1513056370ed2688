"""One process has a shop folder, only its owner may look into it, and what cannot be written is said."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onestopshop.store import NoShop, ShopExists, ShopInUse, Store
from onestopshop.store.shop_folder import FolderLock, make_private, refuse_where_a_shop_is

TRY_TO_OPEN = """
import sys
from pathlib import Path
from onestopshop.errors import Told
from onestopshop.store import Store
try:
    with Store.open(Path(sys.argv[1]), (bytes.fromhex(sys.argv[2]),), ((),)) as store:
        if len(sys.argv) > 3:
            store.write(lambda connection: connection.execute("INSERT INTO visit (heard) VALUES ('x')"))
except Told as told:
    print(type(told).__name__)
else:
    print("opened")
"""


def try_to_open(folder: Path, raw_key: bytes, *more: str, before: tuple[str, ...] = ()) -> str:
    """What another process says of opening the store."""
    command = [*before, sys.executable, "-c", TRY_TO_OPEN, str(folder), raw_key.hex(), *more]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path.cwd())
    assert done.stderr == ""
    return done.stdout.strip()


def without_roots_power() -> tuple[str, ...]:
    """What makes root obey file modes; nothing for anybody else."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("not run: needs setpriv to give up root's power over file modes")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


def test_a_second_process_is_refused(shop: Any) -> None:
    """While one process has the shop open another is told so, and later it may open it."""
    with shop.open():
        assert try_to_open(shop.folder, shop.keys.raw_key) == "ShopInUse"
    assert try_to_open(shop.folder, shop.keys.raw_key) == "opened"


def test_a_second_opening_in_one_process_is_refused(shop: Any) -> None:
    """Two windows of one process are two openings, too."""
    with shop.open() as store, pytest.raises(ShopInUse):
        shop.open()
    assert store.folder == shop.folder


def test_a_killed_process_leaves_no_lock(shop: Any) -> None:
    """The system lets the folder go when its holder dies."""
    script = "import sys; from pathlib import Path; from onestopshop.store.shop_folder import FolderLock\n"
    script += "lock = FolderLock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(shop.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ShopInUse):
            shop.open()
        holder.kill()
    shop.open().close()


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows knows no file modes")
def test_a_disk_that_complains_at_closing_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock's file holds nothing: an error of closing it is no error, and the folder can be had again."""
    lock = FolderLock(tmp_path)
    close, closed = os.close, []

    def complaining(descriptor: int) -> None:
        close(descriptor)
        closed.append(descriptor)
        raise OSError(errno.EIO, "closing")

    with monkeypatch.context() as patch:
        patch.setattr(os, "close", complaining)
        lock.release()
    assert len(closed) == 1
    FolderLock(tmp_path).release()


def test_only_the_owner_may_look_in(shop: Any) -> None:
    """The folder is 0700 and every file in it 0600, though the umask would let everybody read."""
    before = os.umask(0)
    try:
        with shop.open() as store:
            store.write(lambda connection: connection.execute("INSERT INTO visit (heard) VALUES ('x')"))
            store.back_up()
            modes = {path: stat.S_IMODE(path.stat().st_mode) for path in shop.folder.rglob("*")}
    finally:
        os.umask(before)
    assert stat.S_IMODE(shop.folder.stat().st_mode) == 0o700
    assert len(modes) >= 6
    assert {
        path.name: oct(mode) for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)
    } == {}


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows knows no file modes")
def test_a_folder_that_may_not_be_written_is_said(shop: Any) -> None:
    """A write-protected folder and a write-protected store are told as such, not as damage."""
    prefix = without_roots_power()
    (shop.folder / "lock").unlink()
    shop.folder.chmod(0o500)
    try:
        assert try_to_open(shop.folder, shop.keys.raw_key, before=prefix) == "ReadOnlyStore"
    finally:
        shop.folder.chmod(0o700)
    (shop.folder / "store.db").chmod(0o400)
    assert try_to_open(shop.folder, shop.keys.raw_key, before=prefix) == "ReadOnlyStore"


def test_a_folder_with_a_shop_is_kept(shop: Any, raw_key: bytes) -> None:
    """Nothing is made in the place of a shop."""
    with pytest.raises(ShopExists):
        refuse_where_a_shop_is(shop.folder)
    with pytest.raises(ShopExists):
        Store.create(shop.folder, raw_key, lambda connection: None, shop.toy)
    shop.open().close()


def test_a_folder_without_a_shop_is_said_and_left_alone(tmp_path: Path, raw_key: bytes) -> None:
    """Opening the wrong folder says so and writes nothing into it."""
    with pytest.raises(NoShop):
        Store.open(tmp_path, (raw_key,), ())
    with pytest.raises(NoShop):
        Store.open(tmp_path / "missing", (raw_key,), ())
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows knows no file modes")
def test_an_existing_folder_becomes_private(tmp_path: Path) -> None:
    """A folder that others could read is closed to them."""
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    make_private(folder)
    FolderLock(folder).release()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
