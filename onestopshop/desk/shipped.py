"""The questions, lists and agencies with which every new network starts."""

from __future__ import annotations

import tomllib
from typing import Any

import msgspec

from onestopshop.agency import Agency
from onestopshop.question import OptionList, Question
from resources import resource

_QUESTION_SETS = ("visit", "feedback", "referral")


def shipped_questions() -> tuple[Question, ...]:
    """Every question that ships, in the order in which it is asked."""
    found: list[Question] = []
    for name in _QUESTION_SETS:
        found += msgspec.convert(_toml(f"questions/{name}.toml")["questions"], list[Question])
    return tuple(found)


def shipped_lists() -> tuple[OptionList, ...]:
    """Every list that ships but the agencies, in order of name."""
    folder = resource("lists")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(
        msgspec.convert(_toml(f"lists/{name}"), OptionList) for name in names if name != "agencies.toml"
    )


def shipped_agencies() -> tuple[Agency, ...]:
    """The agencies that a network starts with."""
    return tuple(msgspec.convert(_toml("lists/agencies.toml")["agencies"], list[Agency]))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(name).read_text(encoding="utf-8"))
