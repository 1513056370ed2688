"""What the words of a ledger mean."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from onestopshop.agency import Agency
from onestopshop.identity import AgencyId, met_id
from onestopshop.network import Setup
from onestopshop.question import AGENCY_LIST, Question
from onestopshop.spreadsheet.ledger_map import LedgerMap
from onestopshop.spreadsheet.vocabulary import (
    Vocabulary,
    WordMapAstray,
    WordMapWrong,
    new_options,
    number_of,
    require_known_tables,
    vocabulary,
)
from tests.spreadsheet.example_ledgers import network_setup


def asked(question_id: str, setup: Setup | None = None) -> Question:
    """The question with that id."""
    found = (setup or network_setup()).question(question_id)
    assert found is not None
    return found


def words(question_id: str, **lines: Any) -> Vocabulary:
    """The vocabulary of a question under a map with these lines."""
    ledger_map = LedgerMap(**lines)
    return vocabulary(asked(question_id), ledger_map, new_options(ledger_map, network_setup()).lists)


@pytest.mark.parametrize("word", ["18 to 24", "18_24", " 18  TO 24"])
def test_labels_and_ids_need_no_map(word: str) -> None:
    """A word that is a label or an id is understood whatever its case and spaces, coarse bands too."""
    assert words("age_band").meaning(word) == "18_24"


@pytest.mark.parametrize("question", ["age_band", "children", "agencies_seen", "helpful"])
@pytest.mark.parametrize("word", ["Not known", "not_known", "NOT KNOWN"])
def test_what_says_nothing_is_understood_everywhere(question: str, word: str) -> None:
    """ "Not known" and its like answer every question, whether or not its list shows them."""
    assert words(question).meaning(word) == "not_known"


def test_the_map_comes_first() -> None:
    """A map's line wins over a label, and may lead to a label, an id, a number or "Not asked"."""
    assert words("sex", values={"sex": {"Male": "female", "f": "Female"}}).meaning("MALE") == "female"
    assert words("children", values={"children": {"3+": 3, "lots": "20"}}).meaning("lots") == 20
    assert words("children", values={"children": {"?": "Not asked"}}).meaning("?") == "not_asked"


def test_one_table_serves_every_outcome() -> None:
    """[values.outcome] holds for each outcome question without a table of its own."""
    lines: dict[str, Any] = {"values": {"outcome": {"+": "Improved"}, "outcome.fear_of_harm": {"+": "Worse"}}}
    assert words("outcome.feeling_of_safety", **lines).meaning("+") == "improved"
    assert words("outcome.fear_of_harm", **lines).meaning("+") == "worse"


@pytest.mark.parametrize(
    ("question", "answer"),
    [("age_band", "35 to 99"), ("age_band", 3), ("children", 21), ("children", "many")],
)
def test_a_translation_to_nowhere_is_refused(question: str, answer: str | int) -> None:
    """A right-hand side that is no answer of the question is named by table and word."""
    with pytest.raises(WordMapWrong, match=rf'\[values.{question}\] has "old"'):
        words(question, values={question: {"old": answer}})


@pytest.mark.parametrize("table", ["shoe_size", "date", "outcomes"])
def test_a_table_for_no_question_is_refused(table: str) -> None:
    """A table that would change nothing is a mistake and is named; "venue" and "outcome" are known."""
    require_known_tables(LedgerMap(values={"venue": {}, "outcome": {}, "sex": {}}), network_setup())
    with pytest.raises(WordMapAstray, match=table):
        require_known_tables(LedgerMap(values={table: {}}), network_setup())


def test_the_nearest_answers_are_named() -> None:
    """The two labels most like a word come first, equals in the list's order; a stranger has none."""
    ages = words("age_band")
    assert ages.nearest("35 to 99")[0] == "35-44"
    assert len(ages.nearest("35 to 99")) == 2
    assert ages.nearest("x5-y4") == ("25-34", "35-44")
    assert words("heard_about").nearest("frend or famly")[0] == "Friend or family"
    assert words("sex").nearest("zzzzzzzz") == ()
    assert words("last_visit").nearest("x") == ()


def test_an_agency_is_added() -> None:
    """An agency of the map has an id that every desk derives alike, and serves every agency question."""
    ledger_map = LedgerMap(new_options={"agencies_seen": {"Porchlight": True}})
    added = new_options(ledger_map, network_setup())
    expected = met_id(network_setup().network, "agency", "porchlight")
    assert [(agency.id, agency.name, agency.met) for agency in added.agencies] == [
        (expected, "Porchlight", True)
    ]
    assert added.options == ()
    referred = vocabulary(asked("referred_to"), ledger_map, added.lists)
    assert referred.meaning(" PORCHLIGHT ") == expected


def test_an_option_is_added_under_its_parent() -> None:
    """A new answer stands under a harmonised one and is heard through an agency where that is."""
    ledger_map = LedgerMap(
        new_options={
            "ethnic_group": {"W. European": "Any other White background"},
            "heard_about": {"PCSO": "police"},
        }
    )
    added = new_options(ledger_map, network_setup())
    by_label = {met.option.label: met for met in added.options}
    assert by_label["W. European"].option.parent == "white_other"
    assert by_label["W. European"].list == "ethnic_group"
    assert by_label["PCSO"].option.agency
    assert all(met.option.met for met in added.options)


def test_what_is_listed_is_used() -> None:
    """No second option is made for a name that the network lists, or that was met here before."""
    known = Agency(AgencyId("porch"), "PORCHLIGHT", met=True)
    setup = msgspec.structs.replace(network_setup(), agencies=(*network_setup().agencies, known))
    ledger_map = LedgerMap(new_options={"agencies_seen": {"Porchlight": True, "Police": True}})
    added = new_options(ledger_map, setup)
    assert added.agencies == (known,)
    assert len(added.lists[AGENCY_LIST].options) == len(setup.agencies) + 1  # "None" is an option too


@pytest.mark.parametrize(
    ("question", "name", "parent"),
    [
        ("ethnic_group", "W. European", "Nowhere"),
        ("ethnic_group", "W. European", True),
        ("agencies_seen", "Porchlight", False),
        ("agencies_seen", "Porchlight", "Police"),
        ("agencies_seen", "=cmd|' /C calc'!A0", True),
        ("agencies_seen", "x" * 81, True),
        ("ethnic_group", " ", "White"),
    ],
)
def test_a_new_option_that_cannot_be(question: str, name: str, parent: str | bool) -> None:
    """A parent that is none, an agency under something, and a formula or story for a name are refused."""
    with pytest.raises(WordMapWrong, match=rf"new_options\.{question}"):
        new_options(LedgerMap(new_options={question: {name: parent}}), network_setup())


@pytest.mark.parametrize("question", ["shoe_size", "children"])
def test_new_options_need_a_list(question: str) -> None:
    """Options can be added only to a question that has a list."""
    with pytest.raises(WordMapAstray, match=question):
        new_options(LedgerMap(new_options={question: {"x": True}}), network_setup())


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("20", 20), ("020", 20), ("21", None), ("-1", None), ("²", None), ("", None)],
)
def test_numbers(text: str, number: int | None) -> None:
    """Whole numbers up to the question's most are numbers, nothing else is."""
    assert number_of(text, 20) == number
