"""Controls are large enough, speak for themselves, and wrap when the text is large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui.controls.button import KeyedButton, chip
from ui.controls.flow import FlowLayout
from ui.controls.row_card import RowCard
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
