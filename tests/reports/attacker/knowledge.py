"""What an attacker knows, as whole numbers and sums, and an integer program that squeezes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array


@dataclass
class Knowledge:
    """Unknown whole numbers, 0 or more, and what is known of sums of them."""

    names: dict[str, int] = field(default_factory=dict)
    sums: list[tuple[dict[int, int], float, float]] = field(default_factory=list)

    def number(self, name: str) -> int:
        """The place of an unknown, made when it is first named."""
        return self.names.setdefault(name, len(self.names))

    def know(self, terms: Mapping[str, int] | Iterable[str], low: float, high: float) -> None:
        """The terms, each with its factor, add up to low to high."""
        signed = terms if isinstance(terms, Mapping) else dict.fromkeys(terms, 1)
        self.sums.append(({self.number(name): factor for name, factor in signed.items()}, low, high))

    def same(self, whole: Iterable[str], parts: Iterable[str]) -> None:
        """Two sums are equal."""
        terms: dict[str, int] = {}
        for names, sign in ((whole, 1), (parts, -1)):
            for name in names:
                terms[name] = terms.get(name, 0) + sign
        self.know({name: factor for name, factor in terms.items() if factor}, 0, 0)

    def broken_by(self, truth: Mapping[str, int]) -> list[tuple[dict[str, int], float, float]]:
        """What is known wrongly: an attack on it would prove nothing."""
        known = {place: name for name, place in self.names.items()}
        return [
            ({known[place]: factor for place, factor in terms.items()}, low, high)
            for terms, low, high in self.sums
            if not low <= sum(factor * truth[known[place]] for place, factor in terms.items()) <= high
        ]

    def recovered(self, hidden: Mapping[str, int]) -> dict[str, int]:
        """Those of the hidden numbers that can have one value only, with that value."""
        worlds: list[np.ndarray] = []
        for name in hidden:
            self.number(name)
        limits = self._limits()
        told = {}
        for name in hidden:
            place = self.number(name)
            if len({int(world[place]) for world in worlds}) > 1:
                continue
            least, most = self._extreme(place, 1, limits), self._extreme(place, -1, limits)
            worlds += [least, most]
            if least[place] == most[place]:
                told[name] = int(least[place])
        return told

    def _limits(self) -> LinearConstraint:
        """All that is known, for the integer program; asked for once every unknown has its place."""
        cells = [
            (factor, row, column)
            for row, (terms, _, _) in enumerate(self.sums)
            for column, factor in terms.items()
        ]
        factors, rows, columns = zip(*cells, strict=True)
        table = csr_array((factors, (rows, columns)), shape=(len(self.sums), len(self.names)))
        return LinearConstraint(table, [s[1] for s in self.sums], [s[2] for s in self.sums])

    def _extreme(self, place: int, sign: int, limits: LinearConstraint) -> np.ndarray:
        aim = np.zeros(len(self.names))
        aim[place] = sign
        found = milp(aim, integrality=np.ones(len(aim)), bounds=Bounds(0, 5000), constraints=limits)
        if found.x is None:
            raise AssertionError(f"what is published contradicts itself: {found.message}")
        return np.rint(found.x)
