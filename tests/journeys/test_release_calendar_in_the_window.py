"""A coordinator plans the year's reports in the window, takes one off, and plans one that was refused."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from onestopshop.desk.setup_changes import accept_met
from onestopshop.reports.planning import planned_releases
from onestopshop.reports.releasing import entered_releases
from tests.journeys.brought_stick import held_session, joined
from tests.journeys.reports_page import printed
from ui.controls.row_card import RowCard
from ui.demonstration import Demonstration, NotThere
from ui.reporting.calendar_panel import CalendarPanel

MANY = 12
"""Visits of a day on which nothing need be hidden."""
FEW = 4
"""So few that they are hidden."""


@pytest.fixture
def reports(
    tmp_path: Path, shop_folder: Path, clock: SetClock, passphrase: str, window: Demonstration
) -> Demonstration:
    """The reports page of a coordinator who merged many visits at Ashford and few at Tenterden."""
    shop = open_shop(shop_folder, clock, passphrase)
    accept_met(shop)
    laptop = joined(tmp_path, clock, shop, "Hall laptop")
    held_session(laptop, "Ashford", date(2027, 6, 15), MANY)
    held_session(laptop, "Tenterden", date(2027, 6, 10), FEW)
    sync(laptop, tmp_path / "stick")
    merge(shop, [tmp_path / "stick"])
    laptop.close()
    shop.close()
    window.type(passphrase)
    window.press("Return", "F4")
    return window


def calendar(folder: Path, clock: SetClock, passphrase: str) -> list[tuple[str, str, bool]]:
    """First and last month of what is planned, and whether for one venue."""
    shop = open_shop(folder, clock, passphrase)
    try:
        return [(one.first, one.last, one.venue is not None) for one in planned_releases(shop)]
    finally:
        shop.close()


def rows(window: Demonstration) -> list[str]:
    """What is planned, as a screen reader says it, top to bottom."""
    panel = window.window.frame.findChild(CalendarPanel)
    assert panel is not None
    shown = [row for row in panel.findChildren(RowCard) if row.isVisible()]
    return [row.accessibleName() for row in sorted(shown, key=lambda row: row.y())]


def focused() -> str:
    """The spoken name of what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    spoken = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (spoken.text(QAccessible.Text.Name) if spoken else "")


def test_a_year_is_planned_by_keys(
    reports: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """C shows what is planned, Enter plans quarters, year and venues, Esc leads back to the report."""
    assert "In the release calendar" not in reports.texts()
    reports.press("C")
    assert "Planned reports are never refused; each leaves room for the others" in reports.texts()
    assert "Nothing is planned yet." in reports.texts()
    assert "the year of each venue: 7 reports." in reports.texts()
    assert focused() == "Plan 2026/27"
    reports.press("Return")
    assert "2026/27 is planned." in reports.texts()
    assert rows(reports) == [
        "July to September 2026, all venues, not released yet",
        "October to December 2026, all venues, not released yet",
        "January to March 2027, all venues, not released yet",
        "April to June 2027, all venues, not released yet",
        "July 2026 to June 2027, all venues, not released yet",
        "July 2026 to June 2027, Ashford, not released yet",
        "July 2026 to June 2027, Tenterden, not released yet",
    ]
    assert not reports.button("Plan 2026/27").isEnabled()
    assert focused() == "Reporting year"
    reports.press("Up")
    assert reports.button("Plan 2027/28").isEnabled()
    reports.press("Esc")
    assert "In the release calendar. Checked: no small number can be worked out" in reports.texts()
    reports.close()
    assert len(calendar(shop_folder, clock, passphrase)) == 7


def test_one_is_taken_off_again(
    reports: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """Pressing a row asks once more with the keyboard on keeping it; then it is off, and only that one."""
    reports.press("C", "Return", "Tab", "Tab")
    assert focused() == "July to September 2026, all venues, not released yet"
    reports.press("Up", "Down", "Down", "Return")
    assert "Take “January to March 2027, all venues” off the calendar?" in reports.texts()
    assert focused() == "Keep it"
    reports.press("Return")
    assert focused() == "January to March 2027, all venues, not released yet"
    reports.press("Return", "Esc")
    assert len(rows(reports)) == 7
    reports.press("Return", "Shift+Tab", "Return")
    assert "“January to March 2027, all venues” is off the calendar." in reports.texts()
    assert focused() == "April to June 2027, all venues, not released yet"
    assert len(rows(reports)) == 6
    assert "1 not planned yet." in reports.texts()
    reports.close()
    assert ("2027-01", "2027-03", False) not in calendar(shop_folder, clock, passphrase)


def test_what_is_refused_is_planned_and_released(
    reports: Demonstration, tmp_path: Path, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """All venues less Ashford is Tenterden's few: refused, until P plans exactly that, which is released."""
    reports.press("Return")
    reports.choose(tmp_path / "all")
    reports.press("Home", "Tab", "Tab", "Down")
    assert "Together with the report “Kent One Stop Shops, 2026/27”" in reports.texts()
    assert (
        "dd it to the release calendar: then more is held back, and it is never refused." in reports.texts()
    )
    assert printed(reports) == ""
    with pytest.raises(NotThere):
        reports.button("Write again…")
    assert reports.button("Add it to the calendar").accessibleDescription() == "Key: P"
    reports.press("P")
    assert "In the release calendar. Checked: no small number can be worked out" in reports.texts()
    assert "Together with the report" not in reports.texts()
    assert "Ashford, 2026/27" in printed(reports)
    assert f"{MANY} visits" not in printed(reports)
    reports.press("Return")
    reports.choose(tmp_path / "ashford")
    assert "“ashford.pdf” is written, and noted as released." in reports.texts()
    reports.press("C")
    assert rows(reports) == ["July 2026 to June 2027, Ashford, released on 22 June 2027"]
    assert "6 not planned yet." in reports.texts()
    reports.close()
    assert calendar(shop_folder, clock, passphrase) == [("2026-07", "2027-06", True)]
    shop = open_shop(shop_folder, clock, passphrase)
    assert sorted(found.release.planned for found in entered_releases(shop)) == [False, True]
    shop.close()


def test_the_mouse_alone_does_it_too(reports: Demonstration) -> None:
    """The link in the foot, the buttons and the rows are enough; P does nothing where nothing was refused."""
    reports.press("P")
    assert "In the release calendar" not in reports.texts()
    reports.click("Release calendar")
    reports.click("Plan 2026/27")
    reports.click("July 2026 to June 2027, Tenterden")
    reports.click("Take it off")
    assert len(rows(reports)) == 6
    reports.click("April to June 2027")
    reports.click("Keep it")
    assert len(rows(reports)) == 6
    reports.click("Back")
    shown = [b.text() for b in reports.window.frame.findChildren(QPushButton) if b.isVisible()]
    assert "Release calendar" in shown
    assert "Back" not in shown


def test_going_back_at_once_loses_nothing(
    reports: Demonstration, shop_folder: Path, clock: SetClock, passphrase: str
) -> None:
    """While the year is being planned Esc leads back, and the report is made as it is told by then."""
    reports.press("C")
    hold = threading.Event()
    reports.window.work.ask(hold.wait)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(reports.window.frame.windowHandle(), key)
    hold.set()
    reports.wait()
    assert "In the release calendar. Checked: no small number" in reports.texts()
    reports.press("C")
    hold.clear()
    reports.click("July to September 2026")
    reports.press("Shift+Tab")
    reports.window.work.ask(hold.wait)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(reports.window.frame.windowHandle(), key)
    hold.set()
    reports.wait()
    reports.close()
    assert len(calendar(shop_folder, clock, passphrase)) == 6
