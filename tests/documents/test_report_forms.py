"""A file's ending chooses the form of a report, and what a form does not need is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from onestopshop.documents.report_forms import REPORT_ENDINGS, FormatRefused, report_writer
from tests.documents.ashford_report import ashford_report

BEGINNINGS = {
    ".pdf": b"%PDF-",
    ".html": b"<!DOCTYPE html>",
    ".docx": b"PK",
    ".xlsx": b"PK",
    ".zip": b"PK",
    ".csv": b'\xef\xbb\xbf"Kent',
    ".json": b"{",
}
ASK = """
import sys
from onestopshop.documents.report_forms import report_writer
report_writer(sys.argv[1])
print(*({"docx", "openpyxl", "reportlab"} & set(sys.modules)))
"""


@pytest.mark.parametrize("ending", REPORT_ENDINGS)
def test_an_ending_chooses_the_form(ending: str) -> None:
    """Whatever the case of the ending, the file is of that form."""
    for written in (ending, ending.upper()):
        assert report_writer(written)(ashford_report("publish")).startswith(BEGINNINGS[ending])


@pytest.mark.parametrize("ending", ["", ".", ".odt", "pdf", ".html5"])
def test_another_ending_is_refused(ending: str) -> None:
    """The sentence names every ending that there is."""
    with pytest.raises(FormatRefused) as refused:
        report_writer(ending)
    assert all(known in str(refused.value) for known in REPORT_ENDINGS)


@pytest.mark.parametrize(("ending", "loaded"), [(".json", set()), (".csv", set()), (".pdf", {"reportlab"})])
def test_what_is_not_needed_is_not_loaded(ending: str, loaded: set[str]) -> None:
    """A form does not wait for the libraries of another."""
    said = subprocess.run([sys.executable, "-c", ASK, ending], capture_output=True, text=True, check=True)
    assert set(said.stdout.split()) == loaded
