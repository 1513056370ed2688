"""A protected report as a Word document, to be copied into a council's template."""

from __future__ import annotations

import io

from docx.document import Document
from docx.shared import Mm

from onestopshop.documents.plain_file import plain
from onestopshop.documents.word_file import ACCENT, MARK, NOTE, new_document, say, written
from onestopshop.documents.word_tables import add_table, add_text_table
from onestopshop.reports.protected import ProtectedTable
from onestopshop.reports.report_words import (
    capital,
    chart_heading,
    chart_note,
    drawn_tables,
    figure_sentence,
    is_rounded,
    mark,
    printed_tables,
    row_heading,
    row_label,
    row_percent,
    row_value,
    sessions_sentence,
    subtitle,
    table_note,
)
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import side_table, stated_table, target_table
from onestopshop.sheets.chart_pictures import chart_png
from onestopshop.sheets.comparison import before_words, was_words
from onestopshop.sheets.explanation import definitions, not_recorded_words, protection, withheld_words

_FIGURE_WIDTHS = (71, 43, 14, 42)
_TABLE_WIDTHS = (110, 40, 20)
_CHART_WIDTHS = (110, 60)
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
    for table in drawn_tables(report):
        _chart(document, table, rounded=is_rounded(report))
    add_text_table(document, side_table(report))
    add_text_table(document, target_table(report))
    _figures(document, report)
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


def _chart(document: Document, table: ProtectedTable, *, rounded: bool) -> None:
    """A picture, described in words, and its numbers as a table."""
    document.add_heading(plain(chart_heading(table)), 1)
    picture = document.add_picture(io.BytesIO(chart_png(table)), width=_PICTURE_WIDTH)
    named = picture._inline.docPr
    named.set("title", plain(chart_heading(table)))
    named.set("descr", plain(f"{chart_heading(table)} as columns. The table below has the same numbers."))
    rows = [((row_label(table, row), row_value(row)), False) for row in table.rows]
    add_table(
        document, f"{chart_heading(table)}, in numbers", (row_heading(table), table.unit), rows, _CHART_WIDTHS
    )
    note = chart_note(table, rounded=rounded)
    if note:
        say(document, note, NOTE)


def _figures(document: Document, report: ProtectedReport) -> None:
    document.add_heading("Figures", 1)
    for group in report.template.groups:
        pairs = [(report.figure(name), report.before(name)) for name in group.figures]
        rows = [
            (
                (
                    capital(now.label),
                    now.text,
                    "" if now.percent is None else str(now.percent),
                    was_words(now, before),
                ),
                False,
            )
            for now, before in pairs
        ]
        if rows:
            add_table(document, group.title, ("Figure", "Number", "%", "Year before"), rows, _FIGURE_WIDTHS)


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
        note = table_note(table, rounded=is_rounded(report))
        if note:
            say(document, note, NOTE)


def _sentences(document: Document, report: ProtectedReport) -> None:
    sentences = [sentence for figure in report.figures if (sentence := figure_sentence(report, figure))]
    if sentences:
        document.add_heading("Sentences to copy", 1)
    for sentence in sentences:
        say(document, sentence, "List Bullet")


def _explanations(document: Document, report: ProtectedReport) -> None:
    document.add_heading("How these numbers were protected", 1)
    for words in protection(report):
        say(document, words)
    notes = [words for words in (withheld_words(report), not_recorded_words(report)) if words]
    if notes:
        document.add_heading("What is not shown", 1)
    for words in notes:
        say(document, words)
    document.add_heading("What each figure means", 1)
    for label, meaning in definitions(report):
        paragraph = say(document, "")
        paragraph.add_run(plain(label)).bold = True
        paragraph.add_run(plain(f"  {meaning}"))
