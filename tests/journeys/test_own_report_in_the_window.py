"""A coordinator chooses a report of her own from a file; one that cannot be used is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from onestopshop.clock import SetClock
from onestopshop.desk.opening import open_shop
from onestopshop.reports.releasing import entered_releases
from tests.journeys.reports_page import printed, reports
from ui.demonstration import Demonstration
from ui.reporting.report_box import ReportBox

__all__ = ["reports"]  # a fixture that the tests below ask for

_OWN = """title = "{title}"
subject = "visit"
headline = ["visits"]
charts = []
tables = []

[[groups]]
title = "People"
figures = ["visits", "supporters"]
"""

_LONGER_THAN_DEAF = 350

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a report's template as an editor of Windows would, with words of it replaced."""

    def write(title: str = "Visits in short", old: str = "title", new: str = "title") -> Path:
        text = _OWN.format(title=title).replace(old, new)
        file = tmp_path / "own.toml"
        file.write_text(text, encoding="utf-8-sig", newline="\r\n")
        return file

    return write


def box(window: Demonstration) -> ReportBox:
    """The box in which the report is chosen."""
    found = window.window.frame.findChild(ReportBox)
    assert found is not None
    return found


def entries(window: Demonstration) -> list[str]:
    """Everything that the box offers."""
    return [box(window).itemText(place) for place in range(box(window).count())]


def asked(window: Demonstration) -> bool:
    """Whether a file is asked for."""
    window.wait()
    return any(dialog.isVisible() for dialog in window.window.frame.findChildren(QFileDialog))


def test_a_report_from_a_file_is_made_and_released(
    reports: Demonstration,
    written: Written,
    tmp_path: Path,
    shop_folder: Path,
    clock: SetClock,
    passphrase: str,
) -> None:
    """It stands in the list from then on; its release has its title."""
    assert entries(reports)[-1] == "From a file…"
    reports.press("End", "Return")
    reports.choose(written())
    assert box(reports).currentText() == "Visits in short (own.toml)"
    assert "Visits in short" in printed(reports)
    assert entries(reports)[-2:] == ["Visits in short (own.toml)", "From a file…"]
    reports.press("Home")
    assert "Year report" in printed(reports)
    reports.press("End", "Up", "Tab", "Tab", "Tab", "Return")
    reports.choose(tmp_path / "short.pdf")
    assert "“short.pdf” is written, and noted as released." in reports.texts()
    reports.press("F2", "F4")
    assert box(reports).currentText() == "Visits in short (own.toml)"
    reports.close()
    shop = open_shop(shop_folder, clock, passphrase)
    assert [found.release.template for found in entered_releases(shop)] == ["Visits in short"]
    shop.close()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            '"supporters"',
            '"helpers"',
            "Line 9 of the report template cannot be used: there is no figure",
        ),
        ("charts", "carts", "Line 4 of the report template cannot be used: there is no setting called carts"),
        ('"visit"', "visit", "Line 2 of the report template cannot be used: it is not written as TOML"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(
    reports: Demonstration, written: Written, old: str, new: str, told: str
) -> None:
    """The line and the reason stand where notices do; the report before stays, and can be released."""
    before = printed(reports)
    reports.press("End", "Return")
    reports.choose(written(old=old, new=new))
    assert told in reports.texts()
    assert box(reports).currentText() == "Year report"
    assert printed(reports) == before
    assert reports.button("Release…").isEnabled()
    assert entries(reports)[-1] == "From a file…"
    assert not any(".toml" in entry for entry in entries(reports))
    reports.press("3")
    assert told not in reports.texts()


def test_a_file_that_is_put_right_replaces_what_it_was(reports: Demonstration, written: Written) -> None:
    """The same file stands in the list once, as it was read last."""
    for title in ("First words", "Second words"):
        reports.press("End", "Return")
        reports.choose(written(title=title))
        assert title in printed(reports)
    assert [entry for entry in entries(reports) if ".toml" in entry] == ["Second words (own.toml)"]


def test_what_was_read_is_there_after_hiding(
    reports: Demonstration, written: Written, passphrase: str
) -> None:
    """The list remembers it while the app is open, also while it is locked, even if the file is gone."""
    reports.press("End", "Return")
    reports.choose(written())
    written().unlink()
    reports.press("F12")
    reports.rest(_LONGER_THAN_DEAF)
    reports.press("X")
    reports.type(passphrase)
    reports.press("Return", "F4")
    assert "Year report" in printed(reports)
    reports.press("End", "Up")
    assert "Visits in short" in printed(reports)


def test_arrow_keys_open_no_file(reports: Demonstration) -> None:
    """They may pass over the entry: what is shown stays until Enter, and going on leaves it chosen."""
    before = printed(reports)
    reports.press("End")
    assert box(reports).currentText() == "From a file…"
    assert not asked(reports)
    assert printed(reports) == before
    reports.press("Tab")
    assert box(reports).currentText() == "Year report"
    reports.press("Shift+Tab", "End", "Return")
    assert asked(reports)
    reports.press("Esc")
    assert not asked(reports)
    assert box(reports).currentText() == "Year report"
    assert printed(reports) == before


def test_the_list_opens_the_file_at_once(reports: Demonstration, written: Written) -> None:
    """Chosen in the open list, by mouse, the entry asks for the file."""
    reports.press("Down")
    chosen = box(reports)
    chosen.showPopup()
    reports.rest(QApplication.doubleClickInterval() + 100)  # a click that follows at once opens nothing
    view = chosen.view()
    last = view.visualRect(view.model().index(chosen.count() - 1, 0)).center()
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, last)
    assert asked(reports)
    assert box(reports).currentText() == "Quarter"
    reports.choose(written())
    assert "Visits in short" in printed(reports)
