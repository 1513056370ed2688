"""The receipt: the coordinators' signed word on which envelopes they merged, sealed to the desks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from onestopshop.envelope import age_file, minisign
from onestopshop.envelope.bounds import MOST, is_id
from onestopshop.envelope.keys import is_desk_key
from onestopshop.envelope.plaintext import is_newer, pad, strict, unpad
from onestopshop.envelope.unsound import Unsound
from onestopshop.envelope.ustar import END_BYTES, RECORD, packed, unpacked
from onestopshop.errors import Refused
from onestopshop.identity import DeskKey, EnvelopeId, MergeId, NetworkId, SessionId
from onestopshop.part import canonical
from onestopshop.question import YEARS

RECEIPT_FORMAT = "dropin-receipt/1"
MOST_DESKS = 256
"""Laptops that one receipt reaches; opening one for so many takes about a second."""
LARGEST = age_file.LARGEST + minisign.LARGEST + END_BYTES + RECORD
"""Bytes of a receipt file at most."""

_AGE, _MINISIG = "receipt.age", "receipt.age.minisig"


class TooManyDesks(Refused):
    """More laptops than one receipt can be sealed to."""

    sentence = "A receipt reaches {most} laptops at most: take laptops that are no longer used off the list."


class JointTotals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a session came to over all its desks, for the volunteers who were there."""

    session: SessionId
    visits: int
    agencies: int
    desks: int
    envelopes: int = 0
    """How many of the session's envelopes this counts: of two receipts the one that counts more is newer,
    whatever the clocks say."""


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which envelopes a merge has taken in, by desk, and what their sessions came to."""

    format: str
    network: NetworkId
    merge: MergeId
    received: dict[DeskKey, tuple[EnvelopeId, ...]]
    totals: tuple[JointTotals, ...]
    on: date
    """The day of the merge on the coordinators' calendar, for volunteers to read."""


_DECODER = msgspec.json.Decoder(Receipt)


def write(receipt: Receipt, recipients: Sequence[str], root_seed: bytes) -> bytes:
    """The receipt file, sealed to the desks' own age keys and signed by the network's root key.

    Raises TooManyDesks, InvalidKey for a recipient, TooLarge (some 100,000 envelopes), Unsound("bounds") for
    a receipt that no desk would accept, ValueError where there is no recipient or the format is another.
    """
    if receipt.format != RECEIPT_FORMAT:
        raise ValueError("a receipt states its format")
    if len(set(recipients)) > MOST_DESKS:
        raise TooManyDesks(most=MOST_DESKS)
    _check_bounds(receipt)
    age = age_file.seal(pad(canonical(receipt)), recipients, most=MOST_DESKS)
    return packed([(_AGE, age), (_MINISIG, minisign.sign(age, _comment(receipt.network), root_seed))])


def read(untrusted_receipt: bytes, root: str, network: NetworkId, identity: str) -> Receipt:
    """The receipt, if the network's root key signed it, opened with the desk's own age secret.

    Raises Unsound: "damaged", "signature" where another key signed it or it was changed, "newer_format",
    "not_for_us" where this desk was not yet on the roster, "mismatch" for another network's, "bounds".
    """
    if len(untrusted_receipt) > LARGEST:
        raise Unsound("damaged")
    members = unpacked(untrusted_receipt, {_AGE: age_file.LARGEST, _MINISIG: minisign.LARGEST})
    if len(members) != 2:
        raise Unsound("damaged")
    age, signature = members[_AGE], minisign.parse(members[_MINISIG])
    if not signature.signed_by(root, age):
        raise Unsound("signature")
    if is_newer(signature.comment.partition(" ")[0], RECEIPT_FORMAT):
        raise Unsound("newer_format")
    if signature.comment != _comment(network):
        raise Unsound("mismatch")
    opened = unpad(age_file.open_with((identity,), age, most=MOST_DESKS))
    receipt = strict(opened, _DECODER, RECEIPT_FORMAT)
    if receipt.network != network:
        raise Unsound("mismatch")
    _check_bounds(receipt)
    return receipt


def _check_bounds(receipt: Receipt) -> None:
    named = (*receipt.received, *(envelope for known in receipt.received.values() for envelope in known))
    ids = (receipt.network, receipt.merge, *(total.session for total in receipt.totals))
    numbers = (
        number
        for total in receipt.totals
        for number in (total.visits, total.agencies, total.desks, total.envelopes)
    )
    sound = (
        all(map(is_desk_key, named))  # an envelope's id has the form of a desk's key
        and all(map(is_id, ids))
        and all(0 <= number <= MOST for number in numbers)
        and receipt.on.year in YEARS
    )
    if not sound:
        raise Unsound("bounds")


def _comment(network: NetworkId) -> str:
    return f"{RECEIPT_FORMAT} network={network}"
