"""Noticing that another laptop writes with this one's key: it was cloned, or restored from a backup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from onestopshop.desk.own_desk import own_desk
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed, check
from onestopshop.envelope.receipt_file import Receipt
from onestopshop.envelope.unsound import Unsound
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
        claimed = set(_claimed(file, key)) - own
        return bool(claimed) and any(_is_signed_by(sealed, key) for sealed in _read(file, claimed))
    except OSError:
        return False


def _claimed(file: Path, key: DeskKey) -> Iterator[EnvelopeId]:
    """The envelopes whose signature speaks of this key, true or not; their contents are left unread."""
    spoken = f"desk={key} ".encode()
    with file.open("rb") as stream:
        for envelope, untrusted_minisig in dropin.signatures(stream):
            if spoken in untrusted_minisig:
                yield envelope


def _read(file: Path, wanted: set[EnvelopeId]) -> Iterator[Sealed]:
    with file.open("rb") as stream:
        for piece in dropin.read(stream, wanted=wanted.__contains__):
            if isinstance(piece, Sealed):
                yield piece


def _is_signed_by(sealed: Sealed, key: DeskKey) -> bool:
    try:
        return check(sealed).desk == key
    except Unsound:
        return False
