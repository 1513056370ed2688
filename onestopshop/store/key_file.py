"""The key file beside the store: its form, and its two copies, each put right from the other."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from onestopshop.errors import Trouble
from onestopshop.store.durable import write_durably
from onestopshop.store.shop_folder import KEYS, KEYS_SECOND, NoShop
from onestopshop.store.trouble import telling_trouble

LARGEST = 64 * 1024
"""Bytes of a key file; sixteen people need a tenth of it."""
_MOST_PEOPLE = 16

Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
_Key = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
_Salt = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
_Nonce = Annotated[bytes, msgspec.Meta(min_length=24, max_length=24)]
_Short = Annotated[bytes, msgspec.Meta(min_length=1, max_length=1024)]


class DamagedKeys(Trouble):
    """Neither copy of the key file is whole, or they were made to not belong together."""

    sentence = (
        "The key file beside the records is damaged. Nothing was changed; close the app and restore the "
        "newest backup."
    )


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess at a passphrase costs: Argon2id memory in MiB and passes, one lane.

    Less than the floor would help whoever copied the file; more than the ceiling would stop a small laptop.
    """

    memory: Annotated[int, msgspec.Meta(ge=64, le=1024)] = 256
    passes: Annotated[int, msgspec.Meta(ge=1, le=16)] = 3


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one person gets in: a key pair whose private half only the passphrase unwraps. It holds no name."""

    id: Id
    public: _Key
    kdf: Literal["argon2id"]
    cost: Cost
    salt: _Salt
    nonce: _Nonce
    wrapped: _Short


class RawKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One raw key of the store: boxed to each person's public key by slot id, and for the recovery sheet."""

    boxes: Annotated[dict[Id, _Short], msgspec.Meta(min_length=1, max_length=_MOST_PEOPLE)]
    recovery: _Short


class Keys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in a key file. `raw` is newest first: two while the store is being given a new key."""

    store: Id
    revision: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    slots: Annotated[tuple[Slot, ...], msgspec.Meta(min_length=1, max_length=_MOST_PEOPLE)]
    raw: Annotated[tuple[RawKey, ...], msgspec.Meta(min_length=1, max_length=2)]


class _Checked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written: the keys and the SHA-256 of their bytes, so that damage is told from a wrong key."""

    sha256: str
    keys: msgspec.Raw


def read_keys(folder: Path) -> Keys:
    """The newest whole copy of the key file; the other is put right when it is damaged, missing or older.

    Raises NoShop when there is neither, DamagedKeys when no copy is whole, or another Trouble.
    """
    with telling_trouble():
        copies = {name: _read(folder / name) for name in (KEYS_SECOND, KEYS)}
        if all(untrusted is None for untrusted in copies.values()):
            raise NoShop
        whole = [keys for untrusted in copies.values() if (keys := keys_in(untrusted or b"")) is not None]
        if not whole:
            raise DamagedKeys
        newest = max(whole, key=lambda keys: keys.revision)
        content = bytes_of(newest)
        for name, untrusted in copies.items():
            if untrusted != content:
                write_durably(folder / name, content)
    return newest


def write_keys(folder: Path, keys: Keys) -> None:
    """Put `keys` on the disk, the second copy before the first. Raises Trouble.

    What could not be read back is not written: msgspec.ValidationError.
    """
    content = bytes_of(keys)
    with telling_trouble():
        write_durably(folder / KEYS_SECOND, content)
        write_durably(folder / KEYS, content)


def bytes_of(keys: Keys) -> bytes:
    """The key file for `keys`. Raises msgspec.ValidationError when they break a bound."""
    inner = msgspec.json.encode(keys)
    msgspec.json.decode(inner, type=Keys)
    return msgspec.json.encode(_Checked(hashlib.sha256(inner).hexdigest(), msgspec.Raw(inner)))


def keys_in(untrusted: bytes) -> Keys | None:
    """The keys in a key file's bytes, or None when they are damaged or break a bound."""
    try:
        checked = msgspec.json.decode(untrusted[:LARGEST], type=_Checked)
        if hashlib.sha256(checked.keys).hexdigest() != checked.sha256:
            return None
        return msgspec.json.decode(checked.keys, type=Keys)
    except msgspec.DecodeError:
        return None


def _read(path: Path) -> bytes | None:
    """No more than a key file may hold, or None when there is no such file."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
