"""An integer program that is given all that a report tells finds no hidden number; elsewhere it does."""

from __future__ import annotations

import random
import re

import pytest

from onestopshop.reports.protected import Agreement
from onestopshop.reports.report import build
from onestopshop.reports.suppression import protect
from onestopshop.reports.year_report import shipped_template
from tests.reports.attacker.knowledge import Knowledge
from tests.reports.attacker.random_years import QUESTIONS, sessions_of, truth_of, year_of_visits
from tests.reports.attacker.readers import Reader
from tests.reports.samples import material, network_setup

SHORT, LONG = 30, 1000


def attack(seed: int, profile: str) -> tuple[int, dict[str, int]]:
    """How many hidden numbers a random year has, and those that were recovered from its report."""
    chance = random.Random(seed)
    setup = network_setup(chance.choice([5, 7, 10]))
    visits = year_of_visits(setup, chance)
    truth = truth_of(visits)
    report = protect(
        build(shipped_template("year", setup.questions), material(sessions_of(visits), setup=setup)),
        profile,
        Agreement("Kent Police", "Agreement 12"),
    )
    reader = Reader(setup, report)
    for row in report.table("venue").rows:
        truth[f"venue={row.label}"] = _at_venue(row.label, truth)
    assert not reader.known.broken_by(truth), (seed, profile)
    hidden = {
        name: number
        for name, number in sorted(truth.items())
        if 1 <= number <= report.threshold and re.split("[:=]", name)[0] in (*QUESTIONS, "month")
    }
    return len(hidden), reader.known.recovered(hidden)


def _at_venue(label: str, truth: dict[str, int]) -> int:
    ids = {"Ashford One Stop Shop": ["at=ashford"], "Tenterden rural drop-in": ["at=rural"]}
    return sum(truth[at] for at in ids.get(label, ["at=ashford", "at=rural"]))


def campaign(years: int, profile: str) -> tuple[int, dict[int, dict[str, int]]]:
    """Attack many years and print what came of it: how many numbers were hidden, and by year those found."""
    tried = 0
    found = {}
    for seed in range(years):
        hidden, recovered = attack(seed, profile)
        tried += hidden
        if recovered:
            found[seed] = recovered
    print(f"{profile}: {years} years, {tried} hidden numbers tried, {len(found)} years gave one away")
    return tried, found


@pytest.mark.parametrize("profile", ["publish", "partner"])
def test_nothing_hidden_is_recovered(profile: str) -> None:
    """From the reports of thirty random years no hidden number can be worked out."""
    tried, found = campaign(SHORT, profile)
    assert tried > 2 * SHORT, "there must be something to find"
    assert not found


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["publish", "partner"])
def test_nothing_hidden_is_recovered_from_many_years(profile: str) -> None:
    """The same for a thousand years of each profile."""
    tried, found = campaign(LONG, profile)
    assert tried > 2 * LONG, "there must be something to find"
    assert not found


def test_the_attack_bites_on_a_total_with_one_small_number() -> None:
    """313 women and one man of 314, the one hidden: he is found."""
    known = Knowledge()
    known.know(["visits"], 314, 314)
    known.know(["female"], 313, 313)
    known.same(["visits"], ["female", "male"])
    assert known.recovered({"male": 1}) == {"male": 1}


def naive(seed: int) -> tuple[int, int]:
    """Hidden numbers, and those found, where numbers under 5 are hidden and totals shown."""
    chance = random.Random(seed)
    setup = network_setup()
    truth = truth_of(year_of_visits(setup, chance))
    known = Knowledge()
    known.know(["visits"], truth["visits"], truth["visits"])
    hidden = {}
    for question in QUESTIONS:
        cells = [name for name in truth if name.startswith(f"{question}=")]
        known.same(["visits"], cells)
        for cell in cells:
            small = truth[cell] < 5
            known.know([cell], *((1, 4) if small else (truth[cell], truth[cell])))
            hidden.update({cell: truth[cell]} if small else {})
    found = known.recovered(hidden)
    assert all(truth[cell] == number for cell, number in found.items())
    return len(hidden), len(found)


def test_the_attack_bites_on_what_is_often_done() -> None:
    """Hiding what is under 5 beside exact totals gives many of the hidden numbers away."""
    tried, found = map(sum, zip(*(naive(seed) for seed in range(SHORT)), strict=True))
    print(f"naive: {tried} hidden numbers attacked, {found} recovered")
    assert found > tried / 10


@pytest.mark.parametrize("step", [5])
def test_the_attack_bites_without_the_audit(step: int) -> None:
    """Rounded numbers beside an exact total give one away, which is why rounding is not enough."""
    known = Knowledge()
    known.know(["visits"], 312, 312)
    known.know(["british"], 300 - step // 2, 300 + step // 2)
    known.know(["others"], 15 - step // 2, 15 + step // 2)
    known.know(["unknown"], 1, 7)
    known.same(["visits"], ["british", "others", "unknown"])
    assert known.recovered({"unknown": 1}) == {"unknown": 1}
