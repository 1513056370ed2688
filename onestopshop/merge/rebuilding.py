"""Checking what is counted against the envelopes that it came from."""

from __future__ import annotations

from onestopshop.merge.counting import count_sessions
from onestopshop.merge.kept_part import opener
from onestopshop.merge.rehearsal import rehearse
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, envelopes, merged, tallies
from onestopshop.tally import MonthAndVenue, Tally


def differences(shop: Shop) -> tuple[str, ...]:
    """Count everything anew from the envelopes, compare, and take the recount back.

    Returns "2015-06 VENUE" for every month and venue whose counts differ, and nothing when none does.
    Raises CoordinatorsOnly and the troubles of a store.
    """
    need_coordinator(shop)

    def recount(connection: Connection) -> tuple[str, ...]:
        before = tallies.all_counts(connection)
        merged.forget_counts(connection)
        count_sessions(connection, envelopes.session_ids(connection), opener(connection))
        return _differing(before, tallies.all_counts(connection))

    return rehearse(shop.store, recount)


def _differing(before: dict[MonthAndVenue, Tally], after: dict[MonthAndVenue, Tally]) -> tuple[str, ...]:
    keys = sorted(before.keys() | after.keys())
    return tuple(" ".join(key) for key in keys if before.get(key, Tally()) != after.get(key, Tally()))
