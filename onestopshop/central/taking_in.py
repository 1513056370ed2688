"""Taking in what the coordinators put into the folder: a newer setup, and receipts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from onestopshop.desk.directory import settled
from onestopshop.envelope import receipt_file, setup_file
from onestopshop.envelope.unsound import Unsound
from onestopshop.errors import Trouble
from onestopshop.shop import Shop
from onestopshop.store import Connection, facts, outbox, setups


def take_in_setups(shop: Shop, files: Iterable[Path]) -> tuple[bool, tuple[str, ...]]:
    """Take in the highest version that the pinned root signed.

    Returns whether there was a newer one, and an alarm for every file that is not to be believed: codes
    "setup_untrusted", "setup_changed" (the same version with other bytes), "setup_newer", "setup_damaged".
    """
    taken = False
    alarms: list[str] = []
    for file in files:
        try:
            untrusted = file.read_bytes()
        except OSError:
            continue
        try:
            taken = shop.store.write(partial(_take_setup, untrusted=untrusted)) or taken
        except setup_file.UntrustedSetup:
            alarms.append("setup_untrusted")
        except setup_file.NewerSetup:
            alarms.append("setup_newer")
        except setup_file.DamagedSetup:
            alarms.append("setup_damaged")
        except SameVersionOtherBytes:
            alarms.append("setup_changed")
    return taken, tuple(dict.fromkeys(alarms))


class SameVersionOtherBytes(Trouble):
    """A setup of the version that is in use, with other content."""

    sentence = (
        "There are two different setups of the same version. The one on this laptop stays in use; tell a"
        " coordinator at once."
    )


def _take_setup(connection: Connection, untrusted: bytes) -> bool:
    read = setup_file.read(untrusted, facts.text_fact(connection, facts.PINNED_ROOT))
    known = settled(connection)
    if read.network != known.network:
        raise setup_file.UntrustedSetup
    if read.version == known.version and read != known:
        raise SameVersionOtherBytes
    if read.version <= known.version:
        return False
    setups.keep_setup(connection, read.version, untrusted)
    facts.keep_fact(connection, facts.PINNED_ROOT, read.root)
    return True


def take_in_receipts(shop: Shop, files: Iterable[Path]) -> int:
    """Note which own envelopes the coordinators merged; returns how many are newly received.

    A receipt that is damaged, forged or sealed to others says nothing, and is passed over.
    """
    untrusted = []
    for file in files:
        try:
            untrusted.append(file.read_bytes())
        except OSError:
            continue

    def write(connection: Connection) -> int:
        return sum(_take_receipt(connection, shop, receipt) for receipt in untrusted)

    return shop.store.write(write) if untrusted else 0


def _take_receipt(connection: Connection, shop: Shop, untrusted: bytes) -> int:
    receipt = read_receipt(connection, shop, untrusted)
    if receipt is None:
        return 0
    mine = list(receipt.received.get(shop.desk.key, ()))
    return outbox.receive(connection, mine, receipt.on.isoformat())


def read_receipt(connection: Connection, shop: Shop, untrusted: bytes) -> receipt_file.Receipt | None:
    """What a receipt says, where the network's root signed it and this desk can open it."""
    root = settled(connection).root
    identity = facts.text_fact(connection, facts.DESK_IDENTITY) or ""
    try:
        return receipt_file.read(untrusted, root, shop.desk.network, identity)
    except Unsound:
        return None
