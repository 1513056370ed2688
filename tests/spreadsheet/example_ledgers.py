"""What the tests of ledgers share: the examples that ship, a network to read them for, and small ledgers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import openpyxl

from onestopshop.desk.ledger import Ledger
from onestopshop.desk.shipped import shipped_agencies, shipped_lists, shipped_questions
from onestopshop.identity import NetworkId, OptionId, VenueId
from onestopshop.network import SETUP_FORMAT, Policies, Recipients, Setup
from onestopshop.spreadsheet.cells import Row
from onestopshop.spreadsheet.ledger_file import ledger_rows
from onestopshop.spreadsheet.ledger_map import LedgerMap, read_map
from onestopshop.spreadsheet.translation import translated
from onestopshop.venue import Venue

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"
TODAY = date(2026, 3, 2)
HEADINGS = ("Date", "Venue", "Sex", "Age", "Children", "Agencies seen", "Helpful")


def network_setup() -> Setup:
    """A network with the questions and lists that ship, and one venue."""
    return Setup(
        SETUP_FORMAT,
        NetworkId("kent"),
        "Kent",
        version=1,
        root="0" * 64,
        policies=Policies(),
        recipients=Recipients((), ""),
        venues=(Venue(VenueId("trinity"), "Trinity House", area=OptionId("e07000110")),),
        agencies=shipped_agencies(),
        questions=shipped_questions(),
        lists=shipped_lists(),
        roster=(),
    )


def example(ledger: str, map_name: str) -> Ledger:
    """An example as the network of `network_setup` reads it."""
    ledger_map = read_map(EXAMPLES / map_name)
    rows = ledger_rows(EXAMPLES / ledger, ledger_map.sheet)
    return translated(rows, ledger_map, network_setup(), TODAY)


def numbered(*rows: Sequence[object]) -> tuple[Row, ...]:
    """Rows as a reader of files gives them, the headings first."""
    return tuple((number, tuple(row)) for number, row in enumerate(rows, 1))  # type: ignore[arg-type]


def read(
    *rows: Sequence[object], headings: Sequence[str] = HEADINGS, ledger_map: LedgerMap | None = None
) -> Ledger:
    """Rows under headings as the network reads them."""
    return translated(numbered(headings, *rows), ledger_map or LedgerMap(), network_setup(), TODAY)


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as a spreadsheet program writes them to CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows: Iterable[Sequence[object]], title: str = "Log") -> bytes:
    """Rows as a workbook with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
