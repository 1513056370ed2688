"""Breakdowns as printed tables with bars."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from onestopshop.reports.protected import ProtectedTable
from onestopshop.reports.report_words import most_in, row_label, row_percent, row_value, table_note
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.sheets.chart import bar
from onestopshop.sheets.comparison import line_style
from onestopshop.sheets.page import BODY_WIDTH, EDGE, SOFT, gap, heading_style, small_style, style

_WIDTHS = (0.46, 0.30, 0.14, 0.10)
_KEPT_TOGETHER = 24
"""Rows up to which a table is never broken over two pages."""


def table_block(report: ProtectedReport, table: ProtectedTable) -> list[Flowable]:
    """A heading, the table, and what must be known to read it. Withheld tables have none."""
    parts: list[Flowable] = [_printed(table), Paragraph(escape(table_note(report, table)), small_style())]
    return [gap(), *([KeepTogether(parts)] if len(table.rows) <= _KEPT_TOGETHER else parts)]


def _printed(table: ProtectedTable) -> Table:
    left, right = style(9.5, leading=12), style(9.5, leading=12, alignment=2)
    soft, soft_right = style(9.5, leading=12, colour=SOFT), style(9.5, leading=12, colour=SOFT, alignment=2)
    head = style(8.5, colour=SOFT, alignment=2)
    most = most_in(table)
    percent = "%" if table.has_percent else ""
    rows: list[list[object]] = [
        [
            Paragraph(escape(table.title), heading_style()),
            "",
            Paragraph(table.unit, head),
            Paragraph(percent, head),
        ]
    ]
    for row in table.rows:
        words, number = (left, right) if row.recorded else (soft, soft_right)
        rows.append(
            [
                Paragraph(escape(row_label(table, row)), words),
                bar(row.value or 0, most, BODY_WIDTH * _WIDTHS[1] - 10, 9, recorded=row.recorded),
                Paragraph(row_value(row), number),
                Paragraph(row_percent(table, row), number),
            ]
        )
    printed = Table(rows, colWidths=[BODY_WIDTH * part for part in _WIDTHS], repeatRows=1)
    looks = line_style()
    looks.add("SPAN", (0, 0), (1, 0))
    looks.add("RIGHTPADDING", (0, 1), (0, -1), 8)
    apart = next((place for place, row in enumerate(table.rows, start=1) if not row.recorded), None)
    if apart is not None and apart > 1:
        looks.add("LINEABOVE", (0, apart), (-1, apart), 0.8, EDGE)
    printed.setStyle(looks)
    return printed
