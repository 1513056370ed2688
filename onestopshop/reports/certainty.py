"""What follows for certain from sums that are told exactly: a proof that a number can be worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onestopshop.reports.bounds import Bounds, KnownSum, Terms

_PRIME = 2**61 - 1
"""Sums are added and taken away by this modulus, so that numbers stay short: Gaussian elimination."""
_FAR = 10**9
"""More than any number of people: nothing told is assumed to end here."""


class Certainty:
    """The sums whose numbers follow from what is told.

    What it finds is proved, but for one chance in some 10**18: exact sums, and unknowns that bounds leave one
    number for, add up to the sum that is asked about. It does not find all that follows.
    """

    def __init__(
        self, unknowns: int, told: Iterable[KnownSum], touching: list[list[tuple[int, int]]]
    ) -> None:
        told = [replace(found, high=_FAR) if found.is_open else found for found in told]
        bounds = Bounds([0] * unknowns, [_FAR] * unknowns)
        bounds.narrow(told, touching)
        self._fixed = {place for place in range(unknowns) if bounds.low[place] == bounds.high[place]}
        self._rows: dict[int, dict[int, int]] = {}
        """By the unknown that each row is solved for; its factor there is 1."""
        for found in sorted(told, key=lambda found: len(found.terms)):
            if found.low == found.high:
                self._add(self._rest(dict(found.terms)))

    def follows(self, terms: Terms) -> bool:
        """Whether the number of this sum can be worked out."""
        return not self._rest(dict(terms))

    def _rest(self, terms: Mapping[int, int]) -> dict[int, int]:
        """What is left of a sum when all that the rows say of it is taken away."""
        rest = {place: factor for place, factor in terms.items() if place not in self._fixed}
        waiting = [place for place in rest if place in self._rows]
        while waiting:
            solved = waiting.pop()
            factor = rest.get(solved, 0)
            for place, other in self._rows[solved].items() if factor else ():
                new = (rest.get(place, 0) - factor * other) % _PRIME
                if new and place not in rest and place in self._rows:
                    waiting.append(place)
                rest[place] = new
                if not new:
                    del rest[place]
        return rest

    def _add(self, rest: Mapping[int, int]) -> None:
        if rest:
            solved = min(rest)
            inverse = pow(rest[solved], -1, _PRIME)
            self._rows[solved] = {place: factor * inverse % _PRIME for place, factor in rest.items()}
