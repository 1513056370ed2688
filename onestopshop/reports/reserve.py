"""Holding more back, piece by piece, until the attacker finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onestopshop.reports.audit import Audit, Subject
from onestopshop.reports.coarsening import Coarse
from onestopshop.reports.makeup import made_of
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.report import Measured
from onestopshop.reports.rule import Rule
from onestopshop.reports.showing import WITHHELD, Reserve, coarse_rows, shown_figure, shown_table
from onestopshop.reports.table import Table

Told = tuple[tuple[ProtectedFigure, ...], tuple[ProtectedTable, ...]]
"""The figures and tables of a period as readers see them."""


@dataclass(frozen=True, slots=True)
class _Period:
    """What one period's figures and tables are protected from."""

    measured: Measured
    tables: tuple[Table, ...]
    rule: Rule
    at_venue: bool

    def told(self, reserve: Reserve) -> Told:
        """Everything as readers see it with so much held back."""
        return self._figures(reserve), tuple(
            shown_table(table, self._coarse(table, reserve), self.rule) for table in self.tables
        )

    def given_away(self, reserve: Reserve, about: Subject | None = None) -> list[Subject]:
        """The questions, or the one named, of which a hidden number could be worked out from what is told."""
        audit = Audit(self.measured.counts, self.rule)
        figures, tables = self.told(reserve)
        for (figure, counted), shown in zip(self.measured.figures, figures, strict=True):
            audit.hear_figure(figure, counted, shown, reserve.figures.get(figure.id, 0))
        for table, shown_as in zip(self.tables, tables, strict=True):
            audit.hear_table(table, self._coarse(table, reserve), shown_as)
        return audit.given_away(about)

    def stricter(self, reserve: Reserve, subject: Subject) -> Iterator[Reserve]:
        """Ways to tell less of a question, those that readers miss least first."""
        concerned = sorted(self._concerned(subject))
        for level in (1, 2):
            for _, figure in concerned:
                if reserve.figures.get(figure, 0) < level:
                    yield reserve.holding(figure, level)
            for table in self.tables:
                if subject in (table.of, (table.id, "alone")) and self._coarse(table, reserve) is not None:
                    yield reserve.merging(table.id, 1 if level == 1 else WITHHELD)

    def silent(self) -> Reserve:
        """Everything held back that may be."""
        return Reserve(
            {table.id: WITHHELD for table in self.tables if not table.counts_no_visitor()},
            {
                figure.id: 2
                for figure, _ in self.measured.figures
                if not figure.whole and figure.id != "visits"
            },
        )

    def _figures(self, reserve: Reserve) -> tuple[ProtectedFigure, ...]:
        return tuple(
            shown_figure(
                figure,
                counted,
                self.measured.everyone,
                self.rule,
                self.at_venue,
                reserve.figures.get(figure.id, 0),
            )
            for figure, counted in self.measured.figures
        )

    def _coarse(self, table: Table, reserve: Reserve) -> Coarse | None:
        return coarse_rows(table, self.measured.everyone, self.rule, reserve.merges.get(table.id, 0))

    def _concerned(self, subject: Subject) -> Iterator[tuple[int, str]]:
        """The figures that tell of a question, by their number."""
        for figure, counted in self.measured.figures:
            found = made_of(figure.id, counted, self.measured.counts)
            cells = (*found.value, *(found.base or ()), *(found.not_recorded or ())) if found else ()
            about = {(cell.subject, cell.question) for cell in cells} | {
                (figure.id, "value"),
                (figure.id, "base"),
            }
            about |= {(figure.id, "not recorded")}
            if subject in about and not figure.whole and figure.id not in ("visits", "referrals"):
                yield counted.value or 0, figure.id


def protected_period(measured: Measured, tables: tuple[Table, ...], rule: Rule, at_venue: bool) -> Told:
    """The period's figures and tables, of which nothing that the rule hides can be worked out."""
    period = _Period(measured, tables, rule, at_venue)
    reserve = Reserve()
    if not rule.threshold:
        return period.told(reserve)
    while found := period.given_away(reserve):
        stricter = _stricter(period, reserve, found)
        if stricter is None:
            return period.told(period.silent())
        reserve = stricter
    return period.told(reserve)


def _stricter(period: _Period, reserve: Reserve, found: list[Subject]) -> Reserve | None:
    """What clears a question at the least loss, or else one step nearer to it; None where nothing is left."""
    for subject in found:
        ways = list(period.stricter(reserve, subject))
        for way in ways:
            if subject not in period.given_away(way, subject):
                return way
        if ways:
            return ways[-1]
    return None
