"""Tables of a Word file: header rows that repeat, words for screen readers, hairlines."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from onestopshop.documents.plain_file import plain
from onestopshop.documents.word_file import NOTE, SOFT, say
from onestopshop.reports.text_tables import KEPT_TOGETHER, TextTable

_LINE = {"val": "single", "sz": "4", "color": "D5D3CC"}
_FIRM = {"val": "single", "sz": "8", "color": "1D2329"}
_WIDTH, _LABEL_WIDTH, _NARROW_LABEL_WIDTH = 170, 62, 44
"""Millimetres: the page between its margins, and the column of labels beside few columns or many."""
_FEW_COLUMNS, _MANY_COLUMNS = 4, 9
_NARROW_SIZE, _NARROW_MARGIN = Pt(7.5), "20"
"""Letters, and the room at the sides of a cell in twentieths of a point, where there are many columns."""
_STATED_WIDTHS = (54, 30, 14, 20, 52)
_KEPT_AT_EITHER_END = 5
"""So many rows of a longer table stay together at its head, and at its end with the note."""


def add_table(
    document: Document,
    title: str,
    headings: Sequence[str],
    rows: Sequence[tuple[Sequence[str], bool]],
    widths: Sequence[int],
    *,
    level: int = 2,
) -> Table:
    """A table below its heading; each row with whether it stands apart, widths in millimetres.

    The first column holds labels; the others are aligned at the right.
    """
    document.add_heading(plain(title), level)
    table: Table = document.add_table(rows=1 + len(rows), cols=len(headings))
    table.autofit = False
    _describe(table, title)
    for number, (cells, soft) in enumerate([(headings, True), *rows]):
        at_an_end = number < _KEPT_AT_EITHER_END or number > len(rows) - _KEPT_AT_EITHER_END
        _fill_row(table.rows[number], cells, soft=soft, kept=at_an_end or len(rows) <= KEPT_TOGETHER)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    _repeat(table)
    return table


def add_text_table(document: Document, table: TextTable | None, *, level: int = 1) -> None:
    """One table of words below its heading, and its note; nothing where there is no table."""
    if table is None:
        return
    columns = len(table.headings) - 1
    label = _LABEL_WIDTH if columns <= _FEW_COLUMNS else _NARROW_LABEL_WIDTH
    widths = (label, *[(_WIDTH - label) // columns] * columns)
    if table.headings[-1] == "Period":
        widths = _STATED_WIDTHS
    rows = [(cells, False) for cells in table.rows]
    added = add_table(document, table.title, table.headings, rows, widths, level=level)
    if columns > _MANY_COLUMNS:
        _narrow(added)
    if table.note:
        say(document, table.note, NOTE)


def _narrow(table: Table) -> None:
    """Smaller letters and less room at the sides, so that no number of many columns is broken."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), _NARROW_MARGIN)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)
    for row in table.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = _NARROW_SIZE


def _fill_row(row: _Row, cells: Sequence[str], *, soft: bool, kept: bool) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
        _fill(cell, words, right=place > 0, soft=soft, kept=kept)


def _fill(cell: _Cell, words: str, *, right: bool, soft: bool, kept: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.keep_with_next = kept
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(plain(words))
    run.font.size = Pt(10)
    if soft:
        run.font.color.rgb = SOFT


def _repeat(table: Table) -> None:
    """The first row is the header: screen readers say it, and it stands at the head of each page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        borders = OxmlElement("w:tcBorders")
        borders.append(_border("bottom", _FIRM))
        cell._tc.get_or_add_tcPr().append(borders)


def _describe(table: Table, title: str) -> None:
    """Hairlines below each row, and a title that screen readers say."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(_border(side, _LINE))
    look = properties.find(qn("w:tblLook"))
    look.addprevious(borders)
    layout = properties.find(qn("w:tblLayout"))
    if layout is not None:  # the standard wants the borders before it
        layout.addprevious(borders)
    for name in ("w:tblCaption", "w:tblDescription"):
        said = OxmlElement(name)
        said.set(qn("w:val"), plain(title))
        properties.append(said)


def _border(side: str, looks: dict[str, str]) -> object:
    border = OxmlElement(f"w:{side}")
    for key, value in looks.items():
        border.set(qn(f"w:{key}"), value)
    return border
