"""Who has a slot or the recovery sheet gets in, and nobody else; the key file vouches for its parameters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pyrage
import pytest

from onestopshop.store import (
    Cost,
    DamagedKeys,
    TryLater,
    WrongPassphrase,
    WrongRecoveryKey,
    change_passphrase,
    new_keys,
    slot_ids,
    unlock_with_recovery,
)
from onestopshop.store.key_file import Keys, read_keys, write_keys

WRONG = "certainly not the passphrase"


def forged(shop: Any, change: Callable[[Keys], Keys]) -> None:
    """Writes a key file as somebody could who holds the laptop."""
    write_keys(shop.folder, change(read_keys(shop.folder)))


def test_the_passphrase_opens_and_is_told_to_nobody(shop: Any) -> None:
    """The slot and the raw key come back; no representation shows a key."""
    found = shop.unlocked(f"  {shop.passphrase} ")
    assert (found.slot_id, found.raw_keys) == (shop.keys.slot_id, (shop.keys.raw_key,))
    assert slot_ids(shop.folder) == (shop.keys.slot_id,)
    for shown in (repr(found), repr(shop.keys), str(found)):
        assert shop.keys.raw_key.hex() not in shown
        assert repr(shop.keys.raw_key) not in shown
        assert repr(shop.keys.store_key) not in shown


@pytest.mark.parametrize("wrong", [WRONG, "", "Plum anchor velvet tundra siren cobble", "\udc80" * 20])
def test_a_wrong_passphrase_is_refused_without_repeating_it(shop: Any, wrong: str) -> None:
    """Other words, capitals and characters without a meaning open nothing and are not in the exception."""
    with pytest.raises(WrongPassphrase) as refused:
        shop.unlocked(wrong)
    error: BaseException | None = refused.value
    while error is not None and wrong:
        assert wrong not in str(error) + repr(error) + repr(error.args) + repr(vars(error))
        error = error.__cause__ or error.__context__


def test_the_recovery_sheet_opens(shop: Any) -> None:
    """The secret on paper opens, typed in groups and in small letters, too."""
    secret = str(shop.recovery)
    groups = " ".join(secret[place : place + 8] for place in range(0, len(secret), 8))
    for typed in (secret, groups.lower(), f"\n{secret}\n"):
        found = unlock_with_recovery(shop.folder, typed)
        assert (found.slot_id, found.raw_keys) == (None, (shop.keys.raw_key,))


@pytest.mark.parametrize("secret", ["", "AGE-SECRET-KEY-1QQQ", "é"])
def test_what_is_no_recovery_key_is_refused(shop: Any, secret: str) -> None:
    """Nonsense is refused in a sentence."""
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery(shop.folder, secret)


def test_another_shops_recovery_key_is_refused(shop: Any, tmp_path: Any) -> None:
    """Another key opens nothing, and neither does a recovery file that was moved here from another shop."""
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery(shop.folder, str(pyrage.x25519.Identity.generate()))
    new_keys(tmp_path / "other", shop.passphrase, shop.recipient, shop.cost)
    moved = read_keys(tmp_path / "other").raw[0].recovery
    keys = read_keys(shop.folder)
    raw = (msgspec.structs.replace(keys.raw[0], recovery=moved),)
    write_keys(shop.folder, msgspec.structs.replace(keys, raw=raw))
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery(shop.folder, str(shop.recovery))


def test_a_second_person_gets_in(shop: Any) -> None:
    """Both passphrases open the same store, each by its own slot, and the one used last is tried first."""
    second = shop.add_other()
    assert shop.unlocked(shop.other).slot_id == second
    assert shop.unlocked(shop.passphrase).slot_id == shop.keys.slot_id
    assert shop.unlocked(shop.other).raw_keys == (shop.keys.raw_key,)
    assert slot_ids(shop.folder) == (shop.keys.slot_id, second)


def test_a_changed_passphrase_replaces_the_old_one(shop: Any) -> None:
    """The new one opens the same slot, the old one no more, and nobody else is asked."""
    second = shop.add_other()
    change_passphrase(shop.folder, second, shop.other, "a quite new passphrase", shop.clock, shop.cost)
    assert shop.unlocked("a quite new passphrase").slot_id == second
    assert shop.unlocked(shop.passphrase).slot_id == shop.keys.slot_id
    with pytest.raises(WrongPassphrase):
        shop.unlocked(shop.other)


def test_a_passphrase_is_changed_only_by_who_knows_it(shop: Any) -> None:
    """Another person's passphrase, a wrong one and an unknown slot change nothing, and the next try waits."""
    second = shop.add_other()
    before = read_keys(shop.folder)
    for slot, old in ((second, shop.passphrase), (second, WRONG), ("0" * 32, shop.other)):
        shop.clock.moment += timedelta(seconds=61)
        with pytest.raises(WrongPassphrase):
            change_passphrase(shop.folder, slot, old, "a quite new passphrase", shop.clock, shop.cost)
        with pytest.raises(TryLater):
            change_passphrase(
                shop.folder, second, shop.other, "a quite new passphrase", shop.clock, shop.cost
            )
    assert read_keys(shop.folder) == before


def test_a_slot_without_its_box_is_damage(shop: Any) -> None:
    """A slot whose box is missing or broken opens by its passphrase and is then told as damage."""

    def without_box(keys: Keys) -> Keys:
        return msgspec.structs.replace(
            keys, raw=(msgspec.structs.replace(keys.raw[0], boxes={"0" * 32: b"x" * 72}),)
        )

    forged(shop, without_box)
    with pytest.raises(DamagedKeys):
        shop.unlocked(shop.passphrase)
    with shop.open() as store, pytest.raises(DamagedKeys):
        store.add_person(shop.other, shop.keys.store_key, shop.cost)


@pytest.mark.parametrize("field", ["id", "cost", "store"])
def test_the_wrapping_vouches_for_slot_and_parameters(shop: Any, field: str) -> None:
    """A slot whose id, cost or store was changed opens no more."""

    def change(keys: Keys) -> Keys:
        if field == "store":
            return msgspec.structs.replace(keys, store="0" * 32)
        value = Cost(64, 2) if field == "cost" else "0" * 32
        return msgspec.structs.replace(
            keys, slots=(msgspec.structs.replace(keys.slots[0], **{field: value}),)
        )

    forged(shop, change)
    with pytest.raises(WrongPassphrase):
        shop.unlocked(shop.passphrase)


def test_new_keys_leave_a_shop_alone(shop: Any) -> None:
    """In a folder with a shop no keys are written."""
    before = read_keys(shop.folder)
    with pytest.raises(Exception, match="already a shop"):
        new_keys(shop.folder, shop.other, shop.recipient, shop.cost)
    assert read_keys(shop.folder) == before
