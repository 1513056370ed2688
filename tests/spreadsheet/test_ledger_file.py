"""Files that are ledgers, and files that are not."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from onestopshop.errors import Refused
from onestopshop.spreadsheet.csv_rows import BrokenCsv, NotText, csv_rows
from onestopshop.spreadsheet.ledger_file import (
    LedgerEmpty,
    LedgerIsFolder,
    LedgerMissing,
    NoSpreadsheet,
    OldWorkbook,
    ledger_rows,
)
from onestopshop.spreadsheet.limits import LedgerTooLarge, TooManyColumns, TooManyRows, within_limits
from onestopshop.spreadsheet.workbook_archive import NotAWorkbook
from tests.spreadsheet.example_ledgers import EXAMPLES, as_csv


def written(folder: Path, content: bytes) -> Path:
    """A file with that content. Its name tells nothing, as nobody should rely on names."""
    path = folder / "ledger"
    path.write_bytes(content)
    return path


def test_rows_are_numbered_as_on_screen() -> None:
    """Blank lines count, a line break within a cell does not, and empty ends are cut off."""
    rows = csv_rows(b'a,b,,\r\n\r\n"two\r\nlines",x\r\n,,\r\n\r\n')
    assert rows == ((1, ("a", "b")), (2, ()), (3, ("two\r\nlines", "x")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_what_spreadsheet_programs_write_is_read(encoding: str) -> None:
    """Both encodings that are usual in Britain are understood."""
    assert csv_rows("Café – Zoë,£5".encode(encoding)) == ((1, ("Café – Zoë", "£5")),)


@pytest.mark.parametrize("content", [b"a\0b", "Date,Venue".encode("utf-16"), b"\x81\x8d\x8f"])
def test_other_encodings_are_refused(content: bytes) -> None:
    """NUL, UTF-16 and bytes that are no letters in either encoding are refused."""
    with pytest.raises(NotText):
        csv_rows(content)


def test_a_missing_quotation_mark_is_told_by_row() -> None:
    """A cell that never closes is refused near the row where it opens."""
    with pytest.raises(BrokenCsv, match="row 2"):
        csv_rows(b'a,b\n"never closed,c\nd,e\n')


def test_a_cell_without_end_is_refused() -> None:
    """A cell longer than the reader's own limit does not get past it."""
    with pytest.raises(BrokenCsv):
        csv_rows(b"a," + b"x" * 200_000)


def test_more_than_a_ledger_holds_is_refused() -> None:
    """200 columns and 100,000 rows are taken, one more is not; rows that are only formatted do not count."""
    assert len(csv_rows(as_csv([["x"] * 200]))[0][1]) == 200
    with pytest.raises(TooManyColumns, match="Row 2 "):
        csv_rows(as_csv([["x"], ["x"] * 201]))
    assert len(csv_rows(b"x\n" * 100_000 + b",\n" * 10)) == 100_000
    with pytest.raises(TooManyRows):
        csv_rows(b"x\n" * 100_001)


def test_one_long_text_repeated_in_every_cell_is_refused() -> None:
    """A workbook can repeat a text for nothing; all cells together hold 50 million characters at most."""
    story = "x" * 30_000
    with pytest.raises(LedgerTooLarge):
        within_limits((number, (story,) * 200) for number in range(1, 1_000))


def test_a_file_is_told_by_its_content(tmp_path: Path) -> None:
    """CSV and XLSX are recognised whatever the file is called."""
    for name in ("ashford-2014-15.csv", "tenterden-2016.xlsx"):
        content = (EXAMPLES / name).read_bytes()
        assert ledger_rows(written(tmp_path, content), None) == ledger_rows(EXAMPLES / name, None)


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", LedgerEmpty),
        (b",,\n\n ,\n", LedgerEmpty),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Excel", OldWorkbook),
        (b"%PDF-1.7 report", NoSpreadsheet),
        (b"\x89PNG\r\n\x1a\n", NoSpreadsheet),
        (b"PK\x03\x04 cut short", NotAWorkbook),
        (b"x" * 10_000_001, LedgerTooLarge),
    ],
)
def test_what_is_no_ledger(tmp_path: Path, content: bytes, refused: type[Refused]) -> None:
    """Each wrong kind of file has a sentence of its own."""
    with pytest.raises(refused) as told:
        ledger_rows(written(tmp_path, content), None)
    assert str(told.value).endswith(".")


def test_a_document_in_an_archive_is_no_workbook(tmp_path: Path) -> None:
    """An OpenDocument sheet is an archive too, but none that is taken."""
    path = tmp_path / "ledger.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(NotAWorkbook):
        ledger_rows(path, None)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    """A folder and a missing file are told apart."""
    with pytest.raises(LedgerIsFolder):
        ledger_rows(tmp_path, None)
    with pytest.raises(LedgerMissing):
        ledger_rows(tmp_path / "none.csv", None)


@pytest.mark.skipif(sys.platform == "win32", reason="no such files on Windows")
def test_what_could_be_read_for_ever(tmp_path: Path) -> None:
    """A device and a pipe are refused before they are opened."""
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(LedgerMissing):
            ledger_rows(path, None)


def test_a_file_that_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the disk is told like a file that is not there."""
    path = written(tmp_path, b"Date,Venue\n")

    def fails(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", fails)
    with pytest.raises(LedgerMissing):
        ledger_rows(path, None)
