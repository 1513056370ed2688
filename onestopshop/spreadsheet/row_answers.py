"""Reads the answer to one question from one cell."""

from __future__ import annotations

import re
from datetime import date

from onestopshop.question import NOT_ASKED, NOT_RECORDED, Answer, fault_in, month_of
from onestopshop.spreadsheet import faults
from onestopshop.spreadsheet.cells import Cell, text_of
from onestopshop.spreadsheet.faults import CellRefused
from onestopshop.spreadsheet.vocabulary import Vocabulary, number_of

_WITH_EMPTY_DECIMALS = re.compile(r"([0-9]+)\.0+")


def read_answer(cell: Cell, words: Vocabulary, separator: str) -> Answer | None:
    """The answer, or None where the question was not asked. Raises CellRefused."""
    text = text_of(cell)
    if not text:
        return None
    answer = _answer(cell, text, words, separator)
    if answer is None or answer == NOT_ASKED:
        return None
    if fault_in(words.question, words.options, answer) is not None:
        raise CellRefused(faults.CONTRADICTION)
    return answer


def _answer(cell: Cell, text: str, words: Vocabulary, separator: str) -> Answer | None:
    match words.question.kind:
        case "number":
            return _number(text, words)
        case "month":
            return _month(cell, text, words)
        case "many":
            return _several(text, words, separator)
        case "one":
            return _known(text, words)


def _number(text: str, words: Vocabulary) -> str | int:
    meant = words.meaning(text)
    if meant is None:
        meant = number_of(_WITH_EMPTY_DECIMALS.sub(r"\1", text), words.question.most)
    if meant is None:
        raise CellRefused(faults.not_a_number(words.question.most))
    return meant


def _month(cell: Cell, text: str, words: Vocabulary) -> str:
    if isinstance(cell, date):
        return f"{cell.year:04}-{cell.month:02}"
    meant = words.meaning(text)
    if isinstance(meant, str) and meant in NOT_RECORDED:
        return meant
    if month_of(text) is None:
        raise CellRefused(faults.NOT_A_MONTH)
    return text


def _several(text: str, words: Vocabulary, separator: str) -> Answer | None:
    """One answer may hold the separator itself, so the whole cell is looked up first."""
    whole = words.meaning(text)
    said = [text] if whole is not None else [word.strip() for word in text.split(separator)]
    chosen = dict.fromkeys(_known(word, words) for word in said if word)
    chosen.pop(NOT_ASKED, None)
    if len(chosen) == 1 and next(iter(chosen)) in NOT_RECORDED:
        return next(iter(chosen))
    return tuple(chosen) or None


def _known(word: str, words: Vocabulary) -> str:
    meant = words.meaning(word)
    if meant is None:
        raise CellRefused(faults.unknown_word(word, words.nearest(word)))
    return str(meant)
