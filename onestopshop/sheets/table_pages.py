"""Breakdowns as printed tables with bars."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Table

from onestopshop.reports.protected import ProtectedTable
from onestopshop.reports.report_words import most_in, row_label, row_percent, row_value, table_note
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import KEPT_TOGETHER
from onestopshop.sheets.chart import bar
from onestopshop.sheets.comparison import line_style
from onestopshop.sheets.page import BODY_WIDTH, EDGE, SOFT, gap, heading_style, small_style, style

_WIDTHS = (0.46, 0.30, 0.14, 0.10)
_LONG_LABELS = (0.64, 0.14, 0.13, 0.09)
_LONG = 54
"""Letters of a label for which the bars give way."""
_BROKEN = (6, -5)
"""So many lines of a longer table stay together at its head, and at its end with the note."""


class _Breakable(Table):  # type: ignore[misc]
    """A table whose rest begins a new page, also where more of it would have fitted."""

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803
        parts: list[Flowable] = super().split(availWidth, availHeight)
        return [part for rest in parts for part in (PageBreak(), rest)][1:]


def table_block(report: ProtectedReport, table: ProtectedTable) -> list[Flowable]:
    """A heading, the table, and what must be known to read it. Withheld tables have none."""
    printed = _printed(table, table_note(report, table))
    return [gap(), KeepTogether([printed]) if len(table.rows) <= KEPT_TOGETHER else printed]


def _printed(table: ProtectedTable, note: str) -> Table:
    left, right = style(9.5, leading=12), style(9.5, leading=12, alignment=2)
    soft, soft_right = style(9.5, leading=12, colour=SOFT), style(9.5, leading=12, colour=SOFT, alignment=2)
    head = style(8.5, colour=SOFT, alignment=2)
    most = most_in(table)
    percent = "%" if table.has_percent else ""
    is_long = any(len(row_label(table, row)) > _LONG for row in table.rows)
    widths = [BODY_WIDTH * part for part in (_LONG_LABELS if is_long else _WIDTHS)]
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
                bar(row.value or 0, most, widths[1] - 10, 9, recorded=row.recorded),
                Paragraph(row_value(row), number),
                Paragraph(row_percent(table, row), number),
            ]
        )
    rows.append([Paragraph(escape(note), small_style()), "", "", ""])
    printed = _Breakable(rows, colWidths=widths, repeatRows=1, rowSplitRange=_BROKEN)
    looks = line_style(last_row=-2)
    looks.add("SPAN", (0, -1), (-1, -1))
    looks.add("TOPPADDING", (0, -1), (-1, -1), 3)
    looks.add("BOTTOMPADDING", (0, -1), (-1, -1), 0)
    looks.add("SPAN", (0, 0), (1, 0))
    looks.add("RIGHTPADDING", (0, 1), (0, -2), 8)
    apart = next((place for place, row in enumerate(table.rows, start=1) if not row.recorded), None)
    if apart is not None and apart > 1:
        looks.add("LINEABOVE", (0, apart), (-1, apart), 0.8, EDGE)
    printed.setStyle(looks)
    return printed
