"""Turns a ledger's rows into visits, referrals and feedback, or tells everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onestopshop.desk.ledger import Ledger, LedgerRow
from onestopshop.errors import Refused
from onestopshop.identity import VenueId, normalised
from onestopshop.network import Setup
from onestopshop.progress import Progress, unwatched
from onestopshop.question import Question
from onestopshop.spreadsheet import faults
from onestopshop.spreadsheet.cells import Cell, Row, Uncalculated, column_name, is_blank, text_of
from onestopshop.spreadsheet.columns import Column, Columns, columns_of
from onestopshop.spreadsheet.date_format import DateFormat, read_day
from onestopshop.spreadsheet.faults import CellRefused, LedgerRefused, RowFault
from onestopshop.spreadsheet.ledger_map import LedgerMap
from onestopshop.spreadsheet.row_answers import read_answer
from onestopshop.spreadsheet.row_identity import RowIdentity, feedback_token
from onestopshop.spreadsheet.venue_names import VenueNames
from onestopshop.spreadsheet.vocabulary import Vocabulary, new_options, require_known_tables, vocabulary
from onestopshop.visit import Answers


class NoHeadings(Refused):
    """The row that should hold the headings is not in the file, or is blank."""

    sentence = (
        'Row {row} of the ledger holds no headings: say in the map\'s line "heading_row" where they are.'
    )


@dataclass(frozen=True, slots=True)
class _Terms:
    """All that a row is read by."""

    ledger_map: LedgerMap
    columns: Columns
    vocabularies: dict[str, Vocabulary]
    formats: tuple[DateFormat, ...]
    venues: VenueNames
    identity: RowIdentity
    today: date


def translated(
    rows: tuple[Row, ...],
    ledger_map: LedgerMap,
    setup: Setup,
    today: date,
    progress: Progress = unwatched,
) -> Ledger:
    """The ledger in the network's words. Nothing is stored.

    Raises LedgerRefused with every faulty cell at once; another Refused where headings or the map are wrong.
    """
    heading_row, headings = _headings(rows, ledger_map)
    columns = columns_of(headings, ledger_map, setup)
    require_known_tables(ledger_map, setup)
    added = new_options(ledger_map, setup)
    terms = _Terms(
        ledger_map,
        columns,
        {asked.id: vocabulary(asked, ledger_map, added.lists) for _, asked in columns.asked()},
        ledger_map.formats(),
        VenueNames(ledger_map, setup),
        RowIdentity(setup.network, ledger_map, columns),
        today,
    )
    body = tuple(_body(rows, heading_row, ledger_map))
    kept = [row for row in body if row[0] not in ledger_map.skip_rows]
    found = _read_rows(kept, terms, progress)
    said = {option for row in found for option in row.options()}
    return Ledger(
        rows=found,
        venues=terms.venues.met(),
        agencies=tuple(agency for agency in added.agencies if agency.id in said),
        options=tuple(met for met in added.options if met.option.id in said),
        skipped=len(body) - len(kept),
    )


def _headings(rows: tuple[Row, ...], ledger_map: LedgerMap) -> Row:
    for number, cells in rows:
        is_it = number == ledger_map.heading_row if ledger_map.heading_row else not is_blank(cells)
        if is_it and not is_blank(cells):
            return number, cells
    raise NoHeadings(row=ledger_map.heading_row or 1)


def _body(rows: tuple[Row, ...], heading_row: int, ledger_map: LedgerMap) -> Iterator[Row]:
    """The rows below the headings, without blank ones, down to where the map says that the ledger ends."""
    end = None if ledger_map.end_at is None else normalised(ledger_map.end_at)
    for number, cells in rows:
        if number <= heading_row or is_blank(cells):
            continue
        if end is not None and normalised(text_of(cells[0])) == end:
            return
        yield number, cells


def _read_rows(rows: list[Row], terms: _Terms, progress: Progress) -> tuple[LedgerRow, ...]:
    found: list[LedgerRow] = []
    wrong: list[RowFault] = []
    for done, (number, cells) in enumerate(rows):
        progress(done, len(rows))
        reading = _RowReading(number, cells, terms)
        row = reading.row()
        if row is not None:
            found.append(row)
        wrong += reading.wrong
    if wrong:
        raise LedgerRefused(wrong)
    return tuple(found)


class _RowReading:
    """One row while it is read, and what is wrong with it from left to right."""

    def __init__(self, number: int, cells: tuple[Cell, ...], terms: _Terms) -> None:
        self._number = number
        self._cells = cells
        self._terms = terms
        self._day: date | None = None
        self._venue: VenueId | None = None
        self._reference: str | None = None
        self._answers: Answers = {}
        self._feedback: dict[str, str] = {}
        self.wrong: list[RowFault] = []

    def row(self) -> LedgerRow | None:
        """The row in the network's words, or None where `wrong` says why not."""
        for column in self._terms.columns.all:
            cell = self._cells[column.index] if column.index < len(self._cells) else None
            try:
                self._take(column, cell)
            except CellRefused as fault:
                self.wrong.append(RowFault(self._number, column.heading, fault.reason))
        self._refuse_cells_without_heading()
        if self._venue is None and self._terms.columns.with_role("venue") is None:
            self._venue = self._terms.venues.venue("")
        if self.wrong or self._day is None or self._venue is None:
            return None
        visit_id, token = self._terms.identity.of(self._cells, self._day)
        return LedgerRow(
            number=self._number,
            record=self._terms.ledger_map.record,
            day=self._day,
            venue=self._venue,
            answers=self._answers,
            feedback=self._feedback,
            # People referred to a programme are counted once each as they stand: no visit is the first.
            reference=self._reference if self._terms.ledger_map.record == "visit" else None,
            id=visit_id,
            tokens={question: feedback_token(token, question) for question in self._feedback},
        )

    def _take(self, column: Column, cell: Cell) -> None:
        if column.role == "ignore":
            return
        if isinstance(cell, Uncalculated):
            raise CellRefused(faults.UNCALCULATED)
        if column.question is not None:
            self._take_answer(column.question, cell)
        elif column.role == "date":
            self._day = read_day(cell, self._terms.formats, self._terms.today)
        elif column.role == "venue":
            self._venue = self._terms.venues.venue(text_of(cell))
        else:
            self._reference = normalised(text_of(cell)) or None

    def _take_answer(self, question: Question, cell: Cell) -> None:
        words = self._terms.vocabularies[question.id]
        answer = read_answer(cell, words, self._terms.ledger_map.separator)
        if answer is None:
            return
        if question.scope == "feedback":
            self._feedback[question.id] = str(answer)
        else:
            self._answers[question.id] = answer

    def _refuse_cells_without_heading(self) -> None:
        headed = {column.index for column in self._terms.columns.all}
        for index, cell in enumerate(self._cells):
            if index not in headed and text_of(cell):
                self.wrong.append(RowFault(self._number, f"column {column_name(index)}", faults.NO_HEADING))
