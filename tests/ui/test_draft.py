"""The draft of a visit: keys in, answers out, nothing on a disk."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from onestopshop.network import Setup
from onestopshop.question import fault_in
from ui.visit.draft import Draft, begin, clear, enter, go, goto, narrow, press

DAY = date(2027, 6, 22)


def pressed(draft: Draft, *keys: str) -> Draft:
    """The draft after these keys."""
    for key in keys:
        draft = press(draft, key)
    return draft


def labels(draft: Draft) -> list[str]:
    """The choices of the lowest open row."""
    return [choice.label for choice in draft.rows()[-1]]


def test_a_number_chooses_and_goes_on(setup: Setup) -> None:
    """One key answers a question of one answer, and the next question is at hand."""
    draft = press(begin(setup, DAY), "1")
    assert draft.answers == {"visitor_type": "victim_survivor"}
    assert draft.question().id == "ordinal"


def test_a_key_without_a_choice_changes_nothing(setup: Setup) -> None:
    """A number beyond the row is not taken for another."""
    draft = begin(setup, DAY)
    assert press(draft, "9") is draft


def test_nought_and_minus_say_that_nothing_was_said(setup: Setup) -> None:
    """0 is "Prefer not to say" and - is "Not known", at every question of one answer."""
    draft = pressed(begin(setup, DAY), "0", "-")
    assert draft.answers == {"visitor_type": "prefer_not_to_say", "ordinal": "not_known"}


def test_a_broad_answer_opens_a_second_row(setup: Setup) -> None:
    """Numbers then choose in the second row alone, and the narrower answer replaces the broad one."""
    draft = press(goto(begin(setup, DAY), "ethnic_group"), "3")
    assert draft.answers["ethnic_group"] == "asian"
    assert labels(draft)[:2] == ["Indian", "Pakistani"]
    assert press(draft, "2").answers["ethnic_group"] == "pakistani"


def test_enter_says_no_more_below_a_broad_answer(setup: Setup) -> None:
    """The broad answer stays and the next question follows; only a second Enter saves."""
    draft = press(goto(begin(setup, DAY), "ethnic_group"), "3")
    further = enter(draft)
    assert further is not None
    assert further.answers["ethnic_group"] == "asian"
    assert further.question().id == "lives_in"
    assert enter(further) is None


def test_going_back_to_a_narrow_answer_shows_both_rows(setup: Setup) -> None:
    """What was chosen below a broad option is seen where it stands."""
    draft = begin(setup, DAY, answers={"ethnic_group": "pakistani"})
    assert len(goto(draft, "ethnic_group").rows()) == 2


def test_several_answers_are_switched_on_and_off(setup: Setup) -> None:
    """Numbers toggle, agencies that are here come first, and the question stays at hand."""
    draft = goto(begin(setup, DAY, present=("police",)), "agencies_seen")
    first = draft.rows()[0][0]
    both = pressed(draft, "1", "2")
    assert first.id == "police"
    assert len(both.answers["agencies_seen"]) == 2  # type: ignore[arg-type]
    assert both.question().id == "agencies_seen"
    assert "agencies_seen" not in pressed(both, "1", "2").answers


def test_none_stands_alone(setup: Setup) -> None:
    """ "None" takes the others away, and any other takes "None" away."""
    draft = press(goto(begin(setup, DAY), "agencies_seen"), "1")
    none = press(draft, "/")
    assert none.answers["agencies_seen"] == ("none",)
    assert press(none, "1").answers["agencies_seen"] == draft.answers["agencies_seen"]


def test_nought_children_is_a_number(setup: Setup) -> None:
    """At a number, 0 is none; P is "Prefer not to say"; ten and more are two keys."""
    draft = goto(begin(setup, DAY), "children")
    assert press(draft, "0").answers["children"] == 0
    assert press(draft, "P").answers["children"] == "prefer_not_to_say"
    assert pressed(draft, "+", "2").answers["children"] == 12


def test_months_of_this_reporting_year_are_offered(setup: Setup) -> None:
    """The last visit was since 1 July: the newest month is the first choice, and July the last."""
    draft = goto(begin(setup, DAY, answers={"ordinal": "second"}), "last_visit")
    months = labels(draft)[:12]
    assert (months[0], months[-1]) == ("June", "July")
    assert press(draft, "3").answers["last_visit"] == "2027-04"


def test_an_answer_that_no_longer_makes_sense_goes(setup: Setup) -> None:
    """When it turns out to be a first visit, the month of the last one is forgotten."""
    draft = begin(setup, DAY, answers={"ordinal": "second", "last_visit": "2027-04"})
    assert "last_visit" not in press(goto(draft, "ordinal"), "1").answers


def test_letters_narrow_a_long_list(setup: Setup) -> None:
    """Letters leave the areas that begin so; one that would leave none is not taken."""
    draft = goto(begin(setup, DAY), "lives_in")
    typed = narrow(narrow(draft, "t"), "u")
    assert labels(typed)[0] == "Tunbridge Wells"
    assert narrow(typed, "z") is typed
    taken = enter(typed)
    assert taken is not None
    assert taken.answers["lives_in"] == "e07000116"


def test_backspace_takes_a_letter_and_then_the_answer(setup: Setup) -> None:
    """What was typed goes first, and then what was answered."""
    draft = narrow(goto(begin(setup, DAY, answers={"lives_in": "e07000105"}), "lives_in"), "d")
    assert clear(draft).typed == ""
    assert clear(clear(draft)).answers == {}


@pytest.mark.parametrize("step", [1, -1])
def test_at_either_end_it_stays(setup: Setup, step: int) -> None:
    """Going on from the last question, or back from the first, stays."""
    draft = begin(setup, DAY)
    for _ in range(40):
        draft = go(draft, step)
    ends = draft.asked()[-1] if step > 0 else draft.asked()[0]
    assert draft.question() == ends


@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from([*"0123456789-/+P", "tab", "back", "enter", "a", "t"]), max_size=60))
def test_whatever_is_pressed_every_answer_fits_its_question(setup: Setup, keys: list[str]) -> None:
    """No order of keys makes an answer that the store would refuse, but the one that is no visit."""
    draft = begin(setup, DAY)
    for key in keys:
        if key == "tab":
            draft = go(draft, 1)
        elif key == "back":
            draft = clear(draft)
        elif key == "enter":
            draft = enter(draft) or draft
        elif key.islower():
            draft = narrow(draft, key)
        else:
            draft = press(draft, key)
    for question_id, answer in draft.answers.items():
        question = setup.question(question_id)
        assert question is not None
        assert fault_in(question, setup.list(question.list) if question.list else None, answer) is None
