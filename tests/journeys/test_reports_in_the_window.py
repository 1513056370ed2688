"""A coordinator makes a report by keys alone, sees it as it will be printed, and writes it to a file."""

from __future__ import annotations

import threading
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from onestopshop.reports.releasing import entered_releases
from onestopshop.reports.report_words import INTERNAL_MARK, PREVIEW_MARK
from tests.journeys.reports_page import printed, reports
from ui.demonstration import Demonstration
from ui.reporting.page_view import PrintedPage
from ui.reporting.report_page import ReportPage

__all__ = ["reports"]  # a fixture that the tests below ask for


def ledger(folder: Path, clock: SetClock, passphrase: str) -> list[tuple[str, str, tuple[str, ...] | None]]:
    """Profile, recipient and written forms of what is in the release ledger."""
    shop = open_shop(folder, clock, passphrase)
    try:
        return [
            (found.release.profile, found.release.recipient, found.written)
            for found in entered_releases(shop)
        ]
    finally:
        shop.close()


def test_a_report_for_the_public(
    reports: Demonstration, tmp_path: Path, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """The newest year is a preview, small numbers hidden; Enter enters it in the ledger and writes it."""
    assert "Kent One Stop Shops, 2026/27" in printed(reports)
    assert "fewer than 8" in printed(reports)
    assert PREVIEW_MARK in printed(reports)
    assert "Checked: no small number can be worked out from what this report tells." in reports.texts()
    assert "Numbers up to 7 are hidden, the rest is rounded to 5" in reports.texts()
    reports.press("Return")
    reports.choose(tmp_path / "public")
    assert "“public.pdf” is written, and noted as released. It may be published." in reports.texts()
    assert PREVIEW_MARK not in printed(reports)
    with pypdfium2.PdfDocument(tmp_path / "public.pdf") as document:
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert words == printed(reports)
    reports.press(*["Tab"] * 4, "Down", "Down", "Return")
    assert "Released on Tuesday 22 June 2027: it can be written again" not in reports.texts()
    reports.choose(tmp_path / "public")
    assert (tmp_path / "public.docx").is_file()
    reports.press("3", "1")
    assert "Released on Tuesday 22 June 2027: it can be written again, in any form." in reports.texts()
    reports.close()
    assert ledger(shop_folder, clock, passphrase) == [("publish", "", ("pdf", "docx"))]


def test_a_preview_is_no_release(
    reports: Demonstration, tmp_path: Path, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """A preview can be written; each page says so, and the ledger stays empty."""
    reports.click("Save a preview…")
    reports.choose(tmp_path / "seen")
    assert "“seen.pdf” is written: a preview, not for release." in reports.texts()
    with pypdfium2.PdfDocument(tmp_path / "seen.pdf") as document:
        assert all(PREVIEW_MARK in page.get_textpage().get_text_range() for page in document)
    reports.close()
    assert ledger(shop_folder, clock, passphrase) == []


def test_a_report_for_us_only(reports: Demonstration, tmp_path: Path) -> None:
    """3 shows exact numbers, marked on each page; the form is chosen by Tab and Down."""
    reports.press("3")
    assert "Exact numbers: each page says “Internal: do not share”." in reports.texts()
    assert printed(reports).count(INTERNAL_MARK) >= len(reports.window.frame.findChildren(PrintedPage))
    assert "Female 4" in printed(reports)
    reports.press(*["Tab"] * 4, "Down", "Return")
    reports.choose(tmp_path / "ours.html")
    assert "“ours.html” is written. Keep it within the network." in reports.texts()
    assert INTERNAL_MARK in (tmp_path / "ours.html").read_text(encoding="utf-8")


def test_a_report_for_a_partner(reports: Demonstration, tmp_path: Path) -> None:
    """2 asks for whom and under which agreement, and makes nothing before both are said."""
    reports.press("2")
    assert "Say for whom it is and which agreement allows it." in reports.texts()
    assert printed(reports) == ""
    reports.type("Kent Police")
    reports.press("Tab")
    assert "Say for whom it is and which agreement allows it." in reports.texts()
    reports.type("Agreement 12")
    reports.press("Tab")
    assert "For Kent Police only Under Agreement 12" in printed(reports)
    assert "Numbers up to 4 are hidden, the rest is exact; for Kent Police only" in reports.texts()
    reports.press("End", "Return")
    reports.choose(tmp_path / "police")
    assert "“police.csv” is written, and noted as released. Give it to Kent Police only." in reports.texts()
    assert "Kent Police" in (tmp_path / "police.csv").read_text(encoding="utf-8-sig")


def test_other_reports_and_periods(reports: Demonstration) -> None:
    """A quarter's report takes the newest quarter; one agency's asks which; a venue can be chosen."""
    reports.press("Down")
    assert "April to June 2027" in printed(reports)
    reports.press("Tab", "Home", "Tab", "Down")
    assert "Ashford, 2026/27" in printed(reports)
    assert "Agency" not in reports.texts().splitlines()
    reports.press("Shift+Tab", "Shift+Tab", "Down", "Down", "Down")
    assert "Agency" in reports.texts().splitlines()
    assert "Attendance of one agency" in printed(reports)


def test_only_the_last_choice_is_made(reports: Demonstration) -> None:
    """Whoever changes their mind while one is being made sees the last choice and never another."""
    hold = threading.Event()
    reports.window.work.ask(hold.wait)
    for key in (Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_3):
        QTest.keyClick(reports.window.frame.windowHandle(), key)
    assert "Making the report…" in reports.texts()
    assert printed(reports) == ""
    hold.set()
    reports.wait()
    assert "Female 4" in printed(reports)
    hold.clear()
    reports.window.work.ask(hold.wait)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_2):
        QTest.keyClick(reports.window.frame.windowHandle(), key)
    hold.set()
    reports.wait()
    assert printed(reports) == ""
    assert "Say for whom it is and which agreement allows it." in reports.texts()


def test_what_cannot_be_made_or_written_is_told(reports: Demonstration, tmp_path: Path) -> None:
    """An agreement of too many letters and a folder that is gone each have their sentence."""
    page = reports.window.frame.findChild(ReportPage)
    assert page is not None
    for asked in (page.panel.write, page.panel.release):
        asked.emit(tmp_path / "gone" / "report.pdf")
        reports.wait()
        assert "could not be written. Choose a folder that exists" in reports.texts()
    reports.press("2")
    reports.type("x" * 81)
    reports.press("Tab")
    reports.type("Agreement 12")
    reports.press("Tab")
    assert "each in up to 80 letters" in reports.texts()
    for asked in (page.panel.write, page.panel.release):
        asked.emit(tmp_path / "report.pdf")
        reports.wait()
    assert not (tmp_path / "report.pdf").exists()


def test_the_rail_leads_from_reports_back(reports: Demonstration) -> None:
    """F3 and F2 lead on, F4 comes back with what was chosen, and F12 hides it all."""
    reports.press("3", "F3", "F4")
    assert "Female 4" in printed(reports)
    reports.press("F2")
    assert "Start a session" in reports.texts()
    reports.press("F4", "F12")
    assert set(reports.texts().splitlines()) == {"Document"}
