"""Taking in what the coordinators put into the folder: a newer setup, and receipts."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from onestopshop.central.folder import contents
from onestopshop.central.signed_by import signed_by
from onestopshop.desk.directory import settled
from onestopshop.desk.own_desk import own_identities
from onestopshop.envelope import receipt_file, setup_file
from onestopshop.envelope.receipt_file import Receipt
from onestopshop.envelope.unsound import Unsound
from onestopshop.errors import Trouble
from onestopshop.identity import EnvelopeId
from onestopshop.merge.handover import lacks_keys, take_keys
from onestopshop.network import Setup
from onestopshop.shop import Shop
from onestopshop.store import Connection, facts, outbox, setups
from onestopshop.store.joint_totals import JointTotal, keep_joint_totals


def take_in_setups(shop: Shop, files: Iterable[Path]) -> tuple[bool, tuple[str, ...]]:
    """Take in the highest version that the pinned root signed, or a root that came after it.

    Returns whether there was a newer one, and an alarm for every file that is not to be believed or that a
    person has to decide on: a code that `alarm.alarm_words` puts into a sentence.
    """
    taken = False
    alarms: list[str] = []
    for untrusted in contents(files, setup_file.LARGEST):
        take = partial(_take_setup, untrusted=untrusted, coordinator=shop.desk.coordinator)
        try:
            taken = shop.store.write(take) or taken
        except setup_file.NewerSetup:
            alarms.append("setup_newer")
        except setup_file.DamagedSetup:
            alarms.append("setup_damaged")
        except _NotTaken as not_taken:
            alarms.append(not_taken.alarm)
    return taken, tuple(dict.fromkeys(alarms))


class _NotTaken(Trouble):
    """A setup that is not believed, or that a coordinator has to decide on."""

    def __init__(self, alarm: str) -> None:
        super().__init__()
        self.alarm = alarm


def _take_setup(connection: Connection, untrusted: bytes, coordinator: bool) -> bool:
    known = settled(connection)
    try:
        read = setup_file.read(untrusted, facts.text_fact(connection, facts.PINNED_ROOT))
    except setup_file.UntrustedSetup:
        wrong = _what_is_wrong(untrusted, known)
        if wrong:
            raise _NotTaken(wrong) from None
        return False
    if read.network != known.network:
        raise _NotTaken("setup_untrusted")
    if coordinator and _are_rivals(read, known):
        raise _NotTaken("setup_rival")
    if read.version == known.version and read != known:
        raise _NotTaken("setup_changed")
    if read.version <= known.version:
        return False
    setups.keep_setup(connection, read.version, untrusted)
    facts.keep_fact(connection, facts.PINNED_ROOT, read.root)
    return True


def _are_rivals(read: Setup, known: Setup) -> bool:
    """Whether taking one of them would silently drop a change that is in the other alone."""
    if read.version > known.version:
        return not read.holds(known)
    return not known.holds(read)


def _what_is_wrong(untrusted: bytes, known: Setup) -> str:
    """Why a file that the pinned root did not sign is not believed; empty for one that it has outlived."""
    said = setup_file.claimed(untrusted)
    if said is None:
        return "setup_untrusted"
    try:
        setup_file.read(untrusted, said.root)
        consistent = True
    except setup_file.UntrustedSetup:
        consistent = False
    if consistent and said.version < known.version and any(one.old == said.root for one in known.succession):
        return ""
    if said.network == known.network and said.recipients.everybody() - known.recipients.everybody():
        return "setup_recipients"
    return "setup_root" if consistent else "setup_untrusted"


def take_in_keys(shop: Shop, files: Iterable[Path], root: str | None = None) -> bool:
    """Take the seed of a root, by default that of today where this desk lacks it, from another coordinator.

    Returns whether it was found. A file that cannot be read says nothing.
    """
    setup = shop.store.read(settled)
    if root is None and not shop.store.read(lacks_keys):
        return False
    take = partial(take_keys, root=root or setup.root)
    others = [entry.desk for entry in setup.roster if entry.coordinator and entry.revoked_from is None]
    for file in files:
        with suppress(OSError):
            for desk in others:
                for envelope in sorted(signed_by(file, desk), key=lambda found: -found.seq):
                    if shop.store.write(partial(take, envelope=envelope)):
                        return True
    return False


def read_receipts(shop: Shop, files: Iterable[Path]) -> tuple[Receipt, ...]:
    """The receipts that the network's root signed and this desk can open.

    One that is damaged, forged or sealed to others says nothing, and is passed over.
    """
    root, identities = shop.store.read(lambda c: (settled(c).root, own_identities(c)))
    found = []
    for untrusted in contents(files, receipt_file.LARGEST):
        for identity in identities:
            try:
                found.append(receipt_file.read(untrusted, root, shop.desk.network, identity))
            except Unsound:
                continue
            break
    return tuple(found)


def received_in(receipts: Iterable[Receipt]) -> frozenset[EnvelopeId]:
    """Every envelope that receipts name, of whichever desk."""
    return frozenset(
        envelope for receipt in receipts for ids in receipt.received.values() for envelope in ids
    )


def take_in_receipts(shop: Shop, receipts: Iterable[Receipt]) -> int:
    """Note which own envelopes the coordinators merged, and what own sessions came to over all laptops.

    Returns how many envelopes are newly received.
    """
    keys = shop.store.read(outbox.signing_keys)
    mine = [
        (list(receipt.received.get(key, ())), receipt.on.isoformat()) for receipt in receipts for key in keys
    ]

    totals = [JointTotal(*msgspec.structs.astuple(total)) for receipt in receipts for total in receipt.totals]

    def write(connection: Connection) -> int:
        keep_joint_totals(connection, totals)
        return sum(outbox.receive(connection, ids, day) for ids, day in mine)

    return shop.store.write(write) if totals or any(ids for ids, _ in mine) else 0
