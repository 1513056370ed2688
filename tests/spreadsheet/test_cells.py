"""How a cell is compared and shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.spreadsheet.cells import Cell, Uncalculated, column_name, is_name, shown, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  F ", "F"),
        (2, "2"),
        (2.0, "2"),
        (2.5, "2.5"),
        (float("inf"), "inf"),
        (True, "TRUE"),
        (date(2016, 2, 4), "2016-02-04"),
        (Uncalculated.FORMULA, "(formula)"),
    ],
)
def test_cells_read_alike_from_csv_and_xlsx(cell: Cell, text: str) -> None:
    """A cell's text is what a spreadsheet program would write of it to CSV."""
    assert text_of(cell) == text


@given(st.text(max_size=200))
def test_a_shown_word_is_short_and_plain(word: str) -> None:
    """Whatever stands in a cell, its error stays on one line, short, and without control characters."""
    told = shown(word)
    assert len(told) <= 41
    assert told.isprintable()


def test_a_short_word_is_shown_whole() -> None:
    """A word of up to 40 characters is repeated as it stands; a longer one is cut with a sign of it."""
    assert shown("x" * 40) == "x" * 40
    assert shown("x" * 41) == "x" * 40 + "…"
    assert shown("\tW.\r\nEuropean\x07") == "W. European"


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR"), (701, "ZZ")])
def test_columns_are_named_as_on_screen(index: int, letters: str) -> None:
    """A column is told by the letters over it."""
    assert column_name(index) == letters


@pytest.mark.parametrize("text", ["", "=HYPERLINK(1)", "@cmd", "-", "x" * 81, "two\nlines", "a\u202eb"])
def test_what_cannot_be_a_name(text: str) -> None:
    """Formulas, stories and hidden characters name no venue and no answer."""
    assert not is_name(text)


@pytest.mark.parametrize("text", ["Tenterden rural drop-in", "3 Oaks", "Tŷ Gwyn", "St. John's (hall)"])
def test_what_can_be_a_name(text: str) -> None:
    """Ordinary names pass, in any alphabet."""
    assert is_name(text)
