"""Several releases laid side by side give no hidden number away; what is often done does."""

from __future__ import annotations

import random

import pytest

from onestopshop.identity import VenueId
from tests.reports.attacker.knowledge import Knowledge
from tests.reports.attacker.several import (
    DOVER,
    HALF,
    QUARTERS,
    VENUES,
    Shelf,
    any_template,
    knowledge,
    secrets,
)
from tests.reports.samples import ASHFORD, RURAL, YEAR, network_setup

SHORT, LONG = 4, 500
TWO, THREE = (ASHFORD, RURAL), (ASHFORD, RURAL, DOVER)


def random_shelf(seed: int) -> Shelf:
    """Two to six releases of other months, venues, tables and profiles, some after a late file."""
    chance = random.Random(seed)
    shelf = Shelf(seed, network_setup(chance.choice([5, 7, 10])))
    number = chance.randint(2, 6)
    for place in range(number):
        shelf.came_late = place >= number // 2 and bool(shelf.late)
        shelf.release(
            chance.choice([YEAR, HALF, *QUARTERS]),
            chance.choice(VENUES),
            chance.choice(["publish", "publish", "partner"]),
            any_template(shelf.setup, chance, f"Report {place}"),
            planned=chance.random() < 0.5,
        )
    return shelf


def attack(shelf: Shelf, *, two_way: bool = False) -> tuple[int, dict[str, int]]:
    """How many small numbers there were to find for the public and for partners, and what they found."""
    tried, found = 0, {}
    public = [copy for copy in shelf.copies if copy.public]
    for copies in [public, shelf.copies] if 0 < len(public) < len(shelf.copies) else [shelf.copies]:
        if not copies:
            continue
        known = knowledge(copies, shelf.setup, two_way=two_way)
        assert not known.broken_by(shelf.truth())
        hidden = secrets(shelf, copies, known, min(copy.released.report.threshold for copy in copies))
        tried += len(hidden)
        found |= known.recovered(hidden)
    return tried, found


def campaign(seeds: range) -> tuple[int, dict[int, dict[str, int]]]:
    """Attack many shelves and print what came of it."""
    tried = reports = refused = 0
    given: dict[int, dict[str, int]] = {}
    for seed in seeds:
        shelf = random_shelf(seed)
        reports, refused = reports + len(shelf.copies), refused + shelf.refused
        numbers, found = attack(shelf, two_way=seed % 5 == 0)
        tried += numbers
        given.update({seed: found} if found else {})
    print(
        f"several: {len(seeds)} shelves, {reports} releases and {refused} refused, {tried} small numbers "
        f"tried, {sum(map(len, given.values()))} recovered from {len(given)} shelves"
    )
    return tried, given


def test_nothing_is_recovered_from_several_releases() -> None:
    """From a few random shelves of releases no small number can be worked out."""
    tried, found = campaign(range(SHORT))
    assert tried > 100, "there must be something to find"
    assert not found


@pytest.mark.parametrize("seed", [149, 433])
def test_what_was_recovered_once_is_not_told(seed: int) -> None:
    """A half-year less an older quarter with a late file; a venue's visits by a partner's exact number, which
    was taken for known already."""
    tried, found = attack(random_shelf(seed))
    assert tried > 50
    assert not found


@pytest.mark.slow
def test_nothing_is_recovered_from_many_shelves() -> None:
    """The same for hundreds of shelves."""
    tried, found = campaign(range(LONG))
    assert tried > 100 * LONG, "there must be something to find"
    assert not found


@pytest.mark.parametrize(
    ("seed", "halls"), [(3, TWO), (22, TWO), (53, TWO), (1, THREE), (2, THREE), (3, THREE)]
)
def test_a_calendar_is_never_refused_and_resists(seed: int, halls: tuple[VenueId, ...]) -> None:
    """Four quarters, the year, and the year of each of two or three venues, in any order: all are released,
    and give nothing away."""
    shelf = calendar(seed, halls)
    assert (len(shelf.copies), shelf.refused) == (5 + len(halls), 0)
    tried, found = attack(shelf)
    assert tried > 50
    assert not found


def calendar(seed: int, halls: tuple[VenueId, ...]) -> Shelf:
    """The releases of a year, as a calendar has them, in a random order."""
    chance = random.Random(seed)
    shelf = Shelf(seed, network_setup(), halls)
    template = any_template(shelf.setup, chance, "Calendar")
    planned = [*((quarter, None) for quarter in QUARTERS), (YEAR, None), *((YEAR, at) for at in halls)]
    for period, venue in chance.sample(planned, len(planned)):
        shelf.release(period, venue, "publish", template)
    return shelf


@pytest.mark.slow
def test_many_calendars_are_never_refused() -> None:
    """The same for two hundred years, every second one of three venues."""
    tried = 0
    for seed in range(200):
        shelf = calendar(seed, (TWO, THREE)[seed % 2])
        assert (len(shelf.copies), shelf.refused) == (5 + len(shelf.halls), 0), seed
        numbers, found = attack(shelf)
        tried += numbers
        assert not found, (seed, found)
    print(f"calendars: 200 of 7 or 8 releases, none refused, {tried} small numbers tried, 0 recovered")


def test_the_attack_bites_on_two_totals() -> None:
    """Hide under 5 and show totals: the year less three quarters is the fourth."""
    known = Knowledge()
    quarters = {"Q1": 12, "Q2": 9, "Q3": 8}
    for quarter, number in quarters.items():
        known.know([quarter], number, number)
    known.know(["Q4"], 1, 4)
    known.know([*quarters, "Q4"], 31, 31)
    assert known.recovered({"Q4": 2}) == {"Q4": 2}
