"""Finding the envelopes of certain desks among many, without opening what others wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Envelope, Sealed, check
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import DeskKey, EnvelopeId


def signed_by(file: Path, key: DeskKey, known: frozenset[EnvelopeId] = frozenset()) -> Iterator[Envelope]:
    """The envelopes of a file that this key truly signed, less those that are known. Raises OSError."""
    claimed = set(_claimed(file, key)) - known
    for sealed in _read(file, claimed) if claimed else ():
        try:
            envelope = check(sealed)
        except Unsound:
            continue
        if envelope.desk == key:
            yield envelope


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
