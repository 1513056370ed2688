"""What readers know from a report, written down so that later reports can be put beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onestopshop.release import Scope, Told, ToldCell, ToldSum
from onestopshop.reports.division import Numbers
from onestopshop.reports.heard import Heard
from onestopshop.reports.makeup import everyone
from onestopshop.tally import Cell, MonthAndVenue


@dataclass(frozen=True, slots=True)
class Share:
    """What is heard of one period, with its numbers by month and venue."""

    heard: Heard
    numbers: Numbers
    scopes: Mapping[Cell, Scope]


class _Listing:
    """Scopes, places and cells, each once, by their number."""

    def __init__(self) -> None:
        self.scopes: dict[Scope, int] = {}
        self.places: dict[MonthAndVenue, int] = {}
        self.cells: dict[tuple[Cell, int], int] = {}
        self.told: list[ToldCell] = []

    def cell(self, cell: Cell, scope: Scope, numbers: Mapping[MonthAndVenue, int]) -> int:
        """The number of a cell. Visits of a year are visits, of other months."""
        if cell.question == "year":
            cell = everyone(cell.subject)
        at = self.scopes.setdefault(scope, len(self.scopes))
        if (cell, at) not in self.cells:
            self.cells[(cell, at)] = len(self.told)
            by_place = tuple(
                (self.places.setdefault(place, len(self.places)), n) for place, n in sorted(numbers.items())
            )
            self.told.append(ToldCell(*cell, at, by_place))
        return self.cells[(cell, at)]


def told_of(
    shares: Sequence[Share], merges: Mapping[str, int] | None = None, figures: Mapping[str, int] | None = None
) -> Told:
    """What readers know from the periods of one report together, and what was held back in it."""
    listing = _Listing()
    sums: dict[ToldSum, None] = {}
    secrets: dict[tuple[tuple[int, ...], tuple[int, ...]], None] = {}
    for share in shares:
        known = {
            cell: listing.cell(cell, share.scopes[cell], numbers)
            for cell, numbers in sorted(share.numbers.items())
        }
        for told in share.heard.sums:
            if all(cell in known for cell in (*told.plus, *told.minus)):
                places = _listed(told.plus, known), _listed(told.minus, known)
                if set(places[0]) != set(places[1]):
                    sums[ToldSum(*places, told.low, told.high, told.each)] = None
        for more, less in share.heard.secrets:
            if all(cell in known for cell in (*more, *less)):
                secrets[(_listed(more, known), _listed(less, known))] = None
    return Told(
        tuple(listing.scopes),
        tuple(listing.places),
        tuple(listing.told),
        tuple(sums),
        tuple(secrets),
        dict(sorted((merges or {}).items())),
        dict(sorted((figures or {}).items())),
    )


def _listed(cells: Iterable[Cell], known: Mapping[Cell, int]) -> tuple[int, ...]:
    return tuple(sorted(known[cell] for cell in cells))
