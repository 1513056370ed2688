"""Two setups that coordinators changed without knowing of each other, and the one that follows both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from onestopshop.agency import Agency
from onestopshop.network import Policies, Recipients, RosterEntry, Setup
from onestopshop.question import Option, OptionList, Question
from onestopshop.venue import Venue

_Facts = dict[tuple[str, str, str], Any]
"""By what it is, which one, and which of its fields."""

_READER, _VENUE_READERS = "reader", "readers of venue"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the setup which was not accepted says otherwise: a venue's area, a desk's name, …

    Of what only that one has, `field` and `value` are empty.
    """

    what: str
    named: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Union:
    """One setup that follows two, and what of the one that was not accepted it says, and does not say."""

    setup: Setup
    kept: tuple[Difference, ...]
    lost: tuple[Difference, ...]


def union(accepted: Setup, other: Setup, before: Setup | None) -> Union:
    """The accepted setup with every change of the other that does not contradict it, a version above both.

    `before` is one that both follow: what differs from it was changed. Without it, whatever only one of them
    says is kept. Where both changed the same thing, the accepted one's word stands.
    """
    facts, theirs = _facts(accepted), _facts(other)
    common = _facts(before) if before else {}
    things = {key[:2] for key in facts}
    kept, lost = [], []
    for key, value in theirs.items():
        if (key in facts and facts[key] == value) or (key in common and common[key] == value):
            continue
        if facts.get(key) == common.get(key):
            whole = key if key[:2] in things else (*key[:2], "")
            kept.append(_difference(other, whole, value if whole == key else None))
            facts[key] = value
        else:
            lost.append(_difference(other, key, value))
    for key in common.keys() - theirs.keys():
        if key[0] in (_READER, _VENUE_READERS) and facts.get(key) == common[key]:
            kept.append(_difference(accepted, key, None))
            del facts[key]
    questions, moved = _ordered(_things(facts, "question", Question), accepted, other, before)
    if moved:
        (kept if moved == "kept" else lost).append(Difference("questions", "", "order", ""))
    return Union(
        msgspec.structs.replace(_rebuilt(accepted, other, facts), questions=questions),
        tuple(dict.fromkeys(kept)),
        tuple(lost),
    )


def _facts(setup: Setup) -> _Facts:
    facts: _Facts = {("network", "", "name"): setup.name}
    facts |= _fields("policy", "", setup.policies)
    for venue in setup.venues:
        facts |= _fields("venue", venue.id, venue)
    for agency in setup.agencies:
        facts |= _fields("agency", agency.id, agency)
    for question in setup.questions:
        facts |= _fields("question", question.id, question)
    for options in setup.lists:
        facts["list", options.id, "coarse"] = options.coarse
        for option in options.options:
            facts |= _fields(f"answer of {options.id}", option.id, option)
    for entry in setup.roster:
        facts |= _fields("desk", entry.desk, entry)
    for reader in setup.recipients.coordinators:
        facts[_READER, reader, ""] = reader
    for place, readers in setup.recipients.by_venue.items():
        facts[_VENUE_READERS, place, ""] = readers
    return facts


def _fields(what: str, named: str, thing: msgspec.Struct) -> _Facts:
    return {(what, named, field): getattr(thing, field) for field in thing.__struct_fields__}


def _things(facts: _Facts, what: str, kind: Any) -> tuple[Any, ...]:
    """The records that these facts make, in their order: the accepted one's first."""
    fields: dict[str, dict[str, Any]] = {}
    for (of, named, field), value in facts.items():
        if of == what:
            fields.setdefault(named, {})[field] = value
    return tuple(kind(**each) for each in fields.values())


def _rebuilt(accepted: Setup, other: Setup, facts: _Facts) -> Setup:
    return msgspec.structs.replace(
        accepted,
        name=facts["network", "", "name"],
        version=max(accepted.version, other.version) + 1,
        policies=_things(facts, "policy", Policies)[0],
        recipients=Recipients(
            tuple(key[1] for key in facts if key[0] == _READER),
            accepted.recipients.recovery,
            {key[1]: value for key, value in facts.items() if key[0] == _VENUE_READERS},  # type: ignore[misc]
        ),
        venues=_things(facts, "venue", Venue),
        agencies=_things(facts, "agency", Agency),
        lists=tuple(
            OptionList(key[1], _things(facts, f"answer of {key[1]}", Option), value)  # type: ignore[arg-type]
            for key, value in facts.items()
            if key[0] == "list"
        ),
        roster=_things(facts, "desk", RosterEntry),
        signed={
            desk: max(accepted.signed.get(desk, 0), other.signed.get(desk, 0))
            for desk in sorted({*accepted.signed, *other.signed})
        },
    )


def _ordered(
    questions: tuple[Question, ...], accepted: Setup, other: Setup, before: Setup | None
) -> tuple[tuple[Question, ...], str]:
    """The questions in the order that one of them changed; whether the other's order was kept or lost."""
    common = {question.id for question in before.questions} if before else set()
    first, ours, theirs = (
        [question.id for question in setup.questions if question.id in common] if setup else []
        for setup in (before, accepted, other)
    )
    if theirs in (first, ours):
        return questions, ""
    if ours != first:
        return questions, "lost"
    place = {question: number for number, question in enumerate(one.id for one in other.questions)}
    return tuple(sorted(questions, key=lambda one: place.get(one.id, len(place)))), "kept"


def _difference(setup: Setup, key: tuple[str, str, str], value: object) -> Difference:
    what, named, field = key
    said = ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    return Difference(what, _name(setup, what, named), field, said)


def _name(setup: Setup, what: str, named: str) -> str:
    """What a person calls it, or its id."""
    if what in ("venue", _VENUE_READERS):
        venue = setup.venue(named)
        return venue.name if venue else named
    if what == "desk":
        entry = setup.desk(named)
        return entry.name or named if entry else named
    return named
