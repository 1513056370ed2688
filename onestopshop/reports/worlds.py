"""Numbers of which only sums are told, and the search for another world in which all that is told holds."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
"""Of an unknown."""
Secret = tuple[frozenset[Name], frozenset[Name]]
"""Unknowns that add up to what must stay hidden, and those to take away from them."""

_MOVES = 40
"""How many numbers one search may move. A search that gives up counts as having found nothing."""
_TURNS = 3
"""How many searches are made for a number, each beginning with other neighbours."""
_SUMS = 3
"""How many broken sums are looked at for the next move."""
_CARRIES = 4
"""How often, for each sum, what sums say may be carried over to the bounds. What is left open then costs a
search some steps and changes no answer."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """What is told of a sum: it lies between two numbers."""

    terms: tuple[tuple[int, int], ...]
    """Place of the unknown and its sign, +1 or -1."""
    low: int
    high: int
    total: int
    """What it is in truth."""


@dataclass(slots=True)
class _Bounds:
    """Between which numbers each unknown can still lie."""

    low: list[int]
    high: list[int]


class Worlds(Generic[Name]):
    """The numbers as they are, and what is told of them.

    A number is open to guessing only while two worlds differ in it and agree with everything told: the true
    one, and another that was built. Nothing is called safe because a search was too short to find a way in.
    """

    def __init__(self) -> None:
        self._places: dict[Name, int] = {}
        self._truth: list[int] = []
        self._sums: set[tuple[frozenset[tuple[int, int]], int, int]] = set()
        self._told: list[_Sum] = []
        self._room: list[tuple[int, int]] = []
        """How far below and above the truth each sum may be."""
        self._touching: list[list[tuple[int, int]]] = []

    def copy(self) -> Worlds[Name]:
        """The same, to which more can be told."""
        other: Worlds[Name] = Worlds()
        other._places, other._truth = self._places.copy(), self._truth.copy()
        other._sums, other._told = self._sums.copy(), self._told.copy()
        other._room = self._room.copy()
        other._touching = [found.copy() for found in self._touching]
        return other

    def add(self, name: Name, truth: int) -> None:
        """An unknown, 0 or more, with its true number. The same name again changes nothing."""
        if name not in self._places:
            self._places[name] = len(self._truth)
            self._truth.append(truth)
            self._touching.append([])

    def truth(self, names: Iterable[Name]) -> int:
        """What the named unknowns add up to in truth."""
        return sum(self._truth[self._places[name]] for name in names)

    def tell(self, plus: Iterable[Name], low: int, high: int | None, minus: Iterable[Name] = ()) -> None:
        """Readers know that the first unknowns less the others are from low to high, or at least low.

        Raises ValueError where that is not the truth.
        """
        plus, minus = tuple(dict.fromkeys(plus)), tuple(dict.fromkeys(minus))
        found = self.truth(plus) - self.truth(minus)
        most = high if high is not None else 2 * self.truth(plus) + 50
        if not low <= found <= most:
            raise ValueError("what is told must be true")
        terms = tuple(
            [(self._places[name], 1) for name in plus] + [(self._places[name], -1) for name in minus]
        )
        key = (frozenset(terms), low, most)
        if key in self._sums:
            return
        self._sums.add(key)
        self._push(_Sum(terms, low, most, found))

    def pinned(self, secrets: Iterable[Secret[Name]]) -> list[Secret[Name]]:
        """Those of the secrets, sums less others, for which no second possible number was found."""
        left = {
            secret: {
                self._places[name]: sign
                for names, sign in zip(secret, (1, -1), strict=True)
                for name in names
            }
            for secret in secrets
        }
        of: list[list[tuple[Secret[Name], int]]] = [[] for _ in self._truth]
        for secret, signs in left.items():
            for place, sign in signs.items():
                of[place].append((secret, sign))
        told = []
        known = _Bounds([0] * len(self._truth), [2 * truth + 50 for truth in self._truth])
        self._tighten(known)
        while left:
            secret, terms = next(iter(left.items()))
            del left[secret]
            world = self._elsewhere(tuple(sorted(terms.items())), known)
            if world is None:
                told.append(secret)
                continue
            changed: dict[Secret[Name], int] = {}
            for place, step in world.items():
                for other, sign in of[place]:
                    changed[other] = changed.get(other, 0) + sign * step
            for other in [other for other, step in changed.items() if step and other in left]:
                del left[other]
        return told

    def _elsewhere(self, terms: tuple[tuple[int, int], ...], known: _Bounds) -> dict[int, int] | None:
        """By how much numbers differ in a world in which this sum has another number, or None."""
        truth = sum(sign * self._truth[place] for place, sign in terms)
        least = sum(known.low[place] if sign > 0 else -known.high[place] for place, sign in terms)
        most = sum(known.high[place] if sign > 0 else -known.low[place] for place, sign in terms)
        for turn in range(_TURNS):
            for aim in (truth + 1, truth - 1):
                if least <= aim <= most:
                    self._push(_Sum(terms, aim, aim, truth))
                    world = self._mended(known, turn)
                    self._pop()
                    if world is not None:
                        return world
        return None

    def _push(self, told: _Sum) -> None:
        for place, sign in told.terms:
            self._touching[place].append((len(self._told), sign))
        self._told.append(told)
        self._room.append((told.low - told.total, told.high - told.total))

    def _pop(self) -> None:
        self._room.pop()
        for place, _ in self._told.pop().terms:
            self._touching[place].pop()

    def _mended(self, known: _Bounds, turn: int) -> dict[int, int] | None:
        """Numbers moved one after another until the last sum told holds, and all others hold again; None
        where that takes too long.

        Each move is the one that leaves least to mend, and none is taken back, so that none goes in circles.
        """
        moved: dict[int, int] = {}
        more: dict[int, int] = {}
        aim = len(self._told) - 1
        broken = {aim: self._gap(aim, 0)}
        barred: set[tuple[int, int]] = set()
        for _ in range(_MOVES):
            way = self._best(moved, more, broken, barred, known, turn)
            if way is None:
                return None
            place, step = way
            barred.add((place, -step))
            moved[place] = moved.get(place, 0) + step
            self._move(place, step, more, broken)
            if not broken:
                return moved
        return None

    def _move(self, place: int, step: int, more: dict[int, int], broken: dict[int, int]) -> None:
        for told, sign in self._touching[place]:
            more[told] = more.get(told, 0) + sign * step
            gap = self._gap(told, more[told])
            if gap:
                broken[told] = gap
            else:
                broken.pop(told, None)

    def _gap(self, told: int, more: int) -> int:
        """By how much a sum that grew by so much is off: above 0 where it is too small."""
        fall, rise = self._room[told]
        return fall - more if more < fall else min(rise - more, 0)

    def _best(
        self,
        moved: dict[int, int],
        more: dict[int, int],
        broken: dict[int, int],
        barred: set[tuple[int, int]],
        known: _Bounds,
        turn: int,
    ) -> tuple[int, int] | None:
        """The move that mends one of the shortest broken sums and leaves the least to mend in all others."""
        best: tuple[int, int] | None = None
        least = 0
        done = -sum(abs(gap) for gap in broken.values())
        for told in sorted(broken, key=lambda found: (len(self._told[found].terms), found))[:_SUMS]:
            up = 1 if broken[told] > 0 else -1
            terms = self._told[told].terms
            first = turn * len(terms) // _TURNS
            for place, sign in terms[first:] + terms[:first]:
                step = up * sign
                number = self._truth[place] + moved.get(place, 0) + step
                if (place, step) in barred or not known.low[place] <= number <= known.high[place]:
                    continue
                cost = 0
                for other, inner in self._touching[place]:
                    fall, rise = self._room[other]
                    after = more.get(other, 0) + step * inner
                    # Written out: nearly all the time of an audit is spent here.
                    if after < fall:
                        cost += fall - after
                    elif after > rise:
                        cost += after - rise
                    if other in broken:
                        cost -= abs(broken[other])
                if best is None or cost < least:
                    best, least = (place, step), cost
                    if cost == done:
                        return best
        return best

    def _tighten(self, bounds: _Bounds) -> None:
        """Carry what sums say over to the bounds until nothing moves, or for long enough."""
        waiting = dict.fromkeys(range(len(self._told)))
        left = _CARRIES * len(self._told)
        while waiting and left:
            left -= 1
            number = next(iter(waiting))
            del waiting[number]
            for place in _carry(self._told[number], bounds):
                waiting.update(dict.fromkeys(told for told, _ in self._touching[place]))


def _carry(told: _Sum, bounds: _Bounds) -> list[int]:
    """Which unknowns one sum narrows."""
    low, high = bounds.low, bounds.high
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
