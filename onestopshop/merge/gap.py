"""Numbers that are missing in a desk's chain of envelopes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onestopshop.identity import DeskKey


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Envelopes of a desk that were never seen, from the first to the last of them."""

    desk: DeskKey
    first: int
    last: int


def gaps(sequences: Iterable[tuple[DeskKey, int]]) -> tuple[Gap, ...]:
    """The missing numbers of each desk, counted from 1 to the highest that was seen."""
    found: list[Gap] = []
    expected: dict[DeskKey, int] = {}
    for desk, seq in sorted(set(sequences)):
        wanted = expected.get(desk, 1)
        if seq > wanted:
            found.append(Gap(desk, wanted, seq - 1))
        expected[desk] = max(wanted, seq + 1)
    return tuple(found)
