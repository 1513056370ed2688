"""The attacker: everything a report tells, put together to work out what it hides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onestopshop.question import NOT_RECORDED
from onestopshop.reports.coarsening import Coarse
from onestopshop.reports.counts import Counts
from onestopshop.reports.figure import Counted, Figure
from onestopshop.reports.makeup import Makeup, alone, cells_of, everyone, made_of
from onestopshop.reports.protected import ProtectedFigure, ProtectedTable
from onestopshop.reports.rule import Rule
from onestopshop.reports.table import Table
from onestopshop.reports.wording import NOT_SHOWN
from onestopshop.reports.worlds import Worlds
from onestopshop.tally import ANSWERED, Cell

Subject = tuple[str, str]
"""Of whom, and which question."""
_EVENTS = ("session", "attendance")


@dataclass(slots=True)
class Audit:
    """What readers of one period's figures and tables know, gathered piece by piece.

    Readers are taken to know all rules and definitions, which answers nobody gave in a table that is shown,
    and which rows were merged: more than anybody does.
    """

    counts: Counts
    rule: Rule
    worlds: Worlds = field(default_factory=Worlds)
    _of: dict[Cell, set[Subject]] = field(default_factory=dict)
    _asked: dict[Subject, dict[Cell, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._add(everyone(self.counts.subject), self.counts.everyone())

    def hear_figure(self, figure: Figure, counted: Counted, shown: ProtectedFigure, held: int) -> None:
        """Take in what one figure tells. Sessions and hours of agencies tell of no visitor."""
        if counted.value is None or (figure.whole and figure.exact):
            return
        found = self._makeup(figure, counted)
        self._secret(Cell(figure.id, "value", ""), found.value, figure.whole)
        exact = figure.exact or self.rule.step == 1
        self._told(found.value, shown.value, exact, unsaid=shown.text == NOT_SHOWN)
        few = self.rule.hides(self.counts.everyone())
        unsaid = held > 0 or shown.value is None or few
        if found.base is not None:
            self._secret(Cell(figure.id, "base", ""), found.base, figure.whole)
            self._secret(Cell(figure.id, "rest", ""), found.base, figure.whole, found.value)
            self._part(found.base, found.value)
            self._told(found.base, shown.base, False, unsaid)
            self._no_percent(found, shown, unsaid)
        if found.not_recorded is not None:
            self._secret(Cell(figure.id, "not recorded", ""), found.not_recorded, figure.whole)
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
                self._ask(Cell(*table.of, option), row.value if table.id == "year" else 0)
        silent = [Cell(*table.of, option) for row in table.rows if not row.recorded for option in row.cells]
        self._secret(Cell(table.id, "table", "not recorded"), silent, table.whole)
        if coarse is None:
            return
        for row in table.rows:
            if not row.value:
                self._tell([Cell(*table.of, option) for option in row.cells], 0, 0)
        for row in coarse.rows:
            cells = [Cell(*table.of, option) for option in row.cells]
            told = row.value if table.exact else self.rule.rounded(row.value)
            self._told(cells, told, table.exact, unsaid=False)
        if coarse.apart_hidden:
            self._told(silent, None, exact=False, unsaid=False)
        if shown.has_percent and table.base is not None and not table.several and table.of[1] not in _SUMS:
            known = [Cell(*table.of, option) for row in table.rows if row.recorded for option in row.cells]
            self._told(known, self.rule.rounded(table.base), False, unsaid=False)

    def _hear_alone(self, table: Table, coarse: Coarse | None) -> None:
        """Take in a table that counts what nothing else does: each row's number, and what it is a part of."""
        for row in table.rows:
            for cell in alone(table.id, row.cells):
                self._add(cell, row.value)
            for cell in alone(table.id, row.cells, " of") if row.base is not None else ():
                self._add(cell, row.base or 0)
        if coarse is None:
            return
        for row in coarse.rows:
            value, base = alone(table.id, row.cells), alone(table.id, row.cells, " of")
            told = row.value if table.exact else self.rule.rounded(row.value)
            self._told(value, told, table.exact, unsaid=False)
            if row.base is None or row.value > row.base:
                continue
            self._part(base, value)
            self._secret(Cell(table.id, "rest", row.label), base, table.whole, value)
            if self.rule.percent(row.value, row.base) is not None:
                self._told(base, self.rule.rounded(row.base), False, unsaid=False)
            elif row.base >= self.rule.least_base and self.rule.hides(row.base - row.value):
                self._tell(base, 1, self.rule.threshold, value)

    def given_away(self, about: Subject | None = None) -> list[Subject]:
        """The questions, or figures, of which a hidden number could be worked out; only one where named."""
        self._relate()
        secrets = [
            cell
            for cell in self._of
            if cell.subject not in _EVENTS
            and (about is None or about in self._of[cell])
            and self.rule.hides(self.worlds.truth([cell]))
        ]
        pinned = self.worlds.pinned(secrets)
        return list(dict.fromkeys(found for cell in pinned for found in sorted(self._of[cell])))

    def _makeup(self, figure: Figure, counted: Counted) -> Makeup:
        """The cells behind a figure; cells of its own for others, as totals of earlier years."""
        found = made_of(figure.id, counted, self.counts)
        if found is not None:
            for cell in (*found.value, *(found.base or ()), *(found.not_recorded or ())):
                self._ask(cell)
            numbers = (counted.value, counted.base, counted.not_recorded)
            parts = (found.value, found.base, found.not_recorded)
            if all(
                part is None or self.worlds.truth(part) == n for part, n in zip(parts, numbers, strict=True)
            ):
                return found
        of = "session" if figure.whole else figure.id
        value, base, silent = (Cell(of, part, figure.id) for part in ("value", "base", "not recorded"))
        self._add(value, counted.value or 0)
        parts_of_all = []
        if counted.base is not None:
            self._add(base, counted.base)
            self._tell([base], 0, None, [value])
            parts_of_all.append(base)
        if counted.not_recorded is not None:
            self._add(silent, counted.not_recorded)
            parts_of_all.append(silent)
        whole = everyone(self.counts.subject)
        rest = self.worlds.truth([whole]) - self.worlds.truth(parts_of_all)
        if rest >= 0:
            self._tell([whole], 0, 0 if not rest and counted.base is not None else None, parts_of_all)
        return Makeup(
            (value,),
            (base,) if counted.base is not None else None,
            (silent,) if counted.not_recorded is not None else None,
        )

    def _add(self, cell: Cell, truth: int) -> None:
        self.worlds.add(cell, truth)
        self._of.setdefault(cell, {(cell.subject, cell.question)})

    def _ask(self, cell: Cell, otherwise: int = 0) -> None:
        """Make sure that the cell and all other answers to its question are known.

        A cell that was not counted in the period has the other number, 0 for an answer that nobody gave.
        """
        subject = (cell.subject, cell.question)
        if subject not in self._asked:
            self._asked[subject] = self._numbers(*subject)
            for known, truth in self._asked[subject].items():
                self._add(known, truth)
        if cell not in self._asked[subject]:
            self._asked[subject][cell] = otherwise
        self._add(cell, self._asked[subject][cell])

    def _numbers(self, subject: str, question: str) -> dict[Cell, int]:
        counts = self.counts
        if not question:
            return {everyone(subject): counts.everyone(subject)}
        if question == "month":
            months = {str(month): month for month in counts.period.months()}
            return {
                Cell(subject, question, name): counts.in_month(month, subject, "", "all")
                for name, month in months.items()
            }
        if question == "venue":
            known = {venue.id for venue in counts.setup.venues}
            found = {
                Cell(subject, question, v): counts.at_venue(v).get("all", 0)
                for v in counts.venues()
                if v in known
            }
            rest = counts.everyone(subject) - sum(found.values())
            return {**found, Cell(subject, question, ""): rest}
        return cells_of(counts, subject, question)

    def _secret(self, name: Cell, cells: Iterable[Cell], whole: bool, less: Iterable[Cell] = ()) -> None:
        """A sum, or a difference, that must not be worked out while it is small."""
        plus, minus = set(cells), set(less)
        plus, minus = plus - minus, minus - plus
        number = self.worlds.truth(plus) - self.worlds.truth(minus)
        if whole or not self.rule.hides(number):
            return
        self.worlds.add(name, number)
        self._of[name] = {(cell.subject, cell.question) for cell in (*plus, *minus)}
        self._tell([name, *sorted(minus)], 0, 0, sorted(plus))

    def _part(self, base: Iterable[Cell], value: Iterable[Cell]) -> None:
        """A share is of no more than what it is a share of."""
        more, less = set(base) - set(value), set(value) - set(base)
        if less and self.worlds.truth(more) >= self.worlds.truth(less):
            self._tell(sorted(more), 0, None, sorted(less))

    def _tell(self, plus: Iterable[Cell], low: int, high: int | None, minus: Iterable[Cell] = ()) -> None:
        self.worlds.tell(plus, low, high, minus)

    def _told(self, cells: Iterable[Cell], number: int | None, exact: bool, unsaid: bool) -> None:
        """A number as it is printed, or that it is hidden, which tells that it is small."""
        cells = tuple(cells)
        if number is not None:
            low, high = (number, number) if exact else self.rule.reach(number)
            self._tell(cells, low, high)
        elif not unsaid:
            self._tell(cells, 1, self.rule.threshold)

    def _no_percent(self, found: Makeup, shown: ProtectedFigure, unsaid: bool) -> None:
        """That a percentage is missing tells why: the base is small, or what is left of it."""
        if shown.percent is not None or unsaid or found.base is None or shown.base is None:
            return
        base, value = self.worlds.truth(found.base), self.worlds.truth(found.value)
        if 0 < base < self.rule.least_base:
            self._tell(found.base, 1, self.rule.least_base - 1)
        elif self.rule.hides(base - value):
            plus, minus = set(found.base) - set(found.value), set(found.value) - set(found.base)
            self._tell(sorted(plus), 1, self.rule.threshold, sorted(minus))

    def _months(self, figure: str, shown: ProtectedFigure, found: Makeup) -> None:
        """The busiest month has the most visits, and the quietest the fewest of those with a session."""
        if figure not in ("busiest_month", "quietest_month") or shown.value is None:
            return
        (named,) = found.value
        number = self.worlds.truth([named])
        for cell, visits in self._asked.get((named.subject, named.question), {}).items():
            if cell == named:
                continue
            if figure == "busiest_month":
                self._tell([named], 0, None, [cell])
            elif visits >= number:
                self._tell([cell], 0, None, [named])

    def _relate(self) -> None:
        """What everybody knows: answers add up to all visits, and an agency comes to sessions held."""
        held = self.counts.of("session", "status", "held")
        for (subject, question), cells in list(self._asked.items()):
            if subject == "attendance":
                for cell, number in cells.items():
                    if number <= held:
                        self._tell([cell], 0, held)
            elif question == "year":
                self._relate_year(cells)
            elif question and subject in ("visit", "referral", "unmet"):
                self._ask(everyone(subject))
                self._relate_answers(subject, question, cells)
        self._relate_unmet()

    def _relate_unmet(self) -> None:
        """Who has a need that met no agency is one of those with that need, and counted as such."""
        unmet = Cell("visit", "need_unmet", "yes")
        everybody = everyone("unmet")
        if everybody in self._of and unmet in self._of:
            self._tell([unmet], 0, 0, [everybody])
        for cell in self._asked.get(("unmet", "needs"), {}):
            of = cell._replace(subject="visit")
            if of in self._of and self.worlds.truth([of]) >= self.worlds.truth([cell]):
                self._tell([of], 0, None, [cell])

    def _relate_year(self, cells: dict[Cell, int]) -> None:
        this = Cell("visit", "year", str(self.counts.period.first))
        starts = self.counts.setup.policies.year_starts
        if this in cells and self.counts.period.is_reporting_year(starts):
            self._ask(everyone("visit"))
            self._tell([this], 0, 0, [everyone("visit")])

    def _relate_answers(self, subject: str, question: str, cells: dict[Cell, int]) -> None:
        whole, answered = everyone(subject), Cell(subject, question, ANSWERED)
        if answered not in cells:
            if sum(cells.values()) == self.worlds.truth([whole]):
                self._tell([whole], 0, 0, cells)
            return
        given = [cell for cell in cells if cell.option not in NOT_RECORDED | {ANSWERED}]
        silent = [cell for cell in cells if cell.option in NOT_RECORDED]
        self._tell([whole], 0, 0, [answered, *silent])
        self._tell(given, 0, None, [answered])
        for cell in given:
            self._tell([answered], 0, None, [cell])


_SUMS = ("month", "venue", "year", "came")
"""Questions whose percentages are of all visits or sessions, which are told exact anyway."""
