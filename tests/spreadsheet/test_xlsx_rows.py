"""Workbooks: what they hold, and what hostile ones hide."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onestopshop.errors import Refused
from onestopshop.spreadsheet.cells import Uncalculated
from onestopshop.spreadsheet.limits import TooManyColumns, TooManyRows
from onestopshop.spreadsheet.workbook_archive import NotAWorkbook, WorkbookTooLarge, require_harmless
from onestopshop.spreadsheet.xlsx_rows import NoSuchSheet, SeveralSheets, xlsx_rows
from tests.spreadsheet.example_ledgers import EXAMPLES, as_xlsx

SHEET = "xl/worksheets/sheet1.xml"
TENTERDEN = (EXAMPLES / "tenterden-2016.xlsx").read_bytes()
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its entries changed."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            body = old.read(entry)
            new.writestr(entry.filename, change(body) if entry.filename == name else body)
    return written.getvalue()


def with_row(xml: str) -> bytes:
    """A workbook whose sheet holds that XML for its rows."""
    data = f"<sheetData>{xml}</sheetData>".encode()
    return changed(
        as_xlsx([]), SHEET, lambda body: re.sub(rb"<sheetData ?/>|<sheetData></sheetData>", data, body)
    )


def sharing(prolog: str, text: str) -> bytes:
    """A workbook with one shared text in two cells of the first row."""
    content = with_row('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>')
    part = (
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    content = changed(content, "[Content_Types].xml", lambda body: body.replace(b"</Types>", part.encode()))
    strings = f'{prolog}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as book:
        book.writestr("xl/sharedStrings.xml", strings)
    return written.getvalue()


def archive(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these entries."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as new:
        for name, body in entries:
            new.writestr(name, body)
    return written.getvalue()


def test_cells_come_as_what_they_are() -> None:
    """Texts, numbers and dates keep their kind; a date has no time; blank rows count."""
    content = as_xlsx([["Log"], [], [datetime(2016, 2, 4, 9, 30), "3+", 2, 2.5, True, None]])  # noqa: DTZ001
    assert xlsx_rows(content, None) == ((1, ("Log",)), (2, ()), (3, (date(2016, 2, 4), "3+", 2, 2.5, True)))


def test_rows_that_are_not_written_count() -> None:
    """A gap in the file is blank rows on screen, so numbers agree with what a person sees."""
    rows = xlsx_rows(with_row('<row r="5"><c r="B5"><v>7</v></c></row>'), None)
    assert rows[4] == (5, (None, 7))
    assert [cells for _, cells in rows[:4]] == [()] * 4


def test_a_formula_is_what_it_came_to() -> None:
    """A formula gives its last value, an empty text nothing, and one never worked out says so."""
    xml = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>IF(1,"","x")</f><v></v></c>'
        '<c r="C1"><f>A1*2</f><v></v></c><c r="D1"><v>1</v></c></row>'
    )
    assert xlsx_rows(with_row(xml), None) == ((1, (2, None, Uncalculated.FORMULA, 1)),)


def test_the_sheet_that_the_map_names_is_read() -> None:
    """A sheet is found whatever its case; without a name the only one that holds something is taken."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Empty"
    book.create_sheet("Log").append(["Date"])
    content = io.BytesIO()
    book.save(content)
    assert xlsx_rows(content.getvalue(), " log") == xlsx_rows(content.getvalue(), None) == ((1, ("Date",)),)
    with pytest.raises(NoSuchSheet, match=r'"Logs".* Empty, Log'):
        xlsx_rows(content.getvalue(), "Logs")
    assert xlsx_rows(content.getvalue(), "Empty") == ()


def test_nobody_guesses_between_sheets() -> None:
    """Two filled sheets need a map that names one, else rows would be dropped without a word."""
    book = openpyxl.Workbook()
    for title in ("2015", "2016"):
        book.create_sheet(title).append(["Date"])
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(SeveralSheets, match="2015, 2016"):
        xlsx_rows(content.getvalue(), None)


def test_more_than_a_ledger_holds_is_refused() -> None:
    """A cell in column GS or in row 100,001 is too much; formatted empty ones there are not."""
    with pytest.raises(TooManyColumns):
        xlsx_rows(with_row('<row r="1"><c r="GS1"><v>1</v></c></row>'), None)
    with pytest.raises(TooManyRows):
        xlsx_rows(with_row('<row r="100001"><c r="A100001"><v>1</v></c></row>'), None)
    xml = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
        '<row r="100001"><c r="A100001" s="0"/></row>'
    )
    assert xlsx_rows(with_row(xml), None) == ((1, (1,)),)


def test_texts_that_cells_share_are_read() -> None:
    """Spreadsheet programs keep texts apart from the cells; each cell gets its own."""
    assert xlsx_rows(sharing("", "Where"), None) == ((1, ("Where", "Where")),)


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_that_multiply_are_refused(name: str) -> None:
    """A billion laughs in any part of a workbook is refused at once."""

    def laughing(body: bytes) -> bytes:
        return (LAUGHS + re.sub(r"^<[?].*?[?]>", "", body.decode()).replace("Where", "&l9;")).encode()

    with pytest.raises(NotAWorkbook):
        xlsx_rows(changed(TENTERDEN, name, laughing), None)


def test_entities_that_multiply_are_refused_in_shared_texts() -> None:
    """The texts that cells share are no way around that."""
    with pytest.raises(NotAWorkbook):
        xlsx_rows(sharing(LAUGHS, "&l9;"), None)


def test_without_its_guard_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where defusedxml is switched off from outside, no workbook is opened."""
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    with pytest.raises(NotAWorkbook):
        xlsx_rows(as_xlsx([["Date"]]), None)


def test_a_zip_bomb_is_refused_unopened() -> None:
    """Contents far larger than the file, too many, or over 50 MB are refused by the list alone."""
    bombs = (
        archive(("xl/workbook.xml", b"x"), (SHEET, bytes(5_000_000))),
        archive(("xl/workbook.xml", b"x"), *((f"xl/{n}.xml", b"x") for n in range(200))),
        archive(("xl/workbook.xml", b"x" * 50_000_001), method=zipfile.ZIP_STORED),
    )
    for bomb in bombs:
        with pytest.raises(WorkbookTooLarge):
            require_harmless(bomb)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "content",
    [
        archive(("xl/document.xml", b"x")),
        archive(("xl/workbook.xml", b"x"), ("../outside.xml", b"x")),
        archive(("xl/workbook.xml", b"x"), ("/etc/outside.xml", b"x")),
        archive(("xl/workbook.xml", b"x"), ("xl\\..\\outside.xml", b"x")),
        archive(("xl/workbook.xml", b"x"), method=zipfile.ZIP_LZMA),
        b"PK\x03\x04 and nothing else",
    ],
)
def test_archives_that_are_no_workbooks(content: bytes) -> None:
    """Other documents, names that lead outside and unusual packing are refused."""
    with pytest.raises(NotAWorkbook):
        require_harmless(content)


def test_an_entry_that_stands_twice_is_refused() -> None:
    """Two programs may read two different sheets of the same name, so neither is read."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = archive(("xl/workbook.xml", b"x"), ("xl/workbook.xml", b"y"))
    with pytest.raises(NotAWorkbook):
        require_harmless(content)


def test_an_encrypted_entry_is_refused() -> None:
    """An entry that needs a password is refused before anything asks for one."""
    content = bytearray(archive(("xl/workbook.xml", b"x")))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NotAWorkbook):
        require_harmless(bytes(content))


@settings(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, len(TENTERDEN) - 1), st.integers(1, 255)), min_size=1, max_size=20))
def test_a_damaged_workbook_is_refused_or_read(damage: list[tuple[int, int]]) -> None:
    """Bytes that changed on a bad stick end in one sentence, or in rows where nothing important was hit."""
    content = bytearray(TENTERDEN)
    for place, bits in damage:
        content[place] ^= bits
    check_told_or_read(bytes(content))


@settings(max_examples=100)
@given(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]), st.data())
def test_a_workbook_with_other_xml_is_refused_or_read(name: str, data: st.DataObject) -> None:
    """Pieces of a part that were cut, doubled or overwritten end in one sentence, or in rows."""

    def change(body: bytes) -> bytes:
        start = data.draw(st.integers(0, len(body)))
        end = data.draw(st.integers(start, min(len(body), start + 60)))
        piece = data.draw(
            st.sampled_from([b"", body[start:end] * 2, b"-1", b"<", b'"', b"999999999999", b"x"])
        )
        return body[:start] + piece + body[end:]

    check_told_or_read(changed(TENTERDEN, name, change))


def check_told_or_read(content: bytes) -> None:
    """Fails unless there are rows or one sentence."""
    told = "rows."
    try:
        xlsx_rows(content, None)
    except Refused as refused:
        told = str(refused)
    assert told.endswith(".")
    assert "\n" not in told
