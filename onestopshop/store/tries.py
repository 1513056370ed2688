"""Slows down who tries passphrases at the keyboard: a wait that grows, is remembered, never lasts long."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import msgspec

from onestopshop.clock import Clock
from onestopshop.errors import Refused
from onestopshop.store.durable import write_durably
from onestopshop.store.key_file import Id
from onestopshop.store.shop_folder import TRIES
from onestopshop.store.trouble import telling_trouble

LONGEST_WAIT = 60
"""Seconds. Nobody is locked out for longer, whatever others typed and whatever the clock says."""
_LARGEST = 1024
_MOST_FAILURES = 1_000_000


class TryLater(Refused):
    """Too soon after a passphrase that was wrong."""

    sentence = "The last passphrase was wrong; seconds to wait before the next try: {seconds}."


class Tries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is remembered: wrong ones in a row, when the last began (seconds of the epoch), the last slot."""

    failed: Annotated[int, msgspec.Meta(ge=0, le=_MOST_FAILURES)] = 0
    begun: float = 0.0
    last_slot: Id | None = None

    @property
    def wait(self) -> int:
        """Seconds between the last wrong passphrase and the next try: 1, 2, 4 and so on up to 60."""
        return min(2 ** min(self.failed - 1, 6), LONGEST_WAIT) if self.failed else 0


def begin_try(folder: Path, clock: Clock) -> Tries:
    """Count a try as wrong before it is made, so that stopping the app in the middle gains nothing.

    Returns what was remembered before. Raises TryLater when it is too soon, or Trouble. When the clock was
    set back, the wait starts again now instead of lasting until the clock has caught up.
    """
    tries = _read(folder / TRIES)
    now = clock.now().timestamp()
    if tries.wait and now < tries.begun:
        tries = msgspec.structs.replace(tries, begun=now)
        _write(folder / TRIES, tries)
    left = tries.begun + tries.wait - now
    if tries.wait and left > 0:
        raise TryLater(seconds=math.ceil(left))
    counted = min(tries.failed + 1, _MOST_FAILURES)
    _write(folder / TRIES, msgspec.structs.replace(tries, failed=counted, begun=now))
    return tries


def forget_tries(folder: Path, slot_id: str) -> None:
    """The passphrase was right: the next one need not wait, and this slot is tried first. Raises Trouble."""
    _write(folder / TRIES, Tries(last_slot=slot_id))


def _read(path: Path) -> Tries:
    """What is remembered; nothing when the file is missing or damaged, for it must never lock anybody out."""
    with telling_trouble():
        try:
            with path.open("rb") as file:
                return msgspec.json.decode(file.read(_LARGEST), type=Tries)
        except (FileNotFoundError, msgspec.DecodeError):
            return Tries()


def _write(path: Path, tries: Tries) -> None:
    with telling_trouble():
        write_durably(path, msgspec.json.encode(tries))
