"""The report as pages: what a council's cabinet, the Police and Crime Commissioner or a funder gets."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table, TableStyle

from onestopshop.reporting_year import Month
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.wording import month_words, period_words
from onestopshop.sheets.chart import Column, column_chart
from onestopshop.sheets.comparison import before_words, figure_table
from onestopshop.sheets.explanation import definitions, not_recorded_words, protection, withheld_words
from onestopshop.sheets.page import (
    ACCENT,
    BODY_WIDTH,
    INTERNAL_MARK,
    REGULAR,
    SOFT,
    Marks,
    body_style,
    gap,
    heading_style,
    pdf,
    small_style,
    style,
    title_style,
)
from onestopshop.sheets.table_pages import table_block

_CHART_HEIGHT = 44 * mm
_MOST_COLUMNS = 24


def report_pdf(report: ProtectedReport) -> bytes:
    """The report as a PDF of A4 pages, marked on every page where it is internal or for one partner."""
    watermark = INTERNAL_MARK if report.profile == "internal" else ""
    agreed = report.agreement
    head = (f"For {agreed.recipient} only", f"Under {agreed.name}") if agreed else ()
    return pdf("Report", Marks(report.title, watermark, head), lambda: _story(report))


def _story(report: ProtectedReport) -> list[Flowable]:
    rounded = report.profile == "publish"
    return [
        Paragraph(escape(report.title), title_style()),
        Paragraph(_subtitle(report), style(10.5, colour=SOFT, spaceBefore=2, spaceAfter=12)),
        *_sessions(report),
        _headline(report),
        *(
            block
            for table_id in report.template.charts
            for block in _chart(report.table(table_id), rounded=rounded)
        ),
        *_groups(report),
        *_tables(report),
        *_explanations(report),
    ]


def _subtitle(report: ProtectedReport) -> str:
    parts = [report.template.title, period_words(report.period)]
    if not report.title.startswith(report.network):
        parts.insert(0, report.network)
    return escape(" · ".join(parts))


def _sessions(report: ProtectedReport) -> list[Flowable]:
    """Held, cancelled and missing sessions open every report: numbers mean little without them."""
    known = {figure.id: figure for figure in report.figures}
    held = known.get("sessions")
    if held is None or held.value is None:
        return []
    parts = [f"{held.text} {'session was' if held.value == 1 else 'sessions were'} held"]
    parts += [
        f"{known[figure].text if known[figure].value else 'none'} {words}"
        for figure, words in (("sessions_cancelled", "cancelled"), ("sessions_missing", "missing"))
        if figure in known and known[figure].value is not None
    ]
    return [Paragraph(", ".join(parts) + ".", style(10.5, spaceAfter=12))]


def _headline(report: ProtectedReport) -> Flowable:
    chosen = [report.figure(figure) for figure in report.template.headline]
    cells = [[_headline_number(figure) for figure in chosen], [_headline_words(report, f) for f in chosen]]
    table = Table(cells, colWidths=[BODY_WIDTH / len(chosen)] * len(chosen))
    table.setStyle(
        TableStyle(
            [
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, 1), "TOP"),
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ]
        )
    )
    return table


def _headline_number(figure: ProtectedFigure) -> Paragraph:
    words = figure.percent_text or figure.text
    number = words.removeprefix("about ")
    is_number = number[:1].isdigit()
    lead = '<font size="9.5">about </font>' if is_number and number != words else ""
    large = style(30 if is_number else 13, bold=True, colour=ACCENT, leading=36)
    return Paragraph(f"{lead}{escape(number)}", large)


def _headline_words(report: ProtectedReport, figure: ProtectedFigure) -> Paragraph:
    before = before_words(figure, report.before(figure.id))
    second = (
        f'<br/><font color="{SOFT.hexval().replace("0x", "#")}">{escape(before)}</font>' if before else ""
    )
    return Paragraph(f"{escape(figure.label)}{second}", style(9.5, leading=13))


def _is_drawn(table: ProtectedTable) -> bool:
    return not table.withheld and not table.is_empty and len(table.rows) <= _MOST_COLUMNS


def _chart(table: ProtectedTable, *, rounded: bool) -> list[Flowable]:
    if not _is_drawn(table):
        return []
    values = [row.value or 0 for row in table.rows]
    most, least = max(values), min(values)
    columns = tuple(
        Column(_short(table, row.label), row.value or 0, strong=row.value in (most, least) and most != least)
        for row in table.rows
    )
    heading = f"{table.unit} {table.title[:1].lower()}{table.title[1:]}"
    parts = [Paragraph(heading, heading_style()), column_chart(columns, BODY_WIDTH, _CHART_HEIGHT)]
    if rounded:
        parts.append(Paragraph("Rounded to the nearest 5.", small_style()))
    return [gap(), KeepTogether(parts)]


def _short(table: ProtectedTable, label: str) -> str:
    return month_words(Month.parse(label))[:3] if table.id == "month" else label


def _groups(report: ProtectedReport) -> list[Flowable]:
    return [
        block
        for group in report.template.groups
        if group.figures
        for block in (
            gap(),
            KeepTogether(
                [figure_table(group.title, [(report.figure(f), report.before(f)) for f in group.figures])]
            ),
        )
    ]


def _tables(report: ProtectedReport) -> list[Flowable]:
    """Tables that say something and are not drawn already: the columns of a chart carry their numbers."""
    drawn = [table_id for table_id in report.template.charts if _is_drawn(report.table(table_id))]
    return [
        block
        for table_id in report.template.table_ids()
        if table_id not in drawn and _says_something(report.table(table_id))
        for block in table_block(report.table(table_id), rounded=report.profile == "publish")
    ]


def _says_something(table: ProtectedTable) -> bool:
    return not table.withheld and not table.is_empty and not (table.id == "venue" and len(table.rows) == 1)


def _explanations(report: ProtectedReport) -> list[Flowable]:
    body, heading = body_style(), heading_style()
    blocks: list[Flowable] = [
        gap(),
        KeepTogether(
            [
                Paragraph("How these numbers were protected", heading),
                *(Paragraph(escape(words), body) for words in protection(report)),
            ]
        ),
    ]
    notes = [words for words in (withheld_words(report), not_recorded_words(report)) if words]
    if notes:
        told = [Paragraph(escape(words), body) for words in notes]
        blocks += [gap(), KeepTogether([Paragraph("What is not shown", heading), *told])]
    blocks += [gap(), Paragraph("What each figure means", heading)]
    for label, meaning in definitions(report):
        blocks.append(Paragraph(f"<b>{escape(label)}</b>  {escape(meaning)}", small_style()))
    return blocks
