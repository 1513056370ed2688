"""The one way from exact numbers to printable ones: merge categories, hide small numbers, round the rest."""

from __future__ import annotations

from dataclasses import InitVar, dataclass

from onestopshop.errors import Refused
from onestopshop.reporting_year import Period
from onestopshop.reports.figure import Counted, Figure
from onestopshop.reports.protected import (
    PROFILES,
    Profile,
    ProtectedFigure,
    ProtectedRow,
    ProtectedTable,
    State,
)
from onestopshop.reports.report import Measured, Report
from onestopshop.reports.rule import EXACT, Rule, publishing
from onestopshop.reports.stated import ProtectedStated, ProtectedTarget, protected_stated, targets
from onestopshop.reports.table import OTHER, Row, Table
from onestopshop.reports.template import Template
from onestopshop.reports.wording import (
    NOT_AVAILABLE,
    NOT_SHOWN,
    count_words,
    hidden_words,
    month_words,
    percent_words,
    period_title,
)

_SEAL = object()


class UnknownProfile(Refused):
    """A profile that does not exist."""

    sentence = "A report is made to “publish” or for “internal” use: choose one of the two."


@dataclass(frozen=True, slots=True)
class ProtectedReport:
    """A report that may be printed. Only `protect` can make one, so nothing else can be printed."""

    profile: Profile
    threshold: int
    title: str
    network: str
    period: Period
    template: Template
    figures: tuple[ProtectedFigure, ...]
    year_before: tuple[ProtectedFigure, ...]
    tables: tuple[ProtectedTable, ...]
    stated: tuple[ProtectedStated, ...] = ()
    targets: tuple[ProtectedTarget, ...] = ()
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only protect() makes a protected report")

    def figure(self, figure_id: str) -> ProtectedFigure:
        """The figure with this id, which the template must name."""
        return next(figure for figure in self.figures if figure.id == figure_id)

    def before(self, figure_id: str) -> ProtectedFigure:
        """The same figure a year earlier."""
        return next(figure for figure in self.year_before if figure.id == figure_id)

    def table(self, table_id: str) -> ProtectedTable:
        """The table with this id, which the template must name."""
        return next(table for table in self.tables if table.id == table_id)


def protect(report: Report, profile: str) -> ProtectedReport:
    """The report as readers of that profile may see it. Raises UnknownProfile."""
    chosen = next((known for known in PROFILES if known == profile), None)
    if chosen is None:
        raise UnknownProfile
    rule = publishing(report.threshold) if chosen == "publish" else EXACT
    at_venue = report.venue is not None
    figures = _figures(report.now, rule, at_venue)
    return ProtectedReport(
        chosen,
        rule.threshold,
        _title(report, rule),
        report.network,
        report.period,
        report.template,
        figures,
        _figures(report.year_before, rule, at_venue),
        tuple(_table(table, report.now.everyone, rule) for table in report.tables),
        protected_stated(report.stated, rule),
        targets(report.stated, figures),
        seal=_SEAL,
    )


def _title(report: Report, rule: Rule) -> str:
    place = report.network
    if report.venue is not None:
        unnamed = rule.accepted_only and report.venue.met
        place = f"{report.network}, one venue" if unnamed else report.venue.name
    if report.agency is not None:
        place = f"{report.agency.name} at {place}"
    return f"{place}, {period_title(report.period, is_reporting_year=report.is_reporting_year)}"


def _figures(measured: Measured, rule: Rule, at_venue: bool) -> tuple[ProtectedFigure, ...]:
    return tuple(
        _figure(figure, counted, measured.everyone, rule, at_venue) for figure, counted in measured.figures
    )


def _figure(figure: Figure, counted: Counted, everyone: int, rule: Rule, at_venue: bool) -> ProtectedFigure:
    if figure.whole and figure.exact:  # sessions and hours of agencies: none of them is a visitor
        rule = EXACT
    part_of_few = rule.hides(everyone) and not figure.whole and figure.id not in ("visits", "referrals")
    state: State = "shown"
    if counted.value is None:
        state = "not available"
    elif part_of_few or rule.hides(counted.value):
        state = "suppressed"
    told = counted if state == "shown" else Counted(None, not_recorded=None)
    exact = figure.exact or rule.step == 1
    percent = None
    if told.value is not None and told.base is not None:
        percent = rule.percent(told.value, told.base)
    value = None if told.value is None else told.value if exact else rule.rounded(told.value)
    return ProtectedFigure(
        id=figure.id,
        label=figure.venue_label if at_venue and figure.venue_label else figure.label,
        definition=figure.definition,
        base_words=figure.base,
        state=state,
        value=value,
        base=_told(told.base, rule),
        percent=percent,
        not_recorded=_told(told.not_recorded, rule),
        month=told.month,
        text=_text(value, told, state, rule, part_of_few=part_of_few, exact=exact),
        percent_text="" if percent is None else percent_words(percent, rounded=rule.step > 1),
        source=counted.source if state == "shown" else "",
    )


def _told(number: int | None, rule: Rule) -> int | None:
    return None if number is None or rule.hides(number) else rule.rounded(number)


def _text(
    value: int | None, told: Counted, state: State, rule: Rule, *, part_of_few: bool, exact: bool
) -> str:
    if state == "not available":
        return NOT_AVAILABLE
    if value is None:
        return NOT_SHOWN if part_of_few else hidden_words(rule.threshold)
    words = count_words(value, rounded=not exact)
    return f"{month_words(told.month)}: {words}" if told.month else words


def _table(table: Table, everyone: int, rule: Rule) -> ProtectedTable:
    rows, merged = _merged(table.rows, rule)
    if table.whole and table.exact:
        rule = EXACT
    withheld = (rule.hides(everyone) and not table.whole) or any(
        rule.hides(number) for row in rows for number in row.numbers_of_people()
    )
    if not withheld:
        rows = [row for row in rows if row.value or row.keep]
    shown = [
        ProtectedRow(
            row.label,
            None if withheld else _row_value(row, table, rule),
            None if withheld or (table.several and row.label in merged) else _row_percent(row, table, rule),
            row.recorded,
        )
        for row in rows
    ]
    if table.largest_first and not withheld:
        shown.sort(key=_place)
    return ProtectedTable(
        table.id,
        table.title,
        table.unit,
        tuple(shown),
        withheld,
        table.several,
        has_percent=any(row.percent is not None for row in shown),
        is_empty=not any(row.value for row in table.rows if row.recorded),
        exact=table.exact or rule.step == 1,
    )


def _row_percent(row: Row, table: Table, rule: Rule) -> int | None:
    base = table.base if row.base is None else row.base
    if base is None or not row.recorded or row.value > base or table.rate:
        return None
    return rule.percent(row.value, base)


def _row_value(row: Row, table: Table, rule: Rule) -> int | None:
    value = row.value if table.exact else rule.rounded(row.value)
    if not table.rate:
        return value
    return (2 * value + row.base) // (2 * row.base) if row.base else None


def _sum_of(number: int | None, other: int | None) -> int | None:
    return number if number is None or other is None else number + other


def _place(row: ProtectedRow) -> tuple[bool, bool, int]:
    """Largest first, but "Other" and "None" after the named ones, and what records nothing last."""
    return not row.recorded, row.label in (OTHER, "None"), -(row.value or 0)


def _merged(rows: tuple[Row, ...], rule: Rule) -> tuple[list[Row], frozenset[str]]:
    """Rows with one label made one, and the labels under which one person may now stand twice."""
    found: dict[tuple[str, bool], Row] = {}
    merged: set[str] = set()
    for row in rows:
        key = (row.label_for(rule.accepted_only), row.recorded)
        rival = found.get(key)
        if rival is not None and rival.value and row.value:
            merged.add(key[0])
        found[key] = Row(
            key[0],
            row.value + (rival.value if rival else 0),
            recorded=row.recorded,
            keep=row.keep or (rival is not None and rival.keep),
            base=_sum_of(row.base, rival.base if rival else None),
            people=_sum_of(row.people, rival.people if rival else None),
        )
    return list(found.values()), frozenset(merged)
