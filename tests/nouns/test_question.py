"""Questions, their lists, and which answers are right."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.identity import ListId, OptionId, QuestionId
from onestopshop.question import (
    NONE_OF_THEM,
    NOT_RECORDED,
    Answer,
    AnswerFault,
    FaultReason,
    Kind,
    Option,
    OptionList,
    Question,
    fault_in,
    month_of,
)


def option(name: str, parent: str | None = None) -> Option:
    """An option."""
    return Option(OptionId(name), f"The {name}", OptionId(parent) if parent else None)


KENT = OptionList(
    ListId("area"),
    (option("kent"), option("ashford", "kent"), option("wye", "ashford"), option("essex"), option("none")),
)


def question(kind: Kind, most: int = 0) -> Question:
    """A question of that kind."""
    return Question(QuestionId("asked"), "Asked", kind, most=most)


@pytest.mark.parametrize(
    ("begins", "ends", "offered"),
    [
        (None, None, True),
        (date(2015, 6, 3), date(2015, 6, 3), True),
        (date(2015, 6, 4), None, False),
        (None, date(2015, 6, 2), False),
    ],
)
def test_an_option_is_offered_between_its_dates(
    begins: date | None, ends: date | None, offered: bool
) -> None:
    """Both days are included; a date that is missing is no limit."""
    one = Option(OptionId("a"), "A", offered_from=begins, offered_until=ends)
    assert one.offered(date(2015, 6, 3)) is offered


def test_an_option_is_found_by_id_and_by_word() -> None:
    """Ids match exactly, words whatever their case and outer spaces; what is not there is None."""
    assert KENT.option("wye") == option("wye", "ashford")
    assert KENT.option("Wye") is None
    assert KENT.named("  THE  wye ") == KENT.named("WYE") == KENT.option("wye")
    assert KENT.named("dover") is None


def test_options_stand_below_one_another() -> None:
    """Directly below is one step; under is any number of them, none included."""
    assert [one.id for one in KENT.below(None)] == ["kent", "essex", "none"]
    assert [one.id for one in KENT.below(OptionId("kent"))] == ["ashford"]
    assert KENT.under("wye", "kent")
    assert KENT.under("kent", "kent")
    assert not KENT.under("essex", "kent")
    assert not KENT.under("dover", "kent")


def test_a_list_that_turns_in_a_circle_ends() -> None:
    """A list from outside cannot keep the app busy for ever."""
    circle = OptionList(ListId("c"), (option("a", "b"), option("b", "a")))
    assert circle.under("a", "b")
    assert not circle.under("a", "c")


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_a_month_is_read_as_it_is_written(year: int, month: int) -> None:
    """Four digits, a dash and two digits are a month."""
    assert month_of(f"{year:04}-{month:02}") == (year, month)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2015",
        "2015-6",
        "0999-01",
        "2200-01",
        "15-06",
        "2015-13",
        "2015-00",
        "0000-01",
        "2015_06",
        "２０１５-06",
        "2015-0x",
        "2015-²1",
    ],
)
def test_what_is_no_month_is_none(text: str) -> None:
    """Anything else is no month, other scripts' digits included."""
    assert month_of(text) is None


@pytest.mark.parametrize(
    ("kind", "answer", "reason"),
    [
        ("number", 0, None),
        ("number", 5, None),
        ("number", 6, "number"),
        ("number", -1, "number"),
        ("number", "5", "kind"),
        ("month", "2015-06", None),
        ("month", "June", "month"),
        ("month", 6, "month"),
        ("many", ("wye", "kent"), None),
        ("many", ("none",), None),
        ("many", (), "empty"),
        ("many", "wye", "kind"),
        ("many", ("wye", "none"), "contradiction"),
        ("many", ("wye", "wye"), "contradiction"),
        ("many", ("wye", "dover"), "unknown_option"),
        ("one", "wye", None),
        ("one", "dover", "unknown_option"),
        ("one", ("wye",), "kind"),
    ],
)
def test_what_is_wrong_with_an_answer_is_named(
    kind: Kind, answer: Answer, reason: FaultReason | None
) -> None:
    """Every kind of question takes its own kind of answer, from its own list."""
    listed = KENT if kind in ("one", "many") else None
    expected = AnswerFault("asked", reason) if reason else None
    assert fault_in(question(kind, most=5), listed, answer) == expected


@pytest.mark.parametrize("kind", ["one", "many", "number", "month"])
def test_an_answer_that_says_nothing_fits_every_question(kind: Kind) -> None:
    """Not asked, not known, not said and not answered are taken everywhere; "none" is an answer."""
    assert {fault_in(question(kind), KENT, answer) for answer in NOT_RECORDED} == {None}
    assert NONE_OF_THEM not in NOT_RECORDED


def test_an_option_of_a_list_that_is_not_handed_in_is_not_checked() -> None:
    """A question without a list takes any option; a number is not sought in a list."""
    assert fault_in(question("one"), None, "anything") is None
    assert fault_in(question("number", most=3), KENT, 3) is None


def test_options_that_become_each_other_end_all_the_same() -> None:
    """A circle of options that took each other's place is left after one turn, whatever is asked."""
    over = date(2020, 1, 1)
    first = Option(OptionId("a"), "A", becomes=OptionId("b"), offered_until=over)
    second = Option(OptionId("b"), "B", becomes=OptionId("a"), offered_until=over)
    listed = OptionList(ListId("l"), (first, second))
    assert listed.standing("a", date(2021, 1, 1)) in {"a", "b"}
