"""A protected report as a Word document, to be copied into a council's template."""

from __future__ import annotations

import io
from dataclasses import replace

from docx.document import Document
from docx.shared import Mm

from onestopshop.documents.plain_file import plain
from onestopshop.documents.word_file import ACCENT, MARK, NOTE, new_document, say, written
from onestopshop.documents.word_tables import add_table, add_text_table
from onestopshop.reports.chart import Chart, charts, printed_tables
from onestopshop.reports.report_words import (
    figure_sentence,
    figures_rule,
    gap_sentences,
    mark,
    row_heading,
    row_label,
    row_percent,
    row_value,
    sessions_sentence,
    subtitle,
    table_note,
)
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import side_table, stated_table, strip_table, strip_words, target_table
from onestopshop.sheets.chart_pictures import chart_png, strip_png
from onestopshop.sheets.comparison import before_words, figure_lines
from onestopshop.sheets.explanation import LAST_TOGETHER, definitions, not_shown, protection

_FIGURE_WIDTHS = (71, 43, 14, 42)
_UNCOMPARED_WIDTHS = (105, 45, 20)
_TABLE_WIDTHS = (110, 40, 20)
_CHART_WIDTHS = (110, 60)
_COMPARED_WIDTHS = (80, 30, 60)
_PICTURE_WIDTH = Mm(169)


def report_docx(report: ProtectedReport) -> bytes:
    """The report with real headings, tables and pictures, and a sentence a figure to copy.

    Marked on every page where it is internal, a preview or for one partner; nothing in the file tells who
    made it or when.
    """
    document = new_document(report.title, mark(report))
    document.add_heading(plain(report.title), 0)
    say(document, subtitle(report), NOTE)
    if mark(report):
        say(document, mark(report), MARK)
    _in_short(document, report)
    for chart in charts(report):
        _chart(document, chart)
    add_text_table(document, side_table(report))
    add_text_table(document, target_table(report))
    _figures(document, report)
    _strip(document, report)
    _breakdowns(document, report)
    add_text_table(document, stated_table(report))
    _sentences(document, report)
    _explanations(document, report)
    return written(document)


def _in_short(document: Document, report: ProtectedReport) -> None:
    document.add_heading("In short", 1)
    if sessions_sentence(report):
        say(document, sessions_sentence(report))
    for name in report.template.headline:
        figure = report.figure(name)
        paragraph = say(document, "")
        number = paragraph.add_run(plain(figure.percent_text or figure.text))
        number.bold = True
        number.font.color.rgb = ACCENT
        before = before_words(figure, report.before(name))
        paragraph.add_run(plain(f" {figure.label}{f' ({before})' if before else ''}"))


def _chart(document: Document, chart: Chart) -> None:
    """A picture, described in words, and its numbers as a table."""
    document.add_heading(plain(chart.heading), 1)
    if chart.columns:
        _picture(document, chart_png(chart), chart.heading, chart.said)
        rows = [(cells, False) for cells in chart.cells()]
        widths = _COMPARED_WIDTHS if len(chart.names) > 1 else _CHART_WIDTHS
        add_table(document, f"{chart.heading}, in numbers", chart.headings, rows, widths)
    say(document, chart.note, NOTE)


def _strip(document: Document, report: ProtectedReport) -> None:
    """The strip of agencies as a picture, described in words, and its numbers as a table."""
    strip, table = report.attendance_strip, strip_table(report)
    if strip is None or table is None:
        return
    document.add_heading(plain(strip.title), 1)
    _picture(document, strip_png(strip), strip.title, strip_words(strip))
    add_text_table(document, replace(table, title=f"{strip.title}, as a table"), level=2)


def _picture(document: Document, png: bytes, title: str, said: str) -> None:
    named = document.add_picture(io.BytesIO(png), width=_PICTURE_WIDTH)._inline.docPr
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    named.set("title", plain(title))
    named.set("descr", plain(said))


def _figures(document: Document, report: ProtectedReport) -> None:
    document.add_heading("Figures", 1)
    for group in report.template.groups:
        headings, *lines = figure_lines(report, group.figures)
        if lines:
            widths = _FIGURE_WIDTHS if len(headings) > len(_UNCOMPARED_WIDTHS) else _UNCOMPARED_WIDTHS
            add_table(document, group.title, headings, [(line, False) for line in lines], widths)
            if rule := figures_rule(report, group.figures):
                say(document, rule, NOTE)


def _breakdowns(document: Document, report: ProtectedReport) -> None:
    tables = printed_tables(report)
    if tables:
        document.add_heading("Breakdowns", 1)
    for table in tables:
        wanted = 3 if table.has_percent else 2
        rows = [
            (
                (row_label(table, row), row_value(row), row_percent(table, row))[:wanted],
                not row.recorded,
            )
            for row in table.rows
        ]
        headings = (row_heading(table), table.unit, "%")[:wanted]
        add_table(document, table.title, headings, rows, _TABLE_WIDTHS if wanted == 3 else _CHART_WIDTHS)
        say(document, table_note(report, table), NOTE)


def _sentences(document: Document, report: ProtectedReport) -> None:
    sentences = [sentence for figure in report.figures if (sentence := figure_sentence(report, figure))]
    sentences += gap_sentences(report)
    if sentences:
        document.add_heading("Sentences to copy", 1)
    for sentence in sentences:
        say(document, sentence, "List Bullet")


def _explanations(document: Document, report: ProtectedReport) -> None:
    document.add_heading("How these numbers were protected", 1)
    for words in protection(report):
        say(document, words)
    notes = not_shown(report)
    if notes:
        document.add_heading("What is not shown", 1)
    for words in notes:
        say(document, words)
    document.add_heading("What each figure means", 1)
    meanings = definitions(report)
    for place, (label, meaning) in enumerate(meanings, start=1):
        paragraph = say(document, "")
        paragraph.add_run(plain(label)).bold = True
        paragraph.add_run(plain(f"  {meaning}"))
        paragraph.paragraph_format.keep_with_next = 0 < len(meanings) - place < LAST_TOGETHER
