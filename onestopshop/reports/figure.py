"""What a figure is: an id, a definition in one sentence, a base, and how it is counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onestopshop.reporting_year import Month
from onestopshop.reports.counts import Counts


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure's exact numbers, before protection. A value of None: the period cannot give it."""

    value: int | None
    base: int | None = None
    """What the percentage is of; None for figures that are no share."""
    not_recorded: int | None = 0
    """How many of those who could have been asked gave no answer."""
    month: Month | None = None
    source: str = ""
    """Where a total of a year before the app was published."""

    def __post_init__(self) -> None:
        if self.base is not None and self.value is not None and not 0 <= self.value <= self.base:
            raise ValueError("a share is part of its base")


NOT_AVAILABLE = Counted(None, not_recorded=None)


@dataclass(frozen=True, slots=True)
class Figure:
    """One reported number. `label` follows the number in a sentence: "480 children"."""

    id: str
    label: str
    definition: str
    """One sentence."""
    base: str
    """What the percentage is of, in words; empty where there is none."""
    count: Callable[[Counts], Counted]
    venue_label: str = ""
    """The label where the report is about one venue, if it differs."""
    exact: bool = False
    """Whether it may be published exact (though not while it is small)."""
    whole: bool = False
    """Whether it counts events and not people of the report: it is shown however few came."""


def share(value: int, base: int, not_recorded: int) -> Counted:
    """A part of a base. Not available where nobody is in the base: nothing was recorded."""
    return Counted(value, base, not_recorded) if base else NOT_AVAILABLE
