"""What may be asked of a visit, and the lists of answers that are offered."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from onestopshop.identity import ListId, OptionId, QuestionId, normalised

Answer = str | int | tuple[str, ...]
"""An option id, a number, or the ids of several options. A question that was not put has no answer at all."""

NOT_ASKED = OptionId("not_asked")
"""Said out loud by a volunteer who decides not to ask; a question left alone counts as the same."""
NOT_KNOWN = OptionId("not_known")
PREFER_NOT_TO_SAY = OptionId("prefer_not_to_say")
NOT_ANSWERED = OptionId("not_answered")
NONE_OF_THEM = OptionId("none")
"""Asked, and none applied: differs from an empty answer, which cannot be given."""

NOT_RECORDED = frozenset({NOT_ASKED, NOT_KNOWN, PREFER_NOT_TO_SAY, NOT_ANSWERED})
"""Answers that say nothing about the person; bases leave them out."""

AGENCY_LIST = ListId("agency")
"""The list whose options are the network's agencies."""

YEARS = range(1900, 2200)
"""Years in which a visitor may have come last, or a session may be: others are slips of the keyboard."""

Kind = Literal["one", "many", "number", "month"]
Scope = Literal["visit", "feedback", "referral"]
"""Feedback is asked like any question and stored as tallies of the session, never on a visit."""


class Option(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer of a list. The dates say when it is offered; they never refuse an import."""

    id: OptionId
    label: str
    parent: OptionId | None = None
    agency: bool = False
    """Whether hearing about the shop this way is hearing through an agency."""
    code: str | None = None
    """The code of the standard that the list follows, as an ONS area code."""
    offered_from: date | None = None
    offered_until: date | None = None
    met: bool = False
    """First met in a ledger or at a desk; the network has not accepted it yet."""
    becomes: OptionId | None = None
    """What takes its place once it is no longer offered, as the council that a district is merged into."""

    def offered(self, day: date) -> bool:
        """Whether a volunteer is offered this answer on that day."""
        begun = self.offered_from is None or self.offered_from <= day
        return begun and (self.offered_until is None or day <= self.offered_until)


class OptionList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A set of options in the order in which they are shown."""

    id: ListId
    options: tuple[Option, ...]
    coarse: bool = False
    """Whether a table that holds an answer with narrower ones below it is shown at that coarser level."""

    def option(self, option_id: str) -> Option | None:
        """The option with this id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    def named(self, word: str) -> Option | None:
        """The option whose label or id is this word, whatever its case and outer spaces."""
        sought = normalised(word)
        for option in self.options:
            if sought in (normalised(option.label), normalised(option.id)):
                return option
        return None

    def below(self, parent: OptionId | None) -> tuple[Option, ...]:
        """The options directly under a parent; the top level for None."""
        return tuple(option for option in self.options if option.parent == parent)

    def under(self, option_id: str, ancestor: str) -> bool:
        """Whether an option is the ancestor itself or stands anywhere below it."""
        current: str | None = option_id
        for _ in range(len(self.options) + 1):  # a list that turns in a circle ends all the same
            if current is None or current == ancestor:
                break
            found = self.option(current)
            current = found.parent if found else None
        return current == ancestor

    def standing(self, option_id: str, day: date) -> str:
        """What stands for an option on a day: itself while it is offered, then what took its place."""
        for _ in self.options:  # a list that turns in a circle ends all the same
            found = self.option(option_id)
            ended = found is not None and found.offered_until is not None and found.offered_until < day
            if found is None or found.becomes is None or not ended:
                break
            option_id = found.becomes
        return option_id

    def within(self, option_id: str, area: str, day: date) -> bool:
        """Whether an answer given on a day lies in an area, although areas merge: both as on that day, or,
        for an area that begins later, as when it begins."""
        area = self.standing(area, day)
        found = self.option(area)
        begins = found.offered_from if found and found.offered_from else day
        return self.under(self.standing(option_id, max(day, begins)), area)


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question: every one is optional, and the network may hide, reword or reorder it."""

    id: QuestionId
    label: str
    """Short heading: "Ethnic group"."""
    kind: Kind
    ask: str = ""
    """A line that can be read out loud."""
    why: str = ""
    """Why it is asked, for whoever wants to know."""
    list: ListId | None = None
    scope: Scope = "visit"
    hidden: bool = False
    core: bool = False
    """Shown as missing while it is neither answered nor left as not asked."""
    most: int = 0
    """The largest number accepted."""
    after: tuple[QuestionId, str] | None = None
    """Asked only where that question has that answer."""


def month_of(text: str) -> tuple[int, int] | None:
    """Year and month of "2015-06", or None where it is no month of the years 1900 to 2199."""
    year, dash, month = text.partition("-")
    if dash and len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit():
        return (int(year), int(month)) if 1 <= int(month) <= 12 and int(year) in YEARS else None
    return None


FaultReason = Literal[
    "unknown_question", "unknown_option", "kind", "number", "month", "empty", "contradiction"
]


class AnswerFault(msgspec.Struct, frozen=True):
    """Why an answer cannot be taken: a code for the sentence, and the question it belongs to."""

    question: str
    reason: FaultReason


def fault_in(question: Question, answers: OptionList | None, answer: Answer) -> AnswerFault | None:
    """What is wrong with an answer to this question, whose list is handed in; None when it is right."""
    if isinstance(answer, str) and answer in NOT_RECORDED:
        return None
    reason = _kind_fault(question, answer)
    if reason is None and answers is not None:
        chosen = (answer,) if isinstance(answer, str) else answer
        reason = _choice_fault(answers, chosen) if isinstance(chosen, tuple) else None
    return AnswerFault(question.id, reason) if reason else None


def _kind_fault(question: Question, answer: Answer) -> FaultReason | None:
    match question.kind:
        case "number":
            if not isinstance(answer, int):
                return "kind"
            return None if 0 <= answer <= question.most else "number"
        case "month":
            return None if isinstance(answer, str) and month_of(answer) else "month"
        case "many":
            if not isinstance(answer, tuple):
                return "kind"
            return None if answer else "empty"
        case _:  # "one"
            return None if isinstance(answer, str) else "kind"


def _choice_fault(answers: OptionList, chosen: tuple[str, ...]) -> FaultReason | None:
    if any(answers.option(option) is None for option in chosen):
        return "unknown_option"
    alone = NONE_OF_THEM not in chosen or len(chosen) == 1
    return None if alone and len(set(chosen)) == len(chosen) else "contradiction"
