"""Years of visits as they might be: some answers common, some given by one person."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date

from onestopshop.joint import JointSession
from onestopshop.network import Setup
from onestopshop.question import NOT_ASKED, NOT_RECORDED
from onestopshop.visit import Answers
from tests.reports.attacker.readers import BY_ANSWERS
from tests.reports.samples import ASHFORD, RURAL, session

QUESTIONS = tuple(sorted(set(BY_ANSWERS.values())))


def year_of_visits(setup: Setup, chance: random.Random) -> list[tuple[date, str, Answers]]:
    """Visits on twelve days at two venues, each question with a few answers in very uneven shares."""
    shares = {question: list(_shares(setup, question, chance)) for question in QUESTIONS}
    few_venues = chance.random() < 0.5
    visits = []
    for _ in range(chance.choice([5, 12, 25, 40, 60, 90, 150, 250, 320])):
        answers: Answers = {}
        for question, found in shares.items():
            option = chance.choices([o for o, _ in found], [share for _, share in found])[0]
            if option is not None:
                answers[question] = option
        month = chance.randint(7, 18)
        day = date(2014 + (month - 1) // 12, (month - 1) % 12 + 1, 9)
        visits.append((day, ASHFORD if few_venues or chance.random() < 0.8 else RURAL, answers))
    return visits


def _shares(setup: Setup, question: str, chance: random.Random) -> Iterator[tuple[str | None, float]]:
    asked = setup.question(question)
    assert asked is not None
    assert asked.list is not None
    options = setup.list(asked.list)
    assert options is not None
    known = [option.id for option in options.options]
    for option in chance.sample(known, min(len(known), chance.randint(2, 6))):
        yield option, chance.choice([0.01, 0.02, 0.05, 0.3, 1.0])
    yield None, chance.choice([0.0, 0.0, 0.02, 0.2])


def sessions_of(visits: list[tuple[date, str, Answers]]) -> list[JointSession]:
    """The visits as sessions."""
    by_session: dict[tuple[date, str], list[Answers]] = {}
    for day, venue, answers in visits:
        by_session.setdefault((day, venue), []).append(answers)
    return [session(found, day=day, venue=venue) for (day, venue), found in by_session.items()]  # type: ignore[arg-type]


def truth_of(visits: list[tuple[date, str, Answers]]) -> Counter[str]:
    """What the attacker is after: how often each answer was given."""
    truth: Counter[str] = Counter({"visits": len(visits)})
    for day, venue, answers in visits:
        for question in QUESTIONS:
            answer = answers.get(question, NOT_ASKED)
            truth[f"{question}={answer}"] += 1
            truth[f"{question}:silent"] += answer in NOT_RECORDED
        truth[f"month={day:%Y-%m}"] += 1
        truth[f"at={venue}"] += 1
    return truth
