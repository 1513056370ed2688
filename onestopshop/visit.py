"""One person's coming to a session, or one referral to a programme: answers and nothing else."""

from __future__ import annotations

import msgspec

from onestopshop.identity import VisitId
from onestopshop.question import NOT_ASKED, Answer, Question

Answers = dict[str, Answer]
"""Answers by question id. A question that is missing here was not asked."""

ORDINALS = ("first", "second", "third_or_more")


class Visit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A visit as it is stored and sealed: no name, no birth date, no address, no time of day.

    `number` counts the session's visits at this desk from 1, so that volunteers can speak of "visit 4";
    imported rows have 0. `imported` ids derive from the ledger's row and may be met at several desks.
    """

    id: VisitId
    answers: Answers
    number: int = 0
    imported: bool = False
    corrections: int = 0


def ordinal_option(count: int) -> str:
    """The option of the visit ordinal for the count-th visit of a person, from 1."""
    return ORDINALS[min(count, len(ORDINALS)) - 1]


def ordinal_rank(visit: Visit) -> int:
    """0 where the ordinal was not asked, else 1 to 3."""
    answer = visit.answers.get("ordinal")
    return ORDINALS.index(answer) + 1 if isinstance(answer, str) and answer in ORDINALS else 0


def missing(visit: Visit, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The core questions that are neither answered nor left as not asked, in order."""
    return tuple(
        question
        for question in questions
        if question.core and question.id not in visit.answers and applies(question, visit.answers)
    )


def applies(question: Question, answers: Answers) -> bool:
    """Whether a question makes sense after these answers: hidden ones and unmet conditions do not."""
    if question.hidden or question.scope != "visit":
        return False
    if question.after is None:
        return True
    asked, wanted = question.after
    given = answers.get(asked, ())
    chosen = given if isinstance(given, tuple) else (str(given),)
    return not set(chosen).isdisjoint(wanted.split("|"))


def left_as_not_asked(visit: Visit, questions: tuple[Question, ...]) -> Answers:
    """The visit's answers with every missing core question answered "Not asked"."""
    return {**visit.answers, **{question.id: NOT_ASKED for question in missing(visit, questions)}}
