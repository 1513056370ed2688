"""Who can open the store: one key slot a person, one for the recovery sheet, and how they come and go.

A passphrase unwraps a person's own private key, and the store's raw key is boxed to its public half. So the
raw key can be replaced when somebody leaves without asking those who stay for their passphrases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyrage
from msgspec.structs import replace
from nacl.exceptions import CryptoError
from nacl.public import Box, PrivateKey, PublicKey
from nacl.utils import random as random_bytes

from onestopshop.clock import Clock
from onestopshop.errors import Refused
from onestopshop.identity import random_id
from onestopshop.store.key_file import Cost, DamagedKeys, Keys, RawKey, Slot, read_keys, write_keys
from onestopshop.store.shop_folder import make_private, refuse_where_a_shop_is
from onestopshop.store.slot import new_slot, open_slot
from onestopshop.store.tries import begin_try, forget_tries

RAW_KEY_BYTES = 32
_USUAL_COST = Cost()


class WrongPassphrase(Refused):
    """It opens no slot."""

    sentence = "That passphrase does not open this shop; check capitals and spaces, then type it again."


class WrongRecoveryKey(Refused):
    """It is no recovery key, or another shop's."""

    sentence = "That recovery key does not open this shop; copy it from this shop's recovery sheet again."


class LastPerson(Refused):
    """Nobody could open the shop any more."""

    sentence = "This is the only person who can open the shop; add somebody else first."


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What a new shop starts with. `store_key`, the store's own private key, is kept inside the store."""

    slot_id: str
    raw_key: bytes = field(repr=False)
    store_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Who opened the key file (None: the recovery sheet), and the raw keys that the store may have.

    They are newest first: two after a removal that was cut short.
    """

    slot_id: str | None
    raw_keys: tuple[bytes, ...] = field(repr=False)


def new_keys(folder: Path, passphrase: str, recovery_recipient: str, cost: Cost = _USUAL_COST) -> NewKeys:
    """Write the key file of a shop that is about to be made, for one person and the recovery sheet.

    `recovery_recipient` is the public half ("age1...") of the key on the sheet. Raises ShopExists or Trouble.
    """
    refuse_where_a_shop_is(folder)
    make_private(folder)
    store, raw_key, store_key = random_id(), random_bytes(RAW_KEY_BYTES), PrivateKey.generate()
    slot = new_slot(store, PrivateKey.generate(), store_key.public_key, passphrase, cost)
    raw = _for_everybody(store, (slot,), store_key, raw_key, recovery_recipient)
    write_keys(folder, Keys(store, 1, (slot,), (raw,)))
    return NewKeys(slot.id, raw_key, bytes(store_key))


def slot_ids(folder: Path) -> tuple[str, ...]:
    """The slots there are, to compare with the names that the store knows. Raises NoShop or Trouble."""
    return tuple(slot.id for slot in read_keys(folder).slots)


def unlock(folder: Path, passphrase: str, clock: Clock) -> Unlocked:
    """Find the slot that the passphrase opens: about half a second a slot, the one used last first.

    Raises WrongPassphrase; TryLater when it is too soon after wrong ones; NoShop; DamagedKeys, other Trouble.
    """
    keys = read_keys(folder)
    last = begin_try(folder, clock).last_slot
    for slot in sorted(keys.slots, key=lambda slot: slot.id != last):
        opened = open_slot(keys.store, slot, passphrase)
        if opened is not None:
            raw_keys = _unboxed(keys, slot, *opened)
            forget_tries(folder, slot.id)
            return Unlocked(slot.id, raw_keys)
    raise WrongPassphrase


def unlock_with_recovery(folder: Path, secret: str) -> Unlocked:
    """Open the key file by the secret on the recovery sheet, whose spaces and capitals do not matter.

    Raises WrongRecoveryKey, NoShop, DamagedKeys or other Trouble.
    """
    keys = read_keys(folder)
    try:
        identity = pyrage.x25519.Identity.from_str("".join(secret.split()).upper())
        opened = [pyrage.decrypt(raw.recovery, [identity]) for raw in keys.raw]
    except (pyrage.IdentityError, pyrage.DecryptError) as error:
        raise WrongRecoveryKey from error
    if any(content[RAW_KEY_BYTES:] != bytes.fromhex(keys.store) for content in opened):
        raise WrongRecoveryKey
    return Unlocked(None, tuple(content[:RAW_KEY_BYTES] for content in opened))


def add_person(
    folder: Path, passphrase: str, store_key: bytes, raw_key: bytes, cost: Cost = _USUAL_COST
) -> str:
    """Give one more person a slot and return its id. `raw_key` is what the store has now.

    Raises DamagedKeys when the key file is not this store's, or other Trouble.
    """
    keys, private = read_keys(folder), PrivateKey(store_key)
    raw = _authentic(keys, private, raw_key)
    slot = new_slot(keys.store, PrivateKey.generate(), private.public_key, passphrase, cost)
    box = _box(private, slot, raw_key)
    write_keys(folder, _next(keys, (*keys.slots, slot), (replace(raw, boxes={**raw.boxes, slot.id: box}),)))
    return slot.id


def change_passphrase(
    folder: Path, slot_id: str, old: str, new: str, clock: Clock, cost: Cost = _USUAL_COST
) -> None:
    """Wrap one person's key anew. A copy of the key file taken earlier still opens by the old passphrase.

    Raises WrongPassphrase (also when there is no such slot), TryLater, NoShop or Trouble.
    """
    keys = read_keys(folder)
    begin_try(folder, clock)
    slot = next((slot for slot in keys.slots if slot.id == slot_id), None)
    opened = open_slot(keys.store, slot, old) if slot else None
    if opened is None:
        raise WrongPassphrase
    forget_tries(folder, slot_id)
    changed = new_slot(keys.store, *opened, new, cost, slot_id)
    slots = tuple(changed if slot.id == slot_id else slot for slot in keys.slots)
    write_keys(folder, _next(keys, slots, keys.raw))


def remove_person(
    folder: Path,
    slot_id: str,
    store_key: bytes,
    raw_key: bytes,
    recovery_recipient: str,
    rekey: Callable[[bytes], None],
) -> bytes:
    """Take one person's slot away and give the store a new raw key, which is returned.

    `rekey` encrypts the store with the key that it is handed. The key file holds both keys until it has
    returned, so whatever cuts this short leaves a shop that opens for those who stay. When the slot is gone
    already, the raw key is still replaced. Raises LastPerson; DamagedKeys when the key file is not this
    store's; other Trouble.
    """
    keys = read_keys(folder)
    staying = tuple(slot for slot in keys.slots if slot.id != slot_id)
    if not staying:
        raise LastPerson
    return _replaced(folder, keys, staying, store_key, raw_key, recovery_recipient, rekey)


def replace_recovery(
    folder: Path, store_key: bytes, raw_key: bytes, recovery_recipient: str, rekey: Callable[[bytes], None]
) -> bytes:
    """Seal a new raw key to another recovery sheet, and to everybody as before; returns the raw key.

    The sheet before opens the store no more. `rekey` and what is raised are as for `remove_person`.
    """
    keys = read_keys(folder)
    return _replaced(folder, keys, keys.slots, store_key, raw_key, recovery_recipient, rekey)


def _replaced(
    folder: Path,
    keys: Keys,
    staying: tuple[Slot, ...],
    store_key: bytes,
    raw_key: bytes,
    recovery_recipient: str,
    rekey: Callable[[bytes], None],
) -> bytes:
    private = PrivateKey(store_key)
    _authentic(keys, private, raw_key)
    new_raw_key = random_bytes(RAW_KEY_BYTES)
    both = tuple(
        _for_everybody(keys.store, staying, private, each, recovery_recipient)
        for each in (new_raw_key, raw_key)
    )
    write_keys(folder, _next(keys, staying, both))
    rekey(new_raw_key)
    forget_older_key(folder)
    return new_raw_key


def forget_older_key(folder: Path) -> None:
    """Keep only the newest raw key in the key file, once the store has it. Raises NoShop or Trouble."""
    keys = read_keys(folder)
    write_keys(folder, _next(keys, keys.slots, keys.raw[:1]))


def _next(keys: Keys, slots: tuple[Slot, ...], raw: tuple[RawKey, ...]) -> Keys:
    return replace(keys, revision=keys.revision + 1, slots=slots, raw=raw)


def _for_everybody(
    store: str, slots: tuple[Slot, ...], store_key: PrivateKey, raw_key: bytes, recovery_recipient: str
) -> RawKey:
    boxes = {slot.id: _box(store_key, slot, raw_key) for slot in slots}
    recipient = pyrage.x25519.Recipient.from_str(recovery_recipient)
    return RawKey(boxes, pyrage.encrypt(raw_key + bytes.fromhex(store), [recipient]))


def _box(store_key: PrivateKey, slot: Slot, raw_key: bytes) -> bytes:
    return bytes(Box(store_key, PublicKey(slot.public)).encrypt(raw_key))


def _unboxed(keys: Keys, slot: Slot, private: PrivateKey, store_public: PublicKey) -> tuple[bytes, ...]:
    try:
        return tuple(Box(private, store_public).decrypt(raw.boxes[slot.id]) for raw in keys.raw)
    except (CryptoError, KeyError) as error:
        raise DamagedKeys from error


def _authentic(keys: Keys, store_key: PrivateKey, raw_key: bytes) -> RawKey:
    """The entry of the raw key that the store has now, when every slot's box holds it.

    The key file lies open beside the store. Without this check somebody could write a public key of their
    own into it and be given the next raw key.
    """
    for raw in keys.raw:
        if all(_holds(raw, slot, store_key, raw_key) for slot in keys.slots):
            return raw
    raise DamagedKeys


def _holds(raw: RawKey, slot: Slot, store_key: PrivateKey, raw_key: bytes) -> bool:
    try:
        return Box(store_key, PublicKey(slot.public)).decrypt(raw.boxes[slot.id]) == raw_key
    except (CryptoError, KeyError):
        return False
