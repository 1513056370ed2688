"""The coordinators' word on what they merged, put into the folder that it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from onestopshop.central.exported_file import make_folder, put_bytes
from onestopshop.central.folder import RECEIPTS
from onestopshop.central.taking_in import read_receipts, received_in
from onestopshop.clock import local_date
from onestopshop.desk.directory import settled
from onestopshop.desk.setup_changes import root_seed
from onestopshop.envelope import receipt_file
from onestopshop.identity import DeskKey, EnvelopeId, MergeId, random_id
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.store import Connection, envelopes, merged


def give_receipt(
    shop: Shop, folder: Path, found: frozenset[EnvelopeId], receipts: Iterable[Path], merge: MergeId | None
) -> Path | None:
    """Put a receipt into a folder for the envelopes found there that are merged and have none there yet.

    Held envelopes are never on it. Returns the file, or None where nothing new can be said. Raises OSError.
    """
    unsaid = found - received_in(read_receipts(shop, receipts))
    content = shop.store.read(
        lambda connection: _receipt(connection, shop, unsaid, merge or MergeId(random_id()))
    )
    if content is None:
        return None
    make_folder(folder / RECEIPTS)
    path = folder / RECEIPTS / f"{hashlib.sha256(content).hexdigest()}.dropin-receipt"
    put_bytes(path, content)
    return path


def _receipt(
    connection: Connection, shop: Shop, unsaid: frozenset[EnvelopeId], merge: MergeId
) -> bytes | None:
    received: dict[DeskKey, list[EnvelopeId]] = {}
    sessions = set()
    for envelope, desk, session in envelopes.settled_among(connection, unsaid):
        received.setdefault(desk, []).append(envelope)
        sessions.add(session)
    setup, noted = settled(connection), merged.noted_desks(connection)
    trusted = (entry for entry in setup.roster if entry.revoked_from is None)
    own = (noted.get(entry.desk, ("", entry.recipient))[1] for entry in trusted)
    recipients = [recipient for recipient in own if recipient]
    if not received or not recipients:
        return None
    try:
        seed = root_seed(connection, setup.root)
    except CoordinatorsOnly:  # the new root key is not here yet: this receipt comes with a later merge
        return None
    totals = tuple(
        receipt_file.JointTotals(*row) for row in envelopes.joint_totals(connection, sorted(sessions))
    )
    receipt = receipt_file.Receipt(
        receipt_file.RECEIPT_FORMAT,
        shop.desk.network,
        merge,
        {desk: tuple(sorted(ids)) for desk, ids in sorted(received.items())},
        totals,
        local_date(shop.clock),
    )
    return receipt_file.write(receipt, recipients, seed)
