"""An envelope: one revision of a part, encrypted to the coordinators and signed by the desk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from onestopshop.envelope import age_file, minisign, plaintext
from onestopshop.envelope.books_bounds import check_books
from onestopshop.envelope.bounds import MOST, check_content
from onestopshop.envelope.keys import desk_key
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import DeskKey, EnvelopeId, NetworkId
from onestopshop.part import BOOKS_FORMAT, CONTENT_FORMAT, Content, canonical

_COMMENT = re.compile(r"dropin/1 desk=([0-9a-f]{64}) seq=([1-9][0-9]{0,6}) prev=(-|[0-9a-f]{64})")
_DECODER = msgspec.json.Decoder(Content)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An envelope as it was found: only its name and bytes, signature not checked."""

    id: EnvelopeId
    age: bytes = field(repr=False)
    minisig: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Envelope(Sealed):
    """An envelope with the bytes of its id, signed by the desk that it names. Says nothing of trust."""

    desk: DeskKey
    seq: int
    """Place in the desk's chain, from 1."""
    prev: EnvelopeId | None
    """The desk's envelope before this one; None for its first."""


def seal_content(
    content: Content, prev: EnvelopeId | None, recipients: Sequence[str], seed: bytes
) -> Envelope:
    """The content padded, encrypted to the recipients and signed with the desk's seed.

    The age output differs each time: keep the envelope before any byte of it leaves the store. Raises
    Unsound("bounds") for a content that no reader would accept, TooLarge, InvalidKey for a recipient, and
    ValueError where seed, sequence number or recipients cannot belong to the content.
    """
    if (
        desk_key(seed) != content.desk
        or content.format != content.part.format
        or (prev is None) != (content.seq == 1)
    ):
        raise ValueError("the content is another desk's, of another format, or out of the desk's chain")
    _check_bounds(content)
    age = age_file.seal(plaintext.pad(canonical(content)), recipients)
    envelope_id = EnvelopeId(hashlib.sha256(age).hexdigest())
    comment = f"{CONTENT_FORMAT} desk={content.desk} seq={content.seq} prev={prev or '-'}"
    return Envelope(envelope_id, age, minisign.sign(age, comment, seed), content.desk, content.seq, prev)


def check(untrusted: Sealed) -> Envelope:
    """The envelope, if its hash is its id and the desk named in the signature's comment signed it.

    Whether that desk is approved is for the caller. Raises Unsound: "damaged" where the hash differs,
    "newer_format" for a comment of a later format, else "signature".
    """
    if hashlib.sha256(untrusted.age).hexdigest() != untrusted.id:
        raise Unsound("damaged")
    minisig = minisign.parse(untrusted.minisig)
    if plaintext.is_newer(minisig.comment.partition(" ")[0], CONTENT_FORMAT):
        raise Unsound("newer_format")
    stated = _COMMENT.fullmatch(minisig.comment)
    if stated is None:
        raise Unsound("signature")
    desk, seq, prev = DeskKey(stated[1]), int(stated[2]), stated[3]
    first = prev == "-"
    if seq > MOST or first != (seq == 1) or not minisig.signed_by(desk, untrusted.age):
        raise Unsound("signature")
    return Envelope(
        untrusted.id, untrusted.age, untrusted.minisig, desk, seq, None if first else EnvelopeId(prev)
    )


def open_envelope(envelope: Envelope, identities: Sequence[str], network: NetworkId) -> Content:
    """The content of a checked envelope, opened with the first age secret that fits.

    Raises Unsound: "not_for_us", "damaged", "newer_format", "bounds", and "mismatch" where the content names
    another desk, sequence number or network than the signature and the reader do: a signature that was put on
    somebody else's envelope. Raises InvalidKey for a secret that is none.
    """
    opened = plaintext.unpad(age_file.open_with(identities, envelope.age))
    content = plaintext.strict(opened, _DECODER, CONTENT_FORMAT, BOOKS_FORMAT)
    if content.format != content.part.format:
        raise Unsound("damaged")
    if (content.desk, content.seq, content.network) != (envelope.desk, envelope.seq, network):
        raise Unsound("mismatch")
    _check_bounds(content)
    return content


def _check_bounds(content: Content) -> None:
    check_content(content)
    check_books(content.part)
