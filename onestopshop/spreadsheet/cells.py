"""What stands in one cell of a ledger, whether it came from CSV or XLSX, and how it is compared and shown."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto

LONGEST_SHOWN = 40
"""Characters of a cell's word that an error repeats: enough to find it, too few to carry a story."""
LONGEST_NAME = 80
"""Characters of a venue's or an answer's name."""


class Uncalculated(Enum):
    """A formula that no spreadsheet program has worked out: its cell looks empty but is not."""

    FORMULA = auto()


Cell = str | int | float | bool | date | Uncalculated | None
Row = tuple[int, tuple[Cell, ...]]
"""The row's number as a spreadsheet program shows it, headings counted from 1, and its cells."""


def text_of(cell: Cell) -> str:
    """The cell as text without outer spaces: "2" for 2 and 2.0, so that CSV and XLSX say the same."""
    match cell:
        case None:
            return ""
        case Uncalculated():
            return "(formula)"
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case date():
            return cell.isoformat()
        case _:
            return str(cell).strip()


def is_blank(cells: tuple[Cell, ...]) -> bool:
    """Whether nothing stands in any of the cells."""
    return not any(text_of(cell) for cell in cells)


def shown(word: str) -> str:
    """A word as it may stand in a sentence: on one line, no control characters, 40 characters at most."""
    plain = "".join(character if character.isprintable() else " " for character in word[: LONGEST_SHOWN * 2])
    plain = " ".join(plain.split())
    return plain if len(plain) <= LONGEST_SHOWN else plain[:LONGEST_SHOWN] + "…"


def is_name(text: str) -> bool:
    """Whether a text can name a venue or an answer, in menus and reports: a formula or a story cannot."""
    return bool(text) and text[0].isalnum() and len(text) <= LONGEST_NAME and text.isprintable()


def column_name(index: int) -> str:
    """The letters of a column as a spreadsheet program shows them: A for 0, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
