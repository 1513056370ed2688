"""How the months and venues of several releases overlap, and which of them tell of the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onestopshop.identity import VenueId
from onestopshop.release import Scope, Told
from onestopshop.reporting_year import Month, Period
from onestopshop.tally import Cell, MonthAndVenue

WITHIN = ("month", "venue")
"""Questions that divide a period or a network, and so are answered within each part of it."""


@dataclass(frozen=True, slots=True, order=True)
class Atom:
    """Months and venues that every release covers alike, wholly or not at all."""

    months: tuple[str, ...]
    venue: str
    """Empty for all venues that have no release of their own."""


Version = int | None
"""None for what all releases tell alike; else the part that only some know, by the first of them."""
Part = tuple[Cell, Atom, Version]
"""An unknown: a cell's number in one atom, or what one version of the facts has there beyond all others."""


@dataclass(slots=True)
class Overlap:
    """The atoms of several releases, and each cell's exact numbers in them.

    Where the facts changed between two releases, as by a late session, the least number of each cell is what
    they have in common, and what a version has beyond that stands apart.
    """

    tolds: Sequence[Told]
    atoms: list[Atom] = field(default_factory=list)
    parts: list[list[tuple[Part, ...]]] = field(default_factory=list)
    """By release and cell: the unknowns that it adds up."""
    numbers: dict[Part, int] = field(default_factory=dict)
    covered: list[dict[Cell, frozenset[Atom]]] = field(default_factory=list)
    """By release: the atoms in which it tells of a cell."""
    versions: dict[tuple[int, Atom], int] = field(default_factory=dict)
    """By release and atom: the first release with the same facts there."""
    _facts: list[dict[Cell, dict[Atom, dict[MonthAndVenue, int]]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        wide = [
            told.scopes[cell.scope]
            for told in self.tolds
            for cell in told.cells
            if cell.question not in WITHIN
        ]
        months = _classes(wide)
        venues = {scope.venue for scope in wide} | {""}
        self.atoms = [Atom(found, venue) for found in months for venue in sorted(venues)]
        home = {(month, atom.venue): atom for atom in self.atoms for month in atom.months}
        for told in self.tolds:
            self._facts.append(_facts(told, self.atoms, home))
        self.covered = [{cell: frozenset(found) for cell, found in facts.items()} for facts in self._facts]
        for atom in self.atoms:
            self._compare(atom)
        for number in range(len(self.tolds)):
            self.parts.append([self._parts(number, place) for place in range(len(self.tolds[number].cells))])

    def spans(self, release: int) -> list[frozenset[Atom]]:
        """The periods of a release, each as its atoms."""
        told = self.tolds[release]
        wide = {cell.scope for cell in told.cells if cell.question not in WITHIN}
        return [frozenset(_atoms(told.scopes[scope], self.atoms)) for scope in sorted(wide)]

    def changed(self, release: int, other: int) -> frozenset[Atom]:
        """The atoms that two releases cover, if their facts differ in any of them."""
        atoms = [atom for atom in self.atoms if {(release, atom), (other, atom)} <= self.versions.keys()]
        differ = any(self.versions[(release, atom)] != self.versions[(other, atom)] for atom in atoms)
        return frozenset(atoms if differ else ())

    def within(self, release: int, cell: Cell, atoms: Iterable[Atom]) -> tuple[Part, ...]:
        """The unknowns that a cell adds up in these atoms, as the release has them."""
        return tuple(part for atom in sorted(atoms) for part in self._part(release, cell, atom))

    def _part(self, release: int, cell: Cell, atom: Atom) -> list[Part]:
        if atom not in self._facts[release].get(cell, ()):
            return []
        both = ((cell, atom, None), (cell, atom, self.versions[(release, atom)]))
        return [part for part in both if part in self.numbers]

    def _parts(self, release: int, place: int) -> tuple[Part, ...]:
        told = self.tolds[release]
        cell = told.cells[place]
        return self.within(
            release,
            Cell(cell.subject, cell.question, cell.option),
            _atoms(told.scopes[cell.scope], self.atoms),
        )

    def _compare(self, atom: Atom) -> None:
        """Number the unknowns of one atom, and find which releases have the same facts there."""
        here = [
            (number, {cell: found[atom] for cell, found in facts.items() if atom in found})
            for number, facts in enumerate(self._facts)
        ]
        here = [(number, cells) for number, cells in here if cells]
        groups: list[tuple[int, dict[Cell, dict[MonthAndVenue, int]]]] = []
        for number, cells in here:
            for first, known in groups:
                if all(known[cell] == found for cell, found in cells.items() if cell in known):
                    known.update(cells)
                    self.versions[(number, atom)] = first
                    break
            else:
                groups.append((number, dict(cells)))
                self.versions[(number, atom)] = number
        for cell in dict.fromkeys(cell for _, known in groups for cell in known):
            told = [(first, known[cell]) for first, known in groups if cell in known]
            places = {place for _, found in told for place in found}
            least = {place: min(found.get(place, 0) for _, found in told) for place in places}
            self.numbers[(cell, atom, None)] = sum(least.values())
            for first, found in told if len(groups) > 1 else ():
                self.numbers[(cell, atom, first)] = sum(found.values()) - sum(least.values())
        if not atom.venue and not any(
            self.numbers.get((cell, atom, None)) for _, known in groups for cell in known
        ):
            # Nobody came to a venue without a release of its own, and readers are taken to know that.
            for _, known in groups:
                for cell in known:
                    self.numbers.pop((cell, atom, None), None)
        for first, known in groups if len(groups) > 1 else ():
            # A version without anything of its own has only lost what others added: no unknown at all.
            if not any(self.numbers.get((cell, atom, first)) for cell in known):
                for cell in known:
                    self.numbers.pop((cell, atom, first), None)


def _classes(scopes: Iterable[Scope]) -> list[tuple[str, ...]]:
    """The months that belong to the same scopes, together."""
    spans = sorted({(scope.first, scope.last) for scope in scopes})
    found: dict[tuple[tuple[str, str], ...], dict[str, None]] = {}
    every = {
        str(month)
        for first, last in spans
        for month in Period(Month.parse(first), Month.parse(last)).months()
    }
    for month in sorted(every):
        found.setdefault(tuple(span for span in spans if span[0] <= month <= span[1]), {})[month] = None
    return [tuple(months) for months in found.values()]


def _atoms(scope: Scope, atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms of which anything lies in the scope."""
    venues = {atom.venue for atom in atoms}
    at = scope.venue if scope.venue in venues else ""
    return [
        atom
        for atom in atoms
        if (not scope.venue or atom.venue == at)
        and any(scope.first <= month <= scope.last for month in atom.months)
    ]


def _facts(
    told: Told, atoms: Sequence[Atom], home: dict[tuple[str, str], Atom]
) -> dict[Cell, dict[Atom, dict[MonthAndVenue, int]]]:
    venues = {atom.venue for atom in atoms}
    found: dict[Cell, dict[Atom, dict[MonthAndVenue, int]]] = {}
    for cell in told.cells:
        by_atom = found.setdefault(Cell(cell.subject, cell.question, cell.option), {})
        for atom in _atoms(told.scopes[cell.scope], atoms):
            if cell.question == "venue" and cell.option != atom.venue and atom.venue:
                continue  # known to be none: the atom is another venue
            by_atom.setdefault(atom, {})
        for place, n in cell.numbers:
            month, venue = told.places[place]
            atom = home[(month, venue if venue in venues else "")]
            by_atom.setdefault(atom, {})[(month, VenueId(venue))] = n
    return found
