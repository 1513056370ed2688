"""A notice that stands where its cause is and says what to do."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.text import text_label

Tone = Literal["warn", "good", "bad"]


class Notice(QFrame):
    """Hidden until it has something to say. A screen reader speaks it when it appears."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "notice")
        self.setProperty("tone", "warn")
        self._words = text_label("", wraps=True, parent=self)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(16, 12, 16, 12)
        self._across.setSpacing(12)
        self._across.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str, tone: Tone = "warn") -> None:
        """Show the sentence."""
        self._words.setText(sentence)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleName(sentence)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def said(self) -> str:
        """What it says now, or nothing."""
        return self._words.text() if not self.isHidden() else ""

    def silence(self) -> None:
        """Say nothing more."""
        self.hide()
        self._words.setText("")

    def add_control(self, control: KeyedButton) -> None:
        """A button that puts right what the notice says."""
        self._across.addWidget(control)
