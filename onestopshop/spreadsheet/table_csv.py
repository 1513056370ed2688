"""A protected report as one CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import unicodedata

from onestopshop.reporting_year import Month
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.wording import hidden_words, month_words, period_words

_FORMULA_STARTS = frozenset("=+-@")
_HEADINGS = (
    "Id",
    "Figure",
    "Number",
    "Percent",
    "Percent of",
    "Not recorded",
    "Month",
    "Number the year before",
    "Percent the year before",
    "Change in points",
)

Cell = str | int | None


def report_csv(report: ProtectedReport) -> bytes:
    """Figures, then each table, as UTF-8 with a byte order mark and CRLF: what Excel opens by itself.

    Text that a spreadsheet could take for a formula begins with an apostrophe, as OWASP advises against CSV
    injection; numbers are numbers, and what is hidden is told in words.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    rows = [*_head(report), (), *_figures(report)]
    for table in report.tables:
        rows += [(), *_table(table, report.threshold)]
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def safe_text(text: str) -> str:
    """The text with an apostrophe before each line that a spreadsheet could take for a formula.

    Leading spaces of every kind, invisible characters and full-width signs do not hide one.
    """
    lines = text.splitlines(keepends=True)
    return "".join(f"'{line}" if _is_formula(line) else line for line in lines)


def _is_formula(line: str) -> bool:
    if line[:1] == "\t":
        return True
    seen = (
        c
        for c in unicodedata.normalize("NFKC", line)
        if not c.isspace() and unicodedata.category(c)[0] != "C"
    )
    return next(seen, "") in _FORMULA_STARTS


def _safe(cell: Cell) -> str | int:
    if cell is None:
        return ""
    return safe_text(cell) if isinstance(cell, str) else cell


def _head(report: ProtectedReport) -> list[tuple[Cell, ...]]:
    return [
        (report.title,),
        (report.network, report.template.title, period_words(report.period)),
        (_mark(report),),
    ]


def _mark(report: ProtectedReport) -> str:
    if report.agreement:
        return f"For {report.agreement.recipient} only, under {report.agreement.name}"
    return (
        "Internal: do not share" if report.profile == "internal" else "Small numbers hidden, others rounded"
    )


def _figures(report: ProtectedReport) -> list[tuple[Cell, ...]]:
    return [("Figures",), _HEADINGS, *(_figure(f, report.before(f.id)) for f in report.figures)]


def _figure(now: ProtectedFigure, before: ProtectedFigure) -> tuple[Cell, ...]:
    points = None if now.percent is None or before.percent is None else now.percent - before.percent
    return (
        now.id,
        now.label[:1].upper() + now.label[1:],
        _number(now),
        now.percent,
        now.base,
        now.not_recorded,
        month_words(now.month) if now.month else None,
        _number(before),
        before.percent,
        points,
    )


def _number(figure: ProtectedFigure) -> Cell:
    return figure.text if figure.value is None else figure.value


def _table(table: ProtectedTable, threshold: int) -> list[tuple[Cell, ...]]:
    head: list[tuple[Cell, ...]] = [(table.title,)]
    if table.withheld:
        return [*head, (f"Left out: a number in it is {hidden_words(threshold)}, or too few people came",)]
    return [
        *head,
        ("", table.unit, "Percent"),
        *((_label(table, row.label), row.value, row.percent) for row in table.rows),
        *([(table.note,)] if table.note else []),
    ]


def _label(table: ProtectedTable, label: str) -> str:
    return month_words(Month.parse(label)) if table.id == "month" else label
