"""Targets and partners' figures read back from each form of a report that holds cells."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

from openpyxl import load_workbook

from tests.documents.web_checks import read_page
from tests.documents.word_reading import opened, tables

Cells = list[list[str]]
Number = int | float | None
Apart = tuple[list[list[Number]], list[list[str | Number]]]
TARGETS, STATED = "Against target", "Figures from partners"


def _number(cell: str) -> Number:
    said = cell.removeprefix("about ").replace(",", "")
    try:
        found = float(said)
    except ValueError:
        return None
    return int(found) if found.is_integer() else found


def _apart(targets: Cells, stated: Cells) -> Apart:
    return (
        [[_number(cell) for cell in row[1:4]] for row in targets],
        [[row[0], *(_number(cell) for cell in row[1:4])] for row in stated],
    )


def _rows(content: bytes) -> Cells:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def _of_csv(content: bytes) -> Apart:
    rows = [*_rows(content), []]

    def below(title: str) -> Cells:
        start = rows.index([title]) + 2
        return rows[start : rows.index([], start)]

    return _apart(below(TARGETS), below(STATED))


def _of_zip(content: bytes) -> Apart:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        files = {name.rpartition("/")[2]: _rows(packed.read(name)) for name in packed.namelist()}
    return _apart(files["targets.csv"][1:], files["stated.csv"][1:])


def _of_xlsx(content: bytes) -> Apart:
    book = load_workbook(io.BytesIO(content))

    def below(title: str) -> Cells:
        rows = list(book[title].iter_rows(min_row=4, values_only=True))
        return [["" if cell is None else str(cell) for cell in row] for row in rows]

    return _apart(below(TARGETS), below(STATED))


def _of_html(content: bytes) -> Apart:
    found = dict(read_page(content.decode()).tables)
    return _apart(found[TARGETS][1:], found[STATED][1:])


def _of_docx(content: bytes) -> Apart:
    found = tables(opened(content))
    return _apart(found[TARGETS][1:], found[STATED][1:])


APART: dict[str, Callable[[bytes], Apart]] = {
    ".csv": _of_csv,
    ".zip": _of_zip,
    ".xlsx": _of_xlsx,
    ".html": _of_html,
    ".docx": _of_docx,
}
"""Each form with what reads its targets, as reached, target and percent, and what partners stated."""
