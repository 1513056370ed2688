"""Undoing a merge: its envelopes stop counting, none of their bytes is removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onestopshop.changes import Change, Changes
from onestopshop.errors import Refused
from onestopshop.identity import MergeId
from onestopshop.merge.counting import count_sessions
from onestopshop.merge.kept_part import opener
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, arrivals, envelopes, merged


@dataclass(frozen=True, slots=True)
class MadeMerge:
    """A merge that stands: when it was made, and of how many sessions it tells."""

    id: MergeId
    at: datetime
    sessions: int


class UnknownMerge(Refused):
    """No merge of that id was made here, or it was undone already."""

    sentence = "No merge of that number stands here. Nothing was changed."


def last_merge(shop: Shop) -> MadeMerge | None:
    """The last merge that stands and of which anything still counts. Raises CoordinatorsOnly."""
    need_coordinator(shop)
    found = shop.store.read(arrivals.last_merge)
    if found is None:
        return None
    merge, at, sessions = found
    return MadeMerge(merge, datetime.fromisoformat(at), sessions)


def undo_merge(shop: Shop, untrusted_merge: str) -> Changes:
    """Stop counting a merge's envelopes; merging them again counts them again.

    Raises UnknownMerge, CoordinatorsOnly and the troubles of a store.
    """
    need_coordinator(shop)
    merge = MergeId(untrusted_merge.strip())

    def write(connection: Connection) -> Changes:
        if not merged.merge_stands(connection, merge):
            raise UnknownMerge
        sessions = envelopes.undo_envelopes(connection, merge)
        merged.undo_merge(connection, merge)
        count_sessions(connection, sessions, opener(connection))
        return Changes("merge_undone", tuple(Change("session", session) for session in sessions))

    return shop.store.write(write)
