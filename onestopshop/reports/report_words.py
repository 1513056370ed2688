"""What every form of a report says in words around its numbers, so that all forms say the same."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from onestopshop.reporting_year import Month
from onestopshop.reports.protected import ProtectedFigure, ProtectedRow, ProtectedTable
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.table import OTHER
from onestopshop.reports.wording import (
    NOT_AVAILABLE,
    NOT_SHOWN,
    count_words,
    counted_words,
    month_words,
    period_words,
)

INTERNAL_MARK = "Internal: do not share"
PREVIEW_MARK = "Preview: not for release"
_HALF = 50
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


def exactness(report: ProtectedReport) -> str:
    """How exact the numbers are, and who may see them where not everybody may."""
    if report.profile == "internal":
        return INTERNAL_MARK
    others = "rounded" if is_rounded(report) else "exact"
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
    number = held.text if held.value else "No"
    parts = [f"{number} {'session was' if held.value == 1 else 'sessions were'} held"]
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
        said = f"{counted_words(number, figure.label)}, {month_words(figure.month)}"
    elif figure.id.startswith("outcome_"):
        said = f"{figure.label}: {figure.text}"
    else:
        said = counted_words(figure.text, figure.label)
    if figure.percent is not None:
        said += f", {figure.percent_text} of {figure.base_words}"
        if figure.base is not None:
            said += f" ({count_words(figure.base, rounded=not figure.exact)})"
    return f"{report.title}: {said}."


def gap_sentences(report: ProtectedReport) -> tuple[str, ...]:
    """The agencies that half of their weekday's sessions or more went without, as sentences to copy.

    "Kent, 2014/15: Solicitor missing on 6 of 10 Tuesdays at Ashford One Stop Shop."
    """
    gaps = next((table for table in report.tables if table.id == "agency_gap"), None)
    rows = gaps.rows if gaps else ()
    found = ((*row.label.rpartition(": of "), row) for row in rows if (row.percent or 0) >= _HALF)
    return tuple(
        f"{report.title}: {agency} missing on {row.value} of {of}."
        for agency, _, of, row in found
        if agency != OTHER
    )


def row_heading(table: ProtectedTable) -> str:
    """What stands above a table's labels."""
    known = _ROW_HEADINGS.get(table.id, "Answer")
    return "Venue" if table.id.startswith("venue_") else known


def row_label(table: ProtectedTable, row: ProtectedRow) -> str:
    """A row's label for readers: months are told in words."""
    return month_words(Month.parse(row.label)) if table.id == "month" else row.label


def row_value(row: ProtectedRow) -> str:
    """A row's number; a dash where there is none, as visits a session where no session was."""
    return "–" if row.value is None else f"{row.value:,}"


def row_percent(table: ProtectedTable, row: ProtectedRow) -> str:
    """A row's percentage; a dash where one person can stand in it twice, nothing where it has no base."""
    if row.percent is not None:
        return str(row.percent)
    return "–" if table.has_percent and row.recorded else ""


def most_in(table: ProtectedTable) -> int:
    """The greatest number in a table, which the longest bar stands for."""
    return max((row.value or 0 for row in table.rows), default=0)


def table_note(report: ProtectedReport, table: ProtectedTable) -> str:
    """What must be known to read a table: always whether its rows may add up."""
    notes = [table.note] if table.note else []
    notes.append(totals_rule(report, table))
    if table.several:
        notes.append(
            "A session may have several agencies."
            if table.unit == "Sessions"
            else f"One {table.unit[:-1].lower()} may give several answers."
        )
    if table.has_percent and any(not row.recorded and row.value for row in table.rows):
        notes.append("Percentages leave out what was not recorded.")
    return " ".join(notes)


def totals_rule(report: ProtectedReport, table: ProtectedTable) -> str:
    """Why a table has no total, or how exact its numbers are."""
    if report.profile == "partner" and not table.hides_nothing:
        return "Exact numbers, without a total: it could tell a hidden one."
    if table.exact:
        return "Exact numbers."
    return "Rounded to the nearest 5, so rows may not add up to a total."


def figures_rule(report: ProtectedReport, figures: Sequence[str]) -> str:
    """How exact the figures of a group are; empty where none of them is available."""
    told = [figure for name in figures for figure in (report.figure(name), report.before(name))]
    if any(figure.text.startswith("about ") or ": about " in figure.text for figure in told):
        return "“About”: rounded to the nearest 5, so parts may not add up to their whole."
    if any(figure.state == "suppressed" for figure in told):
        return "Exact numbers; small ones are hidden."
    return "Exact numbers." if any(figure.state == "shown" for figure in told) else ""


def left_out_words(report: ProtectedReport) -> str:
    """What stands in the place of a withheld table's rows."""
    return (
        f"Left out: it holds a number from 1 to {report.threshold}, or such a number could be worked out "
        "from it."
    )
