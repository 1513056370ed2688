"""Figures beside those of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from onestopshop.reports.protected import ProtectedFigure
from onestopshop.reports.report_words import capital
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.wording import NO_BREAK
from onestopshop.sheets.page import BODY_WIDTH, INK, LINE, REGULAR, SOFT, heading_style, style

_WIDTHS = (0.39, 0.27, 0.07, 0.27)


def before_words(now: ProtectedFigure, before: ProtectedFigure) -> str:
    """What a headline says of the year before: "72 % the year before, 21 points more"."""
    if before.state != "shown":
        return ""
    if now.percent is None or before.percent is None:
        return "" if now.percent is not None else f"{before.text} the year before"
    return f"{before.percent_text} the year before{points_words(now.percent - before.percent)}"


def points_words(points: int) -> str:
    """A change of a percentage, in points."""
    if points == 0:
        return ", unchanged"
    unit = "point" if abs(points) == 1 else "points"
    return f", {abs(points)}{NO_BREAK}{unit} {'more' if points > 0 else 'less'}"


def figure_lines(report: ProtectedReport, names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Headings, then one line a figure: number, percentage, and how it was the year before.

    The year before has no column where the report knows nothing of it.
    """
    compared = any(report.before(figure.id).state != "not available" for figure in report.figures)
    headings = ("Figure", "Number", "%", *(("Year before",) if compared else ()))
    return (headings, *(_line(report.figure(name), report.before(name), compared) for name in names))


def _line(now: ProtectedFigure, before: ProtectedFigure, compared: bool) -> tuple[str, ...]:
    percent = "" if now.percent is None else str(now.percent)
    return (capital(now.label), now.text, percent, *((was_words(now, before),) if compared else ()))


def figure_table(title: str, lines: Sequence[Sequence[str]]) -> Flowable:
    """The lines of figures below their headings, the title in the place of the first."""
    left, right = style(9.5, leading=12), style(9.5, leading=12, alignment=2)
    head = style(8.5, colour=SOFT, alignment=2)
    (_, *headings), *figures = lines
    rows = [[Paragraph(escape(title), heading_style()), *(Paragraph(words, head) for words in headings)]]
    for label, *cells in figures:
        rows.append([Paragraph(escape(label), left), *(Paragraph(escape(cell), right) for cell in cells)])
    widths = _WIDTHS[1 : len(rows[0])]
    table = Table(rows, colWidths=[BODY_WIDTH * part for part in (1 - sum(widths), *widths)])
    table.setStyle(line_style())
    return table


def was_words(now: ProtectedFigure, before: ProtectedFigure) -> str:
    """The year before in a table's cell: number and percentage, a dash where it is not known."""
    if before.state == "not available":
        return "–"
    if before.percent is not None and now.percent is not None:
        return f"{before.text}, {before.percent_text.removeprefix('about ')}"
    return before.text


def line_style(*, last_row: int = -1) -> TableStyle:
    """Hairlines below rows up to the last, a firmer one below the head; cells align their numbers."""
    return TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
            ("LINEBELOW", (0, 1), (-1, last_row), 0.5, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ]
    )
