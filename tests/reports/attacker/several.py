"""A reader who lays several reports side by side: other months, venues and profiles, or after a late file."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from onestopshop.identity import OptionId, VenueId
from onestopshop.network import Setup
from onestopshop.release import Release
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.draft import Released
from onestopshop.reports.protected import Agreement
from onestopshop.reports.released import ExposesByDifference, released_report
from onestopshop.reports.template import Template
from onestopshop.reports.year_report import template_in
from onestopshop.venue import Venue
from onestopshop.visit import Answers
from tests.reports.attacker.knowledge import Knowledge
from tests.reports.attacker.random_years import sessions_of, truth_of, year_of_visits
from tests.reports.attacker.readers import BY_ANSWERS, Reader
from tests.reports.samples import ASHFORD, RURAL, YEAR, material

QUARTERS = [Period(YEAR.first.plus(n), YEAR.first.plus(n + 2)) for n in (0, 3, 6, 9)]
HALF = Period(YEAR.first, YEAR.first.plus(5))
VENUES = (None, ASHFORD, RURAL)
AGREED = Agreement("Kent Police", "Agreement 12")
DOVER = VenueId("dover")
NAMES = {"Ashford One Stop Shop": ASHFORD, "Tenterden rural drop-in": RURAL, "Dover One Stop Shop": DOVER}
QUESTIONS = ("sex", "ordinal", "age_band", "ethnic_group", "lives_in")
TEXT = """
title = "{title}"
subject = "visit"
headline = ["visits"]
charts = ["month"]
tables = {tables}

[[groups]]
title = "Visits"
figures = {figures}
"""
TABLES = ("venue", "sex", "ordinal", "age_band", "ethnic_broad", "ethnic_group", "lives_in")
FIGURES = ("visits", "male", "white_british", "other_ethnicities", "ethnicity_unknown", "new_this_year")
Visit = tuple[date, str, Answers]
Atom = tuple[Period, str, bool]
"""A quarter at a venue, and whether what came late."""


@dataclass(frozen=True)
class Copy:
    """One report in the reader's hands, and the atoms that it covers."""

    released: Released
    covers: tuple[Atom, ...]
    public: bool


def any_template(setup: Setup, chance: random.Random, title: str) -> Template:
    """A report of some tables and figures."""
    tables = chance.sample(TABLES, chance.randint(2, len(TABLES)))
    figures = ["visits", *chance.sample(FIGURES[1:], chance.randint(1, 5))]
    text = TEXT.format(title=title, tables=str(tables), figures=str(figures)).replace("'", '"')
    return template_in(text, setup.questions)


def atom_of(visit: Visit, late: list[Visit]) -> Atom:
    """Where a visit belongs."""
    day, venue, _ = visit
    return (
        next(quarter for quarter in QUARTERS if day in quarter),
        venue,
        any(visit is other for other in late),
    )


class Shelf:
    """The network's releases one after another, and the visits behind them."""

    def __init__(self, seed: int, setup: Setup, halls: tuple[VenueId, ...] = (ASHFORD, RURAL)) -> None:
        self.chance = random.Random(seed)
        self.halls = halls
        self.setup = setup
        self.visits = year_of_visits(setup, self.chance)
        if DOVER in halls:
            self.setup = with_dover(setup)
            self.visits = [
                (day, DOVER if self.chance.random() < 0.3 else venue, answers)
                for day, venue, answers in self.visits
            ]
        self.late = self.visits[: self.chance.choice([0, 0, 0, 1, 3, 9])]
        self.ledger: list[Release] = []
        self.copies: list[Copy] = []
        self.refused = 0
        self.came_late = False

    def release(
        self, period: Period, venue: str | None, profile: str, template: Template, *, planned: bool = True
    ) -> None:
        """Release a report, or count that it was refused."""
        visits = [v for v in self.visits if self.came_late or not any(v is other for other in self.late)]
        found = material(sessions_of(visits), setup=self.setup, period=period, venue=venue)  # type: ignore[arg-type]
        try:
            released = released_report(template, found, profile, AGREED, self.ledger, planned=planned)
        except ExposesByDifference:
            self.refused += 1
            return
        report = released.report
        partner = report.profile == "partner"
        self.ledger.append(
            Release(
                id=str(len(self.ledger)),
                day=date(2015, 7, 1 + len(self.ledger) % 28),
                profile="partner" if partner else "publish",
                title=report.title,
                template=template.title,
                subject=template.subject,
                first=str(period.first),
                last=str(period.last),
                threshold=report.threshold,
                told=released.told,
                venue=venue,  # type: ignore[arg-type]
                recipient=AGREED.recipient if partner else "",
                agreement=AGREED.name if partner else "",
                planned=planned,
            )
        )
        covers = tuple(
            (quarter, at, late)
            for quarter in QUARTERS
            if period.first <= quarter.first and quarter.last <= period.last
            for at in self.halls
            if venue in (None, at)
            for late in ([False, True] if self.came_late else [False])
        )
        self.copies.append(Copy(released, covers, public=not partner))

    def truth(self) -> Counter[str]:
        """What the reader is after: every number in every atom."""
        found: Counter[str] = Counter()
        by_atom: dict[Atom, list[Visit]] = {}
        for visit in self.visits:
            by_atom.setdefault(atom_of(visit, self.late), []).append(visit)
        for atom, visits in by_atom.items():
            found.update({_at(name, atom): n for name, n in truth_of(visits).items()})
            for _, _, answers in visits:
                found[
                    _at(_joint(answers.get("sex", "not_asked"), answers.get("age_band", "not_asked")), atom)
                ] += 1
        return found


def _joint(sex: object, age: object) -> str:
    return f"sex={sex}&age_band={age}"


def _at(name: str, atom: Atom) -> str:
    quarter, venue, late = atom
    return f"{name}@{quarter.first}{venue}{'late' if late else ''}"


def knowledge(copies: Iterable[Copy], setup: Setup, *, two_way: bool = False) -> Knowledge:
    """All that the reports tell together, atom by atom."""
    known = Knowledge()
    held = list(copies)
    readers = [Reader(setup, copy.released.report) for copy in held]
    for atom in dict.fromkeys(atom for copy in held for atom in copy.covers):
        for question in sorted(set(BY_ANSWERS.values())):
            cells = readers[0].cells(question)
            known.same([_at("visits", atom)], [_at(cell, atom) for cell in cells])
            silent = readers[0].cells(question, recorded=False)
            known.same([_at(f"{question}:silent", atom)], [_at(cell, atom) for cell in silent])
        known.same([_at("visits", atom)], [_at(f"month={month}", atom) for month in atom[0].months()])
        if two_way:
            _two_way(known, readers[0], atom)
    for copy, reader in zip(held, readers, strict=True):
        names = {place: name for name, place in reader.known.names.items()}
        for terms, low, high in reader.known.sums:
            spread: dict[str, int] = {}
            for place, factor in terms.items():
                for name in _spread(names[place], copy):
                    spread[name] = spread.get(name, 0) + factor
            if any(spread.values()):
                known.know({name: factor for name, factor in spread.items() if factor}, low, high)
    return known


def _spread(name: str, copy: Copy) -> list[str]:
    """A number of a report as those of its atoms."""
    if name.startswith("month="):
        month = Month.parse(name.removeprefix("month=")).first_day()
        return [_at(name, atom) for atom in copy.covers if month in atom[0]]
    if name.startswith("venue="):
        named = _venues_of(name.removeprefix("venue="), copy)
        return [_at("visits", atom) for atom in copy.covers if atom[1] in named]
    return [_at(name, atom) for atom in copy.covers]


def _venues_of(label: str, copy: Copy) -> set[str]:
    """The venues that a row names, alone or several together; "Other" are those that no row names."""
    rows = [row.label for row in copy.released.report.table("venue").rows]
    others = {at for name, at in NAMES.items() if not any(name in row for row in rows)}
    return {at for name, at in NAMES.items() if name in label} or others


def with_dover(setup: Setup) -> Setup:
    """The same network with a third venue."""
    dover = Venue(DOVER, "Dover One Stop Shop", area=OptionId("e07000108"))
    return msgspec.structs.replace(setup, venues=(*setup.venues, dover))


def _two_way(known: Knowledge, reader: Reader, atom: Atom) -> None:
    """Both answers of each visit: the one-way tables are the margins of the table of both."""
    sexes, ages = (
        [cell.split("=")[1] for cell in reader.cells(question)] for question in ("sex", "age_band")
    )
    for sex in sexes:
        known.same([_at(f"sex={sex}", atom)], [_at(_joint(sex, age), atom) for age in ages])
    for age in ages:
        known.same([_at(f"age_band={age}", atom)], [_at(_joint(sex, age), atom) for sex in sexes])


def secrets(shelf: Shelf, copies: list[Copy], known: Knowledge, most: int) -> dict[str, int]:
    """Every small number of every atom, of every report and of every difference of two."""
    truth = shelf.truth()
    regions = {copy.covers for copy in copies}
    for copy in copies:
        for other in copies:
            both = set(copy.covers) & set(other.covers)
            regions |= {tuple(sorted(set(copy.covers) - both, key=str)), tuple(sorted(both, key=str))}
    regions |= {(atom,) for copy in copies for atom in copy.covers}
    names = {name.split("@")[0] for name in known.names}
    found: dict[str, int] = {}
    for region in sorted(regions, key=str):
        for name in sorted(names):
            parts = [_at(name, atom) for atom in region if _at(name, atom) in known.names]
            number = sum(truth[part] for part in parts)
            if 1 <= number <= most and (name == "visits" or name.split("=")[0] in (*QUESTIONS, "month")):
                secret = parts[0] if len(parts) == 1 else f"{name} of {len(found)}"
                if len(parts) > 1:
                    known.same([secret], parts)
                found[secret] = number
    return found
