"""Two years of a network as they might be: four venues, some 3,700 visits. Nobody in them exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import msgspec

from onestopshop.attendance import Attendance
from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import AgencyId, OptionId, VenueId
from onestopshop.joint import JointSession
from onestopshop.network import Setup
from onestopshop.question import AGENCY_LIST, NONE_OF_THEM, NOT_RECORDED, Answer, Question, Scope
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.material import HeldSession, Material
from onestopshop.stated_figure import StatedFigure
from onestopshop.venue import Venue
from onestopshop.visit import Answers
from tests.reports.samples import material, network_setup, session

YEAR = Period(Month(2014, 7), Month(2015, 6))
QUARTER = Period(Month(2015, 4), Month(2015, 6))
_DAY = date(2015, 7, 10)
_AGENCIES = 9
_UNEVEN = frozenset({"ethnic_group", "lives_in", "heard_about", "needs"})
"""Questions whose common answers are any of their list, and not the first ones."""


@dataclass(frozen=True, slots=True)
class _Hall:
    id: VenueId
    name: str
    area: OptionId
    weekday: int
    visits: int
    """As a rule at one session."""
    monthly: bool = False


_HALLS = (
    _Hall(VenueId("ashford"), "Ashford One Stop Shop", OptionId("e07000105"), 1, 14),
    _Hall(VenueId("rural"), "Tenterden rural drop-in", OptionId("e07000105"), 3, 3, monthly=True),
    _Hall(VenueId("dover"), "Dover One Stop Shop", OptionId("e07000108"), 2, 10),
    _Hall(VenueId("maidstone"), "Maidstone Community Support Centre", OptionId("e07000110"), 4, 16),
)


def lively_setup() -> Setup:
    """The shipped questions, and venues with names as long as they are."""
    venues = tuple(Venue(hall.id, hall.name, area=hall.area) for hall in _HALLS)
    return msgspec.structs.replace(network_setup(), name="Kent", venues=venues)


@dataclass(slots=True)
class LivelyNetwork:
    """The same sessions for the same seed."""

    setup: Setup = field(default_factory=lively_setup)
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    sessions: list[JointSession] = field(init=False)
    _shares: dict[str, list[float]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.sessions = [
            self._session(hall, day) for hall in _HALLS for day in _days(hall, date(2013, 7, 1), _DAY)
        ]

    def material(self, period: Period, agency: AgencyId | None = None) -> Material:
        """What a report on these months is made from, with totals, targets and partners' figures."""
        found = material(
            self.sessions, setup=self.setup, period=period, earlier=_earlier(), day=_DAY, agency=agency
        )
        held = tuple(
            HeldSession(one.date, one.venue, frozenset(a.agency for a in one.attendances if a.came))
            for one in sorted(self.sessions, key=lambda one: one.date)
            if one.status == "held" and period.first <= Month.of(one.date) <= period.last
        )
        return replace(found, stated=_stated(), held=held if period == QUARTER else ())

    def _session(self, hall: _Hall, day: date) -> JointSession:
        chance = self.chance
        held = chance.random() < 0.93
        number = max(0, int(chance.gauss(hall.visits, 3))) if held else 0
        groups = ("signed_up", "started", "completed", "waiting") if hall is _HALLS[0] and held else ()
        return session(
            [self._answers("visit") for _ in range(number)],
            day=day,
            venue=hall.id,
            status="held" if held else "cancelled",
            referrals=[self._answers("referral") for _ in range(chance.choice([0, 0, 1, 1, 2]) * held)],
            feedback={"yes": chance.randint(0, number), "no": chance.choice([0, 0, 0, 1])},
            attendances=tuple(self._attendances(held=held)),
            counts={name: chance.randint(0, 2) for name in groups if chance.random() < 0.4},
        )

    def _attendances(self, *, held: bool) -> Iterator[Attendance]:
        for place, agency in enumerate(self.setup.agencies[:_AGENCIES]):
            planned = self.chance.random() < 0.9 - 0.06 * place
            came = held and self.chance.random() < 0.9 - 0.07 * place
            if planned or came:
                yield Attendance(
                    agency.id,
                    planned_from="09:30" if planned else None,
                    planned_to="12:30" if planned else None,
                    came=f"09:{self.chance.randint(25, 55)}" if came else None,
                    left=f"12:{self.chance.randint(10, 40)}" if came else None,
                    workers=self.chance.choice([1, 1, 2]),
                )

    def _answers(self, scope: Scope) -> Answers:
        answers: Answers = {}
        for question in self.setup.questions:
            asked = 0.4 if question.id == "lives_in" else 0.88
            if question.scope == scope and not question.hidden and self.chance.random() < asked:
                answer = self._answer(question)
                if answer is not None:
                    answers[question.id] = answer
        return answers

    def _answer(self, question: Question) -> Answer | None:
        if question.kind == "number":
            return self.chance.choices([0, 1, 2, 3, 4], [30, 25, 25, 12, 5])[0]
        listed = self.setup.list(question.list) if question.list else None
        if question.list == AGENCY_LIST:
            options: list[str] = [agency.id for agency in self.setup.agencies[: _AGENCIES + 1]]
        elif listed is not None:
            options = [option.id for option in listed.options]
        else:
            return None
        if question.kind == "many":
            said = [option for option in options if option not in (*NOT_RECORDED, NONE_OF_THEM)]
            return tuple(sorted(set(self.chance.choices(said, k=self.chance.choice([1, 1, 2, 3])))))
        return self.chance.choices(options, self._share(question, len(options)))[0]

    def _share(self, question: Question, options: int) -> list[float]:
        if question.id not in self._shares:
            shares = [1 / (place + 1) ** 1.4 for place in range(options)]
            if question.id in _UNEVEN:
                self.chance.shuffle(shares)
            self._shares[question.id] = shares
        return self._shares[question.id]


def _days(hall: _Hall, first: date, last: date) -> Iterator[date]:
    day = first + timedelta(days=(hall.weekday - first.weekday()) % 7)
    while day < last:
        if not hall.monthly or day.day <= 7:
            yield day
        day += timedelta(days=7)


def _earlier() -> tuple[EarlierTotal, ...]:
    source = "Annual report to the Community Safety Partnership"
    years = ((2010, "visits", 431), (2011, "visits", 655), (2012, "visits", 890), (2012, "referrals", 120))
    return tuple(
        EarlierTotal(None, Period(Month(year, 7), Month(year + 1, 6)), figure, number, source)
        for year, figure, number in years
    )


def _stated() -> tuple[StatedFigure, ...]:
    return (
        StatedFigure("partner", "Domestic abuse incidents", YEAR, 2961, source="Kent Police"),
        StatedFigure("partner", "Repeat victims", YEAR, 455, 1777, 256, source="Kent Police"),
        StatedFigure("partner", "Refuge places", YEAR, 3, source="Refuge"),
        StatedFigure("target", "referrals", YEAR, 90, source="Grant agreement"),
        StatedFigure("target", "engaged", YEAR, 60, source="Grant agreement"),
    )
