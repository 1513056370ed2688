"""Whether an envelope may count: who wrote it, whether the network trusts that desk, and what is inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onestopshop.envelope.envelope import Envelope, Sealed, check, open_envelope
from onestopshop.envelope.unsound import Reason, Unsound
from onestopshop.identity import DeskKey, EnvelopeId
from onestopshop.network import Setup
from onestopshop.part import Content

UNKNOWN_DESK = DeskKey("")
"""Stands for the desk of an envelope that nobody's signature vouches for."""

Distrust = Literal["waiting", "revoked", "coordinators_only"]
"""Nothing is wrong with the envelope: its desk is not approved yet, not any more, or no coordinator's."""

DISTRUST: frozenset[str] = frozenset(get_args(Distrust))


@dataclass(frozen=True, slots=True)
class Judged:
    """An envelope's claims, its content where it is sound, and the reason to hold it, empty where it counts.

    Where only the desk is not trusted, there are both.
    """

    desk: DeskKey
    seq: int
    prev: EnvelopeId | None
    content: Content | None
    reason: Reason | Distrust | Literal[""]

    @property
    def counts(self) -> Content | None:
        """The content, where nothing speaks against counting it."""
        return None if self.reason else self.content


def unsound_words(reason: str) -> str:
    """What to do about an envelope in which something is wrong. Raises ValueError for any other reason."""
    known = next((one for one in get_args(Reason) if one == reason), None)
    if known is None:
        raise ValueError(reason)
    return str(Unsound(known))


def judged(untrusted: Sealed, setup: Setup, identities: tuple[str, ...]) -> Judged:
    """Judge one envelope whose bytes give its id. Nothing is thrown away: what may not count has a reason.

    An envelope of a desk that waits for approval is opened all the same, to learn the name of that desk.
    """
    try:
        envelope = check(untrusted)
    except Unsound as unsound:
        return Judged(UNKNOWN_DESK, 0, None, None, unsound.reason)
    try:
        content = open_envelope(envelope, identities, setup.network)
    except Unsound as unsound:
        return Judged(envelope.desk, envelope.seq, envelope.prev, None, unsound.reason)
    return Judged(envelope.desk, envelope.seq, envelope.prev, content, _distrust(envelope, content, setup))


def _distrust(envelope: Envelope, content: Content, setup: Setup) -> Distrust | Literal[""]:
    entry = setup.desk(envelope.desk)
    if entry is None:
        return "waiting"
    if entry.revoked_from is not None and envelope.seq >= entry.revoked_from:
        return "revoked"
    if content.part.is_coordinators and not entry.coordinator:
        return "coordinators_only"
    return ""
