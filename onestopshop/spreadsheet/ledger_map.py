"""The map of a ledger: which of its headings and words mean which questions and answers."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from onestopshop.errors import Refused
from onestopshop.spreadsheet.cells import shown
from onestopshop.spreadsheet.date_format import DateFormat, date_format
from onestopshop.venue import VenueKind

_LARGEST = 1_000_000
"""Bytes; the longest map seen has 2,000."""

Words = dict[str, str | int]
Text = Annotated[str, msgspec.Meta(min_length=1)]
RowNumber = Annotated[int, msgspec.Meta(ge=1)]


class MapUnreadable(Refused):
    """The file is missing, a folder, too large or not text."""

    sentence = "The map cannot be read: choose the .toml file that describes the ledger."


class MapNotToml(Refused):
    """The file is not TOML."""

    sentence = "The map cannot be understood at line {line}: compare it with one of the examples."


class UnknownMapKey(Refused):
    """A key that no map has; ignoring it could change what the rows mean."""

    sentence = 'The map has a line "{key}" that is not known: correct its spelling or take it out.'


class MapValueWrong(Refused):
    """A key whose value has the wrong form."""

    sentence = 'The map\'s "{key}" is not written as it should be: compare it with one of the examples.'


class LedgerMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A map as it is written. Rows are numbered as a spreadsheet program shows them."""

    date_formats: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)] = ("%Y-%m-%d", "%d/%m/%Y")
    separator: Text = ";"
    """Stands between several answers in one cell."""
    kind: VenueKind | None = None
    """Of venues first met in this ledger."""
    area: str | None = None
    """The local authority that they serve, as an answer of "lives_in"."""
    sheet: str | None = None
    heading_row: RowNumber | None = None
    """The first row that is not blank, unless said."""
    end_at: Text | None = None
    """The first cell of the row at which the ledger ends, as "TOTAL"."""
    skip_rows: tuple[RowNumber, ...] = ()
    record: Literal["visit", "referral"] = "visit"
    programme: Text | None = None
    """To what people were referred; the venue's name where no other is given."""
    venue: Text | None = None
    """Of every row that names none itself."""
    columns: dict[str, str] = {}
    """Heading to "date", "venue", "visitor_reference", "ignore" or a question."""
    values: dict[str, Words] = {}
    """By question: a word to an answer's label or id, or a number. "outcome" serves every outcome."""
    new_options: dict[str, dict[str, str | bool]] = {}
    """By question: an answer that no list has yet to the answer it stands under; true for an agency."""

    def constant_venue(self) -> str | None:
        """The venue of a row that names none."""
        return self.venue or self.programme

    def formats(self) -> tuple[DateFormat, ...]:
        """How dates are written. Raises MapValueWrong."""
        try:
            return tuple(date_format(text) for text in self.date_formats)
        except ValueError:
            raise MapValueWrong(key="date_formats") from None


def read_map(path: Path) -> LedgerMap:
    """The map in a TOML file. Raises Refused with the line or key that is wrong."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1).decode("utf-8-sig")
    except (OSError, ValueError):
        raise MapUnreadable from None
    if len(text) > _LARGEST:
        raise MapUnreadable
    try:
        untrusted_map = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        place = re.search(r"at line (\d+)", str(wrong))
        raise MapNotToml(line=place[1] if place else text.count("\n") + 1) from None
    except RecursionError:
        raise MapUnreadable from None
    return _converted(untrusted_map)


def _converted(untrusted_map: dict[str, object]) -> LedgerMap:
    for key in untrusted_map:
        if key not in LedgerMap.__struct_fields__:
            raise UnknownMapKey(key=shown(key))
    for key, value in untrusted_map.items():
        try:
            msgspec.convert({key: value}, LedgerMap)
        except msgspec.ValidationError:
            raise MapValueWrong(key=key) from None
    found = msgspec.convert(untrusted_map, LedgerMap)
    found.formats()
    return found
