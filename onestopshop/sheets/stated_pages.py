"""Targets and partners' figures on the page, apart from what was counted here."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from onestopshop.reports.text_tables import TextTable
from onestopshop.sheets.comparison import line_style
from onestopshop.sheets.page import BODY_WIDTH, SOFT, gap, heading_style, small_style, style

_TARGET_WIDTHS = (0.46, 0.2, 0.17, 0.17)
_STATED_WIDTHS = (0.36, 0.12, 0.08, 0.1, 0.34)


def target_block(table: TextTable | None) -> list[Flowable]:
    """What was reached beside what was aimed at; nothing where no target was set."""
    return [] if table is None else _block(table, _TARGET_WIDTHS)


def stated_block(table: TextTable | None) -> list[Flowable]:
    """Each partner's figure with number, percentage, base, period and source; nothing where there is none."""
    return [] if table is None else _block(table, _STATED_WIDTHS)


def _block(table: TextTable, widths: Sequence[float]) -> list[Flowable]:
    note = Paragraph(escape(table.note), small_style())
    return [gap(), KeepTogether([_table(table, widths), note])]


def _table(table: TextTable, widths: Sequence[float]) -> Flowable:
    left, right = style(9.5, leading=12), style(9.5, leading=12, alignment=2)
    small = style(8.5, colour=SOFT, alignment=2)
    printed = [
        [
            Paragraph(escape(table.title), heading_style()),
            *(Paragraph(escape(words), small) for words in table.headings[1:]),
        ]
    ]
    for label, *cells in table.rows:
        printed.append([Paragraph(escape(label), left), *(Paragraph(escape(cell), right) for cell in cells)])
    drawn = Table(printed, colWidths=[BODY_WIDTH * part for part in widths], repeatRows=1)
    drawn.setStyle(line_style())
    return drawn
