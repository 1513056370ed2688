"""Work is done in one transaction or not at all, by one thread that is gone when the store is closed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from onestopshop.errors import Cancelled
from onestopshop.store import Connection, DiskTrouble, Store
from onestopshop.store.trouble import Error

ENDLESS = """INSERT INTO visit (heard)
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'x' FROM n"""


def count(connection: Connection) -> int:
    """How many visits there are."""
    return int(connection.execute("SELECT count(*) FROM visit").fetchone()[0])


def add(connection: Connection) -> int:
    """One more visit; how many there are then."""
    connection.execute("INSERT INTO visit (heard) VALUES ('more')")
    return count(connection)


def test_work_is_done_and_kept(shop: Any) -> None:
    """What the work returns comes back, and what it wrote is there at the next opening."""
    with shop.open() as store:
        assert store.write(add) == 3
        assert store.read(count) == 3
    with shop.open() as store:
        assert store.read(count) == 3


@pytest.mark.parametrize("kind", [ValueError, Cancelled, KeyboardInterrupt])
def test_whatever_the_work_raises_undoes_it(opened: Store, kind: type[BaseException]) -> None:
    """The same exception comes out and none of the rows stays."""
    raised = kind()

    def fail(connection: Connection) -> None:
        add(connection)
        raise raised

    with pytest.raises(kind) as caught:
        opened.write(fail)
    assert caught.value is raised
    assert opened.read(count) == 2


def test_a_broken_constraint_undoes_the_work(opened: Store) -> None:
    """An error of SQL that is the program's mistake comes out as it is."""

    def fail(connection: Connection) -> None:
        add(connection)
        connection.execute("INSERT INTO visit (id, heard) VALUES (1, 'twice')")

    with pytest.raises(Error, match="UNIQUE"):
        opened.write(fail)
    assert opened.read(count) == 2


def test_a_read_cannot_write(opened: Store) -> None:
    """Writing in a read is a mistake that is noticed, also by SQL that has run in a write before."""
    assert opened.write(add) == 3
    with pytest.raises(RuntimeError, match="read"):
        opened.read(add)
    assert opened.write(add) == 4


def test_an_error_in_a_read_comes_out(opened: Store) -> None:
    """A read that fails does not keep the next work from writing."""
    with pytest.raises(Error, match="nowhere"):
        opened.read(lambda connection: connection.execute("SELECT * FROM nowhere"))
    with pytest.raises(Error, match="binding"):
        opened.read(lambda connection: connection.execute("SELECT * FROM visit WHERE id = ?"))
    assert opened.write(add) == 3


def test_work_that_ends_its_own_transaction_is_noticed(opened: Store) -> None:
    """Committing in the middle would break the promise, so it is an error."""
    with pytest.raises(RuntimeError, match="ended its transaction"):
        opened.write(lambda connection: connection.execute("ROLLBACK"))
    assert opened.read(count) == 2


def test_work_that_calls_the_store_is_noticed(opened: Store) -> None:
    """It would wait for itself for ever; instead it is an error and undone."""
    with pytest.raises(RuntimeError, match="may not call the store"):
        opened.write(lambda connection: (add(connection), opened.read(count)))
    assert opened.read(count) == 2


def test_any_thread_may_call(opened: Store) -> None:
    """Eight threads write at once and nothing is lost."""
    with ThreadPoolExecutor(8) as callers:
        counts = list(callers.map(lambda _: opened.write(add), range(40)))
    assert sorted(counts) == list(range(3, 43))


def test_closing_leaves_no_thread_and_can_be_repeated(shop: Any) -> None:
    """After closing no thread of the store is alive and it refuses work."""
    store = shop.open()
    assert [thread for thread in threading.enumerate() if thread.name.startswith("store")]
    store.close()
    store.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("store")]
    with pytest.raises(RuntimeError):
        store.read(count)


def test_a_failed_opening_leaves_no_thread_and_no_lock(shop: Any, raw_key: bytes) -> None:
    """What could not be opened is let go, so that the right key opens it at once."""
    for _ in range(2):
        with pytest.raises(Exception, match="damaged"):
            Store.open(shop.folder, (raw_key,), shop.toy)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("store")]
    shop.open().close()


def test_a_shop_whose_first_rows_fail_is_no_shop(tmp_path: Path, shop: Any, raw_key: bytes) -> None:
    """Creating is all or nothing: after a failure the folder is free for the next try."""
    folder = tmp_path / "new"
    (tmp_path / "new").mkdir()
    (folder / "store.db-journal").write_bytes(b"of another store")

    def fail(connection: Connection) -> None:
        add(connection)
        raise ValueError("no name")

    with pytest.raises(ValueError, match="no name"):
        Store.create(folder, raw_key, fail, shop.toy)
    assert not (folder / "store.db").exists()
    with Store.create(folder, raw_key, add, shop.toy) as store:
        assert store.read(count) == 1
    assert sorted(os.listdir(folder)) == ["lock", "store.db"]


@pytest.mark.skipif(os.name == "nt", reason="not run: Windows sends no signal to a thread")
def test_ctrl_c_stops_the_work_and_undoes_it(opened: Store) -> None:
    """An interrupted caller leaves when the work has stopped, with none of it done."""
    main = threading.main_thread().ident
    assert main is not None
    started = threading.Event()

    def endless(connection: Connection) -> None:
        started.set()
        connection.execute(ENDLESS)

    def interrupt() -> None:
        assert started.wait(10)
        time.sleep(0.05)
        signal.pthread_kill(main, signal.SIGINT)

    other = threading.Thread(target=interrupt)
    other.start()
    with pytest.raises(KeyboardInterrupt):
        opened.write(endless)
    other.join()
    assert opened.read(count) == 2
    assert opened.write(add) == 3


def test_a_killed_process_keeps_what_was_acknowledged(shop: Any) -> None:
    """Everything acknowledged before a kill is there, and nothing of the work in hand."""
    script = f"""
import sys
from pathlib import Path
from onestopshop.store import Store
store = Store.open(Path(sys.argv[1]), (bytes.fromhex(sys.argv[2]),), ((),))
for number in range(20):
    store.write(lambda c: c.execute("INSERT INTO visit (heard) VALUES ('kept')"))
print("acknowledged", flush=True)
store.write(lambda c: c.execute({ENDLESS!r}))
"""
    command = [sys.executable, "-c", script, str(shop.folder), shop.keys.raw_key.hex()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "acknowledged\n"
        time.sleep(0.2)
        process.kill()
    with shop.open() as store:
        assert store.read(count) == 22


def test_a_disk_that_takes_no_more_is_said_and_costs_nothing(opened: Store, small_files: Any) -> None:
    """A write that the system refuses is told, undone, and the store goes on when there is room."""

    def large(connection: Connection) -> None:
        connection.execute("INSERT INTO visit (heard) VALUES (?)", ("x" * 200_000,))

    with small_files(), pytest.raises(DiskTrouble, match="safe"):
        opened.write(large)
    assert opened.read(count) == 2
    assert opened.write(add) == 3


@pytest.mark.root
def test_a_full_disk_is_said_and_costs_nothing(shop: Any, tmp_path: Path) -> None:
    """On a disk without room the work is told as not saved and what was saved before is there."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = """
import ctypes, os, shutil, sys
from pathlib import Path
libc = ctypes.CDLL(None, use_errno=True)
disk = Path(sys.argv[1])
if libc.unshare(0x00020000) or libc.mount(None, b"/", None, 0x44000, None):
    sys.exit("no mount namespace")
if libc.mount(b"none", bytes(disk), b"tmpfs", 0, b"size=256k"):
    sys.exit("no small disk")
from onestopshop.errors import Told
from onestopshop.store import Store
folder = disk / "shop"
shutil.copytree(sys.argv[2], folder)
def fill():
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        while ballast.write(b"x" * 4096) == 4096:
            pass

count = lambda c: c.execute("SELECT count(*) FROM visit").fetchone()[0]
with Store.open(folder, (bytes.fromhex(sys.argv[3]),), ((),)) as store:
    for work in (
        lambda: store.write(lambda c: c.execute("INSERT INTO visit (heard) VALUES (?)", ("x" * 400_000,))),
        store.back_up,
    ):
        try:
            work()
        except Told as told:
            print(type(told).__name__)
        try:
            fill()
        except OSError:
            print("filled")
    print(store.read(count), sorted(p.name for p in folder.iterdir() if "tmp" in p.name or "copy" in p.name))
"""
    command = [sys.executable, "-c", script, str(disk), str(shop.folder), shop.keys.raw_key.hex()]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path.cwd())
    assert done.stderr == ""
    assert done.stdout == "DiskFull\nfilled\nDiskFull\nfilled\n2 []\n"
