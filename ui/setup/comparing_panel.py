"""Before a key is trusted: a name and six words, to be compared with others by telephone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.flow import FlowLayout
from ui.controls.page import in_tab_order
from ui.controls.sheet import sheet
from ui.controls.text import text_label


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is said around the words. `title` holds {name}."""

    title: str
    question: str
    why: str
    words: str
    same: str


class ComparingPanel(QWidget):
    """Whoever forged a setup file can give it any name, but not these words."""

    same = Signal()
    not_yet = Signal()
    different = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        area, inside = sheet(self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(area)
        said = self._said = self.comparison()
        self._network = text_label("", "title", wraps=True)
        self._words = text_label("", "spelt", wraps=True)
        self._words.setAccessibleName(said.words)
        inside.addWidget(self._network)
        inside.addWidget(text_label(said.question, "question", wraps=True))
        inside.addSpacing(8)
        inside.addWidget(self._words)
        inside.addSpacing(8)
        inside.addWidget(text_label(said.why, "soft", wraps=True))
        self._same = KeyedButton(said.same, "", "filled", self)
        self._same.clicked.connect(self._join)
        self._not_yet = KeyedButton(self.tr("I have not rung them yet"), "", parent=self)
        self._not_yet.clicked.connect(self.not_yet)
        self._different = KeyedButton(self.tr("The words differ"), parent=self)
        self._different.clicked.connect(self.different)
        across = FlowLayout()
        for button in (self._same, self._not_yet, self._different):
            across.addWidget(button)
        inside.addSpacing(8)
        inside.addLayout(across)
        in_tab_order(self._same, self._not_yet, self._different)

    def comparison(self) -> Comparison:
        """What is said before joining a network."""
        return Comparison(
            self.tr("Join {name}?"),
            self.tr("Ring your coordinator: do they read the same six words?"),
            self.tr(
                "Use a number that you already have, not one that came with the file. "
                "If the words differ, the file is not theirs, and others could read what you record."
            ),
            self.tr("The network's six words"),
            self.tr("The same words: join"),
        )

    def show_words(self, name: str, words: tuple[str, ...]) -> None:
        """Show what is to be compared. Enter out of habit must not join: the keyboard is on "not yet"."""
        self._network.setText(self._said.title.format(name=name))
        self._words.setText(" ".join(words))
        self._same.setEnabled(True)
        self._not_yet.setFocus()

    @Slot()
    def _join(self) -> None:
        self._same.setEnabled(False)
        self.same.emit()
