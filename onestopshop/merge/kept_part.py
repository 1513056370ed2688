"""Opening anew the envelopes that a coordinator keeps: what is counted can always be derived again."""

from __future__ import annotations

from collections.abc import Callable

from onestopshop.desk.directory import settled
from onestopshop.envelope.envelope import Envelope, open_envelope
from onestopshop.part import Part
from onestopshop.store import Connection, envelopes, facts

Opener = Callable[[int], Part]
"""Gives the part that the envelope of a number carries."""


def coordinator_identities(connection: Connection) -> tuple[str, ...]:
    """The age secrets with which this coordinator opens envelopes."""
    return tuple((facts.text_fact(connection, facts.COORDINATOR_IDENTITY) or "").split())


def opener(connection: Connection) -> Opener:
    """What opens envelopes that were counted once: their signature was checked when they came."""
    network, identities = settled(connection).network, coordinator_identities(connection)

    def part_of(number: int) -> Part:
        kept = envelopes.kept_envelope(connection, number)
        envelope = Envelope(kept.id, kept.age, kept.minisig, kept.desk, kept.seq, kept.prev)
        return open_envelope(envelope, identities, network).part

    return part_of
