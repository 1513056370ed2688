"""The numbers of a report by month and venue, so that they can be put beside those of another report."""

from __future__ import annotations

from collections.abc import Iterable

from onestopshop.question import NOT_RECORDED
from onestopshop.release import Scope
from onestopshop.reporting_year import Month
from onestopshop.reports.counts import Counts, counts_of
from onestopshop.reports.figure import Figure
from onestopshop.reports.heard import EVENTS, Heard
from onestopshop.reports.makeup import alone
from onestopshop.reports.material import Material
from onestopshop.reports.report import Measured
from onestopshop.reports.table import Table
from onestopshop.reports.tables import table
from onestopshop.tally import Cell, Grouped, MonthAndVenue

Numbers = dict[Cell, dict[MonthAndVenue, int]]


def divided(heard: Heard, measured: Measured, tables: Iterable[Table], material: Material) -> Numbers:
    """How often each cell was counted in each month at each venue, where it was counted at all.

    Totals of years before the app were not counted here and are left out, and so is what counts no people.
    """
    places = _places(measured.counts, material)
    found: Numbers = {cell: {} for cell in heard.numbers if cell.subject not in EVENTS}
    whole = {name: heard.numbers[name] for name in found}
    own = _own_figures(heard, measured), [table for table in tables if not any(table.of)]
    for place, here in places:
        numbers = _answers(heard, _counts([(place, here)], measured.counts, material))
        if any(own):
            # A figure of few may be called not available, so it is counted with all others added.
            more = _own_cells(_counts([*places, (place, here)], measured.counts, material), own, material)
            numbers |= {cell: n - whole[cell] for cell, n in more.items() if cell in whole}
        for cell, n in numbers.items():
            if n and cell in found:
                found[cell][place] = n
    for cell in [cell for cell in found if cell.question == "year"]:
        found[cell] = _year(cell.option, material)
    return {cell: numbers for cell, numbers in found.items() if sum(numbers.values()) == whole[cell]}


def scope_of(cell: Cell, measured: Measured, material: Material) -> Scope:
    """The months and venues over which a cell was counted."""
    period, venue = measured.counts.period, material.venue or ""
    if cell.question == "month":
        return Scope(cell.option, cell.option, venue)
    if cell.question == "year" and cell.option not in NOT_RECORDED:
        first = Month.parse(cell.option)
        return Scope(str(first), str(first.plus(11)), venue)
    at = cell.option if cell.question == "venue" and not venue else ""
    return Scope(str(period.first), str(period.last), at or venue)


def _places(counts: Counts, material: Material) -> list[tuple[MonthAndVenue, Grouped]]:
    first, last = str(counts.period.first), str(counts.period.last)
    return [
        (place, told)
        for place, told in material.tallies.items()
        if first <= place[0] <= last and material.venue in (None, place[1])
    ]


def _counts(tallies: Iterable[tuple[MonthAndVenue, Grouped]], of: Counts, material: Material) -> Counts:
    return counts_of(
        tallies, material.setup, of.period, material.day, of.subject, material.venue, material.agency
    )


def _answers(heard: Heard, counts: Counts) -> dict[Cell, int]:
    """The cells of all questions that were asked for, in other counts."""
    here = Heard(counts)
    for question in heard.asked:
        here.ask(Cell(*question, ""))
    return here.numbers


def _own_figures(heard: Heard, measured: Measured) -> list[Figure]:
    return [figure for figure, _ in measured.figures if Cell(figure.id, "value", figure.id) in heard.numbers]


def _own_cells(counts: Counts, own: tuple[list[Figure], list[Table]], material: Material) -> dict[Cell, int]:
    """The cells of figures and tables that count what nothing else does."""
    found: dict[Cell, int] = {}
    for figure in own[0]:
        counted = figure.count(counts)
        numbers = {"value": counted.value, "base": counted.base, "not recorded": counted.not_recorded}
        found |= {Cell(figure.id, part, figure.id): n or 0 for part, n in numbers.items()}
    for known in own[1]:
        for row in table(known.id, counts, material).rows:
            found |= dict.fromkeys(alone(known.id, row.cells), row.value)
            found |= dict.fromkeys(alone(known.id, row.cells, " of"), row.base or 0)
    return found


def _year(first: str, material: Material) -> dict[MonthAndVenue, int]:
    months = set() if first in NOT_RECORDED else {str(Month.parse(first).plus(more)) for more in range(12)}
    return {place: n for place, n in material.visits_by_place.items() if place[0] in months}
