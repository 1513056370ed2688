"""Targets and partners' figures on the page, apart from what was counted here."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table

from onestopshop.reports.stated import ProtectedStated, ProtectedTarget
from onestopshop.reports.wording import NO_BREAK, period_words
from onestopshop.sheets.comparison import line_style
from onestopshop.sheets.page import BODY_WIDTH, SOFT, gap, heading_style, small_style, style


def target_block(targets: Sequence[ProtectedTarget]) -> list[Flowable]:
    """What was reached beside what was aimed at; nothing where no target was set."""
    if not targets:
        return []
    rows = [
        (
            found.label[:1].upper() + found.label[1:],
            found.text,
            f"{found.target:,}",
            "–" if found.percent is None else str(found.percent),
        )
        for found in targets
    ]
    return [
        gap(),
        _table(("Against target", "Reached", "Target", "% of target"), rows, (0.46, 0.2, 0.17, 0.17)),
    ]


def stated_block(stated: Sequence[ProtectedStated]) -> list[Flowable]:
    """Each partner's figure with number, percentage, base, period and source; nothing where there is none."""
    if not stated:
        return []
    rows = [
        (
            found.label,
            found.text,
            found.percent_text.removesuffix(f"{NO_BREAK}%"),
            "" if found.base is None else f"{found.base:,}",
            period_words(found.period),
        )
        for found in stated
    ]
    sources = "; ".join(dict.fromkeys(found.source for found in stated if found.source))
    note = "Stated by the agencies named, not counted by this network and not rounded."
    head = ("Figures from partners", "Number", "%", "Of", "Period")
    return [
        gap(),
        KeepTogether(
            [
                _table(head, rows, (0.42, 0.14, 0.08, 0.1, 0.26)),
                Paragraph(escape(f"{note} Source: {sources}."), small_style()),
            ]
        ),
    ]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Flowable:
    left, right = style(9.5, leading=12), style(9.5, leading=12, alignment=2)
    small = style(8.5, colour=SOFT, alignment=2)
    printed = [
        [
            Paragraph(escape(head[0]), heading_style()),
            *(Paragraph(escape(words), small) for words in head[1:]),
        ]
    ]
    for row in rows:
        printed.append(
            [Paragraph(escape(row[0]), left), *(Paragraph(escape(cell), right) for cell in row[1:])]
        )
    table = Table(printed, colWidths=[BODY_WIDTH * part for part in widths], repeatRows=1)
    table.setStyle(line_style())
    return table
