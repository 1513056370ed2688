"""Between which numbers unknowns can lie, by the sums that are told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Terms = tuple[tuple[int, int], ...]
"""Places of unknowns with their signs, +1 or -1."""

_CARRIES = 4
"""How often, for each sum, what sums say may be carried over to the bounds. What is left open then costs a
search some steps and changes no answer."""


@dataclass(frozen=True, slots=True)
class KnownSum:
    """What is told of a sum: it lies between two numbers."""

    terms: Terms
    low: int
    high: int
    total: int
    """What it is in truth."""
    is_open: bool = False
    """Whether nothing is told of how high it is: `high` is then as far as a search need look."""


@dataclass(slots=True)
class Bounds:
    """The least and the most that each unknown can still be."""

    low: list[int]
    high: list[int]

    def narrow(self, told: Sequence[KnownSum], touching: Sequence[Sequence[tuple[int, int]]]) -> None:
        """Carry what sums say over to the bounds until nothing moves, or for long enough.

        `touching` names, for each unknown, the sums that it is in.
        """
        waiting = dict.fromkeys(range(len(told)))
        left = _CARRIES * len(told)
        while waiting and left:
            left -= 1
            number = next(iter(waiting))
            del waiting[number]
            for place in self._carry(told[number]):
                waiting.update(dict.fromkeys(other for other, _ in touching[place]))

    def _carry(self, told: KnownSum) -> list[int]:
        """Which unknowns one sum narrows."""
        low, high = self.low, self.high
        least = most = 0
        for place, sign in told.terms:
            if sign > 0:
                least += low[place]
                most += high[place]
            else:
                least -= high[place]
                most -= low[place]
        rise, fall = told.high - least, most - told.low
        moved = []
        for place, sign in told.terms:
            width = high[place] - low[place]
            if width <= rise and width <= fall:
                continue
            up, down = (rise, fall) if sign > 0 else (fall, rise)
            old_low = low[place]
            low[place] = max(low[place], high[place] - down)
            high[place] = min(high[place], old_low + up)
            moved.append(place)
        return moved
