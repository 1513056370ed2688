"""One figure or one table as readers of a profile see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from onestopshop.reports.coarsening import NOT_RECORDED, Coarse, coarsened
from onestopshop.reports.figure import Counted, Figure
from onestopshop.reports.protected import ProtectedFigure, ProtectedRow, ProtectedTable, State
from onestopshop.reports.rule import EXACT, Rule
from onestopshop.reports.table import OTHER, Row, Table
from onestopshop.reports.wording import (
    NOT_AVAILABLE,
    NOT_SHOWN,
    count_words,
    hidden_words,
    month_words,
    percent_words,
)

WITHHELD = 99
"""So many merges leave no table."""
EVERYBODY = ("visits", "referrals")
"""The figures that say how many there were in all."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """What is held back beyond small numbers, so that none of them can be worked out."""

    merges: Mapping[str, int] = field(default_factory=dict)
    """How often more than needed the rows of a table are merged."""
    figures: Mapping[str, int] = field(default_factory=dict)
    """1 keeps a figure's base, percentage and not-recorded count back, 2 the figure too. Of all visits, or
    all referrals, 1 is the rounded number."""

    def merging(self, table_id: str, more: int) -> Reserve:
        """The same, with a table merged more often."""
        return replace(self, merges={**self.merges, table_id: self.merges.get(table_id, 0) + more})

    def holding(self, figure_id: str, level: int) -> Reserve:
        """The same, with a figure held back."""
        return replace(self, figures={**self.figures, figure_id: level})


def shown_figure(
    figure: Figure, counted: Counted, everyone: int, rule: Rule, at_venue: bool, held: int = 0
) -> ProtectedFigure:
    """The figure, rounded or hidden. `everyone` is how many visits or referrals it is part of."""
    if figure.whole and figure.exact:  # sessions and hours of agencies: none of them is a visitor
        rule = EXACT
    part_of_few = rule.hides(everyone) and not figure.whole and figure.id not in EVERYBODY
    unsaid = part_of_few or held > 1
    state: State = "shown"
    if counted.value is None:
        state = "not available"
    elif unsaid or rule.hides(counted.value):
        state = "suppressed"
    told = counted if state == "shown" else Counted(None, not_recorded=None)
    exact = is_exact(figure, rule, held)
    percent = None
    if told.value is not None and told.base is not None and not held:
        percent = rule.percent(told.value, told.base)
    value = None if told.value is None else told.value if exact else rule.rounded(told.value)
    return ProtectedFigure(
        id=figure.id,
        label=figure.venue_label if at_venue and figure.venue_label else figure.label,
        definition=figure.definition,
        base_words=figure.base,
        state=state,
        value=value,
        base=None if held else _told(told.base, rule),
        percent=percent,
        not_recorded=None if held else _told(told.not_recorded, rule),
        month=told.month,
        text=_text(value, told, state, rule, unsaid=unsaid, exact=exact),
        percent_text="" if percent is None else percent_words(percent, rounded=rule.step > 1),
        source=counted.source if state == "shown" else "",
        exact=rule.step == 1,
    )


def is_exact(figure: Figure, rule: Rule, held: int) -> bool:
    """Whether a figure is told as it was counted."""
    return rule.step == 1 or (figure.exact and not (held and figure.id in EVERYBODY))


def _told(number: int | None, rule: Rule) -> int | None:
    return None if number is None or rule.hides(number) else rule.rounded(number)


def _text(value: int | None, told: Counted, state: State, rule: Rule, *, unsaid: bool, exact: bool) -> str:
    if state == "not available":
        return NOT_AVAILABLE
    if value is None:
        return NOT_SHOWN if unsaid else hidden_words(rule.threshold)
    words = count_words(value, rounded=not exact)
    return f"{month_words(told.month)}: {words}" if told.month else words


def coarse_rows(table: Table, everyone: int, rule: Rule, merges: int = 0) -> Coarse | None:
    """The rows that may be shown, or None where the table is withheld."""
    if table.counts_no_visitor():
        return coarsened(table, replace(rule, threshold=0))
    few = rule.hides(everyone) and not table.whole
    return None if few or merges >= WITHHELD else coarsened(table, rule, merges)


def shown_table(table: Table, coarse: Coarse | None, rule: Rule) -> ProtectedTable:
    """The table with these rows, or what it would have been about."""
    withheld = coarse is None
    if table.counts_no_visitor():
        rule = EXACT
    rows = _all_rows(table, rule) if coarse is None else [row for row in coarse.rows if row.value or row.keep]
    doubled = coarse.doubled if coarse else frozenset()
    shown = [
        ProtectedRow(
            row.label,
            None if withheld else _row_value(row, table, rule),
            None if withheld or (table.several and row.label in doubled) else _row_percent(row, table, rule),
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
        of=table.of,
        hides_nothing=table.counts_no_visitor(),
        note=f"{NOT_RECORDED}: {hidden_words(rule.threshold)}." if coarse and coarse.apart_hidden else "",
    )


def _all_rows(table: Table, rule: Rule) -> list[Row]:
    labels = dict.fromkeys((row.label_for(rule.accepted_only), row.recorded) for row in table.rows)
    return [Row(label, 0, recorded=recorded) for label, recorded in labels]


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


def _place(row: ProtectedRow) -> tuple[bool, bool, int]:
    """Largest first, but "Other" and "None" after the named ones, and what records nothing last."""
    return not row.recorded, row.label in (OTHER, "None"), -(row.value or 0)
