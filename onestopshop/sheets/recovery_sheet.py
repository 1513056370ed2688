"""The recovery key on paper: printed from memory, kept nowhere else."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from onestopshop.sheets.page import (
    BODY_WIDTH,
    BOLD,
    EDGE,
    SOFT,
    Marks,
    body_style,
    gap,
    heading_style,
    pdf,
    style,
    title_style,
)
from onestopshop.sheets.wording import day_words

_GROUP = 5
_COLUMNS = 4
_WHAT = (
    "This key opens everything if all passphrases are forgotten, and it is the only thing that does. "
    "Nobody can make it again: there is no other copy.",
)
_KEEP = (
    "Fold it, seal it in an envelope and sign across the flap.",
    "Keep it in a safe away from the laptops: in a council office or a solicitor's, not at anybody's home.",
    "Do not photograph it, scan it, copy it or send it. Write on the envelope who may open it.",
    "If it is lost or somebody has seen it, tell every coordinator the same day.",
)
_TYPE = (
    "Type the groups from left to right, line after line. Spaces and small letters do not matter. After the "
    "first line the letters B, I and O and the number 1 never occur: what looks like an O is a zero."
)


def recovery_sheet_pdf(secret: str, made_on: date | None = None) -> bytes:
    """One page with the age secret in groups of five. It says what the key is for and not whose it is."""
    return pdf("Page", Marks("One page. There is no copy.", numbered=False), lambda: _story(secret, made_on))


def _story(secret: str, made_on: date | None) -> list[Flowable]:
    body = body_style()
    made = f"Printed on {day_words(made_on)}." if made_on else "Printed on: ____________________"
    return [
        Paragraph("Recovery key", title_style()),
        Paragraph(made, style(10, colour=SOFT, spaceBefore=3, spaceAfter=12)),
        *(Paragraph(words, style(11, leading=16, spaceAfter=6)) for words in _WHAT),
        gap(),
        *_key(secret),
        gap(),
        Paragraph("How to keep it", heading_style()),
        Spacer(1, 4),
        *(Paragraph(f"{place}. {words}", body) for place, words in enumerate(_KEEP, start=1)),
        gap(),
        Paragraph("How to use it", heading_style()),
        Spacer(1, 4),
        Paragraph(_TYPE, body),
    ]


def _key(secret: str) -> list[Flowable]:
    """The prefix on a line of its own, then the rest in groups."""
    lead, dash, rest = secret.rpartition("-")
    first = f"{lead}{dash}{rest[:1]}" if dash else ""
    rest = rest[1:] if dash else rest
    groups = [rest[start : start + _GROUP] for start in range(0, len(rest), _GROUP)]
    lines = [groups[start : start + _COLUMNS] for start in range(0, len(groups), _COLUMNS)]
    padded = [line + [""] * (_COLUMNS - len(line)) for line in lines]
    large = style(17, bold=True, leading=22, alignment=1)
    rows: list[list[object]] = [[Paragraph(escape(group), large) for group in line] for line in padded]
    if first:
        rows.insert(0, [Paragraph(escape(first), large), *[""] * (_COLUMNS - 1)])
    table = Table(rows, colWidths=[BODY_WIDTH / _COLUMNS] * _COLUMNS)
    looks = [
        ("BOX", (0, 0), (-1, -1), 0.8, EDGE),
        ("FONTNAME", (0, 0), (-1, -1), BOLD),
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
    ]
    if first:
        looks.append(("SPAN", (0, 0), (-1, 0)))
    table.setStyle(TableStyle(looks))
    return [table]
