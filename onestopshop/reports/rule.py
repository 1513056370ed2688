"""What a profile does to one number: hide it, round it, or show it as it is."""

from __future__ import annotations

from dataclasses import dataclass

_STEP = 5
_LEAST_BASE = 23
"""On a smaller base a rounded percentage would be a guess between too few people."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How numbers are protected: threshold and step follow NHS hospital statistics since 2018."""

    threshold: int
    """Numbers from 1 to this one are hidden; 0 hides none."""
    step: int
    """Numbers are rounded to the nearest multiple of this, half up, though never to one that would be hidden:
    a 5 where numbers up to 5 are hidden could only be a 6 or a 7."""
    least_base: int
    """Percentages of fewer are not given."""
    accepted_only: bool
    """Whether options, agencies and venues that the network has not accepted are merged."""

    def hides(self, number: int) -> bool:
        """Whether a number is too small to be told."""
        return 1 <= number <= self.threshold

    def rounded(self, number: int) -> int:
        """The number as it is told."""
        if not number:
            return 0
        nearest = (2 * number + self.step) // (2 * self.step) * self.step
        least = (self.threshold // self.step + 1) * self.step
        return max(nearest, least)

    def reach(self, told: int) -> tuple[int, int]:
        """The least and the greatest number that is told as this one."""
        near = range(max(0, told - 2 * self.step), told + 2 * self.step + 1)
        meant = [n for n in near if not self.hides(n) and self.rounded(n) == told]
        return min(meant), max(meant)

    def percent(self, value: int, base: int) -> int | None:
        """The percentage of exact numbers as it is told, half up; None where it would tell a small number."""
        rest = base - value
        told = self.rounded(base)
        if not told or base < self.least_base or any(self.hides(n) for n in (value, base, rest)):
            return None
        return (200 * self.rounded(value) + told) // (2 * told)


def publishing(threshold: int) -> Rule:
    """What anybody may read: small numbers hidden, the rest rounded to 5."""
    return Rule(threshold, _STEP, _LEAST_BASE, accepted_only=True)


PARTNER = Rule(threshold=4, step=1, least_base=_LEAST_BASE, accepted_only=True)
"""What a partner with an agreement may read: from 5 on exact, and no number that tells a smaller one."""

EXACT = Rule(threshold=0, step=1, least_base=1, accepted_only=False)
"""What only the network's coordinators may read."""
