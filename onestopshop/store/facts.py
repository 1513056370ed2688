"""Single facts about this desk and its network: keys, names, choices."""

from __future__ import annotations

from onestopshop.store.connection import Connection

DESK_SEED = "desk_seed"
DESK_LINE = "desk_line"
"""The key with which a laptop began that has taken a new one since."""
EARLIER_IDENTITIES = "earlier_identities"
"""Age secrets of a laptop's former keys, one a line: receipts may still be sealed to them."""
DESK_NAME = "desk_name"
DESK_IDENTITY = "desk_identity"
STORE_SECRET = "store_secret"  # noqa: S105 - the name under which it is kept
NETWORK = "network"
PINNED_ROOT = "pinned_root"
ROOT_SEED = "root_seed"
PAPER = "paper"
"""The age key of the recovery sheet that opens this store."""
COORDINATOR_IDENTITY = "coordinator_identity"
"""The age secrets with which a coordinator opens envelopes, one a line."""
READER_ROOT = "reader_root"
"""The root of the day on which the first of them was made: it is sealed to that root's sheet of paper."""
ASKED_IDENTITY = "asked_identity"
"""The age secret with which this laptop would open envelopes: it asked to be a coordinator's."""

ALARMS = "alarms"
"""What the last sync warned of, by code, one a line."""


def fact(connection: Connection, name: str) -> bytes | None:
    """The bytes kept under a name, or None."""
    row = connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
    return None if row is None else bytes(row[0])


def text_fact(connection: Connection, name: str) -> str | None:
    """The text kept under a name, or None."""
    value = fact(connection, name)
    return None if value is None else value.decode()


def keep_fact(connection: Connection, name: str, value: bytes | str) -> None:
    """Keep bytes or text under a name, in place of what was there."""
    kept = value.encode() if isinstance(value, str) else value
    connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, kept))


def name_person(connection: Connection, slot: str, name: str) -> None:
    """Keep whose key slot it is. Names of people stand in the encrypted store only."""
    connection.execute("INSERT OR REPLACE INTO person VALUES (?, ?)", (slot, name))


def forget_person(connection: Connection, slot: str) -> None:
    """Forget whose slot it was."""
    connection.execute("DELETE FROM person WHERE slot = ?", (slot,))


def people(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Slot and name of everybody who can open this shop, in order of name."""
    return tuple(connection.execute("SELECT slot, name FROM person ORDER BY name, slot"))
