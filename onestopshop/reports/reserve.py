"""Holding more back, piece by piece, until the attacker finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onestopshop.reports.audit import Audit
from onestopshop.reports.coarsening import Coarse
from onestopshop.reports.heard import Subject
from onestopshop.reports.makeup import made_of
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.report import Measured
from onestopshop.reports.rule import Rule
from onestopshop.reports.showing import (
    EVERYBODY,
    WITHHELD,
    Reserve,
    coarse_rows,
    shown_figure,
    shown_table,
)
from onestopshop.reports.table import Table

Shown = tuple[tuple[ProtectedFigure, ...], tuple[ProtectedTable, ...]]
"""The figures and tables of a period as readers see them."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One period's figures and tables, as much of them as may be told."""

    measured: Measured
    tables: tuple[Table, ...]
    rule: Rule
    at_venue: bool

    def shown(self, reserve: Reserve) -> Shown:
        """Everything as readers see it with so much held back."""
        return self._figures(reserve), tuple(
            shown_table(table, self._coarse(table, reserve), self.rule) for table in self.tables
        )

    def audit(self, reserve: Reserve) -> Audit:
        """The attacker, with all that is told in his hands."""
        audit = Audit(self.measured.counts, self.rule)
        figures, tables = self.shown(reserve)
        for (figure, counted), shown in zip(self.measured.figures, figures, strict=True):
            audit.hear_figure(figure, counted, shown, reserve.figures.get(figure.id, 0))
        for table, shown_as in zip(self.tables, tables, strict=True):
            audit.hear_table(table, self._coarse(table, reserve), shown_as)
        return audit

    def given_away(self, reserve: Reserve, about: Subject | None = None) -> list[Subject]:
        """The questions, or the one named, of which a hidden number could be worked out from what is told."""
        return self.audit(reserve).given_away(about)

    def stricter(self, reserve: Reserve, subject: Subject, *, everybody: bool = False) -> Iterator[Reserve]:
        """Ways to tell less of a question, those that readers miss least first. How many there were in all is
        told as it stands unless `everybody` says that it may be held back too."""
        concerned = sorted(self._concerned(subject, everybody))
        for level in (1, 2):
            for _, figure in concerned:
                if reserve.figures.get(figure, 0) < level:
                    yield reserve.holding(figure, level)
            for table in self.tables:
                if self._tells_of(table, subject, everybody) and self._coarse(table, reserve) is not None:
                    yield reserve.merging(table.id, 1 if level == 1 else WITHHELD)

    def silent(self, *, everybody: bool = False) -> Reserve:
        """Everything held back that may be."""
        return Reserve(
            {table.id: WITHHELD for table in self.tables if not table.counts_no_visitor()},
            {
                figure.id: 2
                for figure, _ in self.measured.figures
                if not figure.whole and (everybody or figure.id != "visits")
            },
        )

    def _tells_of(self, table: Table, subject: Subject, everybody: bool) -> bool:
        of_all = (
            everybody
            and not subject[1]
            and table.of[0] == subject[0]
            and table.of[1] in ("month", "venue", "year")
        )
        return of_all or subject in (table.of, (table.id, "alone"))

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

    def _concerned(self, subject: Subject, everybody: bool) -> Iterator[tuple[int, str]]:
        """The figures that tell of a question, by their number."""
        for figure, counted in self.measured.figures:
            if figure.whole or (figure.id in EVERYBODY and not everybody):
                continue
            found = made_of(figure.id, counted, self.measured.counts)
            cells = (*found.value, *(found.base or ()), *(found.not_recorded or ())) if found else ()
            about = {(cell.subject, cell.question) for cell in cells}
            about |= {(figure.id, part) for part in ("value", "base", "not recorded")}
            if subject in about:
                yield counted.value or 0, figure.id


def least_reserve(edition: Edition) -> Reserve:
    """As little held back as leaves nothing that the rule hides to be worked out from the period alone."""
    reserve = Reserve()
    if not edition.rule.threshold:
        return reserve
    while found := edition.given_away(reserve):
        stricter = _stricter(edition, reserve, found)
        if stricter is None:
            return edition.silent()
        reserve = stricter
    return reserve


def _stricter(edition: Edition, reserve: Reserve, found: list[Subject]) -> Reserve | None:
    """What clears a question at the least loss, or else one step nearer to it; None where nothing is left."""
    for subject in found:
        ways = list(edition.stricter(reserve, subject))
        for way in ways:
            if subject not in edition.given_away(way, subject):
                return way
        if ways:
            return ways[-1]
    return None
