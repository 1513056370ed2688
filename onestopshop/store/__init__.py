"""Where a shop's records are kept: encrypted on this laptop, opened by passphrases, never half written."""

from __future__ import annotations

from onestopshop.store.backup import BackupFailed
from onestopshop.store.connection import Connection
from onestopshop.store.key_file import Cost, DamagedKeys
from onestopshop.store.key_slots import (
    LastPerson,
    NewKeys,
    Unlocked,
    WrongPassphrase,
    WrongRecoveryKey,
    change_passphrase,
    new_keys,
    slot_ids,
    unlock,
    unlock_with_recovery,
)
from onestopshop.store.migration import NewerStore
from onestopshop.store.pack import NotABackup, unpack
from onestopshop.store.passphrase import WeakPassphrase, check_new_passphrase, suggested_passphrase
from onestopshop.store.shop_folder import NoShop, ShopExists
from onestopshop.store.slot import TooLittleMemory
from onestopshop.store.store import Store
from onestopshop.store.tries import TryLater
from onestopshop.store.trouble import DamagedStore, DiskFull, DiskTrouble, ReadOnlyStore, ShopInUse

__all__ = [
    "BackupFailed",
    "Connection",
    "Cost",
    "DamagedKeys",
    "DamagedStore",
    "DiskFull",
    "DiskTrouble",
    "LastPerson",
    "NewKeys",
    "NewerStore",
    "NoShop",
    "NotABackup",
    "ReadOnlyStore",
    "ShopExists",
    "ShopInUse",
    "Store",
    "TooLittleMemory",
    "TryLater",
    "Unlocked",
    "WeakPassphrase",
    "WrongPassphrase",
    "WrongRecoveryKey",
    "change_passphrase",
    "check_new_passphrase",
    "new_keys",
    "slot_ids",
    "suggested_passphrase",
    "unlock",
    "unlock_with_recovery",
    "unpack",
]
