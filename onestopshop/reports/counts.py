"""The tallies of one period, indexed for the questions that figures and tables ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from onestopshop.identity import AgencyId, ListId
from onestopshop.network import Setup
from onestopshop.question import NOT_ASKED, NOT_RECORDED, OptionList
from onestopshop.reporting_year import Month, Period
from onestopshop.tally import ANSWERED, Grouped, MonthAndVenue

Subject = Literal["visit", "referral"]
"""Of whom a report tells: victim-survivors' visits, or the people referred to a programme."""

_Answers = dict[str, int]
_Index = dict[tuple[str, str], _Answers]
_Key = TypeVar("_Key")
_MONTHLY = frozenset({("visit", ""), ("referral", ""), ("session", "status"), ("attendance", "came")})
_BY_VENUE = frozenset(
    {("session", "status"), ("session", "held"), ("feedback", "helpful"), ("attendance", "came")}
)
_WEEKLY = ("came.", "expected.")
"""How questions about an agency's weekdays begin."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in a period, over the venues that the report is about."""

    setup: Setup
    period: Period
    day: date
    subject: Subject
    _whole: _Index = field(repr=False)
    _monthly: dict[str, _Index] = field(repr=False)
    _by_venue: dict[str, _Index] = field(repr=False)
    _homes: dict[str, dict[str, _Answers]] = field(repr=False)
    agency: AgencyId | None = None
    """The one agency whose attendances are counted; None for all."""
    at_one_venue: bool = False

    def is_empty(self) -> bool:
        """Whether nothing at all was recorded in the period."""
        return not self._whole

    def answers(self, subject: str, question: str) -> Mapping[str, int]:
        """How often each option was given."""
        return self._whole.get((subject, question), {})

    def of(self, subject: str, question: str, option: str) -> int:
        """How often one option was given."""
        return self.answers(subject, question).get(option, 0)

    def everyone(self, subject: str = "") -> int:
        """All of a subject; of the report's own where none is named."""
        return self.of(subject or self.subject, "", "all")

    def recorded(self, subject: str, question: str) -> int:
        """How many gave a real answer. Who may give several is counted once."""
        return _recorded(self.answers(subject, question))

    def in_month(self, month: Month, subject: str, question: str, option: str) -> int:
        """A count of one month: of visits, referrals, attendances and the state of sessions only."""
        return self.answers_in_month(month, subject, question).get(option, 0)

    def answers_in_month(self, month: Month, subject: str, question: str) -> Mapping[str, int]:
        """How often each option was given in one month: of what `in_month` knows."""
        return self._monthly.get(str(month), {}).get((subject, question), {})

    def venues(self) -> tuple[str, ...]:
        """The venues at which anybody of the report's subject was counted, in no order that matters."""
        return tuple(venue for venue, index in self._by_venue.items() if (self.subject, "") in index)

    def at_venue(self, venue: str, question: str = "", subject: str = "") -> Mapping[str, int]:
        """How often each option was given at one venue: of everybody, of where they live and other core
        questions, of feedback, sessions, and the weekdays of agencies."""
        return self._by_venue.get(venue, {}).get((subject or self.subject, question), {})

    def homes(self, venue: str) -> Mapping[Month, Mapping[str, int]]:
        """Where people of the report's subject live, by month: areas may change with a date."""
        return {Month.parse(month): answers for month, answers in self._homes.get(venue, {}).items()}

    def attendances(self, question: str) -> int:
        """What was counted of the one agency that the report is about, or of all of them."""
        counted = self.answers("attendance", question)
        return sum(counted.values()) if self.agency is None else counted.get(self.agency, 0)

    def recorded_at_venue(self, venue: str, question: str) -> int:
        """How many gave a real answer at one venue."""
        return _recorded(self.at_venue(venue, question))

    def list_of(self, question: str) -> OptionList:
        """The list from which a question is answered; an empty one where the network has no such question."""
        asked = self.setup.question(question)
        found = self.setup.list(asked.list) if asked and asked.list else None
        return found or OptionList(ListId(question), ())


def counts_of(
    tallies: Iterable[tuple[MonthAndVenue, Grouped]],
    setup: Setup,
    period: Period,
    day: date,
    subject: Subject,
    venue: str | None,
    agency: AgencyId | None = None,
) -> Counts:
    """The tallies of a period as Counts; other months, and other venues than a named one, are passed over."""
    months = frozenset(map(str, period.months()))
    whole: _Index = {}
    monthly: dict[str, _Index] = {}
    by_venue: dict[str, _Index] = {}
    homes: dict[str, dict[str, _Answers]] = {}
    home = (subject, "lives_in")
    at_venues = _BY_VENUE | {(subject, question) for question in ("", *completed_questions(setup))}
    for (month, at), told in tallies:
        if month not in months or (venue is not None and at != venue):
            continue
        for of, questions in told.items():
            for question, answers in questions.items():
                key = (of, question)
                _add(whole, key, answers)
                if key in _MONTHLY:
                    _add(monthly.setdefault(month, {}), key, answers)
                if key in at_venues or question.startswith(_WEEKLY):
                    _add(by_venue.setdefault(at, {}), key, answers)
                if key == home:
                    _add(homes.setdefault(at, {}), month, answers)
    return Counts(setup, period, day, subject, whole, monthly, by_venue, homes, agency, venue is not None)


def completed_questions(setup: Setup) -> tuple[str, ...]:
    """The questions that every visit should answer or leave as not asked, whatever else was answered."""
    return tuple(q.id for q in setup.questions if q.core and not q.hidden and q.after is None)


def _add(index: dict[_Key, _Answers], key: _Key, answers: _Answers) -> None:
    """Add the answers to those of the key, which are the index's own."""
    known = index.get(key)
    if known is None:
        index[key] = answers.copy()
        return
    for option, n in answers.items():
        known[option] = known.get(option, 0) + n


def _recorded(answers: Mapping[str, int]) -> int:
    if ANSWERED in answers:
        return answers[ANSWERED]
    return sum(n for option, n in answers.items() if option not in NOT_RECORDED)


def not_asked(counts: Counts, subject: str, question: str) -> int:
    """How many were not asked: said out loud, or the question was left alone."""
    answers = counts.answers(subject, question)
    answered = counts.recorded(subject, question)
    silent = sum(answers.get(option, 0) for option in NOT_RECORDED - {NOT_ASKED})
    return counts.everyone(subject) - answered - silent
