"""Replacing the network's root key and its recovery sheet, and a coordinator's key to open envelopes with."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from onestopshop.desk.directory import settled
from onestopshop.desk.setup_changes import change_setup, own_key, root_seed
from onestopshop.envelope import keys
from onestopshop.envelope.succession import hand_over
from onestopshop.identity import DeskKey
from onestopshop.network import Recipients, RosterEntry, Setup
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, facts


@dataclass(frozen=True, slots=True)
class NewRoot:
    """The new root key, and the secret to print on the new recovery sheet: it is kept nowhere else."""

    root: str
    recovery_secret: str = field(repr=False)


def new_root(shop: Shop) -> NewRoot:
    """Replace root key and recovery sheet; the old root signs that the new one follows it.

    This coordinator opens envelopes with a new key from then on, beside the old ones: those are sealed to the
    old sheet. Other coordinators' laptops do the same when they sync. Raises CoordinatorsOnly.
    """
    need_coordinator(shop)
    recovery = keys.new_age_pair()
    seed = keys.root_seed(recovery.secret)
    root = keys.desk_key(seed)

    def write(connection: Connection) -> None:
        before = settled(connection)
        word = hand_over(before.network, root_seed(connection, before.root), root)
        own = _new_reader(connection)
        facts.keep_fact(connection, facts.ROOT_SEED, seed)

        def replaced(setup: Setup) -> Setup:
            after = _read_with(setup, own_key(connection), own)
            return msgspec.structs.replace(
                after,
                root=root,
                recipients=_on_paper(after.recipients, recovery.recipient),
                succession=(*setup.succession, word),
            )

        change_setup(connection, replaced)
        facts.keep_fact(connection, facts.PINNED_ROOT, root)
        facts.keep_fact(connection, facts.READER_ROOT, root)

    shop.store.write(write)
    return NewRoot(root, recovery.secret)


def renew_reader(connection: Connection) -> bool:
    """Take a new key to open envelopes with, where the one of today is sealed to a former recovery sheet.

    Returns whether that was so; it waits until the root key of today is here.
    """
    root = settled(connection).root
    seed, since = facts.fact(connection, facts.ROOT_SEED), facts.text_fact(connection, facts.READER_ROOT)
    if seed is None or keys.desk_key(seed) != root or since == root:
        return False
    own = _new_reader(connection)
    change_setup(connection, lambda before: _read_with(before, own_key(connection), own))
    facts.keep_fact(connection, facts.READER_ROOT, root)
    return True


def _on_paper(recipients: Recipients, paper: str) -> Recipients:
    """The recipients with another recovery sheet, also where a venue was left to the sheet alone."""
    return Recipients(
        recipients.coordinators,
        paper,
        {
            venue: tuple(paper if reader == recipients.recovery else reader for reader in readers)
            for venue, readers in recipients.by_venue.items()
        },
    )


def _new_reader(connection: Connection) -> str:
    age = keys.new_age_pair()
    earlier = facts.text_fact(connection, facts.COORDINATOR_IDENTITY) or ""
    facts.keep_fact(connection, facts.COORDINATOR_IDENTITY, "\n".join((age.secret, *earlier.split())))
    return age.recipient


def _read_with(setup: Setup, desk: DeskKey, reader: str) -> Setup:
    """The setup in which this desk's coordinator reads with another key, wherever she read before."""
    entry = setup.desk(desk) or RosterEntry(desk, coordinator=True)
    others = [one for one in setup.roster if one.desk != desk]
    shared = any(one.reader == entry.reader and one.revoked_from is None for one in others)

    def with_new(readers: tuple[str, ...]) -> tuple[str, ...]:
        if entry.reader not in readers:
            return readers
        return (*(one for one in readers if shared or one != entry.reader), reader)

    recipients = Recipients(
        with_new(setup.recipients.coordinators),
        setup.recipients.recovery,
        {venue: with_new(readers) for venue, readers in setup.recipients.by_venue.items()},
    )
    own = msgspec.structs.replace(entry, reader=reader)
    return msgspec.structs.replace(setup, roster=(*others, own), recipients=recipients)
