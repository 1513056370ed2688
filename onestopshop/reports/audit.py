"""The attacker: everything a report tells, put together to work out what it hides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onestopshop.reports.coarsening import Coarse
from onestopshop.reports.counts import Counts
from onestopshop.reports.figure import Counted, Figure
from onestopshop.reports.heard import EVENTS, Heard, Subject
from onestopshop.reports.makeup import Makeup, alone, everyone, made_of
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.rule import Rule
from onestopshop.reports.showing import is_exact
from onestopshop.reports.table import Table
from onestopshop.reports.wording import NOT_SHOWN
from onestopshop.tally import Cell


@dataclass(slots=True)
class Audit:
    """What readers of one period's figures and tables know, gathered piece by piece.

    Readers are taken to know all rules and definitions, which answers nobody gave in a table that is shown,
    and which rows were merged: more than anybody does.
    """

    counts: Counts
    rule: Rule
    heard: Heard = field(init=False)

    def __post_init__(self) -> None:
        self.heard = Heard(self.counts)
        self.heard.ask(everyone(self.counts.subject))

    def hear_figure(self, figure: Figure, counted: Counted, shown: ProtectedFigure, held: int) -> None:
        """Take in what one figure tells. Sessions and hours of agencies tell of no visitor."""
        if counted.value is None or (figure.whole and figure.exact):
            return
        found = self._makeup(figure, counted)
        self._secret(found.value, figure.whole)
        exact = is_exact(figure, self.rule, held)
        self._told(found.value, shown.value, exact, unsaid=shown.text == NOT_SHOWN)
        few = self.rule.hides(self.counts.everyone())
        unsaid = held > 0 or shown.value is None or few
        if found.base is not None:
            self._secret(found.base, figure.whole)
            self._secret(found.base, figure.whole, found.value)
            self._part(found.base, found.value)
            self._told(found.base, shown.base, False, unsaid)
            self._no_percent(found, shown, unsaid)
        if found.not_recorded is not None:
            self._secret(found.not_recorded, figure.whole)
            self._told(found.not_recorded, shown.not_recorded, False, unsaid)
        self._months(figure.id, shown, found)

    def hear_table(self, table: Table, coarse: Coarse | None, shown: ProtectedTable) -> None:
        """Take in what one table tells. Of a withheld one that is nothing."""
        if table.counts_no_visitor():
            return
        if not any(table.of):
            self._hear_alone(table, coarse)
            return
        for row in table.rows:
            for option in row.cells:
                self.heard.ask(Cell(*table.of, option), row.value if table.id == "year" else 0)
        silent = [Cell(*table.of, option) for row in table.rows if not row.recorded for option in row.cells]
        self._secret(silent, table.whole)
        if coarse is None:
            return
        for row in table.rows:
            if not row.value:
                self.heard.tell([Cell(*table.of, option) for option in row.cells], 0, 0)
        for row in coarse.rows:
            cells = [Cell(*table.of, option) for option in row.cells]
            told = row.value if table.exact else self.rule.rounded(row.value)
            self._told(cells, told, table.exact, unsaid=False)
        if coarse.apart_hidden:
            self._told(silent, None, exact=False, unsaid=False)
        if shown.has_percent and table.base is not None and not table.several and table.of[1] != "came":
            known = [Cell(*table.of, option) for row in table.rows if row.recorded for option in row.cells]
            if table.of[1] in _SUMS:
                known = [everyone(table.of[0])]
            self._told(known, self.rule.rounded(table.base), False, unsaid=False)

    def _hear_alone(self, table: Table, coarse: Coarse | None) -> None:
        """Take in a table that counts what nothing else does: each row's number, and what it is a part of."""
        for row in table.rows:
            for cell in alone(table.id, row.cells):
                self.heard.add(cell, row.value)
            for cell in alone(table.id, row.cells, " of") if row.base is not None else ():
                self.heard.add(cell, row.base or 0)
        if coarse is None:
            return
        for row in coarse.rows:
            value, base = alone(table.id, row.cells), alone(table.id, row.cells, " of")
            told = row.value if table.exact else self.rule.rounded(row.value)
            self._told(value, told, table.exact, unsaid=False)
            if row.base is None or row.value > row.base:
                continue
            self._part(base, value, each=True)
            self._secret(base, table.whole, value)
            if self.rule.percent(row.value, row.base) is not None:
                self._told(base, self.rule.rounded(row.base), False, unsaid=False)
            elif row.base >= self.rule.least_base and self.rule.hides(row.base - row.value):
                self.heard.tell(base, 1, self.rule.threshold, value)

    def known(self) -> Heard:
        """All that was taken in, and what everybody knows besides. To be asked for once, at the end."""
        self.heard.relate()
        return self.heard

    def given_away(self, about: Subject | None = None) -> list[Subject]:
        """The questions, or figures, of which a hidden number could be worked out; only one where named."""
        heard = self.known()
        nothing: frozenset[Cell] = frozenset()
        small = (cell for cell in heard.numbers if self.rule.hides(heard.truth([cell])))
        secrets = {
            secret: {(cell.subject, cell.question) for cell in secret[0] | secret[1]}
            for secret in dict.fromkeys((*((frozenset([cell]), nothing) for cell in small), *heard.secrets))
        }
        pinned = heard.worlds().pinned(
            secret
            for secret, of in secrets.items()
            if (about is None or about in of) and not any(subject in EVENTS for subject, _ in of)
        )
        return list(dict.fromkeys(found for secret in pinned for found in sorted(secrets[secret])))

    def _makeup(self, figure: Figure, counted: Counted) -> Makeup:
        """The cells behind a figure; cells of its own for others, as totals of earlier years."""
        found = made_of(figure.id, counted, self.counts)
        if found is not None:
            for cell in (*found.value, *(found.base or ()), *(found.not_recorded or ())):
                self.heard.ask(cell)
            numbers = (counted.value, counted.base, counted.not_recorded)
            parts = (found.value, found.base, found.not_recorded)
            if all(
                part is None or self.heard.truth(part) == n for part, n in zip(parts, numbers, strict=True)
            ):
                return found
        of = "session" if figure.whole else figure.id
        value, base, silent = (Cell(of, part, figure.id) for part in ("value", "base", "not recorded"))
        self.heard.add(value, counted.value or 0)
        parts_of_all = []
        if counted.base is not None:
            self.heard.add(base, counted.base)
            self.heard.tell([base], 0, None, [value], each=True)
            parts_of_all.append(base)
        if counted.not_recorded is not None:
            self.heard.add(silent, counted.not_recorded)
            parts_of_all.append(silent)
        whole = everyone(self.counts.subject)
        rest = self.heard.truth([whole]) - self.heard.truth(parts_of_all)
        if rest >= 0:
            high = 0 if not rest and counted.base is not None else None
            self.heard.tell([whole], 0, high, parts_of_all, each=True)
        return Makeup(
            (value,),
            (base,) if counted.base is not None else None,
            (silent,) if counted.not_recorded is not None else None,
        )

    def _secret(self, cells: Iterable[Cell], whole: bool, less: Iterable[Cell] = ()) -> None:
        """A sum, or a difference, that must not be worked out while it is small."""
        plus, minus = set(cells), set(less)
        plus, minus = plus - minus, minus - plus
        number = self.heard.truth(plus) - self.heard.truth(minus)
        if whole or not self.rule.hides(number):
            return
        self.heard.keep(plus, minus)

    def _part(self, base: Iterable[Cell], value: Iterable[Cell], *, each: bool = False) -> None:
        """A share is of no more than what it is a share of."""
        more, less = set(base) - set(value), set(value) - set(base)
        if less and self.heard.truth(more) >= self.heard.truth(less):
            self.heard.tell(sorted(more), 0, None, sorted(less), each=each)

    def _told(self, cells: Iterable[Cell], number: int | None, exact: bool, unsaid: bool) -> None:
        """A number as it is printed, or that it is hidden, which tells that it is small."""
        cells = tuple(cells)
        if number is not None:
            low, high = (number, number) if exact else self.rule.reach(number)
            self.heard.tell(cells, low, high)
        elif not unsaid:
            self.heard.tell(cells, 1, self.rule.threshold)

    def _no_percent(self, found: Makeup, shown: ProtectedFigure, unsaid: bool) -> None:
        """That a percentage is missing tells why: the base is small, or what is left of it."""
        if shown.percent is not None or unsaid or found.base is None or shown.base is None:
            return
        base, value = self.heard.truth(found.base), self.heard.truth(found.value)
        if 0 < base < self.rule.least_base:
            self.heard.tell(found.base, 1, self.rule.least_base - 1)
        elif self.rule.hides(base - value):
            plus, minus = set(found.base) - set(found.value), set(found.value) - set(found.base)
            self.heard.tell(sorted(plus), 1, self.rule.threshold, sorted(minus))

    def _months(self, figure: str, shown: ProtectedFigure, found: Makeup) -> None:
        """The busiest month has the most visits, and the quietest the fewest of those with a session."""
        if figure not in ("busiest_month", "quietest_month") or shown.value is None:
            return
        (named,) = found.value
        number = self.heard.truth([named])
        for cell, visits in self.heard.asked.get((named.subject, named.question), {}).items():
            if cell == named:
                continue
            if figure == "busiest_month":
                self.heard.tell([named], 0, None, [cell])
            elif visits >= number:
                self.heard.tell([cell], 0, None, [named])


_SUMS = ("month", "venue")
"""Questions whose percentages are of all visits."""
