"""The cells of one period that a report speaks of, what is told of their sums, and what everybody knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from onestopshop.question import NOT_RECORDED
from onestopshop.reports.counts import Counts
from onestopshop.reports.makeup import cells_of, everyone
from onestopshop.reports.worlds import Secret, Worlds
from onestopshop.tally import ANSWERED, Cell

Subject = tuple[str, str]
"""Of whom, and which question."""
EVENTS = ("session", "attendance")
"""Subjects that are no people: nothing of them is hidden."""


@dataclass(frozen=True, slots=True)
class HeardSum:
    """Readers know that some cells less others lie between two numbers."""

    plus: tuple[Cell, ...]
    minus: tuple[Cell, ...]
    low: int
    high: int | None
    each: bool
    """Whether it holds of every month and venue as well, as answers add up to all visits."""


@dataclass(slots=True)
class Heard:
    """What readers know of one period, as sums of cells."""

    counts: Counts
    """Where the numbers come from."""
    numbers: dict[Cell, int] = field(default_factory=dict)
    sums: list[HeardSum] = field(default_factory=list)
    asked: dict[Subject, dict[Cell, int]] = field(default_factory=dict)
    """By question: all answers to it, with how often each was given."""
    secrets: dict[Secret[Cell], None] = field(default_factory=dict)
    """Sums, less others, that must not be worked out."""

    def add(self, cell: Cell, number: int) -> None:
        """A cell with its exact number. The same cell again changes nothing."""
        self.numbers.setdefault(cell, number)

    def truth(self, cells: Iterable[Cell]) -> int:
        """What the cells add up to in truth."""
        return sum(self.numbers[cell] for cell in cells)

    def tell(
        self,
        plus: Iterable[Cell],
        low: int,
        high: int | None,
        minus: Iterable[Cell] = (),
        *,
        each: bool = False,
    ) -> None:
        """Readers know that the first cells less the others are from low to high, or at least low."""
        found = HeardSum(tuple(dict.fromkeys(plus)), tuple(dict.fromkeys(minus)), low, high, each)
        self.sums.append(found)

    def keep(self, plus: Iterable[Cell], minus: Iterable[Cell] = ()) -> None:
        """A sum, or a difference, that must not be worked out."""
        self.secrets[(frozenset(plus), frozenset(minus))] = None

    def worlds(self) -> Worlds[Cell]:
        """All of it, for the search of another world. Raises ValueError where what is told is not true."""
        found: Worlds[Cell] = Worlds()
        for cell, number in self.numbers.items():
            found.add(cell, number)
        for told in self.sums:
            found.tell(told.plus, told.low, told.high, told.minus)
        return found

    def ask(self, cell: Cell, otherwise: int = 0) -> None:
        """Make sure that the cell and all other answers to its question are known.

        A cell that was not counted in the period has the other number, 0 for an answer that nobody gave.
        """
        subject = (cell.subject, cell.question)
        if subject not in self.asked:
            self.asked[subject] = self._numbers(*subject)
            for known, truth in self.asked[subject].items():
                self.add(known, truth)
        if cell not in self.asked[subject]:
            self.asked[subject][cell] = otherwise
        self.add(cell, self.asked[subject][cell])

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

    def relate(self) -> None:
        """What everybody knows: answers add up to all visits, and an agency comes to sessions held."""
        held = self.counts.of("session", "status", "held")
        for (subject, question), cells in list(self.asked.items()):
            if subject == "attendance":
                for cell, number in cells.items():
                    if number <= held:
                        self.tell([cell], 0, held)
            elif question == "year":
                self._relate_year(cells)
            elif question and subject in ("visit", "referral", "unmet"):
                self.ask(everyone(subject))
                self._relate_answers(subject, question, cells)
        self._relate_unmet()

    def _relate_unmet(self) -> None:
        """Who has a need that met no agency is one of those with that need, and counted as such."""
        unmet = Cell("visit", "need_unmet", "yes")
        everybody = everyone("unmet")
        if everybody in self.numbers and unmet in self.numbers:
            self.tell([unmet], 0, 0, [everybody], each=True)
        for cell in self.asked.get(("unmet", "needs"), {}):
            of = cell._replace(subject="visit")
            if of in self.numbers and self.truth([of]) >= self.truth([cell]):
                self.tell([of], 0, None, [cell], each=True)

    def _relate_year(self, cells: dict[Cell, int]) -> None:
        this = Cell("visit", "year", str(self.counts.period.first))
        starts = self.counts.setup.policies.year_starts
        if this in cells and self.counts.period.is_reporting_year(starts):
            self.ask(everyone("visit"))
            self.tell([this], 0, 0, [everyone("visit")], each=True)

    def _relate_answers(self, subject: str, question: str, cells: dict[Cell, int]) -> None:
        whole, answered = everyone(subject), Cell(subject, question, ANSWERED)
        if answered not in cells:
            if sum(cells.values()) == self.truth([whole]):
                self.tell([whole], 0, 0, cells, each=True)
            return
        given = [cell for cell in cells if cell.option not in NOT_RECORDED | {ANSWERED}]
        silent = [cell for cell in cells if cell.option in NOT_RECORDED]
        self.tell([whole], 0, 0, [answered, *silent], each=True)
        self.tell(given, 0, None, [answered], each=True)
        for cell in given:
            self.tell([answered], 0, None, [cell], each=True)
