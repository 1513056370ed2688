"""The rows of one sheet of an XLSX workbook."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from onestopshop.errors import Refused
from onestopshop.identity import normalised
from onestopshop.spreadsheet.cells import Cell, Row, Uncalculated, shown
from onestopshop.spreadsheet.limits import within_limits
from onestopshop.spreadsheet.workbook_archive import NotAWorkbook, require_harmless

# openpyxl has no error of its own for most of what a damaged workbook makes it stumble over.
_STUMBLES = (
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, SyntaxError, EOFError, OSError),
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RecursionError, DefusedXmlException),
)


class NoSuchSheet(Refused):
    """The map names a sheet that is not there."""

    sentence = 'The workbook has no sheet "{sheet}": its sheets are {sheets}.'


class SeveralSheets(Refused):
    """More than one sheet holds something, and the map does not say which is the ledger."""

    sentence = "The workbook has several sheets ({sheets}): name the ledger's in the map's line \"sheet\"."


def xlsx_rows(content: bytes, sheet: str | None) -> tuple[Row, ...]:
    """Every row of the sheet (of the only one that is not empty, unless named), numbered as shown on screen.

    Dates are dates and a formula is what it last came to. Raises NotAWorkbook, WorkbookTooLarge, NoSuchSheet,
    SeveralSheets, TooManyRows, TooManyColumns and LedgerTooLarge.
    """
    require_harmless(content)
    if not openpyxl.DEFUSEDXML:  # switched off from outside; its own parser would expand entities
        raise NotAWorkbook
    with _stumbling_told():
        _require_no_entities(content)
    with _stumbling_told(), _workbook(content, worked_out=True) as values:
        title = _chosen(values, sheet)
        with _workbook(content, worked_out=False) as formulas:
            return within_limits(_rows(values[title], formulas[title]))


@contextmanager
def _stumbling_told() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            # It warns of drawings and validations, which no ledger needs.
            warnings.simplefilter("ignore")
            yield
    except _STUMBLES:
        raise NotAWorkbook from None


def _require_no_entities(content: bytes) -> None:
    """Raise EntitiesForbidden, or ParseError of what is no XML.

    Where lxml is installed openpyxl reads all but its sheets and shared texts with that, which leaves
    entities out in silence.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and not name.startswith("xl/worksheets/sheet"):
                fromstring(archive.read(name))


@contextmanager
def _workbook(content: bytes, *, worked_out: bool) -> Iterator[Any]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=worked_out, keep_links=False)
    with closing(book):
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the size that a sheet states of itself is often wrong
        yield book


def _chosen(book: Any, wanted: str | None) -> str:
    titles = [str(sheet.title) for sheet in book.worksheets]
    if wanted is not None:
        found = [title for title in titles if normalised(title) == normalised(wanted)]
        if not found:
            raise NoSuchSheet(sheet=shown(wanted), sheets=_listed(titles))
        return found[0]
    filled = [str(sheet.title) for sheet in book.worksheets if _holds_something(sheet)]
    if len(filled) > 1:
        raise SeveralSheets(sheets=_listed(filled))
    return (filled or titles)[0]


def _listed(titles: list[str]) -> str:
    return ", ".join(shown(title) for title in titles[:10])


def _holds_something(sheet: Any) -> bool:
    rows = sheet.iter_rows(min_row=1, min_col=1, values_only=True)
    return any(value is not None for row in rows for value in row)


def _rows(values: Any, formulas: Any) -> Iterator[Row]:
    worked_out = values.iter_rows(min_row=1, min_col=1)
    written = formulas.iter_rows(min_row=1, min_col=1, values_only=True)
    for number, (cells, sources) in enumerate(zip(worked_out, written, strict=True), 1):
        yield number, tuple(map(_cell, cells, sources))


def _cell(cell: Any, source: Any) -> Cell:
    value = cell.value
    if value is None:
        # A formula that came to an empty text has the type of text; one never worked out has none.
        never_worked_out = source is not None and cell.data_type == "n"
        return Uncalculated.FORMULA if never_worked_out else None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, (str, int, float, date)) else str(value)
