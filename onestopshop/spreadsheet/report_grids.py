"""A protected report as grids of cells, the same for CSV and XLSX: its figures, then each table."""

from __future__ import annotations

from dataclasses import dataclass

from onestopshop.reports.attendance_strip import AttendanceStrip
from onestopshop.reports.chart import numbers_before
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.report_words import capital, left_out_words, row_heading, row_label, table_note
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import STATED, TARGETS, strip_note
from onestopshop.reports.wording import month_words, period_words

Cell = str | int | float | None
_FIGURE_HEADINGS = (
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
_STATED_HEADINGS = ("Figure", "Number", "Percent", "Percent of", "Period", "Source")


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells below headings. Numbers are numbers; what is hidden is told in words."""

    id: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: str = ""
    """Why it has no rows; empty where it has."""
    note: str = ""
    """What must be said beside the rows; empty where there is nothing."""
    unrounded: bool = False
    """Whether no number in it is rounded, whatever the report does."""


def report_grids(report: ProtectedReport) -> tuple[Grid, ...]:
    """The figures first, then each table in the order of the report, then agencies' attendance, targets and
    partners' figures."""
    grids = [figure_grid(report), *(table_grid(report, table) for table in report.tables)]
    if report.attendance_strip:
        grids.append(strip_grid(report.attendance_strip))
    if report.targets:
        grids.append(target_grid(report))
    if report.stated:
        grids.append(stated_grid(report))
    return tuple(grids)


def figure_grid(report: ProtectedReport) -> Grid:
    """A row a figure, beside the year before."""
    rows = tuple(_figure(figure, report.before(figure.id)) for figure in report.figures)
    return Grid("figures", "Figures", _FIGURE_HEADINGS, rows)


def table_grid(report: ProtectedReport, table: ProtectedTable) -> Grid:
    """A row an answer; none where the table is withheld."""
    before = numbers_before(report, table)
    beside = (f"{table.unit} the year before",) if before else ()
    headings = (row_heading(table), table.unit, *(("Percent",) if table.has_percent else ()), *beside)
    if table.withheld:
        return Grid(table.id, table.title, headings, (), left_out_words(report))
    rows = tuple(
        (
            row_label(table, row),
            row.value,
            *((row.percent,) if table.has_percent else ()),
            *((before[row.label],) if before else ()),
        )
        for row in table.rows
    )
    return Grid(table.id, table.title, headings, rows, note=table_note(report, table))


def strip_grid(strip: AttendanceStrip) -> Grid:
    """A row an agency, below how many sessions were held: at how many of each column it was."""
    held: tuple[Cell, ...] = ("Sessions held", *(occasion.held for occasion in strip.occasions))
    headings = ("Agency", *(occasion.label for occasion in strip.occasions))
    lines: list[tuple[Cell, ...]] = [(line.label, *line.came) for line in strip.lines]
    return Grid("attendance", strip.title, headings, (held, *lines), note=strip_note(strip))


def target_grid(report: ProtectedReport) -> Grid:
    """A row a target: what was reached, what was aimed at, and the percentage of it."""
    rows = tuple(
        (capital(found.label), _number(report.figure(found.figure)), found.target, found.percent)
        for found in report.targets
    )
    return Grid("targets", TARGETS, ("Figure", "Reached", "Target", "Percent of target"), rows)


def stated_grid(report: ProtectedReport) -> Grid:
    """A row a figure that a partner stated, as it was stated; words where a number in it is too small."""
    rows = tuple(
        (
            found.label,
            found.text if found.value is None else found.value,
            found.percent,
            found.base,
            period_words(found.period),
            found.source,
        )
        for found in report.stated
    )
    return Grid("stated", STATED, _STATED_HEADINGS, rows, unrounded=True)


def _figure(now: ProtectedFigure, before: ProtectedFigure) -> tuple[Cell, ...]:
    points = None if now.percent is None or before.percent is None else now.percent - before.percent
    return (
        now.id,
        capital(now.label),
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
