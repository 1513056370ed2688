"""The ids of a ledger's rows: the same wherever and however often the ledger is imported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from onestopshop.identity import NetworkId, VisitId, derived_id, normalised
from onestopshop.spreadsheet.cells import Cell, text_of
from onestopshop.spreadsheet.columns import Columns
from onestopshop.spreadsheet.ledger_map import LedgerMap


@dataclass(slots=True)
class RowIdentity:
    """Derives ids from the network, what stands under each heading, and a row's place among identical rows.

    Cells are compared as people read them: a day as a day, 2 like "2", whatever case and spaces. So CSV and
    XLSX of one ledger agree, and neither a new empty column nor another order of columns or rows matters.

    Identical rows carry the same day. Their places are counted from the start of the file, so a ledger in
    pieces gives the ids of the whole wherever each day stands in one piece. Pieces that tear identical rows
    of one day apart take them for the same row: too few count until that day is imported whole, never too
    many.
    """

    network: NetworkId
    ledger_map: LedgerMap
    columns: Columns
    _seen: Counter[str] = field(default_factory=Counter)

    def of(self, cells: tuple[Cell, ...], day: date) -> tuple[VisitId, str]:
        """The visit's id, and a text with which `feedback_token` makes ids that nobody can join to it."""
        content = derived_id(self.network, *self._constants(), *self._said(cells, day))
        place = str(self._seen[content])
        self._seen[content] += 1
        return VisitId(derived_id("ledger visit", content, place)), derived_id("ledger row", content, place)

    def _constants(self) -> tuple[str, ...]:
        """What the map says of every row: two villages' ledgers may hold the same row on the same day."""
        venue, programme = self.ledger_map.venue or "", self.ledger_map.programme or ""
        return self.ledger_map.record, normalised(venue), normalised(programme)

    def _said(self, cells: tuple[Cell, ...], day: date) -> list[str]:
        said = []
        for column in self.columns.all:
            cell = cells[column.index] if column.index < len(cells) else None
            text = day.isoformat() if column.role == "date" else normalised(text_of(cell))
            if text:
                said.append(f"{normalised(column.heading)}\x1e{text}")
        return sorted(said)


def feedback_token(row: str, question: str) -> str:
    """The token under which a row's feedback answer is tallied: it tells nothing of the visit's id."""
    return derived_id("ledger feedback", row, question)
