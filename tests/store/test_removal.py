"""Who was removed gets in no more, and a kill at any step leaves a shop that opens for who stays."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from nacl.public import Box, PrivateKey, PublicKey

from onestopshop.store import (
    DamagedKeys,
    DiskTrouble,
    LastPerson,
    ReadOnlyStore,
    Store,
    WrongPassphrase,
    slot_ids,
    unlock_with_recovery,
)
from onestopshop.store.backup import renew_backups
from onestopshop.store.durable import put_in_place, write_durably
from onestopshop.store.key_file import Keys, read_keys, write_keys


def test_a_removed_person_gets_in_no_more(shop: Any) -> None:
    """The store has a new key: neither the passphrase nor an old copy of the key file opens it."""
    second = shop.add_other()
    copy = shop.folder.parent / "copy"
    shutil.copytree(shop.folder, copy)
    with shop.open() as store:
        store.back_up()
        store.remove_person(second, shop.keys.store_key, shop.recipient)
        assert [path.name for path in (shop.folder / "backups").iterdir()] == ["backup-000002.tar"]
    with pytest.raises(WrongPassphrase):
        shop.unlocked(shop.other)
    found = shop.unlocked(shop.passphrase)
    assert shop.opens(found.raw_keys)
    assert unlock_with_recovery(shop.folder, str(shop.recovery)).raw_keys == found.raw_keys
    assert len(found.raw_keys) == 1
    assert shop.keys.raw_key not in found.raw_keys
    stolen = replace(shop, folder=copy).unlocked(shop.other)
    with pytest.raises(Exception, match="do not belong"):
        Store.open(shop.folder, stolen.raw_keys, shop.toy)


def test_a_store_stays_open_while_somebody_is_removed(shop: Any) -> None:
    """After a removal the same open store goes on, adds somebody and removes them again."""
    with shop.open() as store:
        for _ in range(2):
            second = store.add_person(shop.other, shop.keys.store_key, shop.cost)
            assert shop.unlocked(shop.other).slot_id == second
            store.remove_person(second, shop.keys.store_key, shop.recipient)
            store.remove_person(second, shop.keys.store_key, shop.recipient)
            assert store.read(lambda c: c.execute("SELECT count(*) FROM visit").fetchone()) == (2,)
    assert shop.opens(shop.unlocked(shop.passphrase).raw_keys)


def test_the_last_person_stays(shop: Any) -> None:
    """A shop that nobody can open is not made."""
    with shop.open() as store, pytest.raises(LastPerson):
        store.remove_person(shop.keys.slot_id, shop.keys.store_key, shop.recipient)
    assert shop.opens(shop.unlocked(shop.passphrase).raw_keys)


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", range(6))
@pytest.mark.parametrize("finishes", [True, False])
def test_a_kill_between_the_steps_of_a_removal_leaves_a_shop_that_opens(
    shop: Any, monkeypatch: pytest.MonkeyPatch, step: int, finishes: bool
) -> None:
    """Stopped before or after any of its six steps, the shop opens and then finishes the removal."""
    second = shop.add_other()
    steps = iter(range(100))

    def kill_at(real: Callable[..., None]) -> Callable[..., None]:
        def step_of_removal(*given: Any) -> None:
            is_last = next(steps) == step
            if is_last and not finishes:
                raise Killed
            real(*given)
            if is_last:
                raise Killed

        return step_of_removal

    monkeypatch.setattr("onestopshop.store.key_file.write_durably", kill_at(write_durably))
    monkeypatch.setattr("onestopshop.store.opening.put_in_place", kill_at(put_in_place))
    monkeypatch.setattr("onestopshop.store.opening.renew_backups", kill_at(renew_backups))
    with shop.open() as store, pytest.raises(Killed):
        store.remove_person(second, shop.keys.store_key, shop.recipient)
    monkeypatch.undo()

    found = shop.unlocked(shop.passphrase)
    assert shop.opens(found.raw_keys)
    assert len(shop.unlocked(shop.passphrase).raw_keys) == 1
    assert shop.opens(shop.unlocked(shop.passphrase).raw_keys)
    removed = second not in slot_ids(shop.folder)
    assert removed or step == 0
    if removed:
        assert shop.unlocked(shop.passphrase).raw_keys != (shop.keys.raw_key,)
        with pytest.raises(WrongPassphrase):
            shop.unlocked(shop.other)


REMOVE = """
import sys
from pathlib import Path
from onestopshop.store import Store
folder, raw_key, store_key, slot, recipient = sys.argv[1:]
with Store.open(Path(folder), (bytes.fromhex(raw_key),), ((),)) as store:
    print("ready", flush=True)
    store.remove_person(slot, bytes.fromhex(store_key), recipient)
"""


@pytest.mark.parametrize("milliseconds", [0, 8, 16, 24, 32, 64])
def test_a_process_killed_while_it_removes_somebody_leaves_a_shop_that_opens(
    shop: Any, milliseconds: int
) -> None:
    """Killed at any moment, while pages are encrypted anew too, the shop opens whole for who stays."""
    second = shop.add_other()
    with shop.open() as store:
        store.write(lambda c: c.execute("INSERT INTO child SELECT 1 FROM visit a, visit b, visit c"))
        store.write(lambda c: c.execute("UPDATE visit SET heard = hex(zeroblob(400000))"))
    given = (shop.keys.raw_key.hex(), shop.keys.store_key.hex(), second, shop.recipient)
    command = [sys.executable, "-c", REMOVE, str(shop.folder), *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(milliseconds / 1000)
        process.kill()
    for _ in range(2):
        assert shop.opens(shop.unlocked(shop.passphrase).raw_keys)


def test_a_store_that_cannot_be_replaced_stays_open(shop: Any) -> None:
    """When the new file may not take its place the old one goes on under the old key."""
    second = shop.add_other()

    def refused(finished: object, path: object) -> None:
        raise PermissionError(13, "held")

    with shop.open() as store:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("onestopshop.store.opening.put_in_place", refused)
            with pytest.raises(ReadOnlyStore):
                store.remove_person(second, shop.keys.store_key, shop.recipient)
        store.write(lambda c: c.execute("INSERT INTO child VALUES (1)"))
        assert "copy.db" not in {path.name for path in shop.folder.iterdir()}
        with pytest.raises(Exception, match="not authorized"):
            store.write(lambda c: c.execute("PRAGMA journal_mode = OFF"))
        store.remove_person(second, shop.keys.store_key, shop.recipient)
    assert shop.opens(shop.unlocked(shop.passphrase).raw_keys)


def test_a_removal_without_room_can_be_done_again(shop: Any, small_files: Any) -> None:
    """When the disk takes no more the store stays open and whole, and the removal succeeds later."""
    second = shop.add_other()
    with shop.open() as store:
        store.write(lambda c: c.execute("UPDATE visit SET heard = hex(zeroblob(100000))"))
        with small_files(), pytest.raises(DiskTrouble):
            store.remove_person(second, shop.keys.store_key, shop.recipient)
        store.write(lambda c: c.execute("INSERT INTO child VALUES (1)"))
    found = shop.unlocked(shop.passphrase)
    assert len(found.raw_keys) == 2
    with small_files():
        assert shop.opens(found.raw_keys)
    with Store.open(shop.folder, shop.unlocked(shop.passphrase).raw_keys, shop.toy) as store:
        store.remove_person(second, shop.keys.store_key, shop.recipient)
    assert len(shop.unlocked(shop.passphrase).raw_keys) == 1
    assert shop.opens(shop.unlocked(shop.passphrase).raw_keys)


def forged(shop: Any, change: Callable[[Keys], Keys]) -> None:
    """Writes a key file as somebody could who holds the laptop."""
    write_keys(shop.folder, change(read_keys(shop.folder)))


def test_a_public_key_slipped_into_the_key_file_gets_no_new_key(shop: Any) -> None:
    """Whoever writes a key of their own into the file stops the removal and is not given the new raw key."""
    second = shop.add_other()
    thief = PrivateKey.generate()
    store_public = PrivateKey(shop.keys.store_key).public_key

    def slip_in(keys: Keys) -> Keys:
        slots = (keys.slots[0], msgspec.structs.replace(keys.slots[1], public=bytes(thief.public_key)))
        box = bytes(Box(thief, PublicKey(bytes(store_public))).encrypt(b"a guess at the raw key, 32 bytes"))
        boxes = {**keys.raw[0].boxes, second: box}
        return msgspec.structs.replace(
            keys, slots=slots, raw=(msgspec.structs.replace(keys.raw[0], boxes=boxes),)
        )

    forged(shop, slip_in)
    with shop.open() as store:
        with pytest.raises(DamagedKeys):
            store.remove_person(shop.keys.slot_id, shop.keys.store_key, shop.recipient)
        with pytest.raises(DamagedKeys):
            store.add_person(shop.other, shop.keys.store_key, shop.cost)
