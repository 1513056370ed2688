"""How large a ledger may be: far more than any service keeps, and little enough for an old laptop."""

from __future__ import annotations

from collections.abc import Iterable

from onestopshop.errors import Refused
from onestopshop.spreadsheet.cells import Cell, Row, text_of

MOST_BYTES = 10_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 50_000_000
"""In all cells together: a workbook may repeat one long text in a million cells at no cost to itself."""


class LedgerTooLarge(Refused):
    """More bytes or characters than any real ledger."""

    sentence = "This file is larger than a ledger can be (10 MB): save the rows alone, or a year at a time."


class TooManyRows(Refused):
    """More rows than any real ledger."""

    sentence = "This ledger has more than 100,000 rows: import a year at a time."


class TooManyColumns(Refused):
    """More columns than any real ledger."""

    sentence = "Row {row} of this ledger has more than 200 columns: take out those that are not needed."


def within_limits(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows without the empty cells and rows at their ends.

    Raises TooManyRows, TooManyColumns and LedgerTooLarge.
    """
    kept: list[Row] = []
    characters = 0
    last = 0
    for number, cells in rows:
        filled = _without_empty_end(cells)
        if number > MOST_ROWS:
            # Empty rows down there are only formatted, as happens when a whole column was given a colour.
            if filled:
                raise TooManyRows
            continue
        if len(filled) > MOST_COLUMNS:
            raise TooManyColumns(row=number)
        characters += sum(len(cell) for cell in filled if isinstance(cell, str))
        if characters > MOST_CHARACTERS:
            raise LedgerTooLarge
        kept.append((number, filled))
        if filled:
            last = len(kept)
    return tuple(kept[:last])


def _without_empty_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and not text_of(cells[end - 1]):
        end -= 1
    return cells[:end]
