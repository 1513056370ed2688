"""Tables of the answers to one question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from onestopshop.question import (
    NOT_ANSWERED,
    NOT_ASKED,
    NOT_KNOWN,
    NOT_RECORDED,
    PREFER_NOT_TO_SAY,
    Option,
    OptionList,
)
from onestopshop.reports.counts import Counts, not_asked
from onestopshop.reports.table import OTHER, Row, Table
from onestopshop.tally import ANSWERED

_APART = (
    (NOT_KNOWN, "Not known"),
    (PREFER_NOT_TO_SAY, "Prefer not to say"),
    (NOT_ANSWERED, "Not answered"),
    (NOT_ASKED, "Not asked"),
)
Zeros = Literal["keep", "between", "drop"]
"""Which options nobody chose are shown: all, those between the first and the last chosen one, or none."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How one question becomes a table."""

    id: str
    title: str
    question: str
    zeros: Zeros
    subject: str = ""
    """The report's own subject where none is named."""
    several: bool = False
    broad: bool = False
    """Whether every answer counts under its broadest one."""
    ordered: bool = False
    """Whether its answers follow each other, as ages do."""


def breakdown_table(counts: Counts, breakdown: Breakdown) -> Table:
    """The answers to one question, those that record nothing last."""
    subject = breakdown.subject or counts.subject
    answers = counts.answers(subject, breakdown.question)
    options = counts.list_of(breakdown.question)
    rows = _answer_rows(answers, options, breakdown)
    return Table(
        breakdown.id,
        breakdown.title,
        _unit(subject),
        (*_with_zeros(rows, breakdown.zeros), *_apart(counts, subject, breakdown.question)),
        of=(subject, breakdown.question),
        base=counts.recorded(subject, breakdown.question),
        several=breakdown.several,
        ordered=breakdown.ordered,
        largest_first=breakdown.zeros == "drop" and breakdown.question != "ethnic_group",
    )


def _unit(subject: str) -> str:
    return {"referral": "Referrals", "feedback": "Answers"}.get(subject, "Visits")


def _answer_rows(answers: Mapping[str, int], options: OptionList, breakdown: Breakdown) -> list[Row]:
    shown_at = _level(answers, options, breakdown.broad)
    shown: dict[str, tuple[str, ...]] = {}
    for option in options.options:
        if option.id not in NOT_RECORDED:
            at = shown_at(option).id
            shown[at] = (*shown.get(at, ()), option.id)
    rolled_up = breakdown.broad or options.coarse
    rows = [
        _row(option, shown[option.id], answers, options, rolled_up)
        for option in _in_families(options)
        if option.id in shown
    ]
    known = {option.id for option in options.options}
    unlisted = tuple(option for option in answers if option not in known | NOT_RECORDED | {ANSWERED})
    number = sum(answers[option] for option in unlisted)
    return [*rows, Row(OTHER, number, cells=unlisted)] if number else rows


def _level(answers: Mapping[str, int], options: OptionList, broad: bool) -> Callable[[Option], Option]:
    """Where an option is shown. One coarse answer makes the whole table coarse: bands must not overlap."""
    coarse = options.coarse and any(
        answers.get(option.id) and options.below(option.id) for option in options.options
    )
    return (lambda option: _lineage(option, options)[-1]) if broad or coarse else (lambda option: option)


def _lineage(option: Option, options: OptionList) -> list[Option]:
    """The option, its parent, and so on to the broadest."""
    found = [option]
    while (parent := options.option(found[-1].parent or "")) is not None and parent not in found:
        found.append(parent)
    return found


def _in_families(options: OptionList) -> list[Option]:
    """The options in the order of the list, each after its parent: those first met stand at a list's end."""
    places = {option.id: place for place, option in enumerate(options.options)}

    def place(option: Option) -> list[int]:
        return [places[above.id] for above in reversed(_lineage(option, options))]

    return sorted(options.options, key=place)


def _row(
    option: Option, cells: tuple[str, ...], answers: Mapping[str, int], options: OptionList, rolled_up: bool
) -> Row:
    lineage = _lineage(option, options)
    accepted = next((above for above in lineage if not above.met), None)
    published = _label(accepted, options, rolled_up) if accepted else OTHER
    return Row(
        _label(option, options, rolled_up),
        sum(answers.get(cell, 0) for cell in cells),
        "" if accepted == option else published,
        cells=cells,
        broader="" if lineage[-1].met else lineage[-1].label,
    )


def _label(option: Option, options: OptionList, rolled_up: bool) -> str:
    narrower = any(not below.met for below in options.below(option.id))
    return f"{option.label}, no more said" if narrower and not rolled_up else option.label


def _with_zeros(rows: list[Row], zeros: Zeros) -> list[Row]:
    chosen = [place for place, row in enumerate(rows) if row.value]
    first, last = (chosen[0], chosen[-1]) if chosen else (0, -1)
    return [
        replace(
            row,
            keep=not row.published and (zeros == "keep" or (zeros == "between" and first <= place <= last)),
        )
        for place, row in enumerate(rows)
    ]


def _apart(counts: Counts, subject: str, question: str) -> list[Row]:
    answers = dict(counts.answers(subject, question))
    people = subject != "feedback"
    if people:
        answers[NOT_ASKED] = not_asked(counts, subject, question)
    return [
        Row(
            label,
            answers.get(option, 0),
            recorded=False,
            keep=_always(question, option),
            cells=(option,),
        )
        for option, label in _APART
        if people == (option != NOT_ANSWERED) or answers.get(option, 0)
    ]


def _always(question: str, option: str) -> bool:
    """The share not asked which visit it is shows always: the figures on visitors rest on it."""
    return question == "ordinal" and option == NOT_ASKED
