"""Setting up a shop, as a new network or as a desk that joins one, and opening it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from onestopshop.clock import Clock
from onestopshop.desk.naming import LONGEST_NAME, cleaned_name
from onestopshop.desk.own_desk import own_desk
from onestopshop.desk.setup_changes import change_setup
from onestopshop.desk.shipped import shipped_agencies, shipped_lists, shipped_questions
from onestopshop.envelope import keys, setup_file
from onestopshop.errors import Refused
from onestopshop.identity import NetworkId, random_id
from onestopshop.network import SETUP_FORMAT, Policies, Recipients, RosterEntry, Setup
from onestopshop.preferences import read_preferences
from onestopshop.shop import Desk, Shop
from onestopshop.store import (
    Connection,
    Cost,
    NewKeys,
    Store,
    facts,
    new_keys,
    setups,
    unlock,
    unlock_with_recovery,
)

FIRST_PERSON = "First person"


class NameRefused(Refused):
    """A network's or a desk's name is empty, too long or cannot be printed."""

    sentence = "Give a name of 1 to 80 letters, such as the town or “Ashford laptop”. Never a person's name."


class OtherNetwork(Refused):
    """The setup file is not signed by the network that was named."""

    sentence = (
        "This setup file is not from the network that you named. Do not use it; ask the coordinator for the"
        " file again, and compare the key with them by telephone."
    )


class YearRefused(Refused):
    """A reporting year starts in a month."""

    sentence = "The reporting year starts in a month from 1 (January) to 12 (December)."


@dataclass(frozen=True, slots=True)
class Founded:
    """A new network's shop, and the secret to print on the recovery sheet: it is kept nowhere else."""

    shop: Shop
    recovery_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a setup file says of its network. Only the coordinator's own word tells whether it is theirs."""

    network_name: str
    root: str
    """The key that signed it, as hex digits: `words.six_words` make it comparable by telephone."""


def preview(untrusted_setup: bytes) -> Preview:
    """Whose setup file this claims to be, before it is joined. Raises the refusals of a setup file."""
    setup = setup_file.read(untrusted_setup, None)
    return Preview(setup.name, setup.root)


def create_network(
    folder: Path, clock: Clock, name: str, passphrase: str, year_starts: int = 7, cost: Cost | None = None
) -> Founded:
    """Set up a coordinator's shop with the keys of a new network. It is an approved desk as well.

    Raises NameRefused, YearRefused, ShopExists and the troubles of a store.
    """
    network_name = cleaned_name(name, NameRefused)
    if not 1 <= year_starts <= 12:
        raise YearRefused
    recovery, coordinator, desk_age = (keys.new_age_pair() for _ in range(3))
    root, seed = keys.root_seed(recovery.secret), keys.new_seed()
    desk = Desk(
        keys.desk_key(seed), f"{network_name} coordinator"[:LONGEST_NAME], NetworkId(random_id()), True
    )
    setup = Setup(
        SETUP_FORMAT,
        desk.network,
        network_name,
        version=1,
        root=keys.desk_key(root),
        policies=Policies(year_starts=year_starts),
        recipients=Recipients((coordinator.recipient,), recovery.recipient),
        venues=(),
        agencies=shipped_agencies(),
        questions=shipped_questions(),
        lists=shipped_lists(),
        roster=(RosterEntry(desk.key, desk.name, desk_age.recipient, True, reader=coordinator.recipient),),
        signed={desk.key: 1},
    )
    made = new_keys(folder, passphrase, recovery.recipient, cost or Cost())

    def first(connection: Connection) -> None:
        _keep_desk(connection, desk, seed, desk_age.secret, made, setup)
        facts.keep_fact(connection, facts.ROOT_SEED, root)
        facts.keep_fact(connection, facts.READER_ROOT, setup.root)
        facts.keep_fact(connection, facts.COORDINATOR_IDENTITY, coordinator.secret)
        setups.keep_setup(connection, setup.version, setup_file.write(setup, root))

    store = Store.create(folder, made.raw_key, first)
    return Founded(Shop(folder, store, clock, desk, read_preferences(folder)), recovery.secret)


def join(
    folder: Path,
    clock: Clock,
    setup_bytes: bytes,
    desk_name: str,
    passphrase: str,
    network_key: str | None = None,
    cost: Cost | None = None,
) -> Shop:
    """Set up a desk of the network that signed this setup file, whose root it pins from now on.

    It keeps no private key that opens an envelope. Raises OtherNetwork where `network_key` is given and is
    not the file's root, NameRefused, the refusals of a setup file, ShopExists and the troubles of a store.
    """
    name = cleaned_name(desk_name, NameRefused)
    wanted = network_key.strip().lower() if network_key is not None else None
    setup = setup_file.read(setup_bytes, None)
    if wanted is not None and wanted != setup.root:
        raise OtherNetwork
    seed, desk_age = keys.new_seed(), keys.new_age_pair()
    desk = Desk(keys.desk_key(seed), name, setup.network, coordinator=False)
    made = new_keys(folder, passphrase, setup.recipients.recovery, cost or Cost())

    def first(connection: Connection) -> None:
        _keep_desk(connection, desk, seed, desk_age.secret, made, setup)
        setups.keep_setup(connection, setup.version, setup_bytes)

    return Shop(folder, Store.create(folder, made.raw_key, first), clock, desk, read_preferences(folder))


def restored_coordinator(
    folder: Path,
    clock: Clock,
    recovery_secret: str,
    setup: Setup,
    setup_bytes: bytes,
    identities: tuple[str, ...],
    desk_name: str,
    passphrase: str,
    cost: Cost | None = None,
) -> Shop:
    """Set up a coordinator's desk of a network that lost its own, by the secret of the recovery sheet.

    It takes the age secrets of earlier coordinators where they were found. Without any it has a new one, and
    keeps the sheet's as well: nothing else opens what is sealed already. Raises ShopExists and the troubles
    of a store.
    """
    root, seed, desk_age = keys.root_seed(recovery_secret), keys.new_seed(), keys.new_age_pair()
    desk = Desk(keys.desk_key(seed), desk_name, setup.network, coordinator=True)
    made = new_keys(folder, passphrase, setup.recipients.recovery, cost or Cost())
    fresh = () if identities else (keys.new_age_pair(),)
    reader = fresh[0].recipient if fresh else keys.age_pair(identities[0]).recipient
    entry = RosterEntry(desk.key, desk.name, desk_age.recipient, coordinator=True, reader=reader)
    recipients = msgspec.structs.replace(
        setup.recipients,
        coordinators=(*setup.recipients.coordinators, *(pair.recipient for pair in fresh)),
    )
    secrets = identities or (*(pair.secret for pair in fresh), recovery_secret)

    def first(connection: Connection) -> None:
        _keep_desk(connection, desk, seed, desk_age.secret, made, setup)
        facts.keep_fact(connection, facts.ROOT_SEED, root)
        facts.keep_fact(connection, facts.READER_ROOT, setup.root)
        facts.keep_fact(connection, facts.COORDINATOR_IDENTITY, "\n".join(secrets))
        setups.keep_setup(connection, setup.version, setup_bytes)
        change_setup(
            connection,
            lambda before: msgspec.structs.replace(
                before, recipients=recipients, roster=(*before.roster, entry)
            ),
        )

    return Shop(folder, Store.create(folder, made.raw_key, first), clock, desk, read_preferences(folder))


def open_shop(folder: Path, clock: Clock, passphrase: str) -> Shop:
    """Open a shop with a passphrase. Raises WrongPassphrase, TryLater, NoShop and a store's troubles."""
    return _opened(folder, clock, unlock(folder, passphrase, clock).raw_keys)


def open_with_recovery(folder: Path, clock: Clock, secret: str) -> Shop:
    """Open a shop with the secret on the recovery sheet. Raises WrongRecoveryKey and what opening raises."""
    return _opened(folder, clock, unlock_with_recovery(folder, secret).raw_keys)


def _opened(folder: Path, clock: Clock, raw_keys: tuple[bytes, ...]) -> Shop:
    store = Store.open(folder, raw_keys)
    try:
        desk = store.read(own_desk)
    except BaseException:
        store.close()
        raise
    return Shop(folder, store, clock, desk, read_preferences(folder))


def _keep_desk(
    connection: Connection, desk: Desk, seed: bytes, age_secret: str, made: NewKeys, setup: Setup
) -> None:
    facts.keep_fact(connection, facts.DESK_SEED, seed)
    facts.keep_fact(connection, facts.DESK_NAME, desk.name)
    facts.keep_fact(connection, facts.DESK_IDENTITY, age_secret)
    facts.keep_fact(connection, facts.NETWORK, desk.network)
    facts.keep_fact(connection, facts.PINNED_ROOT, setup.root)
    facts.keep_fact(connection, facts.PAPER, setup.recipients.recovery)
    facts.keep_fact(connection, facts.STORE_SECRET, made.store_key)
    facts.name_person(connection, made.slot_id, FIRST_PERSON)
