"""A number counts as open only where a second world was built in which all that is told still holds."""

from __future__ import annotations

import pytest

from onestopshop.reports.worlds import Worlds
from onestopshop.tally import Cell

ALL, FEMALE, MALE, SILENT = (
    Cell("visit", "sex", option) for option in ("all", "female", "male", "not_asked")
)


def told(female: tuple[int, int], silent: int = 0) -> Worlds[Cell]:
    """314 visits, 313 of women and one of a man, and what is told of them."""
    worlds: Worlds[Cell] = Worlds()
    numbers = {ALL: 314 + silent, FEMALE: 313, MALE: 1, SILENT: silent}
    for cell, number in numbers.items():
        worlds.add(cell, number)
    worlds.tell([ALL], 314 + silent, 314 + silent)
    worlds.tell([ALL], 0, 0, [FEMALE, MALE, SILENT])
    worlds.tell([FEMALE], *female)
    return worlds


def pinned(worlds: Worlds[Cell], *cells: Cell) -> list[Cell]:
    """Those of the cells that can have one number only."""
    return [
        cell for plus, _ in worlds.pinned((frozenset([cell]), frozenset()) for cell in cells) for cell in plus
    ]


def test_one_small_number_beside_a_total_is_pinned() -> None:
    """313 of 314 leave one; where nobody was left out the other is known to be none."""
    worlds = told((313, 313))
    worlds.tell([SILENT], 0, 0)
    assert pinned(worlds, MALE, FEMALE) == [MALE, FEMALE]


def test_a_rounded_number_leaves_room() -> None:
    """311 to 315 of 314 leave the other open, and so do two unknowns beside an exact number."""
    worlds = told((311, 315))
    worlds.tell([SILENT], 0, 0)
    assert pinned(worlds, MALE) == []
    assert pinned(told((313, 313), silent=2), MALE, SILENT) == []


def test_an_edge_of_what_was_rounded_pins() -> None:
    """Where everything told stands at its edge only one world is left."""
    worlds = told((313, 317), silent=2)
    worlds.tell([MALE], 1, 7)
    worlds.tell([SILENT], 2, 7)
    assert pinned(worlds, MALE, SILENT) == [MALE, SILENT]


def test_what_is_told_must_be_true() -> None:
    """An audit of what is not so would prove nothing."""
    with pytest.raises(ValueError, match="must be true"):
        told((100, 200))
