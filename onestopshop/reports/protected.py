"""Figures and tables as readers may see them: nothing in them tells the exact numbers that were hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onestopshop.reporting_year import Month

Profile = Literal["publish", "partner", "internal"]
PROFILES: tuple[Profile, ...] = ("publish", "partner", "internal")
State = Literal["shown", "suppressed", "not available"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """For whom a partner's report is, and what allows it."""

    recipient: str
    """"Kent Police, Ashford district"."""
    name: str
    """"Information sharing agreement 12 of 2026"."""


@dataclass(frozen=True, slots=True)
class ProtectedFigure:
    """One number for one period, as readers may see it."""

    id: str
    label: str
    definition: str
    base_words: str
    state: State
    value: int | None
    base: int | None
    percent: int | None
    not_recorded: int | None
    month: Month | None
    text: str
    """The value for a sentence: "about 210", "fewer than 8", "not available"."""
    percent_text: str
    """The percentage for a sentence; empty where there is none."""
    source: str
    exact: bool = False
    """Whether its base was not rounded."""


@dataclass(frozen=True, slots=True)
class ProtectedRow:
    """One line of a table, as readers may see it."""

    label: str
    value: int | None
    percent: int | None
    recorded: bool


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table as readers may see it; of a withheld one they see only what it would have been about."""

    id: str
    title: str
    unit: str
    rows: tuple[ProtectedRow, ...]
    withheld: bool
    several: bool
    has_percent: bool
    is_empty: bool
    """Whether it has nothing to say: nobody gave an answer."""
    exact: bool = False
    """Whether its numbers were not rounded."""
    of: tuple[str, str] = ("", "")
    """Of whom it tells, and which question."""
    hides_nothing: bool = False
    """Whether it counts no visitor, so that no number of it is hidden."""
    note: str = ""
    """What must be said beside it: "Not recorded: fewer than 8." Empty where there is nothing."""
