"""Before joining: the network's name and six words, to be compared with the coordinator by telephone."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.flow import FlowLayout
from ui.controls.page import in_tab_order
from ui.controls.sheet import sheet
from ui.controls.text import text_label


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
        self._network = text_label("", "title", wraps=True)
        self._words = text_label("", "spelt", wraps=True)
        self._words.setAccessibleName(self.tr("The network's six words"))
        question = self.tr("Ring your coordinator: do they read the same six words?")
        why = self.tr(
            "Use a number that you already have, not one that came with the file. "
            "If the words differ, the file is not theirs, and others could read what you record."
        )
        inside.addWidget(self._network)
        inside.addWidget(text_label(question, "question", wraps=True))
        inside.addSpacing(8)
        inside.addWidget(self._words)
        inside.addSpacing(8)
        inside.addWidget(text_label(why, "soft", wraps=True))
        self._same = KeyedButton(self.tr("The same words: join"), "", "filled", self)
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

    def show_network(self, name: str, words: tuple[str, ...]) -> None:
        """Show what is to be compared. Enter out of habit must not join: the keyboard is on "not yet"."""
        self._network.setText(self.tr("Join {network}?").format(network=name))
        self._words.setText(" ".join(words))
        self._same.setEnabled(True)
        self._not_yet.setFocus()

    @Slot()
    def _join(self) -> None:
        self._same.setEnabled(False)
        self.same.emit()
