"""The tables of a report as a web page shows them: captions, headers with their scope, numbers with bars."""

from __future__ import annotations

from collections.abc import Sequence

from onestopshop.documents.markup import Markup, element, joined
from onestopshop.reports.protected import ProtectedTable
from onestopshop.reports.report_words import (
    most_in,
    row_heading,
    row_label,
    row_percent,
    row_value,
    table_note,
)
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import KEPT_TOGETHER, TextTable
from onestopshop.sheets.chart_pictures import bar_svg

_FEW_COLUMNS = 5


def figure_table(title: str, lines: Sequence[Sequence[str]], note: str) -> Markup:
    """One line a figure below the headings, and what must be known to read them."""
    headings, *figures = lines
    rows = [_row(label, *map(_number, cells)) for label, *cells in figures]
    return joined(
        _table(title, headings, rows, class_="figures"),
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
        _table(
            table.title,
            headings,
            rows,
            class_="breakdown long" if len(rows) > KEPT_TOGETHER else "breakdown",
        ),
        element("p", table_note(report, table), class_="note"),
    )


def folded(title: str, headings: Sequence[str], cells: Sequence[Sequence[str]]) -> Markup:
    """The numbers of a drawing, folded away until a reader asks for them."""
    rows = [_row(label, *map(_number, numbers)) for label, *numbers in cells]
    return element(
        "details",
        element("summary", "The numbers of this chart as a table"),
        _wide(title, _table(title, headings, rows), len(headings)),
    )


def text_table(table: TextTable) -> Markup:
    """Cells of words below their headings, and what must be known to read them."""
    rows = [_row(label, *map(_number, cells)) for label, *cells in table.rows]
    drawn = _table(table.title, table.headings, rows, class_="words")
    return joined(
        _wide(table.title, drawn, len(table.headings)),
        element("p", table.note, class_="note") if table.note else "",
    )


def _wide(title: str, table: Markup, columns: int) -> Markup:
    """A table of many columns can be scrolled sideways where the screen is narrow, also by keys."""
    if columns <= _FEW_COLUMNS:
        return table
    return element(
        "div", table, role="region", aria_label=f"{title}, as a table", tabindex="0", class_="wide"
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
