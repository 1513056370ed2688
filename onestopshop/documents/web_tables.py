"""The tables of a report as a web page shows them: captions, headers with their scope, numbers with bars."""

from __future__ import annotations

from collections.abc import Sequence

from onestopshop.documents.markup import Markup, element, joined
from onestopshop.reports.chart import Chart
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.report_words import (
    capital,
    most_in,
    row_heading,
    row_label,
    row_percent,
    row_value,
    table_note,
)
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import TextTable
from onestopshop.sheets.chart_pictures import bar_svg
from onestopshop.sheets.comparison import was_words


def figure_table(title: str, pairs: Sequence[tuple[ProtectedFigure, ProtectedFigure]], note: str) -> Markup:
    """One line a figure: number, percentage, and how it was the year before."""
    rows = [
        _row(
            capital(now.label),
            _number(now.text),
            _number("" if now.percent is None else str(now.percent)),
            _number(was_words(now, before)),
        )
        for now, before in pairs
    ]
    return joined(
        _table(title, ("Figure", "Number", "%", "Year before"), rows, class_="figures"),
        element("p", note, class_="note") if note else "",
    )


def breakdown(report: ProtectedReport, table: ProtectedTable) -> Markup:
    """A breakdown with a bar beside each number, and what must be known to read it."""
    most = most_in(table)
    rows = [
        _row(
            row_label(table, row),
            _number(row_value(row), Markup(bar_svg(row.value or 0, most, recorded=row.recorded))),
            *([_number(row_percent(table, row))] if table.has_percent else []),
            class_="" if row.recorded else "apart",
        )
        for row in table.rows
    ]
    headings = (row_heading(table), table.unit, *(["%"] if table.has_percent else []))
    return joined(
        _table(table.title, headings, rows, class_="breakdown"),
        element("p", table_note(report, table), class_="note"),
    )


def chart_table(chart: Chart) -> Markup:
    """The numbers of a chart, folded away until a reader asks for them."""
    rows = [_row(label, *map(_number, cells)) for label, *cells in chart.cells()]
    return element(
        "details",
        element("summary", "The numbers of this chart as a table"),
        _table(chart.heading, chart.headings, rows),
    )


def text_table(table: TextTable) -> Markup:
    """Cells of words below their headings, and what must be known to read them."""
    rows = [_row(label, *map(_number, cells)) for label, *cells in table.rows]
    return joined(
        _table(table.title, table.headings, rows, class_="breakdown"),
        element("p", table.note, class_="note") if table.note else "",
    )


def _table(caption: str, headings: Sequence[str], rows: list[Markup], class_: str = "") -> Markup:
    head = element("tr", *(element("th", heading, scope="col") for heading in headings))
    return element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", *rows),
        class_=class_,
    )


def _row(label: str, *cells: Markup, class_: str = "") -> Markup:
    return element("tr", element("th", label, scope="row"), *cells, class_=class_)


def _number(words: str, bar: Markup | str = "") -> Markup:
    return element("td", bar, element("span", words) if bar else words)
