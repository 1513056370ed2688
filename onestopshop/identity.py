"""Ids: random ones, and ones that two laptops derive alike without having met."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import date
from typing import NewType

NetworkId = NewType("NetworkId", str)
DeskKey = NewType("DeskKey", str)
"""A desk's Ed25519 public key as 64 lower-case hex digits."""
VenueId = NewType("VenueId", str)
SessionId = NewType("SessionId", str)
AgencyId = NewType("AgencyId", str)
VisitId = NewType("VisitId", str)
QuestionId = NewType("QuestionId", str)
ListId = NewType("ListId", str)
OptionId = NewType("OptionId", str)
EnvelopeId = NewType("EnvelopeId", str)
"""SHA-256 of the `.age` bytes as 64 lower-case hex digits."""
Digest = NewType("Digest", str)
"""SHA-256 of a part's canonical JSON as 64 lower-case hex digits."""
MergeId = NewType("MergeId", str)

_SEPARATOR = "\x1f"


def random_id() -> str:
    """128 random bits as 32 hex digits."""
    return secrets.token_hex(16)


def normalised(name: str) -> str:
    """A name as it is compared: compatibility form, without case, outer or doubled spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def derived_id(*parts: str) -> str:
    """128 bits of SHA-256 over the parts as 32 hex digits: the same wherever it is computed."""
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:32]


def met_id(network: NetworkId, list_id: str, name: str) -> str:
    """The id of a venue, agency or option first met at a desk, from its network, list and normalised name."""
    return derived_id(network, list_id, normalised(name))


def session_id(network: NetworkId, venue: VenueId, day: date, opening: int = 1) -> SessionId:
    """The id of one opening of a venue on a date: two laptops that open the same session join by it."""
    return SessionId(derived_id(network, "session", venue, day.isoformat(), str(opening)))
