"""What is wrong with a ledger's rows, told row by row and all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onestopshop.errors import Refused
from onestopshop.spreadsheet.cells import shown


@dataclass(frozen=True, slots=True)
class RowFault:
    """One cell that cannot be taken. `reason` is part of a sentence and may repeat the cell's word."""

    row: int
    heading: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}, {shown(self.heading)}: {self.reason}"


class CellRefused(Refused):
    """One cell that cannot be taken; whoever reads the row knows where it stands."""

    sentence = "{reason}"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason=reason)


class LedgerRefused(Refused):
    """Nothing was taken; every faulty cell has a line of its own."""

    sentence = "{told}"

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(told="\n".join(str(fault) for fault in self.faults))


def unknown_word(word: str, nearest: tuple[str, ...]) -> str:
    """The reason for a word that no list knows, with the answers that look most like it."""
    told = f'"{shown(word)}" is not known'
    return f"{told}; nearest: {', '.join(nearest)}" if nearest else told


def not_a_number(most: int) -> str:
    """The reason for a cell that should hold a number from 0 to `most`."""
    return f"not a whole number from 0 to {most}"


NO_SUCH_DAY = "no such day"
TOO_OLD = "a day before 1990"
TOO_NEW = "a day more than a year ahead"
TWO_DAYS = "could be two different days; leave one way of writing dates in the map"
NO_DATE = "no date"
NO_VENUE = "no venue"
NOT_A_VENUE = "not the name of a venue"
NOT_A_MONTH = "not a month written like 2015-06"
CONTRADICTION = "answers that contradict each other"
NO_HEADING = "no heading above it"
UNCALCULATED = "a formula that was never worked out; open the ledger in a spreadsheet program and save it"


def not_a_date(example: str) -> str:
    """The reason for a cell that should hold a date; `example` is one that is written rightly."""
    return f"not a date written like {example}"
