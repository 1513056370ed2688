"""What a ledger's words mean: the network's lists, the map's new answers, and the map's own translations."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from onestopshop.agency import Agency
from onestopshop.errors import Refused
from onestopshop.identity import AgencyId, ListId, OptionId, met_id, normalised
from onestopshop.network import Setup
from onestopshop.part import MetOption
from onestopshop.question import (
    AGENCY_LIST,
    NOT_ANSWERED,
    NOT_ASKED,
    NOT_KNOWN,
    PREFER_NOT_TO_SAY,
    Option,
    OptionList,
    Question,
)
from onestopshop.spreadsheet.cells import is_name, shown
from onestopshop.spreadsheet.ledger_map import LedgerMap, Words

_UNSAID = {
    "not asked": NOT_ASKED,
    "not known": NOT_KNOWN,
    "prefer not to say": PREFER_NOT_TO_SAY,
    "not answered": NOT_ANSWERED,
}
"""Understood for every question, whether or not its list shows them."""
_FAMILIES = ("outcome",)
"""Questions "outcome.…" share the map's words of "outcome"."""
_MOST_NEAREST = 2
_ALIKE = 0.4


class WordMapWrong(Refused):
    """The map translates a word to an answer that does not exist."""

    sentence = 'The map\'s [{table}] has "{word}" for an answer that cannot be: correct that line.'


class WordMapAstray(Refused):
    """A table of the map for a question that does not exist."""

    sentence = "The map has [{table}], which belongs to no question of this network."


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that may answer one question."""

    question: Question
    options: OptionList | None
    words: dict[str, str | int]

    def meaning(self, word: str) -> str | int | None:
        """The option or number that a word stands for, or None where nobody knows it."""
        return self.words.get(normalised(word))

    def nearest(self, word: str) -> tuple[str, ...]:
        """The labels that look most like a word nobody knows, the best first; equals in the list's order."""
        if self.options is None:
            return ()
        matcher = difflib.SequenceMatcher(b=_as_compared(shown(word)))
        scored = []
        for place, option in enumerate(self.options.options):
            matcher.set_seq1(_as_compared(option.label))
            if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                scored.append((-matcher.ratio(), place, option.label))
        return tuple(label for _, _, label in sorted(scored)[:_MOST_NEAREST])


@dataclass(frozen=True, slots=True)
class NewOptions:
    """The network's lists with what the map adds to them, and what that is."""

    lists: dict[ListId, OptionList]
    agencies: tuple[Agency, ...]
    options: tuple[MetOption, ...]


def new_options(ledger_map: LedgerMap, setup: Setup) -> NewOptions:
    """Every list that the setup's questions use, with the map's `new_options`.

    What is listed already is used as it is. `agencies` and `options` are all that the network has not
    accepted: new here, or met at this desk before. Raises WordMapAstray and WordMapWrong.
    """
    lists: dict[ListId, OptionList] = {}
    for question in setup.questions:
        known = setup.list(question.list) if question.list is not None else None
        if known is not None:
            lists[known.id] = known
    for question_id, additions in ledger_map.new_options.items():
        asked = setup.question(question_id)
        if asked is None or asked.list is None or asked.list not in lists:
            raise WordMapAstray(table=f"new_options.{shown(question_id)}")
        for name, parent in additions.items():
            answers = lists[asked.list]
            if answers.named(name) is None:
                added = _new_option(setup, answers, question_id, name, parent)
                lists[asked.list] = OptionList(answers.id, (*answers.options, added), coarse=answers.coarse)
    met = [(answers.id, option) for answers in lists.values() for option in answers.options if option.met]
    return NewOptions(
        lists,
        tuple(Agency(AgencyId(o.id), o.label, met=True) for list_id, o in met if list_id == AGENCY_LIST),
        tuple(MetOption(list_id, o) for list_id, o in met if list_id != AGENCY_LIST),
    )


def _new_option(setup: Setup, answers: OptionList, question: str, name: str, parent: str | bool) -> Option:
    label = " ".join(name.split())
    added_id = OptionId(met_id(setup.network, answers.id, name))
    if is_name(label) and answers.id == AGENCY_LIST and parent is True:
        return Option(added_id, label, met=True)
    above = answers.named(parent) if isinstance(parent, str) else None
    if above is None or not is_name(label) or answers.id == AGENCY_LIST:
        raise WordMapWrong(table=f"new_options.{shown(question)}", word=shown(name))
    return Option(added_id, label, parent=above.id, agency=above.agency, met=True)


def vocabulary(question: Question, ledger_map: LedgerMap, lists: dict[ListId, OptionList]) -> Vocabulary:
    """The words for one question: the map's first, then labels and ids. Raises WordMapWrong."""
    answers = lists.get(question.list) if question.list is not None else None
    words: dict[str, str | int] = dict(_UNSAID)
    words |= {normalised(option): option for option in _UNSAID.values()}
    listed = answers.options if answers else ()
    words |= {normalised(option.id): option.id for option in reversed(listed)}
    words |= {normalised(option.label): option.id for option in reversed(listed)}
    table, translations = _translations(question, ledger_map)
    translated: dict[str, str | int] = {}
    for word, answer in translations.items():
        meaning = _meaning(question, words, answer)
        if meaning is None:
            raise WordMapWrong(table=table, word=shown(word))
        translated[normalised(word)] = meaning
    return Vocabulary(question, answers, words | translated)


def require_known_tables(ledger_map: LedgerMap, setup: Setup) -> None:
    """Raise WordMapAstray where the map translates words of a question that does not exist."""
    for table in ledger_map.values:
        if table not in (*_FAMILIES, "venue") and setup.question(table) is None:
            raise WordMapAstray(table=f"values.{shown(table)}")


def _translations(question: Question, ledger_map: LedgerMap) -> tuple[str, Words]:
    family = question.id.partition(".")[0]
    if question.id not in ledger_map.values and family in _FAMILIES:
        return f"values.{family}", ledger_map.values.get(family, {})
    return f"values.{question.id}", ledger_map.values.get(question.id, {})


def _meaning(question: Question, words: dict[str, str | int], answer: str | int) -> str | int | None:
    if question.kind == "number":
        number = number_of(str(answer), question.most)
        return number if number is not None else words.get(normalised(str(answer)))
    return words.get(normalised(answer)) if isinstance(answer, str) else None


def _as_compared(word: str) -> str:
    """Bands look alike however their middle is written: "35 to 44", "35 - 44", "35-44"."""
    return normalised(word).replace(" to ", "-").replace(" - ", "-")


def number_of(text: str, most: int) -> int | None:
    """The whole number from 0 to `most` that a text is, or None."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) + 1:
        number = int(text)
        return number if number <= most else None
    return None
