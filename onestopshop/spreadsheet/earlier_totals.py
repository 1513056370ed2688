"""Reading the file of totals of years before the app."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any

import msgspec

from onestopshop.earlier_total import EarlierTotal, NamedTotal
from onestopshop.errors import Refused
from onestopshop.reporting_year import Month, Period

_LARGEST = 1_000_000
_NEEDED = (
    "give from and to as whole months (2010-07), a figure, a whole number as value, and if you like a venue"
    " and a source; nothing else."
)


class TotalsRefused(Refused):
    """The file of totals is not what it should be."""

    sentence = "{where}: {why}"


class _Total(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    first: str
    last: str
    figure: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    value: Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]
    venue: str = ""
    source: str = ""


def read_totals(path: Path) -> tuple[NamedTotal, ...]:
    """The totals of a TOML file: tables `[[total]]` with venue, from, to, figure, value and a source.

    A source or venue at the top of the file holds for every total without its own. Raises TotalsRefused.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise TotalsRefused(where=path.name, why="the file is too large for a list of totals.")
        read = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise TotalsRefused(where=path.name, why="this is no TOML file.") from error
    shared = {name: read.pop(name) for name in ("source", "venue") if isinstance(read.get(name), str)}
    listed = [entry for value in read.values() if isinstance(value, list) for entry in value]
    if not listed or any(not isinstance(value, list) for value in read.values()):
        raise TotalsRefused(where=path.name, why="list every total under its own [[total]].")
    return tuple(_total(number, {**shared, **_table(entry)}) for number, entry in enumerate(listed, 1))


def _table(entry: object) -> dict[str, Any]:
    return entry if isinstance(entry, dict) else {}


def _total(number: int, table: dict[str, Any]) -> NamedTotal:
    try:
        read = msgspec.convert(table, _Total)
        period = Period(Month.parse(read.first), Month.parse(read.last))
    except (msgspec.ValidationError, ValueError) as error:
        raise TotalsRefused(where=f"total {number}", why=_NEEDED) from error
    return NamedTotal(read.venue, EarlierTotal(None, period, read.figure, read.value, read.source))
