"""The sheet of one session: where, when, which agencies came, how many visits; nothing about any visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from onestopshop.attendance import Attendance
from onestopshop.sheets.comparison import line_style
from onestopshop.sheets.page import (
    ACCENT,
    BODY_WIDTH,
    SOFT,
    Marks,
    body_style,
    gap,
    heading_style,
    pdf,
    style,
    title_style,
)
from onestopshop.sheets.wording import day_words, hours_words

_MARK = "For the network only"
_WIDTHS = (0.40, 0.22, 0.24, 0.14)


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """All that the sheet may know of a session."""

    venue: str
    day: date
    opening: int
    visits: int
    attendances: Sequence[tuple[str, Attendance]]
    """Agencies' names with their hours."""


def session_sheet_pdf(totals: SessionTotals) -> bytes:
    """One page for those who organise the session. Its number is exact: it is not for publication."""
    return pdf("Session", Marks(f"{_MARK}. Shred it when it is no longer needed."), lambda: _story(totals))


def _story(totals: SessionTotals) -> list[Flowable]:
    when = day_words(totals.day) + (f", opening {totals.opening}" if totals.opening > 1 else "")
    visits = "visit" if totals.visits == 1 else "visits"
    return [
        Paragraph(_MARK, style(9, bold=True, spaceAfter=10)),
        Paragraph(escape(totals.venue), title_style()),
        Paragraph(when, style(12, colour=SOFT, spaceBefore=3, spaceAfter=20)),
        Paragraph(f"{totals.visits:,}", style(34, bold=True, colour=ACCENT, leading=40)),
        Paragraph(visits, style(11, spaceAfter=6)),
        gap(),
        *_agencies(totals),
    ]


def _agencies(totals: SessionTotals) -> list[Flowable]:
    if not totals.attendances:
        return [
            Paragraph("Agencies", heading_style()),
            Spacer(1, 4),
            Paragraph("No agency was recorded.", body_style()),
        ]
    left, right = style(10.5, leading=13), style(10.5, leading=13, alignment=2)
    head = style(8.5, colour=SOFT, alignment=2)
    rows = [
        [
            Paragraph("Agencies", heading_style()),
            *(Paragraph(words, head) for words in ("Expected", "There", "Workers")),
        ]
    ]
    for name, attendance in totals.attendances:
        came = attendance.came is not None
        there = hours_words(attendance.came, attendance.left) if came else "did not come"
        cells = (
            hours_words(attendance.planned_from, attendance.planned_to),
            there,
            str(attendance.workers) if came else "–",
        )
        rows.append([Paragraph(escape(name), left), *(Paragraph(cell, right) for cell in cells)])
    table = Table(rows, colWidths=[BODY_WIDTH * part for part in _WIDTHS], repeatRows=1)
    table.setStyle(line_style())
    return [table]
