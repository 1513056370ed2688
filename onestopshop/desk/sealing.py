"""Sealing: each part that changed becomes an envelope, committed before any byte of it leaves the store."""

from __future__ import annotations

from onestopshop.desk.directory import settled
from onestopshop.desk.own_desk import own_desk
from onestopshop.desk.own_part import assembled
from onestopshop.envelope import envelope as sealing
from onestopshop.envelope import keys
from onestopshop.envelope.envelope import Envelope
from onestopshop.identity import EnvelopeId
from onestopshop.network import Setup
from onestopshop.part import Content, Revision
from onestopshop.shop import Desk, Shop
from onestopshop.store import Connection, envelopes, facts, outbox, parts
from onestopshop.store.envelopes import Kept, Stated


def seal_dirty(shop: Shop) -> tuple[EnvelopeId, ...]:
    """Seal every part that changed, in one transaction. Returns the ids of the new envelopes."""

    def write(connection: Connection) -> tuple[EnvelopeId, ...]:
        setup, desk = settled(connection), own_desk(connection)
        sessions = parts.dirty_sessions(connection)
        return tuple(_seal(connection, setup, desk, session) for session in sessions)

    return shop.store.write(write)


def _seal(connection: Connection, setup: Setup, desk: Desk, session: str) -> EnvelopeId:
    own = parts.own_part(connection, session)
    if own is None:
        raise LookupError(session)
    stated = Revision(own.revision + 1, own.parent, assembled(connection, session))
    sealed = seal_revision(connection, setup, desk, stated)
    parts.sealed_as(connection, session, stated.revision, stated.digest())
    return sealed.id


def seal_counted(connection: Connection, stated: Revision, setup: Setup | None = None) -> None:
    """Seal a revision of a coordinator's own line, and count it here as every coordinator will.

    It is sealed as `setup` says, by default the one of today.
    """
    desk, digest = own_desk(connection), stated.digest()
    sealed = seal_revision(connection, setup or settled(connection), desk, stated)
    envelopes.add_envelope(
        connection,
        Kept(0, sealed.id, desk.key, sealed.seq, sealed.prev, "counted", sealed.age, sealed.minisig),
        Stated(stated.part.session.id, stated.revision, digest, stated.parent, correction=True),
    )


def seal_revision(connection: Connection, setup: Setup, desk: Desk, stated: Revision) -> Envelope:
    """Seal one revision as the next envelope of this desk and keep it in the outbox."""
    part = stated.part
    seed = facts.fact(connection, facts.DESK_SEED)
    identity = facts.text_fact(connection, facts.DESK_IDENTITY)
    if seed is None or identity is None:
        raise LookupError(facts.DESK_SEED)
    seq, prev = outbox.last_sealed(connection, desk.key)
    content = Content(
        part.format,
        desk.network,
        desk.key,
        desk.name,
        keys.age_pair(identity).recipient,
        seq + 1,
        stated.revision,
        stated.parent,
        part,
    )
    recipients = setup.recipients.for_venue(part.session.venue)
    sealed = sealing.seal_content(content, prev, recipients, seed)
    outbox.keep_sealed(
        connection,
        outbox.Sealed(
            desk.key,
            seq + 1,
            sealed.id,
            prev,
            part.session.id,
            stated.revision,
            sealed.age,
            sealed.minisig,
            None,
            None,
            None,
        ),
    )
    return sealed
