"""Tells what kind of file a ledger is, by its content, and reads its rows."""

from __future__ import annotations

from pathlib import Path

from onestopshop.errors import Refused
from onestopshop.spreadsheet.cells import Row
from onestopshop.spreadsheet.csv_rows import csv_rows
from onestopshop.spreadsheet.limits import MOST_BYTES, LedgerTooLarge
from onestopshop.spreadsheet.xlsx_rows import xlsx_rows

_ARCHIVE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Excel's files before 2007, and its newer ones when they have a password."""
_OTHERS = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"SQLite format 3",
    b"age-encryption.org",
    b"\x1f\x8b",
)


class LedgerMissing(Refused):
    """Nothing at that place, or nothing that may be read."""

    sentence = "The ledger cannot be read: check that the file is there and not open in another program."


class LedgerIsFolder(Refused):
    """A folder where a file is needed."""

    sentence = "That is a folder: choose the ledger's file in it."


class LedgerEmpty(Refused):
    """A file without one filled cell."""

    sentence = "The ledger is empty: choose the file that holds the rows."


class OldWorkbook(Refused):
    """A .xls file, or a workbook with a password."""

    sentence = "This workbook is in an old format or has a password: save it as .xlsx without a password."


class NoSpreadsheet(Refused):
    """Another kind of file altogether."""

    sentence = "This file is no spreadsheet: choose a .csv or .xlsx file."


def ledger_rows(path: Path, sheet: str | None) -> tuple[Row, ...]:
    """Every row of the ledger at `path`, from that sheet of a workbook; CSV has no sheets. Raises Refused."""
    content = _content(path)
    if content.startswith(_ARCHIVE):
        rows = xlsx_rows(content, sheet)
    elif content.startswith(_OLD_OFFICE):
        raise OldWorkbook
    elif content.startswith(_OTHERS):
        raise NoSpreadsheet
    else:
        rows = csv_rows(content)
    if not rows:
        raise LedgerEmpty
    return rows


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise LedgerIsFolder
    if not path.is_file():  # a device or a pipe could be read for ever
        raise LedgerMissing
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        raise LedgerMissing from None
    if len(content) > MOST_BYTES:
        raise LedgerTooLarge
    return content
