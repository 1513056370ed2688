"""More than one coordinator: a laptop asks to be one's, and a coordinator adds it."""

from __future__ import annotations

import msgspec

from onestopshop.changes import Change, Changes
from onestopshop.correction import Correction
from onestopshop.desk.directory import settled
from onestopshop.desk.setup_changes import change_setup, desk_key_of
from onestopshop.envelope import keys
from onestopshop.envelope.age_file import MOST_RECIPIENTS
from onestopshop.envelope.envelope import Sealed
from onestopshop.errors import Refused
from onestopshop.identity import DeskKey
from onestopshop.merge.correction_sealing import seal_correction
from onestopshop.merge.judgement import judged
from onestopshop.merge.kept_part import coordinator_identities
from onestopshop.network import RosterEntry, Setup
from onestopshop.part import Content, network_session
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, corrections, envelopes, facts
from onestopshop.store.corrections import KeptCorrection


class AlreadyCoordinator(Refused):
    """A coordinator's laptop asked to be one."""

    sentence = "This laptop is a coordinator's already. Nothing was changed."


class NotAsked(Refused):
    """A laptop was to be made a coordinator's that has not asked for it, or whose request is not here."""

    sentence = (
        "That laptop has not asked to be a coordinator's. Give the command `desk become-coordinator` there"
        " and sync it, merge the folder here, then try again."
    )


class TooManyCoordinators(Refused):
    """More than an envelope can be sealed to."""

    sentence = "{most} coordinators are the most that there can be. Revoke one who has left, then try again."


def ask_to_coordinate(shop: Shop) -> Changes:
    """Seal a request into the outbox: the next sync takes it along. Asking again asks with the same key.

    The age key that will open envelopes is made here; only its public half goes along. Raises
    AlreadyCoordinator and TooManyCoordinators.
    """
    if shop.desk.coordinator:
        raise AlreadyCoordinator

    def write(connection: Connection) -> Changes:
        asked = facts.text_fact(connection, facts.ASKED_IDENTITY)
        age = keys.age_pair(asked) if asked else keys.new_age_pair()
        facts.keep_fact(connection, facts.ASKED_IDENTITY, age.secret)
        session = network_session(shop.desk.network)
        before = corrections.correction_of(connection, session.id)
        nothing = KeptCorrection(session, Correction(), 0, None)
        setup = _read_by(settled(connection), age.recipient)  # once it is a coordinator's, it reads its own
        seal_correction(connection, before or nothing, Correction(reader=age.recipient), setup)
        return Changes("coordinator_asked", (Change("desk", shop.desk.key),))

    return shop.store.write(write)


def add_coordinator(shop: Shop, untrusted_key: str) -> Changes:
    """Let a laptop that asked for it open, merge and settle as this one does, from now on.

    Nothing that is sealed already is sealed again. Its name is the value of the changes. Raises NotADeskKey,
    NotAsked, TooManyCoordinators, CoordinatorsOnly.
    """
    need_coordinator(shop)
    desk = desk_key_of(untrusted_key)

    def write(connection: Connection) -> Changes:
        asked = _request(connection, desk)

        def added(setup: Setup) -> Setup:
            entry = RosterEntry(
                desk, asked.desk_name, asked.desk_recipient, coordinator=True, reader=_reader(asked)
            )
            others = tuple(one for one in setup.roster if one.desk != desk)
            after = _read_by(setup, entry.reader)
            if setup.desk(desk) == entry:
                return after
            return msgspec.structs.replace(after, roster=(*others, entry))

        change_setup(connection, added)
        return Changes("coordinator_added", (Change("desk", desk),), (asked.desk_name,))

    return shop.store.write(write)


def _read_by(setup: Setup, reader: str) -> Setup:
    readers = tuple(dict.fromkeys((*setup.recipients.coordinators, reader)))
    if len(readers) >= MOST_RECIPIENTS:
        raise TooManyCoordinators(most=MOST_RECIPIENTS - 1)
    recipients = msgspec.structs.replace(setup.recipients, coordinators=readers)
    return msgspec.structs.replace(setup, recipients=recipients)


def _request(connection: Connection, desk: DeskKey) -> Content:
    setup, identities = settled(connection), coordinator_identities(connection)
    session = network_session(setup.network).id
    for number in envelopes.numbers_of(connection, desk, session):
        kept = envelopes.kept_envelope(connection, number)
        content = judged(Sealed(kept.id, kept.age, kept.minisig), setup, identities).content
        if content is not None and _reader(content):
            return content
    raise NotAsked


def _reader(content: Content) -> str:
    return content.part.correction.reader if content.part.correction else ""
