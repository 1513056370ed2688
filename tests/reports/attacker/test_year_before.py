"""The months of the year before, put together with its figures, give no hidden number away either."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

import pytest

from onestopshop.reporting_year import Period
from onestopshop.reports.protected import Agreement, ProtectedFigure, ProtectedTable
from onestopshop.reports.year_report import shipped_report
from tests.reports.attacker.random_years import QUESTIONS, sessions_of, truth_of, year_of_visits
from tests.reports.attacker.readers import Reader
from tests.reports.samples import YEAR, material, network_setup

YEARS = 30


@dataclass(frozen=True)
class Earlier:
    """What a report tells of the year before, as a report of its own."""

    profile: str
    threshold: int
    period: Period
    figures: tuple[ProtectedFigure, ...]
    tables: tuple[ProtectedTable, ...]


@pytest.mark.parametrize("profile", ["publish", "partner"])
def test_nothing_hidden_of_the_year_before_is_recovered(profile: str) -> None:
    """From thirty random years, each told as the year before, nothing hidden comes out; some tell months."""
    tried = told = 0
    for seed in range(YEARS):
        chance = random.Random(seed)
        setup = network_setup(chance.choice([5, 7, 10]))
        visits = year_of_visits(setup, chance)
        truth = truth_of(visits)
        after = Period(YEAR.first.plus(12), YEAR.last.plus(12))
        found = material(sessions_of(visits), setup=setup, period=after)
        report = shipped_report("year", found, profile, Agreement("Kent Police", "Agreement 12"))
        earlier = Earlier(report.profile, report.threshold, YEAR, report.year_before, report.tables_before)
        reader = Reader(setup, earlier)  # type: ignore[arg-type]
        assert not reader.known.broken_by(truth), (seed, profile)
        hidden = {
            name: number
            for name, number in sorted(truth.items())
            if 1 <= number <= report.threshold and re.split("[:=]", name)[0] in (*QUESTIONS, "month")
        }
        tried += len(hidden)
        told += any(not table.withheld and not table.is_empty for table in report.tables_before)
        assert not reader.known.recovered(hidden), (seed, profile)
    assert tried > YEARS, "there must be something to find"
    assert told, "some of these years must be told month by month"
