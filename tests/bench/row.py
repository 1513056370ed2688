"""One line of the benchmark's table."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, ours and what it is held against, and the ratio that the design allows."""

    what: str
    ours: float
    against: float
    allowed: float
    unit: str = "s"

    def __str__(self) -> str:
        ratio = self.ours / self.against if self.against else float("inf")
        mark = "" if ratio <= self.allowed else "  over"
        return (
            f"{self.what:<52} {self.ours:>10.4g} {self.unit} {self.against:>10.4g} {self.unit}"
            f" {ratio:>8.3f} {self.allowed:>8.3g}{mark}"
        )


def seconds(work: Callable[[], object]) -> float:
    """How long one run of some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
