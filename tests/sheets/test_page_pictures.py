"""The pages of a report as pictures: as many, in their shape, with their words."""

from __future__ import annotations

from onestopshop.sheets.page_pictures import page_pictures
from onestopshop.sheets.report_pages import report_pdf
from tests.documents.ashford_report import ashford_report


def test_each_page_is_drawn_with_its_words() -> None:
    """A4 pages of the width that was asked for, not blank, and the first says what the report is."""
    pages = page_pictures(report_pdf(ashford_report("publish")), 300)
    assert len(pages) > 2
    for page in pages:
        assert page.width == 300
        assert abs(page.height / page.width - 297 / 210) < 0.01
        assert len(page.pixels) == page.stride * page.height
        assert len(set(page.pixels)) > 10
    assert "2014/15" in pages[0].words
