"""What each written form of a report tells, read back into one shape so that the forms can be compared."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from openpyxl import load_workbook

from tests.documents.web_checks import read_page
from tests.documents.word_reading import opened, tables

Number = int | None
Grid = list[list[str]]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Told:
    """Figures by id or label as (number, percentage, number and percentage before); tables row by row."""

    figures: dict[str, tuple[Number, Number, Number, Number]]
    tables: dict[str, list[tuple[str, Number, Number]]]


def number(words: str) -> Number:
    """The number that a cell tells: 45 of "June 2015: about 45"; none of "fewer than 8" or of nothing."""
    said = words.rpartition(": ")[2].removeprefix("about ").replace(",", "")
    return int(said) if re.fullmatch(r"-?\d+", said) else None


def month_id(label: str) -> str:
    """The month "2015-06" of "June 2015"; other labels as they are."""
    name, _, year = label.partition(" ")
    return f"{year}-{MONTHS.index(name) + 1:02}" if name in MONTHS else label


def _rows(grid: Grid) -> list[tuple[str, Number, Number]]:
    return [
        (month_id(row[0]), number(row[1]), number(row[2]) if len(row) > 2 else None)
        for row in grid
        if len(row) > 1
    ]


def _of_grids(figures: Grid, grids: dict[str, Grid]) -> Told:
    return Told(
        {row[0]: (number(row[2]), number(row[3]), number(row[7]), number(row[8])) for row in figures},
        {name: _rows(grid) for name, grid in grids.items()},
    )


def _csv_rows(content: bytes) -> Grid:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _of_csv(content: bytes) -> Told:
    blocks: list[Grid] = [[]]
    for row in _csv_rows(content):
        if row:
            blocks[-1].append(row)
        else:
            blocks.append([])
    _, figures, *rest = blocks
    return _of_grids(figures[2:], {block[0][0]: block[2:] for block in rest})


def _of_zip(content: bytes) -> Told:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name.rpartition("/")[2][:-4]: _csv_rows(packed.read(name)) for name in packed.namelist()}
    del files["about"]
    return _of_grids(files.pop("figures")[1:], {name: rows[1:] for name, rows in files.items()})


def _of_xlsx(content: bytes) -> Told:
    sheets = [
        [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(io.BytesIO(content)).worksheets
    ]
    _, figures, *rest, _ = sheets
    return _of_grids(figures[3:], {sheet[0][0]: sheet[3:] for sheet in rest})


def _of_pages(found: dict[str, Grid]) -> Told:
    told = Told({}, {})
    for title, (headings, *rows) in found.items():
        if headings[-1] == "Year before":
            for label, value, percent, was in rows:
                before, _, before_percent = was.partition(", ")
                was_percent = number(before_percent.removesuffix("\u00a0%"))
                told.figures[label] = (number(value), number(percent), number(before), was_percent)
        else:
            told.tables[title] = _rows(rows)
    return told


def _of_html(content: bytes) -> Told:
    return _of_pages(dict(read_page(content.decode()).tables))


def _of_docx(content: bytes) -> Told:
    found = tables(opened(content))
    return _of_pages({title.removesuffix(", in numbers"): grid for title, grid in found.items()})


GRIDS: dict[str, Callable[[bytes], Told]] = {".csv": _of_csv, ".zip": _of_zip, ".xlsx": _of_xlsx}
"""The forms that hold every figure by its id and every table in the report's order."""
PAGES: dict[str, Callable[[bytes], Told]] = {".html": _of_html, ".docx": _of_docx}
"""The forms that people read: figures by their labels, and the tables that say something by their titles."""
