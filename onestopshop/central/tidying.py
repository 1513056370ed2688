"""Removing session files that are no longer needed: reread from the central file, and received."""

from __future__ import annotations

from pathlib import Path

from onestopshop.central.folder import CENTRAL, SESSIONS, Found
from onestopshop.central.folding import listed_in
from onestopshop.central.publishing import envelopes_in
from onestopshop.central.taking_in import read_receipt
from onestopshop.identity import EnvelopeId
from onestopshop.shop import Shop
from onestopshop.store import Connection


def remove_received(shop: Shop, folder: Path, found: Found) -> int:
    """Remove the session files of which every envelope stands whole in the central file and has a receipt.

    Returns how many were removed. A folder that refuses keeps them; nothing is raised.
    """
    received = _received(shop, found)
    if not received:
        return 0
    sessions = folder / SESSIONS
    due: list[Path] = []
    needed: set[EnvelopeId] = set()
    for file in found.envelopes:
        try:
            listed = set(listed_in(file)) if file.parent == sessions else set()
        except OSError:
            continue
        if listed and listed <= received:
            due.append(file)
            needed |= listed
    if not due or envelopes_in([folder / CENTRAL], needed) != needed:
        return 0
    return sum(_removed(file) for file in due)


def _received(shop: Shop, found: Found) -> set[EnvelopeId]:
    untrusted = []
    for file in found.receipts:
        try:
            untrusted.append(file.read_bytes())
        except OSError:
            continue

    def read(connection: Connection) -> set[EnvelopeId]:
        receipts = (read_receipt(connection, shop, one) for one in untrusted)
        return {
            envelope
            for receipt in receipts
            if receipt
            for known in receipt.received.values()
            for envelope in known
        }

    return shop.store.read(read) if untrusted else set()


def _removed(file: Path) -> bool:
    try:
        file.unlink()
    except OSError:
        return False
    return True
