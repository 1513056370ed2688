"""A network hides, shows, rewords and reorders questions, and adds answers and questions of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onestopshop.central.taking_in import take_in_setups
from onestopshop.changes import Changes
from onestopshop.desk.directory import read_directory
from onestopshop.desk.question_changes import (
    OptionsMissing,
    UnknownParent,
    UnknownQuestion,
    WhyMissing,
    WordsRefused,
    add_option,
    add_question,
    hide_question,
    move_question,
    reword_question,
    show_question,
)
from onestopshop.desk.sessions import session_page
from onestopshop.desk.setup_changes import current_setup_file
from onestopshop.desk.visits import AnswerRefused, record_visit
from onestopshop.errors import Refused
from onestopshop.identity import ListId, OptionId, QuestionId
from onestopshop.shop import CoordinatorsOnly, Shop
from onestopshop.visit import Visit, applies, missing
from tests.desk.shops import ASHFORD, Shops, open_at_hall

RELIGION, AGE, ETHNIC = QuestionId("religion"), QuestionId("age_band"), ListId("ethnic_group")


def test_a_hidden_question_is_not_asked_and_not_missing(coordinator: Shop) -> None:
    """Hiding takes a question off the screen and out of what is missing; showing it brings it back."""
    hide_question(coordinator, AGE)
    setup = read_directory(coordinator)
    visit = Visit("v", {})
    assert setup.question(AGE).hidden
    assert AGE not in {question.id for question in missing(visit, setup.questions)}
    show_question(coordinator, AGE)
    setup = read_directory(coordinator)
    assert AGE in {question.id for question in missing(visit, setup.questions)}


def test_a_question_that_starts_hidden_needs_a_reason(coordinator: Shop) -> None:
    """Religion is shown only once the network has written down why it asks, and then says so."""
    with pytest.raises(WhyMissing):
        show_question(coordinator, RELIGION)
    assert not applies(read_directory(coordinator).question(RELIGION), {})
    show_question(coordinator, RELIGION, "Two refuges serve one faith each.")
    shown = read_directory(coordinator).question(RELIGION)
    assert applies(shown, {})
    assert shown.why == "Two refuges serve one faith each."


def test_words_and_order_are_the_networks(coordinator: Shop) -> None:
    """A heading, a spoken line and a place change on their own and leave the rest alone."""
    before = read_directory(coordinator).question(AGE)
    reword_question(coordinator, AGE, label="How old")
    reword_question(coordinator, AGE, ask="Which of these is your age? You don't have to say.")
    move_question(coordinator, AGE, 1)
    setup = read_directory(coordinator)
    assert setup.questions[0].id == AGE
    assert setup.questions[0].label == "How old"
    assert setup.questions[0].ask.startswith("Which of these")
    assert setup.questions[0].why == before.why
    assert len({question.id for question in setup.questions}) == len(setup.questions)


def test_an_answer_of_its_own_stands_under_a_harmonised_one(coordinator: Shop) -> None:
    """It follows its family in the list, keeps the parent's flag and rolls up to the broad group."""
    add_option(coordinator, ETHNIC, "Nepali", OptionId("asian_other"))
    add_option(coordinator, ListId("heard_about"), "Fire service", OptionId("agency_unnamed"))
    setup = read_directory(coordinator)
    listed = setup.list(ETHNIC)
    nepali = listed.named("nepali")
    assert listed.under(nepali.id, "asian")
    assert listed.options[listed.options.index(nepali) - 1].id == "asian_other"
    assert setup.list(ListId("heard_about")).named("Fire service").agency


@pytest.mark.parametrize(
    ("kind", "options", "answer", "wrong"),
    [
        ("yes/no", (), "yes", "perhaps"),
        ("number", (), 3, "three"),
        ("one", ("Bus", "Car"), "Bus", ("Bus",)),
        ("many", ("Bus", "Car"), ("Bus", "Car"), "Bus"),
    ],
)
def test_a_question_of_its_own_is_asked_at_its_desks(
    shops: Shops, kind: str, options: tuple[str, ...], answer: object, wrong: object
) -> None:
    """A laptop that takes the new setup in records answers to it, and refuses those that do not fit."""
    coordinator, laptop = shops["coordinator"], shops[ASHFORD]
    add_question(coordinator, "Came by", kind, "We plan where to meet.", options, "How did you come?")
    file = shops.folder / "setup.dropin-setup"
    file.write_bytes(current_setup_file(coordinator))
    assert take_in_setups(laptop, [file]) == (True, ())
    setup = read_directory(laptop)
    question = setup.questions[-1]
    listed = setup.list(question.list) if question.list else None

    def by_id(given: object) -> object:
        if isinstance(given, tuple):
            return tuple(listed.named(word).id for word in given)
        found = listed.named(given) if listed and isinstance(given, str) else None
        return found.id if found else given

    session = open_at_hall(laptop)
    record_visit(laptop, session, {question.id: by_id(answer)})
    with pytest.raises(AnswerRefused):
        record_visit(laptop, session, {question.id: by_id(wrong)})
    assert [visit.answers for visit in session_page(laptop, session).visits] == [{question.id: by_id(answer)}]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda shop: hide_question(shop, QuestionId("shoe_size")), UnknownQuestion),
        (lambda shop: move_question(shop, QuestionId("shoe_size"), 1), UnknownQuestion),
        (lambda shop: reword_question(shop, AGE, label="\n\0"), WordsRefused),
        (lambda shop: reword_question(shop, AGE, label="x" * 201), WordsRefused),
        (lambda shop: add_option(shop, ETHNIC, "Roma", OptionId("white")), WordsRefused),
        (lambda shop: add_option(shop, ETHNIC, "Nepali", OptionId("moon")), UnknownParent),
        (lambda shop: add_option(shop, ListId("moons"), "Io", OptionId("io")), UnknownParent),
        (lambda shop: add_question(shop, "Pets", "yes/no", ""), WhyMissing),
        (lambda shop: add_question(shop, "Pets", "one", "Refuges", ("Dog",)), OptionsMissing),
        (lambda shop: add_question(shop, "Pets", "number", "Refuges", ("Dog", "Cat")), OptionsMissing),
        (lambda shop: add_question(shop, "SEX", "number", "Refuges"), WordsRefused),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    coordinator: Shop, change: Callable[[Shop], Changes], refusal: type[Refused]
) -> None:
    """Each wrong change is one refusal, and the setup keeps its version."""
    before = read_directory(coordinator)
    with pytest.raises(refusal):
        change(coordinator)
    assert read_directory(coordinator) == before


def test_only_a_coordinator_changes_questions(laptop: Shop) -> None:
    """A laptop without the network's keys is refused."""
    with pytest.raises(CoordinatorsOnly):
        hide_question(laptop, AGE)
