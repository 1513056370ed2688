"""Which column of a ledger holds what: no column is dropped unless the map says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onestopshop.errors import Refused
from onestopshop.identity import normalised
from onestopshop.network import Setup
from onestopshop.question import Question
from onestopshop.spreadsheet.cells import Cell, shown, text_of
from onestopshop.spreadsheet.ledger_map import LedgerMap

Role = Literal["date", "venue", "visitor_reference", "ignore"]
_ROLES: tuple[Role, ...] = ("date", "venue", "visitor_reference", "ignore")
_ROLES_BY_HEADING: tuple[Role, ...] = ("date", "venue")
"""Those that need no line in a map. Nothing is ignored without one."""
_MOST_TOLD = 8


class UnknownHeadings(Refused):
    """Headings that neither the map nor the network's questions know."""

    sentence = (
        "Nobody knows what these headings mean: {headings}. Say for each in the map to which question "
        'it belongs, or "ignore".'
    )


class UnknownTarget(Refused):
    """The map sends a heading to a question that the network does not ask."""

    sentence = 'The map sends the heading "{heading}" to "{target}", which is no question of this network.'


class FeedbackOfSeveral(Refused):
    """Feedback is tallied by single answers."""

    sentence = 'The column "{heading}" is feedback that no ledger can give row by row: map it to "ignore".'


class NotAskedHere(Refused):
    """A question of the kind that the network hides until it has written down why it asks."""

    sentence = (
        'This network has not said why it asks "{heading}", so no ledger may bring it: map it to "ignore", '
        "or let the coordinator write down why first."
    )


class HeadingTwice(Refused):
    """Two columns, or two lines of the map, for one thing."""

    sentence = 'Two columns are taken for "{heading}": leave one of them, and map the other to "ignore".'


class ColumnMissing(Refused):
    """A row cannot be counted without it."""

    sentence = 'No column tells the {role}: name its heading in the map, or call it "{role}".'


@dataclass(frozen=True, slots=True)
class Column:
    """A column that has a heading. Exactly one of `role` and `question` says what it holds."""

    index: int
    heading: str
    role: Role | None = None
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a ledger, by what they hold."""

    all: tuple[Column, ...]

    def with_role(self, role: Role) -> Column | None:
        """The column with that role, or None."""
        return next((column for column in self.all if column.role == role), None)

    def asked(self) -> tuple[tuple[Column, Question], ...]:
        """The columns that answer questions, from left to right."""
        return tuple((column, column.question) for column in self.all if column.question is not None)


def columns_of(headings: tuple[Cell, ...], ledger_map: LedgerMap, setup: Setup) -> Columns:
    """What each heading means by the map, else by its own words.

    Raises UnknownHeadings, UnknownTarget, NotAskedHere, FeedbackOfSeveral, HeadingTwice and ColumnMissing.
    """
    targets = _targets(ledger_map)
    found: list[Column] = []
    unknown: list[str] = []
    for index, cell in enumerate(headings):
        heading = " ".join(text_of(cell).split())
        if not heading:
            continue
        column = _column(index, heading, targets.get(normalised(heading)), setup)
        if column is None:
            unknown.append(heading)
        else:
            found.append(column)
    if unknown:
        raise UnknownHeadings(headings=_quoted(unknown))
    _require_sound(found)
    columns = Columns(tuple(found))
    if columns.with_role("date") is None:
        raise ColumnMissing(role="date")
    if columns.with_role("venue") is None and ledger_map.constant_venue() is None:
        raise ColumnMissing(role="venue")
    return columns


def _targets(ledger_map: LedgerMap) -> dict[str, str]:
    targets: dict[str, str] = {}
    for heading, target in ledger_map.columns.items():
        if normalised(heading) in targets:
            raise HeadingTwice(heading=shown(heading))
        targets[normalised(heading)] = target
    return targets


def _column(index: int, heading: str, target: str | None, setup: Setup) -> Column | None:
    sought = normalised(heading if target is None else target)
    for role in _ROLES_BY_HEADING if target is None else _ROLES:
        if sought == role:
            return Column(index, heading, role=role)
    for question in setup.questions:
        if sought == normalised(question.id) or (target is None and sought == normalised(question.label)):
            return Column(index, heading, question=question)
    if target is None:
        return None
    raise UnknownTarget(heading=shown(heading), target=shown(target))


def _require_sound(columns: list[Column]) -> None:
    taken: set[str] = set()
    for column in columns:
        holds = column.question.id if column.question else column.role
        if holds is None or holds == "ignore":
            continue
        if column.question is not None:
            _require_askable(column.heading, column.question)
        if holds in taken:
            raise HeadingTwice(heading=shown(column.heading))
        taken.add(holds)


def _require_askable(heading: str, question: Question) -> None:
    if question.hidden and not question.why:
        raise NotAskedHere(heading=shown(heading))
    if question.scope == "feedback" and question.kind != "one":
        raise FeedbackOfSeveral(heading=shown(heading))


def _quoted(headings: list[str]) -> str:
    told = ", ".join(f'"{shown(heading)}"' for heading in headings[:_MOST_TOLD])
    return f"{told} and {len(headings) - _MOST_TOLD} more" if len(headings) > _MOST_TOLD else told
