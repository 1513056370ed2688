"""What every form of a report says in words around its numbers, so that all forms say the same."""

from __future__ import annotations

from types import MappingProxyType

from onestopshop.reporting_year import Month
from onestopshop.reports.protected import ProtectedFigure, ProtectedRow, ProtectedTable
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.wording import (
    NOT_AVAILABLE,
    NOT_SHOWN,
    count_words,
    hidden_words,
    month_words,
    period_words,
)

INTERNAL_MARK = "Internal: do not share"
PREVIEW_MARK = "Preview: not for release"
ROUNDED = "Rounded to the nearest 5."
_MOST_COLUMNS = 24
"""Rows up to which a table can be drawn as columns."""
_BY_MONTH = ("month", "agency_month")
_ROW_HEADINGS = MappingProxyType(
    {
        "month": "Month",
        "year": "Year",
        "venue": "Venue",
        "agency_seen": "Agency",
        "agency_present": "Agency",
        "agency_hours": "Agency",
        "agency_gap": "Agency",
        "agency_month": "Month",
        "agency_venue": "Venue",
        "referred_to": "Agency",
    }
)


def is_rounded(report: ProtectedReport) -> bool:
    """Whether the numbers of the report are rounded: only those for the public are."""
    return report.profile == "publish"


def mark(report: ProtectedReport) -> str:
    """What must stand on every page; empty where the report may be shared."""
    return ", ".join(filter(None, (stamp(report), *addressed(report))))


def stamp(report: ProtectedReport) -> str:
    """What stands across every page of a report that must not go out; an internal one never does."""
    if report.profile == "internal":
        return INTERNAL_MARK
    return PREVIEW_MARK if report.preview else ""


def addressed(report: ProtectedReport) -> tuple[str, ...]:
    """For whom a partner's report is and what allows it; nothing for the others."""
    agreed = report.agreement
    return (f"For {agreed.recipient} only", f"under {agreed.name}") if agreed else ()


def exactness(report: ProtectedReport, *, unrounded: bool = False) -> str:
    """How exact the numbers are, and who may see them where not everybody may.

    `unrounded` are numbers that are told exactly in a report that rounds others.
    """
    if report.profile == "internal":
        return INTERNAL_MARK
    others = "are not rounded" if unrounded else "rounded" if is_rounded(report) else "exact"
    return ". ".join(filter(None, (mark(report), f"Small numbers are hidden, others {others}.")))


def capital(words: str) -> str:
    """The words with a capital letter first."""
    return words[:1].upper() + words[1:]


def subtitle(report: ProtectedReport) -> str:
    """The network where the title does not name it, the kind of report, and the period."""
    parts = [report.template.title, period_words(report.period)]
    if not report.title.startswith(report.network):
        parts.insert(0, report.network)
    return " · ".join(parts)


def sessions_sentence(report: ProtectedReport) -> str:
    """Held, cancelled and missing sessions open every report: numbers mean little without them.

    Empty where the report does not count sessions.
    """
    known = {figure.id: figure for figure in report.figures}
    held = known.get("sessions")
    if held is None or held.value is None:
        return ""
    parts = [f"{held.text} {'session was' if held.value == 1 else 'sessions were'} held"]
    parts += [
        f"{known[figure].text if known[figure].value else 'none'} {words}"
        for figure, words in (("sessions_cancelled", "cancelled"), ("sessions_missing", "missing"))
        if figure in known and known[figure].value is not None
    ]
    return ", ".join(parts) + "."


def figure_sentence(report: ProtectedReport, figure: ProtectedFigure) -> str:
    """A figure as a sentence to copy: "Ashford, 2014/15: 15 male, 5 % of visits where sex is recorded (317)."

    Empty where nothing is told of it.
    """
    if figure.text in (NOT_AVAILABLE, NOT_SHOWN):
        return ""
    if figure.month is not None:
        number = count_words(figure.value or 0, rounded=is_rounded(report))
        said = f"{number} {figure.label}, {month_words(figure.month)}"
    elif figure.id.startswith("outcome_"):
        said = f"{figure.label}: {figure.text}"
    else:
        said = f"{figure.text} {figure.label}"
    if figure.percent is not None:
        said += f", {figure.percent_text} of {figure.base_words}"
        if figure.base is not None:
            said += f" ({count_words(figure.base, rounded=is_rounded(report))})"
    return f"{report.title}: {said}."


def is_drawn(table: ProtectedTable) -> bool:
    """Whether a table of the template's charts is drawn: there is something to see, and room for it."""
    return not table.withheld and not table.is_empty and len(table.rows) <= _MOST_COLUMNS


def drawn_tables(report: ProtectedReport) -> tuple[ProtectedTable, ...]:
    """The tables that are drawn as columns, each with its number."""
    charts = map(report.table, report.template.charts)
    return tuple(table for table in charts if is_drawn(table))


def printed_tables(report: ProtectedReport) -> tuple[ProtectedTable, ...]:
    """The tables that say something and are neither drawn already nor columns of the one side by side."""
    elsewhere = {table.id for table in drawn_tables(report)} | set(report.template.side_by_side)
    tables = map(report.table, report.template.table_ids())
    return tuple(table for table in tables if table.id not in elsewhere and _says_something(table))


def _says_something(table: ProtectedTable) -> bool:
    return not table.withheld and not table.is_empty and not (table.id == "venue" and len(table.rows) == 1)


def chart_heading(table: ProtectedTable) -> str:
    """The heading of a table that is drawn: "Visits by month"."""
    return f"{table.unit} {table.title[:1].lower()}{table.title[1:]}"


def chart_note(table: ProtectedTable, *, rounded: bool) -> str:
    """What must be known to read a table that is drawn; empty where nothing."""
    return " ".join(filter(None, (table.note, ROUNDED if rounded and not table.exact else "")))


def row_heading(table: ProtectedTable) -> str:
    """What stands above a table's labels."""
    known = _ROW_HEADINGS.get(table.id, "Answer")
    return "Venue" if table.id.startswith("venue_") else known


def row_label(table: ProtectedTable, row: ProtectedRow) -> str:
    """A row's label for readers: months are told in words."""
    return month_words(Month.parse(row.label)) if table.id == "month" else row.label


def short_label(table: ProtectedTable, row: ProtectedRow) -> str:
    """A row's label below a column: months by three letters."""
    return row_label(table, row)[:3] if table.id in _BY_MONTH else row.label


def row_value(row: ProtectedRow) -> str:
    """A row's number; a dash where there is none, as visits a session where no session was."""
    return "–" if row.value is None else f"{row.value:,}"


def row_percent(table: ProtectedTable, row: ProtectedRow) -> str:
    """A row's percentage; a dash where one person can stand in it twice, nothing where it has no base."""
    if row.percent is not None:
        return str(row.percent)
    return "–" if table.has_percent and row.recorded else ""


def table_note(table: ProtectedTable, *, rounded: bool) -> str:
    """What must be known to read a table; empty where nothing."""
    notes = [table.note] if table.note else []
    if rounded and not table.exact:
        notes.append("Rounded to the nearest 5, so rows may not add up.")
    if table.several:
        notes.append(
            "A session may have several agencies."
            if table.unit == "Sessions"
            else "One visit may give several answers."
        )
    if table.has_percent and any(not row.recorded and row.value for row in table.rows):
        notes.append("Percentages leave out what was not recorded.")
    return " ".join(notes)


def left_out_words(report: ProtectedReport) -> str:
    """What stands in the place of a withheld table's rows."""
    return f"Left out: a number in it is {hidden_words(report.threshold)}, or too few people came"
