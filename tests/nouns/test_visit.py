"""A visit: its ordinal, and what was not asked."""

from __future__ import annotations

import pytest

from onestopshop.identity import QuestionId, VisitId
from onestopshop.question import NOT_ASKED, Question
from onestopshop.visit import (
    ORDINALS,
    Answers,
    Visit,
    applies,
    left_as_not_asked,
    missing,
    ordinal_option,
    ordinal_rank,
)


def visit(answers: Answers) -> Visit:
    """A visit with these answers."""
    return Visit(VisitId("v"), answers)


def asked(name: str, **more: object) -> Question:
    """A core question."""
    return Question(QuestionId(name), name, "one", core=True, **more)  # type: ignore[arg-type]


def test_ordinals_go_up_to_third_or_more() -> None:
    """The n-th visit has the n-th option, from the third on the last; ranks follow the same order."""
    assert [ordinal_option(count) for count in (1, 2, 3, 4, 99)] == [*ORDINALS, ORDINALS[2], ORDINALS[2]]
    assert [ordinal_rank(visit({"ordinal": option})) for option in ORDINALS] == [1, 2, 3]
    assert [ordinal_rank(visit(answers)) for answers in ({}, {"ordinal": NOT_ASKED}, {"ordinal": 2})] == [
        0,
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("answers", "applying"),
    [
        ({}, False),
        ({"been": "no"}, False),
        ({"been": "yes"}, True),
        ({"been": "often"}, True),
        ({"been": ("no", "often")}, True),
        ({"been": ("no",)}, False),
        ({"been": 1}, False),
    ],
)
def test_a_question_that_follows_another_applies_after_its_answers(answers: Answers, applying: bool) -> None:
    """Any one of the answers named is enough, whether one or several could be given."""
    assert applies(asked("month", after=(QuestionId("been"), "yes|often")), answers) is applying


def test_hidden_questions_and_those_of_feedback_do_not_apply() -> None:
    """They are never asked of a visit."""
    assert applies(asked("sex"), {})
    assert not applies(asked("sex", hidden=True), {})
    assert not applies(asked("helpful", scope="feedback"), {})


def test_what_is_missing_can_be_left_as_not_asked() -> None:
    """Core questions without an answer are missing until they are answered or left; others never are."""
    questions = (
        asked("sex"),
        asked("age"),
        Question(QuestionId("risk"), "Risk", "one"),
        asked("month", after=(QuestionId("sex"), "male")),
    )
    one = visit({"age": "18_to_24"})
    assert [question.id for question in missing(one, questions)] == ["sex"]
    left = left_as_not_asked(one, questions)
    assert left == {"age": "18_to_24", "sex": NOT_ASKED}
    assert missing(visit(left), questions) == ()
