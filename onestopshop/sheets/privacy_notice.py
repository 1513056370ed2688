"""The privacy notice for the wall, with the line that volunteers say."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from onestopshop.network import Setup
from onestopshop.sheets.page import (
    ACCENT,
    BODY_WIDTH,
    REGULAR,
    WASH,
    Marks,
    gap,
    heading_style,
    pdf,
    style,
    title_style,
)

REFUSE = "You can refuse any question; help is the same."
NOTICE_FOOT = "Please leave this page here."
_SPOKEN = (
    "“May I ask a few questions? They show what help is needed. I write down no name, no address and no "
    f"date of birth. {REFUSE}”"
)
_BLANK = "_" * 46


def privacy_notice_pdf(setup: Setup) -> bytes:
    """One page for the wall or the table, in plain words, true of what the app keeps."""
    return pdf("Notice", Marks(NOTICE_FOOT, numbered=False), lambda: privacy_page(setup))


def privacy_page(setup: Setup) -> list[Flowable]:
    """The notice as a page's content."""
    return [
        Paragraph("What we write down, and what we never do", title_style()),
        Spacer(1, 10),
        Paragraph(REFUSE, style(17, bold=True, colour=ACCENT, leading=24, spaceAfter=8)),
        *_block("What we never write down", _never()),
        *_block("What we may write down, if you wish to answer", _written()),
        *_block("What happens to it", _kept(setup.policies.threshold)),
        *_block("What you can ask of us", _rights()),
        gap(),
        _spoken(),
        gap(),
        Paragraph(escape(f"Run by {setup.name}. Questions and complaints: {_BLANK}"), style(10, leading=15)),
    ]


def _never() -> tuple[str, ...]:
    return (
        "Your name, address, telephone number or date of birth, or anything made from them.",
        "The time at which you came, and what you told us in your own words.",
    )


def _written() -> tuple[str, ...]:
    return (
        "A few answers to choose from, as your age group, the council area you live in, how you heard of us, "
        "and which agencies you saw.",
        "“Prefer not to say” is an answer. A question that is not asked is left empty.",
    )


def _kept(threshold: int) -> tuple[str, ...]:
    return (
        "Answers are locked with a password. Volunteers can read them until shortly after the session was "
        "handed over, and then only the coordinators can.",
        f"Reports tell how many, never who: in public a number from 1 to {threshold} is not shown and the "
        "others are rounded.",
        "An agency that you speak to may keep notes of its own. Ask it which.",
    )


def _rights() -> tuple[str, ...]:
    return (
        "Ask to see the screen while your answers are written down, and have any of them changed.",
        "Have all of your answers taken back while this session lasts. Later we cannot tell which were "
        "yours.",
    )


def _block(title: str, lines: Sequence[str]) -> list[Flowable]:
    looks = style(11.5, leading=16.5, leftIndent=14, bulletIndent=2, spaceAfter=3)
    return [
        Spacer(1, 9),
        Paragraph(escape(title), heading_style()),
        *(Paragraph(escape(line), looks, bulletText="•") for line in lines),
    ]


def _spoken() -> Table:
    words = [
        Paragraph("Volunteers say this first", style(9.5, bold=True, leading=14)),
        Paragraph(escape(_SPOKEN), style(12.5, leading=18)),
    ]
    box = Table([[words]], colWidths=[BODY_WIDTH])
    box.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), WASH),
                ("LINEBEFORE", (0, 0), (0, -1), 3, ACCENT),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ]
        )
    )
    return box
