"""Whether an envelope may count: who wrote it, whether the network trusts that desk, and what is inside."""

from __future__ import annotations

from dataclasses import dataclass

from onestopshop.envelope.envelope import Envelope, Sealed, check, open_envelope
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import DeskKey, EnvelopeId
from onestopshop.network import Setup
from onestopshop.part import Content

UNKNOWN_DESK = DeskKey("")


@dataclass(frozen=True, slots=True)
class Judged:
    """An envelope's claims, its content where it could be opened, and why it is held where it is."""

    desk: DeskKey
    seq: int
    prev: EnvelopeId | None
    content: Content | None
    reason: str | None


def judged(
    envelope_id: EnvelopeId,
    untrusted_age: bytes,
    untrusted_minisig: bytes,
    setup: Setup,
    identities: tuple[str, ...],
) -> Judged:
    """Judge one envelope whose bytes give its id. Nothing is thrown away: what may not count has a reason.

    An envelope of a desk that waits for approval is opened all the same, to learn the name of that desk.
    """
    try:
        envelope = check(Sealed(envelope_id, untrusted_age, untrusted_minisig))
    except Unsound as unsound:
        return Judged(UNKNOWN_DESK, 0, None, None, unsound.reason)
    try:
        content = open_envelope(envelope, identities, setup.network)
    except Unsound as unsound:
        return Judged(envelope.desk, envelope.seq, envelope.prev, None, unsound.reason)
    return Judged(envelope.desk, envelope.seq, envelope.prev, content, _distrust(envelope, setup))


def _distrust(envelope: Envelope, setup: Setup) -> str | None:
    entry = setup.desk(envelope.desk)
    if entry is None:
        return "waiting"
    if entry.revoked_from is not None and envelope.seq >= entry.revoked_from:
        return "revoked"
    return None
