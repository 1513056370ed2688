"""Reading the file of what was not counted here: totals of earlier years, partners' figures, targets."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from onestopshop.earlier_total import EarlierTotal, NamedTotal
from onestopshop.errors import Refused
from onestopshop.reporting_year import Month, Period
from onestopshop.stated_figure import NamedStated, StatedFigure

_LARGEST = 1_000_000
_STATED = ("partner", "target")
_Number = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]
_Words = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
_Long = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_NEEDED = (
    "give from and to as whole months (2010-07), a figure, a whole number as value, and if you like a venue"
    " and a source; nothing else."
)
_NEEDED_PARTNER = (
    "give a label and a source, from and to as whole months (2010-07), a whole number as value or a percent"
    " from 0 to 100, and if you like its base and a venue; nothing else."
)


class TotalsRefused(Refused):
    """The file of totals is not what it should be."""

    sentence = "{where}: {why}"


class _Months(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    first: str
    last: str

    def period(self) -> Period:
        """The whole months that are meant. Raises ValueError."""
        return Period(Month.parse(self.first), Month.parse(self.last))


class _Total(_Months, frozen=True, forbid_unknown_fields=True, kw_only=True):
    figure: _Words
    value: _Number
    venue: str = ""
    source: str = ""


class _Partner(_Months, frozen=True, forbid_unknown_fields=True, kw_only=True):
    label: _Long
    value: _Number | None = None
    base: _Number | None = None
    percent: Annotated[float, msgspec.Meta(ge=0, le=100)] | None = None
    source: _Long
    venue: str = ""


_Entry = TypeVar("_Entry", bound=_Months)


def read_totals(path: Path) -> tuple[NamedTotal, ...]:
    """The totals of a TOML file: tables `[[total]]` with venue, from, to, figure, value and a source.

    A source or venue at the top of the file holds for every table without its own. Raises TotalsRefused.
    """
    found = []
    for name, number, table in _tables(path):
        if name not in _STATED:
            read, period = _entry(name, number, table, _Total)
            total = EarlierTotal(None, period, read.figure, read.value, read.source)
            found.append(NamedTotal(read.venue, total))
    return tuple(found)


def read_stated(path: Path) -> tuple[NamedStated, ...]:
    """The partners' figures and targets of the same file. Raises TotalsRefused.

    `[[partner]]` has a label, from, to, a source, and a value, a percent or both, with the base where it is
    known; `[[target]]` has the same keys as a total.
    """
    found = []
    for name, number, table in _tables(path):
        if name == "partner":
            found.append(_partner(number, table))
        elif name == "target":
            read, period = _entry(name, number, table, _Total)
            stated = StatedFigure("target", read.figure, period, read.value, source=read.source)
            found.append(NamedStated(read.venue, stated))
    return tuple(found)


def _partner(number: int, table: dict[str, Any]) -> NamedStated:
    read, period = _entry("partner", number, table, _Partner)
    if read.value is None and read.percent is None:
        raise TotalsRefused(where=f"partner {number}", why="give a value, a percent or both.")
    if read.base is not None and read.value is not None and read.value > read.base:
        raise TotalsRefused(where=f"partner {number}", why="the value is more than its base.")
    tenths = None if read.percent is None else round(read.percent * 10)
    stated = StatedFigure("partner", read.label, period, read.value, read.base, tenths, read.source)
    return NamedStated(read.venue, stated)


def _tables(path: Path) -> list[tuple[str, int, dict[str, Any]]]:
    """Each table with its kind and its number among those of that kind, what holds for all put in."""
    try:
        if path.stat().st_size > _LARGEST:
            raise TotalsRefused(where=path.name, why="the file is too large for a list of totals.")
        read = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise TotalsRefused(where=path.name, why="this is no TOML file.") from error
    shared = {name: read.pop(name) for name in ("source", "venue") if isinstance(read.get(name), str)}
    if not any(read.values()) or any(not isinstance(value, list) for value in read.values()):
        raise TotalsRefused(where=path.name, why="list every total under its own [[total]].")
    return [
        (name, number, {**shared, **(entry if isinstance(entry, dict) else {})})
        for name, entries in read.items()
        for number, entry in enumerate(entries, 1)
    ]


def _entry(name: str, number: int, table: dict[str, Any], kind: type[_Entry]) -> tuple[_Entry, Period]:
    try:
        read = msgspec.convert(table, kind)
        return read, read.period()
    except (msgspec.ValidationError, ValueError) as error:
        raise TotalsRefused(
            where=f"{name} {number}", why=_NEEDED_PARTNER if name == "partner" else _NEEDED
        ) from error
