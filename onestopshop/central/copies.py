"""Noticing that another laptop writes with this one's key: it was cloned, or restored from a backup."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onestopshop.central.signed_by import signed_by
from onestopshop.desk.own_desk import own_desk
from onestopshop.envelope.receipt_file import Receipt
from onestopshop.identity import DeskKey, EnvelopeId
from onestopshop.shop import Shop
from onestopshop.store import outbox


def is_copied(shop: Shop, files: Iterable[Path], receipts: Iterable[Receipt]) -> bool:
    """Whether files hold an envelope of this desk's key, or receipts name one, that was not sealed here.

    Only a true signature counts, so nobody without the key can make a desk change it. A file that cannot be
    read says nothing.
    """
    key, own = shop.store.read(lambda connection: (own_desk(connection).key, outbox.own_ids(connection)))
    if any(set(receipt.received.get(key, ())) - own for receipt in receipts):
        return True
    return any(_signed_elsewhere(file, key, own) for file in files)


def _signed_elsewhere(file: Path, key: DeskKey, own: frozenset[EnvelopeId]) -> bool:
    try:
        return any(True for _ in signed_by(file, key, own))
    except OSError:
        return False
