"""Numbers of which only sums are told, and the search for another world in which all that is told holds."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from onestopshop.reports.bounds import Bounds, KnownSum, Terms
from onestopshop.reports.certainty import Certainty

Name = TypeVar("Name", bound=Hashable)
"""Of an unknown."""
Secret = tuple[frozenset[Name], frozenset[Name]]
"""Unknowns that add up to what must stay hidden, and those to take away from them."""
World = dict[int, int]
"""Another world: by how much the unknowns at some places differ from the truth."""

_EFFORTS = ((40, 3), (120, 9))
"""How many numbers one search may move, and how many searches are made for a secret, each beginning with
other neighbours: in haste for all of them, then with patience for those that are left. A search that gives up
counts as having found nothing."""
_SUMS = 3
"""How many broken sums are looked at for the next move."""


def _terms_of(secret: Secret[Name], places: dict[Name, int]) -> Terms:
    more, less = secret
    signs = {places[name]: 1 for name in more} | {places[name]: -1 for name in less}
    return tuple(sorted(signs.items()))


class _Secrets(Generic[Name]):
    """The secrets for which no second number is known yet."""

    def __init__(self, secrets: Iterable[Secret[Name]], places: dict[Name, int]) -> None:
        self.terms: dict[Secret[Name], Terms] = {}
        self._of: dict[int, list[tuple[Secret[Name], int]]] = {}
        for secret in secrets:
            self.terms[secret] = _terms_of(secret, places)
            for place, sign in self.terms[secret]:
                self._of.setdefault(place, []).append((secret, sign))

    def opened_by(self, world: World) -> list[Secret[Name]]:
        """Those that have another number in another world."""
        changed: dict[Secret[Name], int] = {}
        for place, step in world.items():
            for secret, sign in self._of.get(place, ()):
                if secret in self.terms:
                    changed[secret] = changed.get(secret, 0) + sign * step
        return [secret for secret, step in changed.items() if step]

    def remove(self, secrets: Iterable[Secret[Name]]) -> None:
        """Forget those that are open."""
        for secret in secrets:
            del self.terms[secret]


class Worlds(Generic[Name]):
    """The numbers as they are, and what is told of them.

    A number is open to guessing only while two worlds differ in it and agree with everything told: the true
    one, and another that was built. Nothing is called safe because a search was too short to find a way in.
    """

    def __init__(self) -> None:
        self._places: dict[Name, int] = {}
        self._truth: list[int] = []
        self._sums: set[tuple[frozenset[tuple[int, int]], int, int]] = set()
        self._told: list[KnownSum] = []
        self._room: list[tuple[int, int]] = []
        """How far below and above the truth each sum may be."""
        self._touching: list[list[tuple[int, int]]] = []
        self._certainty: Certainty | None = None

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
        self._certainty = None
        self._push(KnownSum(terms, low, most, found, is_open=high is None))

    def pinned(
        self, secrets: Iterable[Secret[Name]], found: list[World] | None = None
    ) -> Iterator[Secret[Name]]:
        """Those of the secrets, sums less others, for which no second possible number was found.

        `found` are worlds that were built for the same unknowns when something else was told of them: those
        in which all that is told now holds as well serve again, and new ones are added.
        """
        left = _Secrets(secrets, self._places)
        worlds = [] if found is None else found
        for known_world in worlds:
            opened = left.opened_by(known_world)
            if opened and self._holds(known_world):
                left.remove(opened)
        known = Bounds([0] * len(self._truth), [2 * truth + 50 for truth in self._truth])
        known.narrow(self._told, self._touching)
        for moves, turns in _EFFORTS:
            for secret, terms in list(left.terms.items()):
                if secret not in left.terms:
                    continue
                world = self._elsewhere(terms, known, moves, turns)
                if world is not None:
                    left.remove(left.opened_by(world))
                    worlds.append(world)
                elif (moves, turns) == _EFFORTS[-1]:
                    yield secret

    def follows(self, secret: Secret[Name]) -> bool:
        """Whether the number of a sum less others is proved to follow from what is told.

        Not all that follows is found: where this is False, `pinned` may still find no second number.
        """
        if self._certainty is None:
            self._certainty = Certainty(len(self._truth), self._told, self._touching)
        return self._certainty.follows(_terms_of(secret, self._places))

    def _holds(self, world: World) -> bool:
        """Whether all that is told holds in another world too."""
        more: dict[int, int] = {}
        for place, step in world.items():
            if self._truth[place] + step < 0:
                return False
            for told, sign in self._touching[place]:
                more[told] = more.get(told, 0) + sign * step
        return all(self._room[told][0] <= step <= self._room[told][1] for told, step in more.items())

    def _elsewhere(self, terms: Terms, known: Bounds, moves: int, turns: int) -> World | None:
        """By how much numbers differ in a world in which this sum has another number, or None."""
        truth = sum(sign * self._truth[place] for place, sign in terms)
        least = sum(known.low[place] if sign > 0 else -known.high[place] for place, sign in terms)
        most = sum(known.high[place] if sign > 0 else -known.low[place] for place, sign in terms)
        begun: dict[int, set[tuple[int, int]]] = {truth + 1: set(), truth - 1: set()}
        for turn in range(turns):
            for aim, barred in begun.items():
                if least <= aim <= most:
                    self._push(KnownSum(terms, aim, aim, truth))
                    world = self._mended(known, moves, turn / turns, barred)
                    self._pop()
                    if world is not None:
                        return world
        return None

    def _push(self, told: KnownSum) -> None:
        for place, sign in told.terms:
            self._touching[place].append((len(self._told), sign))
        self._told.append(told)
        self._room.append((told.low - told.total, told.high - told.total))

    def _pop(self) -> None:
        self._room.pop()
        for place, _ in self._told.pop().terms:
            self._touching[place].pop()

    def _mended(self, known: Bounds, moves: int, turn: float, begun: set[tuple[int, int]]) -> World | None:
        """Numbers moved one after another until the last sum told holds, and all others hold again; None
        where that takes too long.

        Each move is the one that leaves least to mend, and none is taken back, so that none goes in circles.
        `begun` are the moves with which earlier searches began: this one makes none of them and adds its own.
        """
        moved: dict[int, int] = {}
        more: dict[int, int] = {}
        aim = len(self._told) - 1
        broken = {aim: self._gap(aim, 0)}
        barred = begun.copy()
        for _ in range(moves):
            way = self._best(moved, more, broken, barred, known, turn)
            if way is None:
                return None
            place, step = way
            if not moved:
                begun.add(way)
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
        known: Bounds,
        turn: float,
    ) -> tuple[int, int] | None:
        """The move that mends one of the shortest broken sums and leaves the least to mend in all others."""
        best: tuple[int, int] | None = None
        least = 0
        done = -sum(abs(gap) for gap in broken.values())
        for told in sorted(broken, key=lambda found: (len(self._told[found].terms), found))[:_SUMS]:
            up = 1 if broken[told] > 0 else -1
            terms = self._told[told].terms
            first = int(turn * len(terms))
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
