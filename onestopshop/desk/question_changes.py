"""What a network changes of its questions and lists: hide, show, reword, reorder, and add its own."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Literal

import msgspec

from onestopshop.changes import Change, Changes
from onestopshop.desk.setup_changes import change_setup
from onestopshop.errors import Refused
from onestopshop.identity import ListId, OptionId, QuestionId, met_id, normalised
from onestopshop.network import Setup
from onestopshop.question import Option, OptionList, Question
from onestopshop.shop import Shop, need_coordinator

_LONGEST = 200
_MOST = 1000
OwnKind = Literal["one", "many", "number", "yes/no", "outcome"]
"""An outcome is a measure that is reviewed of a referral: improved, same or worse."""
_SHARED_LISTS = MappingProxyType({"yes/no": ListId("yes_no"), "outcome": ListId("outcome")})
"""Kinds that are answered from a list that ships."""


class UnknownQuestion(Refused):
    """The network has no such question."""

    sentence = "There is no question “{name}”. `network question` lists them."


class UnknownParent(Refused):
    """An option has no place in the list without a parent that is in it."""

    sentence = "“{name}” is not an answer of this list, so nothing can be put under it."


class WordsRefused(Refused):
    """A label or a line is empty, too long or cannot be printed."""

    sentence = "Give words that can be printed, at most 200 letters, and not those of another one."


class WhyMissing(Refused):
    """A question that starts hidden is shown only once the network has written down why it asks."""

    sentence = "Write down why this is asked before it is shown: people may want to know."


class OptionsMissing(Refused):
    """A question with answers to choose from needs at least two, and another kind none."""

    sentence = "Give two answers or more to choose from; a number and a yes or no need none."


def hide_question(shop: Shop, question: QuestionId) -> Changes:
    """Ask a question no more. What was answered before stays. Raises UnknownQuestion."""
    return _change(shop, question, lambda found: msgspec.structs.replace(found, hidden=True))


def show_question(shop: Shop, question: QuestionId, why: str = "") -> Changes:
    """Ask a question, with the reason where it has none yet. Raises WhyMissing and UnknownQuestion."""

    def shown(found: Question) -> Question:
        reason = _words(why) if why else found.why
        if not reason:
            raise WhyMissing
        return msgspec.structs.replace(found, hidden=False, why=reason)

    return _change(shop, question, shown)


def reword_question(shop: Shop, question: QuestionId, *, label: str = "", ask: str = "") -> Changes:
    """Give a question other words: its short heading, the line that is read out, or both."""
    return _change(
        shop,
        question,
        lambda found: msgspec.structs.replace(
            found, label=_words(label) if label else found.label, ask=_words(ask) if ask else found.ask
        ),
    )


def move_question(shop: Shop, question: QuestionId, place: int) -> Changes:
    """Put a question at a place in the order in which they are asked, from 1. Raises UnknownQuestion."""

    def moved(setup: Setup) -> Setup:
        found = _known(setup, question)
        others = [other for other in setup.questions if other.id != question]
        others.insert(max(place - 1, 0), found)
        return msgspec.structs.replace(setup, questions=tuple(others))

    return _write(shop, moved, "question_moved", question)


def add_option(shop: Shop, list_id: ListId, label: str, parent: OptionId) -> Changes:
    """Add an answer of the network's own under a harmonised one, so that it can always be rolled up.

    Raises UnknownParent and WordsRefused.
    """
    words = _words(label)

    def added(setup: Setup) -> Setup:
        known = next((found for found in setup.lists if found.id == list_id), None)
        above = known.option(parent) if known else None
        if known is None or above is None:
            raise UnknownParent(name=parent)
        if known.named(words):
            raise WordsRefused
        option = Option(OptionId(met_id(setup.network, list_id, words)), words, above.id, agency=above.agency)
        longer = msgspec.structs.replace(known, options=_after_family(known, above.id, option))
        return msgspec.structs.replace(
            setup, lists=tuple(longer if found.id == list_id else found for found in setup.lists)
        )

    return _write(shop, added, "option_added", list_id)


def add_question(
    shop: Shop, label: str, kind: OwnKind, why: str, options: tuple[str, ...] = (), ask: str = ""
) -> Changes:
    """Add a question of the network's own, after the others; never one that takes free text.

    Raises WordsRefused, WhyMissing and OptionsMissing.
    """
    words, answers = _words(label), tuple(_words(option) for option in options)
    if not why:
        raise WhyMissing
    if (len(set(map(normalised, answers))) < 2) == (kind in ("one", "many")):
        raise OptionsMissing

    def added(setup: Setup) -> Setup:
        if any(normalised(known.label) == normalised(words) for known in setup.questions):
            raise WordsRefused
        own = met_id(setup.network, "question", words)
        listed = OptionList(
            ListId(own), tuple(Option(OptionId(met_id(setup.network, own, a)), a) for a in answers)
        )
        shared = _SHARED_LISTS.get(kind)
        question = Question(
            QuestionId(f"outcome.{own}" if kind == "outcome" else own),
            words,
            "one" if kind == "yes/no" or kind == "outcome" else kind,
            ask=_words(ask) if ask else "",
            why=_words(why),
            list=shared or (listed.id if answers else None),
            scope="referral" if kind == "outcome" else "visit",
            most=_MOST if kind == "number" else 0,
        )
        lists = (*setup.lists, listed) if answers else setup.lists
        return msgspec.structs.replace(setup, questions=(*setup.questions, question), lists=lists)

    return _write(shop, added, "question_added", words)


def _after_family(known: OptionList, parent: OptionId, option: Option) -> tuple[Option, ...]:
    last = max(at for at, other in enumerate(known.options) if known.under(other.id, parent))
    return (*known.options[: last + 1], option, *known.options[last + 1 :])


def _change(shop: Shop, question: QuestionId, change: Callable[[Question], Question]) -> Changes:
    def changed(setup: Setup) -> Setup:
        _known(setup, question)
        questions = tuple(change(found) if found.id == question else found for found in setup.questions)
        return msgspec.structs.replace(setup, questions=questions)

    return _write(shop, changed, "question_changed", question)


def _write(shop: Shop, change: Callable[[Setup], Setup], told: str, changed: str) -> Changes:
    need_coordinator(shop)
    shop.store.write(lambda connection: change_setup(connection, change))
    return Changes(told, (Change("question", changed),))


def _known(setup: Setup, question: QuestionId) -> Question:
    found = setup.question(question)
    if found is None:
        raise UnknownQuestion(name=question[:40])
    return found


def _words(text: str) -> str:
    cleaned = " ".join(text.split())
    if not cleaned or len(cleaned) > _LONGEST or not cleaned.isprintable():
        raise WordsRefused
    return cleaned
