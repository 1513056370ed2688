"""The rows of a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from onestopshop.errors import Refused
from onestopshop.spreadsheet.cells import Row
from onestopshop.spreadsheet.limits import within_limits

_ENCODINGS = ("utf-8-sig", "cp1252")
"""What spreadsheet programs write in Britain. The second reads nearly anything, so it comes last."""


class NotText(Refused):
    """The bytes are no text in an encoding that is taken."""

    sentence = "This file is not a ledger that can be read: save it as CSV UTF-8 or as .xlsx and try again."


class BrokenCsv(Refused):
    """Quotation marks that do not close, or a cell without end."""

    sentence = "The CSV file is damaged near row {row}: look for a missing quotation mark, or save it again."


def csv_rows(content: bytes) -> tuple[Row, ...]:
    """Every row, numbered from 1 as a spreadsheet program shows them: line breaks in a cell make no row.

    Raises NotText, BrokenCsv, TooManyRows and TooManyColumns.
    """
    return within_limits(_rows(_decoded(content)))


def _decoded(content: bytes) -> str:
    # UTF-16 holds NUL in every Latin letter, so this refuses it too.
    if b"\0" in content:
        raise NotText
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotText


def _rows(text: str) -> Iterator[Row]:
    number = 0
    try:
        # Line ends stay as they are: the reader treats those within quotation marks as the cell's own.
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            yield number, tuple(cells)
    except csv.Error:
        raise BrokenCsv(row=number + 1) from None
