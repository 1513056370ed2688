"""Who this laptop is, and the new key that it takes when a copy of it writes too."""

from __future__ import annotations

import msgspec

from onestopshop.desk.setup_changes import change_setup, own_key
from onestopshop.envelope import keys
from onestopshop.identity import DeskKey, NetworkId
from onestopshop.network import RosterEntry, Setup
from onestopshop.shop import Desk, Shop
from onestopshop.store import Connection, facts, parts


def own_desk(connection: Connection) -> Desk:
    """Who this laptop is now. Raises DamagedStore."""
    return Desk(
        own_key(connection),
        facts.text_fact(connection, facts.DESK_NAME) or "",
        NetworkId(facts.text_fact(connection, facts.NETWORK) or ""),
        facts.fact(connection, facts.COORDINATOR_IDENTITY) is not None,
    )


def own_identities(connection: Connection) -> tuple[str, ...]:
    """The age secrets that open receipts for this laptop: today's first, then those of its former keys."""
    today = facts.text_fact(connection, facts.DESK_IDENTITY) or ""
    earlier = facts.text_fact(connection, facts.EARLIER_IDENTITIES) or ""
    return (today, *earlier.split())


def take_new_key(shop: Shop) -> DeskKey:
    """Give this laptop a key of its own, because another with its old key is writing too.

    What was sealed keeps its signature and is published as before. What comes, and every session whose rows
    are still here, is signed with the new key, in a chain from 1, and counts once a coordinator approved the
    key. A coordinator's laptop approves itself.
    """

    def write(connection: Connection) -> DeskKey:
        before = own_desk(connection)
        seed, age = keys.new_seed(), keys.new_age_pair()
        new = keys.desk_key(seed)
        if facts.fact(connection, facts.DESK_LINE) is None:
            facts.keep_fact(connection, facts.DESK_LINE, before.key)
        facts.keep_fact(connection, facts.EARLIER_IDENTITIES, "\n".join(own_identities(connection)))
        facts.keep_fact(connection, facts.DESK_SEED, seed)
        facts.keep_fact(connection, facts.DESK_IDENTITY, age.secret)
        parts.touch_all(connection)  # under the old key only one of two copies' accounts of a session counts
        if before.coordinator:

            def added(setup: Setup) -> Setup:
                known = setup.desk(before.key)
                reader = known.reader if known else ""
                entry = RosterEntry(new, before.name, age.recipient, coordinator=True, reader=reader)
                return msgspec.structs.replace(setup, roster=(*setup.roster, entry))

            change_setup(connection, added)
        return new

    return shop.store.write(write)
