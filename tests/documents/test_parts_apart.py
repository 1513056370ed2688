"""Pages and workbooks show venues side by side, and say that numbers are rounded only where they are."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from onestopshop.documents.web_page import report_html
from onestopshop.documents.word_report import report_docx
from onestopshop.reports.protected import Agreement
from onestopshop.reports.report_words import table_note
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.text_tables import side_table, stated_table, target_table
from onestopshop.reports.year_report import shipped_report
from onestopshop.sheets.report_pages import report_pdf
from onestopshop.spreadsheet.table_xlsx import report_xlsx
from tests.documents.web_checks import read_page
from tests.documents.word_reading import headings, opened, tables
from tests.reports.samples import ASHFORD, RURAL, material, session
from tests.sheets.pages import page_texts


def network(profile: str, name: str = "network") -> ProtectedReport:
    """A report of two venues: one with thirty visits a session, one with too few to be told."""
    visits = [{"sex": "female", "visitor_type": "victim"}] * 30
    held = [session(visits=visits, venue=ASHFORD, day=date(2014, 9, day)) for day in (1, 8)]
    held.append(session(visits=visits[:3], venue=RURAL, day=date(2014, 9, 2)))
    return shipped_report(name, material(held), profile, Agreement("Kent Police", "Agreement 12"))


@pytest.mark.parametrize("profile", ["internal", "publish"])
def test_every_page_has_the_venues_side_by_side(profile: str) -> None:
    """Web page, document and PDF hold the same lines; its columns are no tables of their own."""
    report = network(profile)
    wanted = side_table(report)
    assert wanted is not None
    lines = [list(wanted.headings), *(list(row) for row in wanted.rows)]
    page = dict(read_page(report_html(report).decode()).tables)
    document = tables(opened(report_docx(report)))
    assert page["Side by side"] == lines
    assert document["Side by side"] == lines
    text = " ".join(" ".join(page_texts(report_pdf(report))).replace("\u00a0", " ").split())
    assert all(" ".join(row).replace("\u00a0", " ") in text for row in wanted.rows)
    others = {report.table(name).title for name in report.template.side_by_side} - {"Visits"}
    assert not others & (page.keys() | document.keys()), "“Visits” is the title of a group of figures too"


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("publish", "Rounded to the nearest 5; a dash stands where a number would be too small to be shown."),
        ("partner", "Exact numbers; a dash stands where a number would be too small to be shown."),
        ("internal", "Exact numbers."),
    ],
)
def test_venues_side_by_side_say_how_exact_they_are(profile: str, words: str) -> None:
    """Below the table stand how exact its numbers are and, where one may be hidden, what a dash means."""
    table = side_table(network(profile))
    assert table is not None
    assert table.note.endswith(f"surroundings. {words}")


def test_what_a_report_does_not_have_leaves_no_heading() -> None:
    """Without venues side by side, targets and partners' figures there is no empty part."""
    report = network("publish", "quarter")
    assert (side_table(report), target_table(report), stated_table(report)) == (None, None, None)
    words = report_html(report).decode()
    found = {title for _, title in headings(opened(report_docx(report)))}
    for title in ("Side by side", "Against target", "Figures from partners"):
        assert title not in words
        assert title not in found


def test_only_rounded_tables_say_that_they_are() -> None:
    """Sessions held are exact in public too: neither their note nor their sheet says otherwise."""
    report = network("publish")
    exact, rounded = report.table("venue_sessions"), report.table("month")
    assert (exact.exact, rounded.exact) == (True, False)
    assert "Rounded" not in table_note(report, exact)
    assert "Rounded" in table_note(report, rounded)
    book = load_workbook(io.BytesIO(report_xlsx(report)))
    assert book[exact.title]["A2"].value == table_note(report, exact)
    assert book[rounded.title]["A2"].value == table_note(report, rounded)
