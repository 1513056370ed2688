"""The report as pages: what a council's cabinet, the Police and Crime Commissioner or a funder gets."""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Table, TableStyle

from onestopshop.reports.attendance_strip import AttendanceStrip
from onestopshop.reports.chart import Chart, charts, printed_tables
from onestopshop.reports.protected import ProtectedFigure
from onestopshop.reports.report_words import (
    addressed,
    capital,
    figures_rule,
    sessions_sentence,
    stamp,
    subtitle,
)
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import side_table, stated_table, strip_note, target_table
from onestopshop.sheets.chart import CHART_HEIGHT, column_chart
from onestopshop.sheets.comparison import before_words, figure_lines, figure_table
from onestopshop.sheets.explanation import LAST_TOGETHER, definitions, not_shown, protection
from onestopshop.sheets.heat_strip import heat_strip
from onestopshop.sheets.page import (
    ACCENT,
    BODY_WIDTH,
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
from onestopshop.sheets.side_by_side import side_by_side
from onestopshop.sheets.stated_pages import stated_block, target_block
from onestopshop.sheets.table_pages import table_block

_LINES_A_PAGE = 36
"""Agencies of a strip on one page."""


def report_pdf(report: ProtectedReport) -> bytes:
    """The report as A4 pages, each marked where it is internal, a preview or for one partner."""
    head = tuple(map(capital, addressed(report)))
    return pdf("Report", Marks(report.title, stamp(report), head), lambda: _story(report))


def _story(report: ProtectedReport) -> list[Flowable]:
    return [
        Paragraph(escape(report.title), title_style()),
        Paragraph(escape(subtitle(report)), style(10.5, colour=SOFT, spaceBefore=2, spaceAfter=12)),
        *_sessions(report),
        _headline(report),
        *(block for chart in charts(report) for block in _chart(chart)),
        *side_by_side(side_table(report)),
        *target_block(target_table(report)),
        *_groups(report),
        *_strip(report.attendance_strip),
        *_tables(report),
        *stated_block(stated_table(report)),
        *_explanations(report),
    ]


def _sessions(report: ProtectedReport) -> list[Flowable]:
    said = sessions_sentence(report)
    return [Paragraph(escape(said), style(10.5, spaceAfter=12))] if said else []


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
    size, leading = (30, 36) if is_number else (13, 21)
    large = style(size, bold=True, colour=ACCENT, leading=leading)
    return Paragraph(f"{lead}{escape(number)}", large)


def _headline_words(report: ProtectedReport, figure: ProtectedFigure) -> Paragraph:
    before = before_words(figure, report.before(figure.id))
    second = (
        f'<br/><font color="{SOFT.hexval().replace("0x", "#")}">{escape(before)}</font>' if before else ""
    )
    return Paragraph(f"{escape(figure.label)}{second}", style(9.5, leading=13))


def _chart(chart: Chart) -> list[Flowable]:
    drawn = [column_chart(chart, BODY_WIDTH, CHART_HEIGHT)] if chart.columns else []
    note = Paragraph(escape(chart.note), small_style())
    return [gap(), KeepTogether([Paragraph(escape(chart.heading), heading_style()), *drawn, note])]


def _strip(strip: AttendanceStrip | None) -> list[Flowable]:
    """The strip of agencies, on as many pages as it needs; nothing where there is none."""
    if strip is None:
        return []
    blocks: list[Flowable] = [gap()]
    for start in range(0, len(strip.lines), _LINES_A_PAGE):
        part = replace(strip, lines=strip.lines[start : start + _LINES_A_PAGE])
        heading = [Paragraph(strip.title, heading_style())] if not start else []
        note = Paragraph(escape(strip_note(strip)), small_style())
        blocks.append(KeepTogether([*heading, heat_strip(part, BODY_WIDTH), note]))
    return blocks


def _groups(report: ProtectedReport) -> list[Flowable]:
    return [
        block
        for group in report.template.groups
        if group.figures
        for block in (
            gap(),
            KeepTogether(
                [
                    figure_table(group.title, figure_lines(report, group.figures)),
                    Paragraph(figures_rule(report, group.figures), small_style()),
                ]
            ),
        )
    ]


def _tables(report: ProtectedReport) -> list[Flowable]:
    return [block for table in printed_tables(report) for block in table_block(report, table)]


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
    notes = not_shown(report)
    if notes:
        told = [Paragraph(escape(words), body) for words in notes]
        blocks += [gap(), KeepTogether([Paragraph("What is not shown", heading), *told])]
    blocks += [gap(), Paragraph("What each figure means", heading)]
    meanings = [
        Paragraph(f"<b>{escape(label)}</b>  {escape(meaning)}", small_style())
        for label, meaning in definitions(report)
    ]
    last = [KeepTogether(meanings[-LAST_TOGETHER:])] if meanings else []
    return [*blocks, *meanings[:-LAST_TOGETHER], *last]
