"""What the columns of a ledger hold."""

from __future__ import annotations

import msgspec
import pytest

from onestopshop.identity import QuestionId
from onestopshop.question import Question
from onestopshop.spreadsheet.columns import (
    ColumnMissing,
    FeedbackOfSeveral,
    HeadingTwice,
    NotAskedHere,
    UnknownHeadings,
    UnknownTarget,
    columns_of,
)
from onestopshop.spreadsheet.ledger_map import LedgerMap
from tests.spreadsheet.example_ledgers import network_setup

MAP = LedgerMap(
    columns={
        "Date seen": "date",
        "Where": "venue",
        "Card": "visitor_reference",
        "Notes": "ignore",
        "M/F": "sex",
    }
)


def held(headings: tuple[str | None, ...], ledger_map: LedgerMap) -> list[tuple[int, str | None]]:
    """By index, what each column holds."""
    columns = columns_of(headings, ledger_map, network_setup()).all
    return [(column.index, column.question.id if column.question else column.role) for column in columns]


def test_a_map_names_columns() -> None:
    """Headings match whatever their case and spaces; a column without one is left out here."""
    assert held(("DATE  SEEN ", None, " where", "card", "Notes", "m/f"), MAP) == [
        (0, "date"),
        (2, "venue"),
        (3, "visitor_reference"),
        (4, "ignore"),
        (5, "sex"),
    ]


def test_headings_speak_for_themselves() -> None:
    """Without a map the labels and ids of questions are understood, and "date" and "venue"."""
    found = held(("Date", "Venue", "Ethnic group", "age_band", "helpful"), LedgerMap())
    assert [holds for _, holds in found] == ["date", "venue", "ethnic_group", "age_band", "helpful"]


def test_columns_are_never_dropped_silently() -> None:
    """Every heading that nobody knows is named, up to eight; "ignore" as a heading is not enough."""
    with pytest.raises(UnknownHeadings, match='"Shoe size", "ignore"'):
        columns_of(("Date", "Venue", "Shoe size", "ignore"), LedgerMap(), network_setup())
    with pytest.raises(UnknownHeadings, match="and 2 more"):
        columns_of(tuple("abcdefghij"), LedgerMap(), network_setup())


def test_a_map_cannot_invent_questions() -> None:
    """A target that is no question of the network is named with its heading."""
    with pytest.raises(UnknownTarget, match='"Shoe" to "shoe_size"'):
        columns_of(("Shoe",), LedgerMap(columns={"Shoe": "shoe_size"}), network_setup())


def test_one_thing_stands_in_one_column() -> None:
    """Two columns for a question, or a heading twice in a map, are refused; ignored ones may be many."""
    with pytest.raises(HeadingTwice, match="Age"):
        columns_of(("Date", "Venue", "age_band", "Age"), LedgerMap(), network_setup())
    with pytest.raises(HeadingTwice):
        columns_of(("Date",), LedgerMap(columns={"Where": "venue", "where ": "venue"}), network_setup())
    assert len(held(("Date seen", "Where", "Notes", "Notes"), MAP)) == 4


def test_a_row_needs_a_day_and_a_venue() -> None:
    """A date column is needed always, a venue column unless the map names the venue."""
    with pytest.raises(ColumnMissing, match="date"):
        columns_of(("Venue",), LedgerMap(), network_setup())
    with pytest.raises(ColumnMissing, match="venue"):
        columns_of(("Date",), LedgerMap(), network_setup())
    assert held(("Date",), LedgerMap(venue="Gravesham")) == [(0, "date")]


def test_feedback_is_one_answer() -> None:
    """A feedback question with several answers cannot be tallied row by row and is refused."""
    asked = Question(QuestionId("liked"), "What was good", "many", scope="feedback")
    setup = msgspec.structs.replace(network_setup(), questions=(asked,))
    with pytest.raises(FeedbackOfSeveral, match="What was good"):
        columns_of(("Date", "Venue", "What was good"), LedgerMap(), setup)


def test_a_ledger_brings_nothing_that_the_network_does_not_ask() -> None:
    """Religion and its like stay out until the network has written down why it asks."""
    with pytest.raises(NotAskedHere, match='"Religion"'):
        columns_of(("Date", "Venue", "Religion"), LedgerMap(), network_setup())
    asked = tuple(
        msgspec.structs.replace(question, why="The funder must report it.")
        if question.id == "religion"
        else question
        for question in network_setup().questions
    )
    setup = msgspec.structs.replace(network_setup(), questions=asked)
    assert len(columns_of(("Date", "Venue", "Religion", "MARAC"), LedgerMap(), setup).asked()) == 2
