"""The choices that a question offers, and the key that takes each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from onestopshop.identity import OptionId, normalised
from onestopshop.network import Setup
from onestopshop.question import (
    AGENCY_LIST,
    NONE_OF_THEM,
    NOT_KNOWN,
    NOT_RECORDED,
    PREFER_NOT_TO_SAY,
    Answer,
    Option,
    OptionList,
    Question,
)
from onestopshop.reporting_year import Month, year_of
from ui.wording import month_words

NUMBERED = 9
NONE_KEY, NOT_KNOWN_KEY, NOT_SAID_KEY, MORE_KEY = "/", "-", "0", "+"
_NOT_SAID_BESIDE_NUMBERS = "P"
_MORE = "more"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice. `answer` is what is recorded when it is taken, `opens` whether a narrower row follows."""

    id: str
    label: str
    answer: Answer | None
    key: str = ""
    opens: bool = False


Row = tuple[Choice, ...]


def is_long(setup: Setup, question: Question, day: date) -> bool:
    """Whether a question offers more than the number keys reach, so that letters narrow it."""
    options = setup.list(question.list) if question.list else None
    return options is not None and len(_offered(options, None, day)) > NUMBERED


def rows_of(
    setup: Setup, day: date, present: tuple[str, ...], question: Question, path: tuple[str, ...], typed: str
) -> tuple[Row, ...]:
    """The rows to show: the question's own, and one under each broad option on the path.

    Keys belong to the lowest row alone, so that one key means one thing.
    """
    if question.kind == "number":
        return _number_rows(question, path)
    if question.kind == "month":
        return (_keyed(_months(day, setup.policies.year_starts)) + _not_said(),)
    options = setup.list(question.list) if question.list else None
    if options is None:
        return (_not_said(),)
    first = _narrowed(options, day, typed) if typed else _offered(options, None, day)
    if options.id == AGENCY_LIST:
        first = tuple(sorted(first, key=lambda option: option.id not in present))
    below = [_offered(options, OptionId(broad), day) for broad in path]
    rows = [_choices(options, level, day) for level in (first, *below)]
    keyed = [*rows[:-1], _keyed(rows[-1])]
    keyed[0] = keyed[0] + _none_of(options) + _not_said()
    return tuple(keyed)


def _choices(options: OptionList, level: tuple[Option, ...], day: date) -> Row:
    return tuple(
        Choice(
            option.id,
            option.label,
            option.id,
            opens=bool(_offered(options, option.id, day)),
        )
        for option in level
    )


def _offered(options: OptionList, parent: OptionId | None, day: date) -> tuple[Option, ...]:
    special = (*NOT_RECORDED, NONE_OF_THEM)
    return tuple(o for o in options.below(parent) if o.offered(day) and o.id not in special)


def _narrowed(options: OptionList, day: date, typed: str) -> tuple[Option, ...]:
    special = (*NOT_RECORDED, NONE_OF_THEM)
    sought = normalised(typed)
    return tuple(
        option
        for option in options.options
        if option.offered(day)
        and option.id not in special
        and any(word.startswith(sought) for word in normalised(option.label).split())
    )


def _keyed(row: Row) -> Row:
    return tuple(
        replace(choice, key=str(place + 1) if place < NUMBERED else "") for place, choice in enumerate(row)
    )


def _months(day: date, year_starts: int) -> Row:
    first, month, found = year_of(day, year_starts).first, Month.of(day), []
    while month >= first:
        found.append(Choice(str(month), month_words(month), str(month)))
        month = month.plus(-1)
    return tuple(found)


def _number_rows(question: Question, path: tuple[str, ...]) -> tuple[Row, ...]:
    most = question.most
    opened = bool(path)
    first = tuple(
        Choice(str(n), _tr("None") if n == 0 else str(n), n, "" if opened else str(n))
        for n in range(min(most, NUMBERED) + 1)
    )
    if most <= NUMBERED:
        return (first + _not_said(_NOT_SAID_BESIDE_NUMBERS),)
    more = Choice(_MORE, _tr("10 or more"), None, MORE_KEY, opens=True)
    rows = ((*first, more, *_not_said(_NOT_SAID_BESIDE_NUMBERS)),)
    if not opened:
        return rows
    high = range(NUMBERED + 1, most + 1)
    return (*rows, tuple(Choice(str(n), str(n), n, str(n - 10) if n < 20 else "") for n in high))


def _none_of(options: OptionList) -> Row:
    found = options.option(NONE_OF_THEM)
    return (Choice(found.id, found.label, found.id, NONE_KEY),) if found else ()


def _not_said(key: str = NOT_SAID_KEY) -> Row:
    return (
        Choice(PREFER_NOT_TO_SAY, _tr("Prefer not to say"), PREFER_NOT_TO_SAY, key),
        Choice(NOT_KNOWN, _tr("Not known"), NOT_KNOWN, NOT_KNOWN_KEY),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("choices", text)
