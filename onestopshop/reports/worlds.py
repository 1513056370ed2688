"""Numbers of which only sums are told, and the search for another world in which all that is told holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onestopshop.tally import Cell

_NODES = 120
"""How many steps one search may take. A search that gives up counts as having found nothing."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """What is told of a sum: it lies between two numbers."""

    terms: tuple[tuple[int, int], ...]
    """Place of the unknown and its sign, +1 or -1."""
    low: int
    high: int


@dataclass(slots=True)
class _Bounds:
    """Between which numbers each unknown can still lie."""

    low: list[int]
    high: list[int]


class Worlds:
    """The numbers as they are, and what is told of them.

    A number is open to guessing only while two worlds differ in it and agree with everything told: the true
    one, and another that was built. Nothing is called safe because a search was too short to find a way in.
    """

    def __init__(self) -> None:
        self._places: dict[Cell, int] = {}
        self._truth: list[int] = []
        self._sums: list[_Sum] = []
        self._touching: list[list[int]] = []

    def add(self, name: Cell, truth: int) -> None:
        """An unknown, 0 or more, with its true number. The same name again changes nothing."""
        if name not in self._places:
            self._places[name] = len(self._truth)
            self._truth.append(truth)
            self._touching.append([])

    def truth(self, names: Iterable[Cell]) -> int:
        """What the named unknowns add up to in truth."""
        return sum(self._truth[self._places[name]] for name in names)

    def tell(self, plus: Iterable[Cell], low: int, high: int | None, minus: Iterable[Cell] = ()) -> None:
        """Readers know that the first unknowns less the others are from low to high, or at least low.

        Raises ValueError where that is not the truth.
        """
        plus, minus = tuple(dict.fromkeys(plus)), tuple(dict.fromkeys(minus))
        found = self.truth(plus) - self.truth(minus)
        most = high if high is not None else self._ample(plus)
        if not low <= found <= most:
            raise ValueError("what is told must be true")
        terms = tuple(
            [(self._places[name], 1) for name in plus] + [(self._places[name], -1) for name in minus]
        )
        for place, _ in terms:
            self._touching[place].append(len(self._sums))
        self._sums.append(_Sum(terms, low, most))

    def pinned(self, secrets: Iterable[Cell]) -> list[Cell]:
        """Those of the named unknowns for which no second possible number was found."""
        left = dict.fromkeys(secrets)
        told = []
        known = _Bounds([0] * len(self._truth), [2 * truth + 50 for truth in self._truth])
        self._tighten(known, list(range(len(self._sums))))
        while left:
            name = next(iter(left))
            del left[name]
            world = self._elsewhere(self._places[name], known)
            if world is None:
                told.append(name)
                continue
            for other in [other for other in left if world[self._places[other]] != self.truth([other])]:
                del left[other]
        return told

    def _ample(self, plus: tuple[Cell, ...]) -> int:
        return 2 * self.truth(plus) + 50

    def _elsewhere(self, place: int, known: _Bounds) -> list[int] | None:
        """A world in which this unknown has another number, or None."""
        for step in (1, -1):
            bounds = _Bounds(known.low.copy(), known.high.copy())
            if step > 0:
                bounds.low[place] = self._truth[place] + 1
            else:
                bounds.high[place] = self._truth[place] - 1
            if bounds.low[place] > bounds.high[place]:
                continue
            world = self._search(bounds, list(self._touching[place]), [_NODES])
            if world is not None:
                return world
        return None

    def _search(self, bounds: _Bounds, changed: list[int], nodes: list[int]) -> list[int] | None:
        """A world within bounds as near to the truth as they allow, mended one broken sum at a time."""
        nodes[0] -= 1
        if nodes[0] < 0 or not self._tighten(bounds, changed):
            return None
        world = [
            min(max(truth, low), high)
            for truth, low, high in zip(self._truth, bounds.low, bounds.high, strict=True)
        ]
        broken = next(
            (found for found in self._sums if not found.low <= _total(found, world) <= found.high), None
        )
        if broken is None:
            return world
        direction = 1 if _total(broken, world) < broken.low else -1
        for place, sign in broken.terms:
            tried = _Bounds(bounds.low.copy(), bounds.high.copy())
            if direction * sign > 0:
                tried.low[place] = world[place] + 1
            else:
                tried.high[place] = world[place] - 1
            if tried.low[place] > tried.high[place]:
                continue
            found = self._search(tried, list(self._touching[place]), nodes)
            if found is not None:
                return found
        return None

    def _tighten(self, bounds: _Bounds, changed: list[int]) -> bool:
        """Carry what sums say over to the bounds until nothing moves; False where no world is left."""
        waiting = dict.fromkeys(changed)
        while waiting:
            number = next(iter(waiting))
            del waiting[number]
            moved = _carry(self._sums[number], bounds)
            if moved is None:
                return False
            for place in moved:
                waiting.update(dict.fromkeys(self._touching[place]))
        return True


def _total(told: _Sum, world: list[int]) -> int:
    return sum(sign * world[place] for place, sign in told.terms)


def _carry(told: _Sum, bounds: _Bounds) -> list[int] | None:
    """Which unknowns one sum narrows; None where it cannot be."""
    low, high = bounds.low, bounds.high
    least = sum(low[place] if sign > 0 else -high[place] for place, sign in told.terms)
    most = sum(high[place] if sign > 0 else -low[place] for place, sign in told.terms)
    if least > told.high or most < told.low:
        return None
    rise, fall = told.high - least, most - told.low
    moved = []
    for place, sign in told.terms:
        up, down = (rise, fall) if sign > 0 else (fall, rise)
        width = high[place] - low[place]
        if width <= up and width <= down:
            continue
        old_low = low[place]
        low[place] = max(low[place], high[place] - down)
        high[place] = min(high[place], old_low + up)
        if low[place] > high[place]:
            return None
        moved.append(place)
    return moved
