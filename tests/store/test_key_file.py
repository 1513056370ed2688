"""The key file is read from whichever copy is whole, and nothing weak or outsized is read or written."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onestopshop.store import Cost, DamagedKeys, NoShop, new_keys
from onestopshop.store.key_file import LARGEST, bytes_of, keys_in, read_keys, write_keys
from onestopshop.store.shop_folder import KEYS, KEYS_SECOND

BOTH = (KEYS, KEYS_SECOND)


@pytest.mark.parametrize("name", BOTH)
def test_every_flipped_byte_is_noticed_and_put_right(shop: Any, name: str) -> None:
    """A byte changed anywhere in one copy is repaired from the other."""
    path = shop.folder / name
    whole = path.read_bytes()
    for place in range(0, len(whole), 37):
        damaged = bytearray(whole)
        damaged[place] ^= 0x04
        assert keys_in(bytes(damaged)) is None
        path.write_bytes(damaged)
        assert bytes_of(read_keys(shop.folder)) == whole
        assert path.read_bytes() == whole


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("content", [b"", b"{}", b"\xff" * 40, b"[" * 100_000, None])
def test_a_ruined_or_missing_copy_is_put_right(shop: Any, name: str, content: bytes | None) -> None:
    """An empty, cut, outsized or missing copy is repaired from the other."""
    path = shop.folder / name
    whole = path.read_bytes()
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert bytes_of(read_keys(shop.folder)) == whole
    assert path.read_bytes() == whole


def test_two_ruined_copies_are_said(shop: Any) -> None:
    """When no copy is whole the sentence says so and the files stay for whoever can mend them."""
    for name in BOTH:
        (shop.folder / name).write_bytes(b"ruined")
    with pytest.raises(DamagedKeys, match="backup"):
        read_keys(shop.folder)
    assert (shop.folder / KEYS).read_bytes() == b"ruined"


def test_a_folder_without_keys_is_no_shop(tmp_path: Path) -> None:
    """Neither copy: there is nothing to open here."""
    with pytest.raises(NoShop):
        read_keys(tmp_path)


def test_the_newer_of_two_whole_copies_counts(shop: Any) -> None:
    """After a kill between the two writes the newer copy is read and the older one replaced."""
    older = (shop.folder / KEYS).read_bytes()
    newer = msgspec.structs.replace(read_keys(shop.folder), revision=2)
    for name in BOTH:
        write_keys(shop.folder, newer)
        (shop.folder / name).write_bytes(older)
        assert read_keys(shop.folder) == newer
        assert (shop.folder / name).read_bytes() == bytes_of(newer)


@pytest.mark.parametrize("cost", [Cost(63, 3), Cost(64, 0), Cost(1025, 3), Cost(64, 17), Cost(-1, 1)])
def test_a_weak_or_ruinous_cost_is_refused(shop: Any, cost: Cost) -> None:
    """Parameters under the floor or over the ceiling are neither written nor read."""
    keys = read_keys(shop.folder)
    weak = msgspec.structs.replace(keys, slots=(msgspec.structs.replace(keys.slots[0], cost=cost),))
    with pytest.raises(msgspec.ValidationError):
        write_keys(shop.folder, weak)
    assert read_keys(shop.folder) == keys
    assert keys_in(hashed(msgspec.json.encode(weak))) is None


def test_a_weak_cost_makes_no_shop(tmp_path: Path, shop: Any) -> None:
    """New keys under the floor are refused before anything is written."""
    with pytest.raises(msgspec.ValidationError):
        new_keys(tmp_path / "weak", shop.passphrase, shop.recipient, Cost(8, 1))
    assert list((tmp_path / "weak").iterdir()) == []


def test_an_unknown_field_and_a_missing_one_are_refused(shop: Any) -> None:
    """The form is exact, so that nothing is dropped when it is written again."""
    fields = msgspec.json.decode(msgspec.json.encode(read_keys(shop.folder)))
    assert keys_in(hashed(msgspec.json.encode(fields))) is not None
    assert keys_in(hashed(msgspec.json.encode({**fields, "name": "x"}))) is None
    assert keys_in(hashed(msgspec.json.encode({**fields, "slots": []}))) is None


def test_the_key_file_tells_no_name_and_stays_small(shop: Any) -> None:
    """It holds ids, keys and parameters only, far under its limit."""
    content = (shop.folder / KEYS).read_bytes()
    assert len(content) * 16 < LARGEST
    assert set(msgspec.json.decode(content)["keys"]["slots"][0]) == {
        "id",
        "public",
        "kdf",
        "cost",
        "salt",
        "nonce",
        "wrapped",
    }


def hashed(inner: bytes) -> bytes:
    """A key file with the right hash around any content."""
    return b'{"sha256":"' + hashlib.sha256(inner).hexdigest().encode() + b'","keys":' + inner + b"}"
