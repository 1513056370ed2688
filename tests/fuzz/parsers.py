"""Every reader of bytes from outside, with one sound file for each, for whoever spoils such files."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import msgspec

from onestopshop.envelope import age_file, dropin, kind, minisign, plaintext, receipt_file, setup_file, ustar
from onestopshop.envelope.books_bounds import check_books
from onestopshop.envelope.bounds import check_content
from onestopshop.envelope.envelope import Sealed, check, open_envelope
from onestopshop.envelope.unsound import Unsound
from onestopshop.errors import Trouble
from onestopshop.identity import EnvelopeId, MergeId, SessionId
from onestopshop.part import BOOKS_FORMAT, CONTENT_FORMAT, Content, canonical
from tests.envelope.conftest import NETWORK, World

Believed = frozenset[object]
"""What a reader took for true in some bytes; nothing where it refused them."""


@dataclass(frozen=True)
class Parser:
    """A reader: its name, a sound file, and what it believes of any bytes."""

    name: str
    sound: bytes
    believes: Callable[[bytes], Believed]


def parsers() -> tuple[Parser, ...]:
    """A reader of each kind of file, and of each part of one."""
    world = World()
    first, second = world.envelopes(2)
    setup = setup_file.write(world.setup(), world.root_seed)
    age = age_file.seal(b"what was sealed" * 20, world.recipients)
    return (
        Parser("dropin", world.file([first]), lambda given: _envelopes(given, world)),
        Parser("dropin of two", world.file([first, second]), lambda given: _envelopes(given, world)),
        Parser("envelope", first.age, lambda given: _opened(given, first, world)),
        Parser("setup", setup, lambda given: frozenset({canonical(setup_file.read(given, world.root))})),
        Parser("receipt", _receipt(world), lambda given: _received(given, world)),
        Parser(
            "age file", age, lambda given: frozenset({age_file.open_with([world.coordinator.secret], given)})
        ),
        Parser("signature", first.minisig, lambda given: _signed(given, first)),
        Parser("content", canonical(world.full_content()), _content),
        Parser("books", canonical(world.books_content()), _content),
    )


def believed(parser: Parser, given: bytes) -> Believed:
    """What the reader believes; nothing where it refused in its own words. Raises all else it raises."""
    try:
        return parser.believes(given)
    except (Unsound, Trouble):
        return frozenset()


def _envelopes(given: bytes, world: World) -> Believed:
    kind.kind_of(io.BytesIO(given))
    found: set[object] = set()
    for piece in dropin.read(io.BytesIO(given), wanted=lambda _: True):
        if isinstance(piece, Sealed):
            try:
                envelope = check(piece)
                open_envelope(envelope, [world.coordinator.secret], NETWORK)
            except Unsound:
                continue
            found.add((envelope.id, envelope.desk, envelope.seq, envelope.prev))
    return frozenset(found)


def _opened(given: bytes, sound: Sealed, world: World) -> Believed:
    """An envelope under the name that its bytes give it, with the signature that the sound one has."""
    envelope = check(Sealed(EnvelopeId(hashlib.sha256(given).hexdigest()), given, sound.minisig))
    open_envelope(envelope, [world.coordinator.secret], NETWORK)
    return frozenset({(envelope.id, envelope.desk, envelope.seq, envelope.prev)})


def _receipt(world: World) -> bytes:
    receipt = receipt_file.Receipt(
        receipt_file.RECEIPT_FORMAT,
        NETWORK,
        MergeId("cd" * 16),
        {world.desk.key: (EnvelopeId("ab" * 32),)},
        (receipt_file.JointTotals(SessionId("a"), 3, 2, 1, 1),),
        date(2015, 6, 3),
    )
    return receipt_file.write(receipt, [world.desk.age.recipient], world.root_seed)


def _received(given: bytes, world: World) -> Believed:
    return frozenset({canonical(receipt_file.read(given, world.root, NETWORK, world.desk.age.secret))})


def _signed(given: bytes, envelope: Sealed) -> Believed:
    parsed = minisign.parse(given)
    return (
        frozenset({parsed.comment}) if parsed.signed_by(check(envelope).desk, envelope.age) else frozenset()
    )


def _content(given: bytes) -> Believed:
    """The content has no seal of its own: nothing may crash here, and bounds hold what is no content."""
    ustar.header_of(given[: ustar.BLOCK])
    content = plaintext.strict(given, msgspec.json.Decoder(Content), CONTENT_FORMAT, BOOKS_FORMAT)
    check_content(content)
    check_books(content.part)
    return frozenset()
