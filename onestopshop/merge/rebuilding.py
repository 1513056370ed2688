"""Checking what is counted against the envelopes that it came from."""

from __future__ import annotations

from collections.abc import Iterator

from onestopshop.desk.directory import settled
from onestopshop.merge.counting import count_sessions
from onestopshop.merge.merging import part_of_envelope
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, envelopes, facts, merged, tallies
from onestopshop.tally import Tally


class _TakenBack(Exception):
    """Ends a transaction that must leave nothing behind."""

    def __init__(self, differences: tuple[str, ...]) -> None:
        super().__init__()
        self.differences = differences


def differences(shop: Shop) -> tuple[str, ...]:
    """Count everything anew from the envelopes, compare, and take the recount back.

    Returns "2015-06 VENUE" for every month and venue whose counts differ, and nothing when none does.
    """
    need_coordinator(shop)

    def write(connection: Connection) -> None:
        setup = settled(connection)
        identities = (facts.text_fact(connection, facts.COORDINATOR_IDENTITY) or "",)
        before = tallies.all_counts(connection)
        merged.forget_counts(connection)
        count_sessions(
            connection,
            envelopes.session_ids(connection),
            lambda number: part_of_envelope(connection, number, setup, identities),
        )
        raise _TakenBack(tuple(_differing(before, tallies.all_counts(connection))))

    try:
        shop.store.write(write)
    except _TakenBack as taken_back:
        return taken_back.differences
    return ()


def _differing(before: dict[tuple[str, str], Tally], after: dict[tuple[str, str], Tally]) -> Iterator[str]:
    for key in sorted(before.keys() | after.keys()):
        if before.get(key, Tally()) != after.get(key, Tally()):
            yield " ".join(key)
