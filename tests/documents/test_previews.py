"""A preview says on every page and sheet, in every form, that it is not for release."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest
from openpyxl import load_workbook

from onestopshop.documents.report_forms import REPORT_ENDINGS, report_writer
from onestopshop.reports.report_words import INTERNAL_MARK, PREVIEW_MARK
from onestopshop.reports.suppression import as_preview
from tests.documents.ashford_report import ashford_report
from tests.documents.word_reading import opened


def _pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _sheets(content: bytes) -> list[str]:
    """The head of each sheet's printed page, and what stands under its title."""
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return [f"{found}" for sheet in sheets for found in (sheet.oddHeader.center.text, sheet["A2"].value)]


def _heads(content: bytes) -> list[str]:
    return [section.header.paragraphs[0].text for section in opened(content).sections]


def _packed(content: bytes) -> list[str]:
    """The folder inside the archive, in the mark's words, and what the file about it says."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        folders = {name.partition("/")[0] for name in packed.namelist()}
        about = [packed.read(name).decode() for name in packed.namelist() if name.endswith("/about.csv")]
    return [folder.replace("preview-not-for-release", PREVIEW_MARK) for folder in folders] + about


PLACES: dict[str, Callable[[bytes], list[str]]] = {
    ".pdf": _pages,
    ".html": lambda content: [content.decode().partition("<body")[2].partition("</header>")[0]],
    ".docx": _heads,
    ".xlsx": _sheets,
    ".csv": lambda content: content.decode("utf-8-sig").splitlines()[2:3],
    ".zip": _packed,
}
"""Every place of a form that must carry the mark."""


@pytest.mark.parametrize("profile", ["publish", "partner"])
@pytest.mark.parametrize("ending", PLACES)
def test_every_form_of_a_preview_is_marked(ending: str, profile: str) -> None:
    """Each page, sheet and file carries the mark, beside the partner's name; no released form has it."""
    released = ashford_report(profile)
    told = PLACES[ending](report_writer(ending)(as_preview(released)))
    assert told
    assert [place[:60] for place in told if PREVIEW_MARK not in place] == []
    assert not [place for place in PLACES[ending](report_writer(ending)(released)) if PREVIEW_MARK in place]
    if profile == "partner" and ending != ".zip":
        assert all("For Kent Police" in place for place in told)


def test_the_web_page_of_a_preview_is_marked_when_printed() -> None:
    """The style sheet draws the mark across every printed page."""
    page = report_writer(".html")(as_preview(ashford_report("publish"))).decode()
    assert '<body class="publish preview">' in page
    assert f'.preview::before {{ content: "{PREVIEW_MARK}"; }}' in page


def test_programs_are_told_too() -> None:
    """The JSON form says so; every form that there is was looked at here."""
    assert json.loads(report_writer(".json")(as_preview(ashford_report("publish"))))["preview"] is True
    assert "preview" not in json.loads(report_writer(".json")(ashford_report("publish")))
    assert {*PLACES, ".json"} == set(REPORT_ENDINGS)


@pytest.mark.parametrize("ending", REPORT_ENDINGS)
def test_an_internal_report_stays_internal(ending: str) -> None:
    """It is never released, so its own mark is the one that stands."""
    preview = report_writer(ending)(as_preview(ashford_report("internal")))
    if ending in (".html", ".csv"):
        assert PREVIEW_MARK not in preview.decode().replace(f'content: "{PREVIEW_MARK}"', "")
        assert INTERNAL_MARK in preview.decode()
    elif ending == ".pdf":
        assert all(INTERNAL_MARK in page and PREVIEW_MARK not in page for page in _pages(preview))
    else:
        assert PREVIEW_MARK.encode() not in preview
