"""The folder of one shop: what its files are called, who may read it, and that one process has it open."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from onestopshop.errors import Refused
from onestopshop.store.trouble import ShopInUse, telling_trouble

STORE = "store.db"
KEYS = "keys.json"
KEYS_SECOND = "keys.bak.json"
BACKUPS = "backups"
COPY = "copy.db"
"""A copy of the store that a backup is made from, or that takes its place under a new key."""
TRIES = "tries.json"
LOCK = "lock"
UNVERIFIED = "unverified"
"""An empty file that a restore leaves: the next opening reads every page of the store before trusting it."""


class ShopExists(Refused):
    """A shop would have to be overwritten."""

    sentence = "There is already a shop in this folder, and it was left as it is; choose another folder."


class NoShop(Refused):
    """Nothing here can be opened."""

    sentence = "There is no shop in this folder; choose the right folder, or set up or restore a shop."


def refuse_where_a_shop_is(folder: Path) -> None:
    """Raise ShopExists when `folder` holds a store: from then on nothing may be put in its place."""
    if (folder / STORE).exists():
        raise ShopExists


def refuse_where_no_shop_is(folder: Path) -> None:
    """Raise NoShop when `folder` holds no store."""
    if not (folder / STORE).exists():
        raise NoShop


def make_private(folder: Path) -> None:
    """Create `folder` where needed, so that only its owner can look into it where the system knows owners.

    Raises Trouble.
    """
    with telling_trouble():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name != "nt":  # pragma: no branch - Windows gives a folder of the user to nobody else
            folder.chmod(0o700)


def remove_journal(store: Path) -> None:
    """Remove the journal beside `store`: a journal left by another store would be played into this one."""
    store.with_name(store.name + "-journal").unlink(missing_ok=True)


class FolderLock:
    """Holds a shop folder for this process until it is released; the system releases it when a process dies.

    The lock is on an open file, so a second opening in the same process is refused as well. Raises
    ShopInUse, or the trouble of a folder that cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        with telling_trouble():
            self._descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise ShopInUse from error

    def release(self) -> None:
        """Let others open the folder. The file stays: removing it would race with the next opening."""
        with suppress(OSError):  # nothing is written in it, so a disk's complaint means nothing
            os.close(self._descriptor)


if sys.platform == "win32":  # pragma: no cover - runs on Windows only
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
