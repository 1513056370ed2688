"""Tables with the same rows as the columns of one: the venues side by side."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from onestopshop.reports.text_tables import TextTable
from onestopshop.sheets.comparison import line_style
from onestopshop.sheets.page import BODY_WIDTH, INK, SOFT, gap, heading_style, small_style, style

_FIRST = 0.30
"""The share of the width that the names take."""


def side_by_side(table: TextTable | None) -> list[Flowable]:
    """The venues on one page, a line a venue; nothing where there is no table."""
    if table is None:
        return []
    titles = table.headings[1:]
    head = [
        Paragraph(escape(table.title), heading_style()),
        *(Paragraph(escape(title), _right(8.5, SOFT)) for title in titles),
    ]
    rows = [
        [
            Paragraph(escape(label), style(9.5, leading=12)),
            *(Paragraph(escape(cell), _right(9.5)) for cell in cells),
        ]
        for label, *cells in table.rows
    ]
    width = BODY_WIDTH * (1 - _FIRST) / len(titles)
    printed = Table([head, *rows], colWidths=[BODY_WIDTH * _FIRST] + [width] * len(titles), repeatRows=1)
    looks = line_style()
    looks.add("LEFTPADDING", (1, 0), (-1, -1), 6)
    printed.setStyle(looks)
    return [gap(), printed, Paragraph(escape(table.note), small_style())]


def _right(size: float, colour: Color = INK) -> ParagraphStyle:
    return style(size, colour=colour, alignment=2, leading=size * 1.25)
