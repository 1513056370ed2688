"""Somebody who holds several releases: all that is told in them, and what must not be worked out from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from onestopshop.release import Told, ToldSum
from onestopshop.reports.heard import EVENTS, Subject
from onestopshop.reports.overlap import WITHIN, Atom, Overlap, Part
from onestopshop.reports.worlds import Secret, World, Worlds
from onestopshop.tally import Cell

Shares = tuple[list[Part], list[Part]]
"""Unknowns that a sum adds up, and those that it takes away."""
Region = tuple[tuple[int, frozenset[Atom]], ...]
"""Months and venues, each with a release that tells of them."""


@dataclass(frozen=True, slots=True)
class Given:
    """A small number that could be worked out."""

    about: frozenset[Subject]
    atoms: frozenset[Atom]


@dataclass(slots=True)
class Reader:
    """What one reader knows who holds the earlier releases and, as the last, the new one.

    Numbers from 1 to the threshold are secret: every cell and sum of a release, in all of it, in each of the
    parts into which the others divide it, in what it has and an earlier one has not, and the other way round,
    and in what changed between them.
    """

    earlier: Sequence[Told]
    new: Told
    """With its cells; what is told of them may differ from try to try."""
    threshold: int
    overlap: Overlap = field(init=False)
    _before: Worlds[Part] = field(init=False)
    _secrets: dict[Secret[Part], Given] = field(default_factory=dict)
    _numbers: list[dict[Cell, tuple[tuple[Part, ...], int]]] = field(default_factory=list)
    """By region: each cell's unknowns there, and what they add up to."""
    _changed: list[frozenset[Atom]] = field(default_factory=list)
    """By earlier release: the months and venues that the new one has too, with other facts."""
    _worlds: list[World] = field(default_factory=list)
    """Worlds in which what an earlier try told holds: most serve the next try too."""
    _kept_of: dict[tuple[Cell, ...], dict[Secret[Part], Given]] = field(default_factory=dict)
    """By sum of the new release: what of it must not be worked out."""
    _holds_of: dict[tuple[int, ToldSum], list[Shares]] = field(default_factory=dict)
    """What a sum of a release says, in all of it or month by month and venue by venue."""

    def __post_init__(self) -> None:
        self.overlap = Overlap((*self.earlier, self.new))
        self._before = Worlds()
        for part, number in self.overlap.numbers.items():
            self._before.add(part, number)
        self._changed = [
            self.overlap.changed(number, len(self.earlier)) for number in range(len(self.earlier))
        ]
        self._numbers = [self._cells_over(region) for region in regions(self.overlap)]
        for cells in self._numbers:
            for parts, number in cells.values():
                self._keep(self._secrets, parts, (), number)
        for number, told in enumerate(self.earlier):
            for found in told.sums:
                self._tell(self._before, number, found)
            self._secrets |= self._kept(number, told)

    def given_away(self, told: Told, about: Subject | None = None) -> Iterator[Given]:
        """What could be worked out if the new release told this, and could not before; of one question only
        where it is named."""
        worlds, last = self._before.copy(), len(self.earlier)
        for found in told.sums:
            self._tell(worlds, last, found)
        secrets = self._secrets | self._kept(last, told)
        asked = (secret for secret, given in secrets.items() if about is None or about in given.about)
        for secret in worlds.pinned(asked, self._worlds):
            if secret not in self._secrets or not self._before.follows(secret):
                yield secrets[secret]

    def _cells_over(self, region: Region) -> dict[Cell, tuple[tuple[Part, ...], int]]:
        """The cells of which all these releases tell, each in its atoms."""
        first, *others = (self._cells_in(release, atoms) for release, atoms in region)
        for cells in others:
            first = {
                cell: ((*parts, *cells[cell][0]), number + cells[cell][1])
                for cell, (parts, number) in first.items()
                if cell in cells
            }
        return first

    def _cells_in(self, release: int, atoms: frozenset[Atom]) -> dict[Cell, tuple[tuple[Part, ...], int]]:
        """The cells that a release tells of in all of these atoms; months and venues as far as they are in
        them."""
        found = {}
        for cell, covered in self.overlap.covered[release].items():
            here = atoms & covered if cell.question in WITHIN else atoms
            if here and here <= covered:
                parts = self.overlap.within(release, cell, here)
                found[cell] = parts, self._total(parts)
        return found

    def _kept(self, release: int, told: Told) -> dict[Secret[Part], Given]:
        """The sums of a release that must not be worked out, in every region, and what changed in them."""
        found: dict[Secret[Part], Given] = {}
        parts = self.overlap.parts[release]
        for plus, minus in told.secrets:
            more, less = ({part for cell in cells for part in parts[cell]} for cells in (plus, minus))
            self._keep(found, more - less, less - more, self._total(more) - self._total(less))
        listed = [found.plus for found in told.sums if not found.minus]
        listed += [(place,) for place in range(len(told.cells))]
        # In this order, so that the same report always gives the same numbers.
        sums = dict.fromkeys(tuple(Cell(*_names(told, place)) for place in places) for places in listed)
        for cells in sums:
            if cells not in self._kept_of:
                self._kept_of[cells] = self._kept_sum(cells)
            found |= self._kept_of[cells]
        return found

    def _kept_sum(self, cells: tuple[Cell, ...]) -> dict[Secret[Part], Given]:
        found: dict[Secret[Part], Given] = {}
        for numbers in self._numbers if len(cells) > 1 else ():
            if all(cell in numbers for cell in cells):
                every = {part for cell in cells for part in numbers[cell][0]}
                self._keep(found, every, (), sum(numbers[cell][1] for cell in cells))
        self._keep_changes(found, cells)
        return found

    def _keep_changes(self, found: dict[Secret[Part], Given], cells: tuple[Cell, ...]) -> None:
        """How much a sum changed between an earlier release and the new one, where both tell of it, and
        what one has beyond all of the other although the facts changed."""
        overlap, last = self.overlap, len(self.earlier)
        for release, changed in enumerate(self._changed):
            mine, theirs = (
                frozenset.intersection(*(overlap.covered[number].get(cell, frozenset()) for cell in cells))
                for number in (last, release)
            )
            both = mine & theirs & changed
            pairs = [(both, both)]
            for here, there in product(overlap.spans(last), overlap.spans(release)) if both else ():
                if here < there or there < here:
                    pairs.append((mine & here, theirs & there))
            for atoms_now, atoms_then in pairs:
                now, then = (
                    {part for cell in cells for part in overlap.within(number, cell, atoms)}
                    for number, atoms in ((last, atoms_now), (release, atoms_then))
                )
                more = self._total(now - then) - self._total(then - now)
                first, second = (now - then, then - now) if more > 0 else (then - now, now - then)
                self._keep(found, first, second, abs(more))

    def _keep(
        self, found: dict[Secret[Part], Given], plus: Iterable[Part], minus: Iterable[Part], number: int
    ) -> None:
        if not 1 <= number <= self.threshold:
            return
        more, less = frozenset(plus), frozenset(minus)
        about = frozenset((cell.subject, cell.question) for cell, _, _ in more | less)
        if any(subject in EVENTS for subject, _ in about):
            return
        found.setdefault((more, less), Given(about, frozenset(atom for _, atom, _ in more | less)))

    def _total(self, parts: Iterable[Part]) -> int:
        return sum(self.overlap.numbers[part] for part in parts)

    def _tell(self, worlds: Worlds[Part], release: int, told: ToldSum) -> None:
        key = release, told
        if key not in self._holds_of:
            self._holds_of[key] = self._shares(release, told)
        for more, less in self._holds_of[key]:
            worlds.tell(more, told.low, told.high, less)

    def _shares(self, release: int, told: ToldSum) -> list[Shares]:
        parts = self.overlap.parts[release]
        plus, minus = (
            list(dict.fromkeys(part for cell in cells for part in parts[cell]))
            for cells in (told.plus, told.minus)
        )
        holds = [(plus, minus)]
        if told.each:
            atoms = dict.fromkeys(part[1] for part in (*plus, *minus))
            apart = [
                ([part for part in plus if part[1] == atom], [part for part in minus if part[1] == atom])
                for atom in atoms
            ]
            true = [both for both in apart if self._is_true(told, *both)]
            holds = true if len(true) == len(apart) else [*true, (plus, minus)]
        return [(more, less) for more, less in holds if self._is_true(told, more, less)]

    def _is_true(self, told: ToldSum, plus: Iterable[Part], minus: Iterable[Part]) -> bool:
        number = self._total(plus) - self._total(minus)
        return told.low <= number and (told.high is None or number <= told.high)


def regions(overlap: Overlap) -> Iterator[Region]:
    """Months and venues of which readers could work out a number, each with releases that tell of them.

    Each part into which releases divide each other; what the last has and another has not; the other way
    round; what both have; what only the last has; and of each period, and what one has and another has not,
    each venue and all of them: a year less one venue's is the others', however many releases add up to it.
    """
    last = len(overlap.tolds) - 1
    found: dict[Region, None] = {}
    for here in overlap.spans(last):
        only = here
        for number in range(last):
            for there in overlap.spans(number):
                found[((number, there),)] = None
                if here & there:
                    three = (last, here - there), (number, there - here), (last, here & there)
                    found |= dict.fromkeys((one,) for one in three)
                    only -= there
        found |= {((last, here),): None, ((last, only),): None}
    found |= {((release, frozenset([atom])),): None for release, atom in overlap.versions}
    found |= dict.fromkeys(_margins(overlap))
    return (region for region in found if all(atoms for _, atoms in region))


def _margins(overlap: Overlap) -> Iterator[Region]:
    newest: dict[Atom, int] = {}
    for release, atom in overlap.versions:
        newest[atom] = max(release, newest.get(atom, release))
    spans = [span for release in range(len(overlap.tolds)) for span in overlap.spans(release)]
    periods = {frozenset(month for atom in span for month in atom.months) for span in spans}
    periods |= {period - other for period in periods for other in periods}
    venues = {atom.venue for atom in newest}
    for period in sorted(periods, key=sorted):
        for chosen in (*({venue} for venue in sorted(venues)), venues):
            atoms = [atom for atom in newest if atom.venue in chosen and period.issuperset(atom.months)]
            if atoms and period == {month for atom in atoms for month in atom.months}:
                by_release: dict[int, set[Atom]] = {}
                for atom in atoms:
                    by_release.setdefault(newest[atom], set()).add(atom)
                yield tuple((release, frozenset(here)) for release, here in sorted(by_release.items()))


def _names(told: Told, place: int) -> tuple[str, str, str]:
    cell = told.cells[place]
    return cell.subject, cell.question, cell.option
