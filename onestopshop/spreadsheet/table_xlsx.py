"""A protected report as an Excel workbook: real numbers, no formulas, one sheet a table."""

from __future__ import annotations

import io
import re
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from onestopshop.documents.plain_file import nameless, plain
from onestopshop.reports.report_words import exactness, is_rounded, mark, subtitle
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.sheets.explanation import definitions, not_shown, protection
from onestopshop.spreadsheet.report_grids import Cell, Grid, report_grids

_HEADINGS_ROW = 3
_LONGEST_NAME = 31
"""Characters that Excel allows for the name of a sheet."""
_LONGEST_HEADER = 250
"""Characters that Excel allows for a page's header, without the sign for its middle."""
_WIDEST = 84
"""Characters of the widest column; longer texts are broken."""
_ABOUT_WIDTH = 74
"""Characters of a line on a printed page, whatever the letters."""
_WIDE_LETTERS = 1.05
_LINE_HEIGHT = 15.0
"""Points."""
_NOTHING = "Nothing was recorded in this period."
_TITLE = Font(name="Calibri", size=14, bold=True)
_HEADING = Font(name="Calibri", size=11, bold=True)
_TEXT = Font(name="Calibri", size=11)
_LOOK = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)


def report_xlsx(report: ProtectedReport) -> bytes:
    """The report as a workbook: about it, its figures, each table, and what each figure means.

    Headings stand in the third row of each sheet and stay in sight. Text is text even where it begins like a
    formula. Nothing in the file tells who made it or when.
    """
    workbook = Workbook()
    _about(workbook.active, report)
    for grid in report_grids(report):
        _grid(workbook.create_sheet(_sheet_name(grid.title, workbook.sheetnames)), grid, report)
    meanings = Grid("meanings", "What each figure means", ("Figure", "Meaning"), definitions(report))
    _grid(workbook.create_sheet("Meanings"), meanings, report)
    for sheet in workbook.worksheets:
        _printed(sheet, report)
    written = io.BytesIO()
    workbook.save(written)
    return nameless(written.getvalue(), "Report")


def _about(sheet: Worksheet, report: ProtectedReport) -> None:
    sheet.title = "About"
    texts = [report.title, mark(report), subtitle(report), *protection(report)]
    texts += not_shown(report)
    for number, text in enumerate(filter(None, texts), start=1):
        _put(sheet, number, 1, text).font = (
            _TITLE if number == 1 else _HEADING if text == mark(report) else _TEXT
        )
        _wrap(sheet, number, 1, text, _ABOUT_WIDTH)
    sheet.column_dimensions["A"].width = _ABOUT_WIDTH


def _grid(sheet: Worksheet, grid: Grid, report: ProtectedReport) -> None:
    kept = "Small numbers are hidden, others are not rounded." if grid.unrounded else ""
    kept = kept if kept and is_rounded(report) else exactness(report)
    said = ". ".join(filter(None, (mark(report), grid.note))) if grid.note else kept
    silent = grid.left_out or ("" if grid.rows else _NOTHING)
    for number, text in enumerate((grid.title, said, silent), start=1):
        _put(sheet, number, 1, text or None).font = _TITLE if number == 1 else _TEXT
    if silent:
        sheet.column_dimensions["A"].width = _ABOUT_WIDTH
        for number, text in ((2, said), (3, silent)):
            _wrap(sheet, number, 1, text, _ABOUT_WIDTH)
        return
    for column, cells in enumerate(zip(grid.headings, *grid.rows, strict=True), start=1):
        _column(sheet, column, cells)
    _spread(sheet, said, len(grid.headings))
    sheet.freeze_panes = sheet.cell(_HEADINGS_ROW + 1, 1)
    corner = f"{get_column_letter(len(grid.headings))}{_HEADINGS_ROW + len(grid.rows)}"
    table = Table(displayName=f"table_{grid.id}", ref=f"A{_HEADINGS_ROW}:{corner}", tableStyleInfo=_LOOK)
    sheet.add_table(table)


def _spread(sheet: Worksheet, said: str, columns: int) -> None:
    """The line above the headings over the width of the table: what sticks out makes a printed page small."""
    widths = (sheet.column_dimensions[get_column_letter(column)].width for column in range(1, columns + 1))
    sheet.merge_cells(
        start_row=_HEADINGS_ROW - 1, start_column=1, end_row=_HEADINGS_ROW - 1, end_column=columns
    )
    _wrap(sheet, _HEADINGS_ROW - 1, 1, said, int(sum(widths)))


def _column(sheet: Worksheet, column: int, cells: tuple[Cell, ...]) -> None:
    """A heading and what stands below it: numbers, and the words in their place, at the right."""
    width = _width(cells)
    sheet.column_dimensions[get_column_letter(column)].width = width
    below = {type(content) for content in cells[1:]}
    side = "left" if str in below and not below & {int, float} else "right"
    indent = 1 if side == "left" and column > 1 else 0
    for number, content in enumerate(cells, start=_HEADINGS_ROW):
        cell = _put(sheet, number, column, content)
        cell.font = _HEADING if number == _HEADINGS_ROW else _TEXT
        cell.alignment = Alignment(horizontal=side, vertical="top", indent=indent)
        cell.number_format = "#,##0" if isinstance(content, int) else "General"
        if isinstance(content, str):
            _wrap(sheet, number, column, content, width)


def _wrap(sheet: Worksheet, row: int, column: int, text: str, width: int) -> None:
    """Break a text that is wider than its column, in a row that is high enough: not every program does."""
    lines = ceil(len(text) * _WIDE_LETTERS / width)
    if lines > 1:
        cell = sheet.cell(row, column)
        cell.alignment = Alignment(
            horizontal=cell.alignment.horizontal, indent=cell.alignment.indent, vertical="top", wrap_text=True
        )
        high = sheet.row_dimensions[row].height or 0
        sheet.row_dimensions[row].height = max(high, lines * _LINE_HEIGHT)


def _width(cells: tuple[Cell, ...]) -> int:
    """Room for the longest cell, in characters; headings may break at a space."""
    heading, *rest = ("" if cell is None else str(cell) for cell in cells)
    words = max(len(word) for word in heading.split()) + 5
    return min(max([words, *(ceil(len(text) * _WIDE_LETTERS) + 2 for text in rest)]), _WIDEST)


def _put(sheet: Worksheet, row: int, column: int, content: Cell) -> SheetCell:
    """A cell that holds a number, or text that no program takes for a formula, now or when it is edited."""
    cell = sheet.cell(row, column)
    if isinstance(content, str):
        cell.value = plain(content)
        cell.data_type = "s"
        cell.quotePrefix = True
    else:
        cell.value = content
    return cell


def _printed(sheet: Worksheet, report: ProtectedReport) -> None:
    """A4, as wide as the page, and marked on each page where it is internal, a preview or for one partner."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if sheet.max_column > 5 else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = _header(mark(report)) or None
    sheet.oddFooter.center.text = "&P"
    if sheet.freeze_panes:
        sheet.print_title_rows = f"{_HEADINGS_ROW}:{_HEADINGS_ROW}"


def _header(words: str) -> str:
    """The words as a page's header holds them: an ampersand begins a command there unless it is doubled."""
    doubled = plain(words).replace("&", "&&")
    return doubled if len(doubled) <= _LONGEST_HEADER else plain(words).replace("&", "+")


def _sheet_name(title: str, taken: list[str]) -> str:
    """A name that Excel allows: without its signs, short, cut after a word, and not there yet."""
    name = " ".join(re.sub(r"[][:*?/\\]", " ", plain(title)).split())
    while len(name) > _LONGEST_NAME:
        name = name.rpartition(" ")[0] or name[:_LONGEST_NAME]
    return name if name not in taken else f"{name[: _LONGEST_NAME - 3]} {len(taken)}"
