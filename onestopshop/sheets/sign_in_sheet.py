"""The sheet at the door on which agencies write when they came and left; nobody's name stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table, TableStyle

from onestopshop.sheets.page import (
    BODY_WIDTH,
    BOLD,
    EDGE,
    SOFT,
    WASH,
    Marks,
    body_style,
    pdf,
    style,
    title_style,
)
from onestopshop.sheets.wording import day_words, hours_words

SIGN_IN_FOOT = "For the network only. Shred it once it is entered."
_WIDTHS = (0.36, 0.20, 0.15, 0.15, 0.14)
_HEAD = ("Agency", "Expected", "Came", "Left", "Workers")
_LEAST_LINES = 14
_LINE_HEIGHT = 32
_MOST_ON_A_PAGE = 17
_HOW = (
    "Each agency writes one line: when it came, when it left, and how many workers it sent. Write times as "
    "09:30. An agency that is not listed takes an empty line. <b>Never write a person's name, neither a "
    "worker's nor a visitor's.</b>"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """An agency that is expected, with its hours where they are known ("HH:MM")."""

    agency: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """All that the sheet of one session says before anybody has come."""

    venue: str
    day: date
    opens: str = ""
    opening: int = 1
    slots: tuple[Slot, ...] = ()


def sign_in_pdf(sessions: Sequence[SignIn]) -> bytes:
    """A page for each session; more where many agencies are expected. At least one session is needed."""

    def story() -> list[Flowable]:
        pages: list[Flowable] = []
        for session in sessions:
            pages += [PageBreak()] if pages else []
            pages += sign_in_page(session)
        return pages

    return pdf("Session", Marks(SIGN_IN_FOOT, numbered=False), story)


def sign_in_page(session: SignIn) -> list[Flowable]:
    """The sheet of one session: expected agencies with their slots, and empty lines."""
    when = day_words(session.day)
    when += f", opens {session.opens}" if session.opens else ""
    when += f", opening {session.opening}" if session.opening > 1 else ""
    return [
        Paragraph(escape(session.venue), title_style()),
        Paragraph(f"Agencies on {when}", style(12, colour=SOFT, spaceBefore=3, spaceAfter=10)),
        Paragraph(_HOW, body_style()),
        Spacer(1, 6),
        _lines(session.slots),
    ]


def _lines(slots: Sequence[Slot]) -> Table:
    name, hours = style(11, leading=14), style(11, leading=14, colour=SOFT)
    head = style(9, bold=True, leading=12)
    rows: list[list[object]] = [[Paragraph(words, head) for words in _HEAD]]
    for slot in slots:
        expected = hours_words(slot.start, slot.end) if slot.start or slot.end else ""
        rows.append([Paragraph(escape(slot.agency), name), Paragraph(expected, hours), "", "", ""])
    empty = max(_LEAST_LINES - len(slots), 2)
    if len(slots) <= _MOST_ON_A_PAGE:  # the sheet stays one page as long as it can
        empty = min(empty, _MOST_ON_A_PAGE - len(slots))
    rows += [["", "", "", "", ""] for _ in range(empty)]
    heights = [20.0, *[float(_LINE_HEIGHT)] * (len(rows) - 1)]
    table = Table(rows, colWidths=[BODY_WIDTH * part for part in _WIDTHS], rowHeights=heights, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.6, EDGE),
                ("BACKGROUND", (0, 0), (-1, 0), WASH),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 6),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("FONTNAME", (0, 0), (-1, -1), BOLD),
            ]
        )
    )
    return table
