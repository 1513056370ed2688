"""What a reader must know to trust a report: protection, what is not shown, what figures mean."""

from __future__ import annotations

from onestopshop.reports.chart import told_broadly
from onestopshop.reports.protected import ProtectedFigure
from onestopshop.reports.suppression import ProtectedReport

LAST_TOGETHER = 4
"""So many definitions at the end stay on one page: a page with one line looks like a mistake."""

_NOBODY = (
    "No name, birth date or address of a visitor is written down anywhere. Visits are counted by the "
    "answers that people wish to give; nobody has to answer anything."
)


def protection(report: ProtectedReport) -> tuple[str, ...]:
    """Paragraphs on how the numbers were protected, and what that means for reading them."""
    if report.profile == "internal":
        return (
            _NOBODY,
            "These numbers are exact and nothing is hidden. A small number can point to one person for "
            "somebody who knows her. Keep these pages among the network's coordinators and shred them after "
            "use; make a report for the public for anybody else.",
        )
    few = report.threshold + 1
    hidden = (
        f"So that nobody can be recognised from this report, numbers from 1 to {report.threshold} are hidden "
        f"(“fewer than {few}”). Answers with so few are shown together with others, and a table is left out "
        "where that is not enough. Zero is shown. "
    )
    tested = (
        "Finally, everything that is told here was put together to try to work out what is hidden, and more "
        "was held back (“not shown”) until that was no longer possible. Tables have no totals."
    )
    if report.profile == "partner":
        return (
            _NOBODY,
            f"{hidden}Other numbers are exact: keep these pages to those whom the agreement names. "
            "Percentages are left out where they would tell a hidden number, or be of fewer than 23. "
            f"{tested}",
        )
    return (
        _NOBODY,
        f"{hidden}Other numbers are rounded to the nearest 5, but never to a hidden one; the totals of "
        "visits, sessions and children are exact, and so is what counts only agencies' sessions, hours and "
        "workers. Percentages are made from the rounded numbers and are left out where they would tell a "
        "hidden one, or be of fewer than 23. Because each number is rounded by "
        f"itself, rows may not add up to a total. {tested}",
    )


def withheld_words(report: ProtectedReport) -> str:
    """Which tables were left out because a number in them is small; empty where none was."""
    titles = [table.title for table in report.tables if table.withheld]
    if not titles:
        return ""
    return f"Left out because a number is too small to be shown: {_listed(titles)}."


def not_recorded_words(report: ProtectedReport) -> str:
    """Which tables are missing because nobody was asked; empty where none is."""
    titles = [table.title for table in report.tables if table.is_empty and not table.withheld]
    return f"Nothing was recorded in this period for: {_listed(titles)}." if titles else ""


def broad_words(report: ProtectedReport) -> str:
    """Which tables say no more than the one of broader groups; empty where none is."""
    titles = [table.title for table in told_broadly(report)]
    return f"Told in its broader groups only: {_listed(titles)}." if titles else ""


def not_shown(report: ProtectedReport) -> tuple[str, ...]:
    """Sentences on all that a reader may look for and not find."""
    found = withheld_words(report), broad_words(report), not_recorded_words(report)
    return tuple(filter(None, found))


def _listed(titles: list[str]) -> str:
    return "; ".join(title[:1].lower() + title[1:] for title in titles)


def definitions(report: ProtectedReport) -> tuple[tuple[str, str], ...]:
    """The label and meaning of each figure that the period gives, with its base and what was not recorded."""
    given = (figure for figure in report.figures if figure.state != "not available")
    return tuple((figure.label[:1].upper() + figure.label[1:], _meaning(figure)) for figure in given)


def _meaning(figure: ProtectedFigure) -> str:
    parts = [figure.definition]
    if figure.base_words:
        parts.append(f"Percentage of {figure.base_words}{_of(figure)}.")
    if figure.not_recorded:
        parts.append(f"Not recorded: {figure.not_recorded:,}.")
    if figure.source:
        parts.append(f"Source: {figure.source}.")
    return " ".join(parts)


def _of(figure: ProtectedFigure) -> str:
    return "" if figure.base is None else f" ({figure.base:,})"
