"""How days, answers and visits are put into words, alike on every page."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from onestopshop.network import Setup
from onestopshop.question import NOT_ASKED, NOT_KNOWN, PREFER_NOT_TO_SAY, Answer, Question, month_of
from onestopshop.reporting_year import Month
from onestopshop.visit import Visit

_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording", text)


def day_words(day: date) -> str:
    """ "Tuesday 22 June"."""
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), "dddd d MMMM")


def dated_words(day: date, today: date) -> str:
    """ "Tuesday 22 June", with the year where it is not the one of today."""
    return day_words(day) if day.year == today.year else f"{day_words(day)} {day.year}"


def weekday_words(day: date) -> str:
    """ "Tuesday"."""
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), "dddd")


def short_day(day: date) -> str:
    """ "22 June"."""
    return _ENGLISH.toString(QDate(day.year, day.month, day.day), "d MMMM")


def month_words(month: Month) -> str:
    """ "April": within a reporting year a month's name is enough."""
    return _ENGLISH.monthName(month.month)


def clock_words(time: str) -> str:
    """ "9:30" for "09:30"."""
    return time.removeprefix("0")


def counted(number: int, one: str, many: str) -> str:
    """ "1 child", "2 children"; nought is spelt out: "no children"."""
    if number == 0:
        return _tr("no {things}").format(things=many)
    return f"{number} {one if number == 1 else many}"


def answer_words(setup: Setup, question: Question, answer: Answer | None) -> str:
    """An answer as a person reads it, and "not asked" for none."""
    if answer is None:
        return _tr("not asked")
    if isinstance(answer, int):
        return _tr("None") if answer == 0 else str(answer)
    if isinstance(answer, tuple):
        return ", ".join(_option_words(setup, question, option) for option in answer)
    return _option_words(setup, question, answer)


def visit_words(setup: Setup, visit: Visit) -> str:
    """ "First visit · 25 to 34 · 2 children": enough to tell rows apart, nothing to tell who it was."""
    answers = visit.answers
    spoken: list[str] = []
    for_whom = answers.get("visitor_type")
    if for_whom in ("friend_or_family", "professional"):
        spoken.append(_named(setup, "visitor_type", for_whom))
    ordinal = answers.get("ordinal")
    names = {
        "first": _tr("First visit"),
        "second": _tr("Second visit"),
        "third_or_more": _tr("Third or more"),
    }
    if isinstance(ordinal, str) and ordinal in names:
        spoken.append(names[ordinal])
    if (band := answers.get("age_band")) and band not in (PREFER_NOT_TO_SAY, NOT_KNOWN, NOT_ASKED):
        spoken.append(_named(setup, "age_band", band).replace("-", _tr(" to ")))
    if isinstance(children := answers.get("children"), int) and children:
        spoken.append(counted(children, _tr("child"), _tr("children")))
    if spoken:
        return " · ".join(spoken)
    return _tr("Some answers") if answers else _tr("Arrived, nothing asked yet")


def missing_words(number: int) -> str:
    """ "3 answers missing", or nothing when none is."""
    if number == 0:
        return ""
    return _tr("{answers} missing").format(answers=counted(number, _tr("answer"), _tr("answers")))


def _named(setup: Setup, question_id: str, answer: Answer) -> str:
    question = setup.question(question_id)
    return answer_words(setup, question, answer) if question else str(answer)


def _option_words(setup: Setup, question: Question, option: str) -> str:
    special = {
        NOT_ASKED: _tr("left as not asked"),
        NOT_KNOWN: _tr("Not known"),
        PREFER_NOT_TO_SAY: _tr("Prefer not to say"),
    }
    for code, words in special.items():
        if option == code:
            return words
    if question.kind == "month" and (month := month_of(option)):
        return month_words(Month(*month))
    options = setup.list(question.list) if question.list else None
    found = options.option(option) if options else None
    return found.label if found else option
