"""The root key on its way from one coordinator's laptop to another's, sealed."""

from __future__ import annotations

from onestopshop.desk.directory import settled
from onestopshop.desk.own_desk import own_identities
from onestopshop.desk.setup_changes import root_seed
from onestopshop.envelope import age_file, keys
from onestopshop.envelope.envelope import Envelope, open_envelope
from onestopshop.envelope.receipt_file import MOST_DESKS
from onestopshop.envelope.unsound import Unsound
from onestopshop.merge.kept_part import coordinator_identities
from onestopshop.network import Setup
from onestopshop.shop import CoordinatorsOnly
from onestopshop.store import Connection, facts


def handed(connection: Connection, setup: Setup) -> bytes:
    """The root key's seed as an age file to the coordinators' laptops; empty where it is not here.

    It is sealed to the laptops' own keys, which stand on no sheet of paper: so the sheet of a former root
    does not open it.
    """
    own = [
        entry.recipient
        for entry in setup.roster
        if entry.coordinator and entry.revoked_from is None and entry.recipient
    ]
    try:
        seed = root_seed(connection, setup.root)
    except CoordinatorsOnly:
        return b""
    return age_file.seal(seed, own, most=MOST_DESKS)


def lacks_keys(connection: Connection) -> bool:
    """Whether a coordinator, or who was added as one, does not have the root key of today."""
    setup, own = settled(connection), facts.fact(connection, facts.ROOT_SEED)
    asked = facts.text_fact(connection, facts.ASKED_IDENTITY)
    if asked:
        recipient = keys.age_pair(asked).recipient
        return any(entry.coordinator and entry.reader == recipient for entry in setup.roster)
    return own is not None and keys.desk_key(own) != setup.root


def take_keys(connection: Connection, envelope: Envelope, root: str) -> bool:
    """Take the seed of this root from what another coordinator sealed; returns whether it was in there."""
    asked = facts.text_fact(connection, facts.ASKED_IDENTITY)
    identities = coordinator_identities(connection) or (asked or "",)
    try:
        correction = open_envelope(envelope, identities, settled(connection).network).part.correction
        sealed = correction.root if correction else b""
        seed = age_file.open_with(own_identities(connection), sealed, most=MOST_DESKS)
    except Unsound:
        return False
    if len(seed) != keys.SEED_BYTES or keys.desk_key(seed) != root:
        return False
    facts.keep_fact(connection, facts.ROOT_SEED, seed)
    if asked:
        facts.keep_fact(connection, facts.COORDINATOR_IDENTITY, asked)
        facts.keep_fact(connection, facts.READER_ROOT, root)
        facts.keep_fact(connection, facts.ASKED_IDENTITY, "")
    return True
