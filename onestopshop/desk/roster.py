"""The desks of the network as this desk knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onestopshop.desk.directory import settled
from onestopshop.desk.own_desk import own_desk
from onestopshop.identity import DeskKey
from onestopshop.network import RosterEntry
from onestopshop.shop import Shop
from onestopshop.store import Connection, envelopes, merged, outbox

Standing = Literal["waiting", "approved", "revoked"]


@dataclass(frozen=True, slots=True)
class ListedDesk:
    """One desk: its key, what it calls itself, whether it is trusted, its highest sequence number seen."""

    key: DeskKey
    name: str
    standing: Standing
    last_seq: int


def desks(shop: Shop) -> tuple[ListedDesk, ...]:
    """Every desk that this one knows: its own first, then in order of key."""
    return shop.store.read(listed_desks)


def listed_desks(connection: Connection) -> tuple[ListedDesk, ...]:
    """The same of a store that is open already."""
    setup = settled(connection)
    last: dict[DeskKey, int] = {}
    for desk, seq in envelopes.sequences(connection):
        last[desk] = max(seq, last.get(desk, 0))
    noted = merged.noted_desks(connection)
    here = own_desk(connection)
    last[here.key] = max(outbox.last_sealed(connection, here.key)[0], last.get(here.key, 0))
    keys = {entry.desk for entry in setup.roster} | noted.keys() | last.keys()
    others = sorted(key for key in keys if key and key != here.key)
    listed = []
    for key in (here.key, *others):
        entry = setup.desk(key)
        name = noted.get(key, (entry.name if entry else "", ""))[0]
        own = here.name if key == here.key else name
        listed.append(ListedDesk(key, own, _standing(entry), last.get(key, 0)))
    return tuple(listed)


def _standing(entry: RosterEntry | None) -> Standing:
    if entry is None:
        return "waiting"
    return "approved" if entry.revoked_from is None else "revoked"
