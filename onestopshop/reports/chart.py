"""What is drawn of a report as columns, in numbers and words: every form draws and says the same."""

from __future__ import annotations

from dataclasses import dataclass

from onestopshop.reporting_year import Period, year_name
from onestopshop.reports.protected import ProtectedRow, ProtectedTable
from onestopshop.reports.report_words import (
    is_rounded,
    left_out_words,
    row_heading,
    row_label,
    totals_rule,
)
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.tables import BY_MONTH
from onestopshop.reports.wording import count_words, month_words, period_words

_MOST_COLUMNS = 24
_LONGEST_ROW = 132
"""Letters of all labels side by side that the width of a page takes."""
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and beside it that of the year before."""

    label: str
    short: str
    """What stands below it."""
    value: int
    before: int | None = None
    """None where there is none: nothing was recorded then."""
    strong: bool = False
    """Whether it is meant to be noticed."""
    year: str = ""
    """The calendar year, below the first column that is in it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns with all that must be said of them; without any, `note` says why."""

    heading: str
    """What it shows: "Visits by month"."""
    row_heading: str
    unit: str
    columns: tuple[Column, ...]
    names: tuple[str, ...]
    """The period, and where there is one the period before that stands beside it."""
    said: str
    """What the picture shows, for those who do not see it."""
    note: str

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above its numbers as a table."""
        beside = (f"{self.unit} the year before",) if len(self.names) > 1 else ()
        return (self.row_heading, self.unit, *beside)

    def cells(self) -> tuple[tuple[str, ...], ...]:
        """Its numbers as a table; a dash where nothing was recorded."""
        compared = len(self.names) > 1
        return tuple(
            (column.label, f"{column.value:,}", *((_or_dash(column.before),) if compared else ()))
            for column in self.columns
        )


def _or_dash(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def charts(report: ProtectedReport) -> tuple[Chart, ...]:
    """The template's charts that have something to show, and those that are withheld, which say so."""
    return tuple(
        _chart(report, table)
        for table in map(report.table, report.template.charts)
        if table.withheld or is_drawn(table)
    )


def is_drawn(table: ProtectedTable) -> bool:
    """Whether a table of the template's charts is drawn: there is something to compare, and room for it."""
    short = [_short(table, row) for row in table.rows]
    fits = len(short) <= _MOST_COLUMNS and len(short) * max(map(len, short), default=0) <= _LONGEST_ROW
    return not table.withheld and not table.is_empty and len(short) > 1 and fits


def printed_tables(report: ProtectedReport) -> tuple[ProtectedTable, ...]:
    """The tables that say something and are neither drawn already nor columns of the one side by side.

    Where protection left only the broad groups of a detailed table, the broad table is printed alone.
    """
    printed: dict[object, ProtectedTable] = {}
    for table in _candidates(report):
        told = tuple(row for row in table.rows if row.value)
        printed.setdefault((table.of if any(table.of) else table.id, told), table)
    return tuple(printed.values())


def _candidates(report: ProtectedReport) -> list[ProtectedTable]:
    drawn = {name for name in report.template.charts if is_drawn(report.table(name))}
    elsewhere = drawn | set(report.template.side_by_side)
    tables = map(report.table, report.template.table_ids())
    return [table for table in tables if table.id not in elsewhere and _says_something(table)]


def told_broadly(report: ProtectedReport) -> tuple[ProtectedTable, ...]:
    """The tables that are not printed because one of the same question has the same rows."""
    printed = {table.id for table in printed_tables(report)}
    return tuple(table for table in _candidates(report) if table.id not in printed)


def _says_something(table: ProtectedTable) -> bool:
    alone = table.id in ("venue", "year", *BY_MONTH) and len(table.rows) == 1
    return not table.withheld and not table.is_empty and not alone


def numbers_before(report: ProtectedReport, table: ProtectedTable) -> dict[str, int | None]:
    """By row, the number of the same month a year earlier; empty where nothing can stand beside the table."""
    found = next((before for before in report.tables_before if before.id == table.id), None)
    if found is None or found.withheld or found.is_empty or table.withheld:
        return {}
    known = {row.label: row.value for row in found.rows}
    months = zip(report.period.months(), report.period.year_before().months(), strict=True)
    earlier = {words(now): known.get(words(before)) for now, before in months for words in (str, month_words)}
    return {row.label: earlier[row.label] for row in table.rows}


def _chart(report: ProtectedReport, table: ProtectedTable) -> Chart:
    rounded = is_rounded(report) and not table.exact
    before = numbers_before(report, table)
    columns = () if table.withheld else _columns(report, table, before)
    names = [report.period, *([report.period.year_before()] if before else [])]
    notes = [left_out_words(report)] if table.withheld else [table.note, totals_rule(report, table)]
    if None in (column.before for column in columns) and before:
        notes.append("A dash: nothing was recorded in that month.")
    return Chart(
        heading=table.title,
        row_heading=row_heading(table),
        unit=table.unit,
        columns=columns,
        names=tuple(map(_name, names)),
        said=_said(table, columns, report.period, rounded=rounded, compared=bool(before)),
        note=" ".join(filter(None, notes)),
    )


def _name(period: Period) -> str:
    return year_name(period) if len(period.months()) == _MONTHS_OF_A_YEAR else period_words(period)


def _columns(
    report: ProtectedReport, table: ProtectedTable, before: dict[str, int | None]
) -> tuple[Column, ...]:
    noticed = _noticed(report, table)
    years = _years(report.period) if table.id in BY_MONTH and not before else {}
    return tuple(
        Column(
            row_label(table, row),
            _short(table, row),
            row.value or 0,
            before.get(row.label),
            strong=place in noticed,
            year=years.get(place, ""),
        )
        for place, row in enumerate(table.rows)
    )


def _years(period: Period) -> dict[int, str]:
    """The calendar year at the place of its first month, where the period has several."""
    months = period.months()
    first = {month.year: place for place, month in reversed(list(enumerate(months)))}
    return {place: str(year) for year, place in first.items()} if len(first) > 1 else {}


def _noticed(report: ProtectedReport, table: ProtectedTable) -> set[int]:
    """The places of the most and the fewest where these are single ones, or that of the report's own year."""
    if table.id == "year":
        return {place for place, row in enumerate(table.rows) if row.label == year_name(report.period)}
    values = [row.value or 0 for row in table.rows]
    ends = {end for end in (max(values), min(values)) if values.count(end) == 1}
    return {place for place, value in enumerate(values) if value in ends}


def _short(table: ProtectedTable, row: ProtectedRow) -> str:
    return row_label(table, row)[:3] if table.id in BY_MONTH else row.label


def _said(
    table: ProtectedTable, columns: tuple[Column, ...], period: Period, *, rounded: bool, compared: bool
) -> str:
    """What the columns show: where most and fewest are, and what stands beside them."""
    if not columns:
        return ""
    most = max(columns, key=lambda column: column.value)
    fewest = min(columns, key=lambda column: column.value)
    ends = ", ".join(
        f"{word} {column.label}: {count_words(column.value, rounded=rounded)}"
        for word, column in (("most in", most), ("fewest in", fewest))
    )
    beside = " Beside each month stands the same month a year earlier." if compared else ""
    over = "" if table.id == "year" else f", {period_words(period)}"
    shown = f"{table.title}{over}, drawn as columns: {ends}.{beside}"
    return f"{shown} The table below has the same numbers."
