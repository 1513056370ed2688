"""A month's pages for all venues in one file: what is on when, then the notice and sheets of each venue."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, PageBreak, Paragraph, Table

from onestopshop.network import Setup
from onestopshop.reporting_year import Month
from onestopshop.reports.wording import month_words
from onestopshop.sheets.comparison import line_style
from onestopshop.sheets.page import (
    BODY_WIDTH,
    SOFT,
    Marks,
    body_style,
    heading_style,
    pdf,
    style,
    title_style,
)
from onestopshop.sheets.privacy_notice import privacy_page
from onestopshop.sheets.sign_in_sheet import SignIn, sign_in_page
from onestopshop.sheets.wording import day_words

_WIDTHS = (0.36, 0.12, 0.38, 0.14)


def month_pack_pdf(setup: Setup, month: Month, sessions: Sequence[SignIn]) -> bytes:
    """The pack: venues stand together in the order of their names, so that it can be taken apart by venue."""
    foot = "Shred what is filled in once it is entered."
    return pdf("Month", Marks(foot, numbered=False), lambda: _story(setup, month, sessions))


def _story(setup: Setup, month: Month, sessions: Sequence[SignIn]) -> list[Flowable]:
    story = [
        Paragraph(escape(month_words(month)), title_style()),
        Paragraph(escape(setup.name), style(12, colour=SOFT, spaceBefore=3, spaceAfter=14)),
        *_overview(sessions),
    ]
    for venue in sorted({session.venue for session in sessions}):
        story += [PageBreak(), *privacy_page(setup)]
        for session in sorted(sessions, key=_moment):
            if session.venue == venue:
                story += [PageBreak(), *sign_in_page(session)]
    return story


def _overview(sessions: Sequence[SignIn]) -> list[Flowable]:
    if not sessions:
        return [Paragraph("No session is planned, and no venue has a usual day in this month.", body_style())]
    left, right = style(10.5, leading=14), style(10.5, leading=14, alignment=2)
    head = style(8.5, colour=SOFT)
    rows = [
        [
            Paragraph("Sessions", heading_style()),
            Paragraph("Opens", head),
            Paragraph("Venue", head),
            Paragraph("Agencies", style(8.5, colour=SOFT, alignment=2)),
        ]
    ]
    for session in sorted(sessions, key=_moment):
        words = (day_words(session.day), session.opens, session.venue)
        expected = str(len(session.slots)) if session.slots else "–"
        rows.append([*(Paragraph(escape(cell), left) for cell in words), Paragraph(expected, right)])
    table = Table(rows, colWidths=[BODY_WIDTH * part for part in _WIDTHS], repeatRows=1)
    table.setStyle(line_style())
    return [table]


def _moment(session: SignIn) -> tuple[object, ...]:
    return session.day, session.venue, session.opening
