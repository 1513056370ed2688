"""Putting something into a place: where, the button that writes, and the one that goes back or stops it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton, Kind
from ui.controls.flow import FlowLayout
from ui.place.place_chips import PlaceChips


class Putting(QWidget):
    """`put` carries the folder. Who uses it names the button, and calls `rest` when the writing has ended."""

    put = Signal(Path)
    stop_asked = Signal()
    back = Signal()

    def __init__(self, back_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back_words = back_words
        self._writing = False
        self.places = PlaceChips(self)
        self.button = KeyedButton("", self.tr("Enter"), "filled", self)
        self.button.clicked.connect(self.go)
        self.back_button = KeyedButton(back_words, self.tr("Esc"), parent=self)
        self.back_button.clicked.connect(self.go_back)
        self._across = FlowLayout()
        self._across.addWidget(self.button)
        self._across.addWidget(self.back_button)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(16)
        down.addWidget(self.places)
        down.addLayout(self._across)

    def add(self, button: QWidget) -> None:
        """One more button beside the others."""
        self._across.addWidget(button)

    def start(self, folder: Path | None) -> None:
        """Look for sticks, and offer the folder that was used before."""
        self.rest()
        self.places.start(folder)

    def name(self, words: str, kind: Kind = "filled", key: str = "") -> None:
        """What the button says. While it writes it says how far it is."""
        if not self._writing:
            self.button.become(words, kind, key)

    def rest(self) -> None:
        """Nothing is being written."""
        self._writing = False
        self.button.setEnabled(True)
        self.back_button.setEnabled(True)
        self.back_button.become(self._back_words, "plain", self.tr("Esc"))

    def tab_stops(self) -> list[QPushButton]:
        """Its buttons in the order of the keyboard."""
        return [*self.places.findChildren(QPushButton), self.button, self.back_button]

    @Slot(int, int)
    def tell_progress(self, done: int, total: int) -> None:
        """How far the writing is."""
        if self._writing:
            words = self.tr("Writing and reading again… {done} of {total}")
            self.button.setText(words.format(done=done, total=total))

    @Slot()
    def go(self) -> None:
        """Write into the chosen place, or ask for one."""
        folder = self.places.folder()
        if folder is None:
            self.places.ask_folder()
            return
        self._writing = True
        self.button.setEnabled(False)
        self.button.setText(self.tr("Writing and reading again…"))
        self.back_button.become(self.tr("Stop"), "plain", self.tr("Esc"))
        self.back_button.show()
        self.back_button.setFocus()
        self.put.emit(folder)

    @Slot()
    def go_back(self) -> None:
        """Go back, or stop the writing."""
        if self._writing:
            self.back_button.setEnabled(False)
            self.stop_asked.emit()
        else:
            self.back.emit()
