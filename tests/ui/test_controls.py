"""Controls are large enough, speak for themselves, and wrap when the text is large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton, chip
from ui.controls.choice_box import ChoiceBox
from ui.controls.flow import FlowLayout
from ui.controls.row_card import RowCard
from ui.controls.row_list import RowList
from ui.controls.text import ShortenedLabel
from ui.demonstration import application
from ui.theme import LIGHT, Theme


@pytest.fixture
def dressed() -> Iterator[QApplication]:
    """The application in the light theme."""
    made = application()
    Theme(made, tokens=LIGHT).follow()
    yield made
    made.closeAllWindows()


@pytest.mark.parametrize("kind", ["filled", "plain", "chip", "link"])
def test_every_button_is_large_enough(dressed: QApplication, kind: str) -> None:
    """No button is lower than 44 pixels, and its key is told to a screen reader."""
    button = KeyedButton("New visit", "N", kind)  # type: ignore[arg-type]
    assert button.sizeHint().height() >= 44
    assert "N" in button.accessibleDescription()


def test_a_row_is_one_name_to_a_screen_reader(dressed: QApplication) -> None:
    """Number, words and standing are heard in one go, and the row is at least 52 pixels high."""
    row = RowCard()
    row.number("4")
    row.say("Arrived, nothing asked yet", "3 answers missing")
    assert row.accessibleName() == "4, Arrived, nothing asked yet, 3 answers missing"
    assert row.minimumHeight() >= 52


def test_chips_wrap_onto_more_lines(dressed: QApplication) -> None:
    """Half the width makes the row of chips higher, and none is wider than the row."""
    line = QWidget()
    flow = FlowLayout(line)
    for word in ("White", "Mixed or Multiple ethnic groups", "Asian or Asian British"):
        flow.addWidget(chip(word, "1", parent=line))
    assert flow.heightForWidth(300) > flow.heightForWidth(1200)
    line.resize(200, 400)
    line.show()
    assert all(made.width() <= 200 for made in line.findChildren(KeyedButton))


def test_words_on_a_button_are_never_cut_off(dressed: QApplication) -> None:
    """In a narrow column a button becomes as high as its wrapped words; with room again it is low."""
    column = QWidget()
    down = QVBoxLayout(column)
    button = KeyedButton("Put the network's lists there too", "Enter", "filled", column)
    down.addWidget(button)
    down.addStretch(1)
    for width, lines in ((260, True), (900, False)):
        column.resize(width, 400)
        column.show()
        QTest.qWait(1)
        assert button.height() >= button.heightForWidth(button.width())
        assert (button.height() > button.sizeHint().height()) is lines


def test_a_choice_is_changed_by_arrows_alone(dressed: QApplication) -> None:
    """Numbers and Enter are the page's, and a wheel changes nothing; what is still offered stays chosen."""
    box = ChoiceBox("Report")
    box.offer((("Year", 1), ("Quarter", 2), ("2", 3)))
    box.show()
    for key in (Qt.Key.Key_2, Qt.Key.Key_Return):
        QTest.keyClick(box, key)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.currentData() == 1
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == 2
    box.offer((("Half a year", 9), ("Quarter", 2)))
    assert box.currentData() == 2
    box.offer((("Half a year", 9),))
    assert box.currentData() == 9


def test_a_row_shows_all_its_words_in_a_narrow_column(dressed: QApplication) -> None:
    """With large text and a control of its own, a row is as high as its wrapped words need."""
    theme = Theme(dressed, 2.0, LIGHT)
    theme.follow()
    try:
        rows = RowList("Agencies")
        row = RowCard()
        row.say("Rising Sun Independent Domestic Violence Advisers", "here")
        row.add_control(KeyedButton("Times", "", "link"))
        rows.arrange(["one"], {"one": row})
        rows.resize(340, 600)
        rows.show()
        QTest.qWait(10)
        words = row.words()
        assert words.height() >= words.heightForWidth(words.width()) > words.fontMetrics().height() * 2
    finally:
        theme.resize(1.0)


def test_a_line_without_room_ends_in_an_ellipsis(dressed: QApplication) -> None:
    """What is drawn is shortened; the text that a screen reader asks for is whole."""
    label = ShortenedLabel("soft")
    label.setText("Ashford One Stop Shop, open")
    drawn = []
    for width in (400, 60):
        label.resize(width, 30)
        drawn.append(label.grab().toImage())
    assert drawn[0].copy(0, 0, 60, 30) != drawn[1]
    assert label.text() == "Ashford One Stop Shop, open"
