"""Tables in words that every printed form of a report shows alike: venues side by side, targets, partners."""

from __future__ import annotations

from dataclasses import dataclass

from onestopshop.reports.attendance_strip import AttendanceStrip
from onestopshop.reports.protected import ProtectedTable
from onestopshop.reports.report_words import capital, figures_rule, is_rounded
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.table import OTHER
from onestopshop.reports.wording import NO_BREAK, period_words

SIDE_BY_SIDE = "Side by side"
TARGETS = "Against target"
STATED = "Figures from partners"
KEPT_TOGETHER = 14
"""Rows up to which a table is never broken over two printed pages, whatever the form."""
_NONE = "–"


@dataclass(frozen=True, slots=True)
class TextTable:
    """Cells as readers see them; the first of each row is its label."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """What must be known to read it."""


def side_table(report: ProtectedReport) -> TextTable | None:
    """The template's tables with the same rows as the columns of one; None where they have no row.

    One line a row label, in the order of the first table. A cell tells the percentage where there is one,
    else the number, and a dash where it is withheld.
    """
    tables = [report.table(name) for name in report.template.side_by_side]
    labels = dict.fromkeys(row.label for table in tables for row in table.rows)
    if not labels:
        return None
    rows = tuple((label, *(_side_cell(table, label) for table in tables)) for label in labels)
    note = (
        "The venues stand in the order of the network's list. They differ in size, weekday and surroundings."
    )
    rounded = is_rounded(report) and not all(table.exact for table in tables)
    note += " Rounded to the nearest 5" if rounded else " Exact numbers"
    small = (
        ""
        if report.profile == "internal"
        else "; a dash stands where a number would be too small to be shown"
    )
    note += f"{small}."
    return TextTable(SIDE_BY_SIDE, ("Venue", *(table.title for table in tables)), rows, note)


def target_table(report: ProtectedReport) -> TextTable | None:
    """What was reached beside what was aimed at; None where no target was set."""
    rows = tuple(
        (
            capital(found.label),
            found.text,
            f"{found.target:,}",
            _NONE if found.percent is None else str(found.percent),
        )
        for found in report.targets
    )
    if not rows:
        return None
    note = figures_rule(report, [found.figure for found in report.targets])
    return TextTable(TARGETS, ("Figure", "Reached", "Target", "% of target"), rows, note)


def strip_table(report: ProtectedReport) -> TextTable | None:
    """The numbers of the strip of agencies; None where there is none."""
    strip = report.attendance_strip
    if strip is None:
        return None
    held = tuple(str(occasion.held) for occasion in strip.occasions)
    lines = [
        (line.label, *(_there(came) if strip.by_session else str(came) for came in line.came))
        for line in strip.lines
    ]
    rows = lines if strip.by_session else [("Sessions held", *held), *lines]
    heads = tuple(f"{occasion.above} {occasion.below}" for occasion in strip.occasions)
    return TextTable(strip.title, ("Agency", *heads), tuple(rows), strip_note(strip))


def strip_note(strip: AttendanceStrip) -> str:
    """What must be known to read the strip."""
    note = "Exact numbers: an agency's attendance tells of no visitor."
    if any(line.label == OTHER for line in strip.lines):
        note += f" “{OTHER}” adds up several agencies."
    return note


def strip_words(strip: AttendanceStrip) -> str:
    """What the strip shows, for those who do not see it."""
    first, last = strip.occasions[0].label, strip.occasions[-1].label
    shown = f"{strip.title}, {first} to {last}: a line for each agency, a cell for each column, "
    shown += "filled the more the more of the sessions it was at."
    named = [line for line in strip.lines if line.label != OTHER]
    if named:
        most = max(named, key=lambda line: sum(line.came))
        held = sum(occasion.held for occasion in strip.occasions)
        shown += f" Most often there: {most.label}, at {sum(most.came)} of {held}."
    return f"{shown} The table below has the same numbers."


def _there(came: int) -> str:
    return "yes" if came else _NONE


def stated_table(report: ProtectedReport) -> TextTable | None:
    """Each partner's figure with number, percentage, base and period, its source below; None without any."""
    rows = tuple(
        (
            found.label,
            found.text,
            found.percent_text.removesuffix(f"{NO_BREAK}%"),
            "" if found.base is None else f"{found.base:,}",
            period_words(found.period),
        )
        for found in report.stated
    )
    if not rows:
        return None
    sources = "; ".join(dict.fromkeys(found.source for found in report.stated if found.source))
    note = f"Stated by the agencies named, not counted by this network and not rounded. Source: {sources}."
    return TextTable(STATED, ("Figure", "Number", "%", "Of", "Period"), rows, note)


def _side_cell(table: ProtectedTable, label: str) -> str:
    row = next((row for row in table.rows if row.label == label), None)
    if row is None or row.value is None:
        return _NONE
    if not table.has_percent:
        return f"{row.value:,}"
    return _NONE if row.percent is None else f"{row.percent}{NO_BREAK}%"
