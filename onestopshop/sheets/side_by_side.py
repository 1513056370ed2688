"""Tables with the same rows as the columns of one: the venues side by side."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table

from onestopshop.reports.protected import ProtectedTable
from onestopshop.sheets.comparison import line_style
from onestopshop.sheets.page import BODY_WIDTH, INK, SOFT, gap, heading_style, small_style, style

_FIRST = 0.30
"""The share of the width that the names take."""


def side_by_side(tables: Sequence[ProtectedTable], *, rounded: bool) -> list[Flowable]:
    """One line a row label, in the order of the first table; one column a table. Nothing where all are empty.

    A cell tells the percentage where there is one, else the number, and a dash where it is withheld.
    """
    labels = list(dict.fromkeys(row.label for table in tables for row in table.rows))
    if not labels:
        return []
    head = [
        Paragraph("Side by side", heading_style()),
        *(Paragraph(escape(table.title), _right(8.5, SOFT)) for table in tables),
    ]
    rows = [
        [Paragraph(escape(label), style(9.5, leading=12))]
        + [Paragraph(escape(_cell(table, label)), _right(9.5)) for table in tables]
        for label in labels
    ]
    width = BODY_WIDTH * (1 - _FIRST) / len(tables)
    printed = Table([head, *rows], colWidths=[BODY_WIDTH * _FIRST] + [width] * len(tables), repeatRows=1)
    looks = line_style()
    looks.add("LEFTPADDING", (1, 0), (-1, -1), 6)
    printed.setStyle(looks)
    note = (
        "The venues stand in the order of the network's list. They differ in size, weekday and surroundings."
    )
    if rounded:
        note += " Rounded to the nearest 5; a dash stands where a number would be too small to be shown."
    return [gap(), printed, Paragraph(note, small_style())]


def _right(size: float, colour: Color = INK) -> ParagraphStyle:
    return style(size, colour=colour, alignment=2, leading=size * 1.25)


def _cell(table: ProtectedTable, label: str) -> str:
    row = next((row for row in table.rows if row.label == label), None)
    if row is None or row.value is None:
        return "–"
    if not table.has_percent:
        return f"{row.value:,}"
    return "–" if row.percent is None else f"{row.percent}\u00a0%"
