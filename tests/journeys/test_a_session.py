"""A volunteer's day by keys alone: start, agencies, visits, correcting, closing, the stick."""

from __future__ import annotations

from pathlib import Path

from onestopshop.central.exported_file import DROPIN_SUFFIX  # type: ignore[attr-defined]
from ui.demonstration import Demonstration

WHOLE_VISIT = ("1", "1", "1", "4", "3", "2", "1", "2", "3")
"""Self, first visit, female, 25-34, Asian, Pakistani, Ashford, two children, police."""


def rows(window: Demonstration) -> list[str]:
    """What a screen reader hears of each visit."""
    return window.window.journey.day_texts()
