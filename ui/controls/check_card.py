"""A card that says whether something is done, with the buttons that do it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.text import dress, text_label
from ui.theme import is_large, scaled

State = Literal["done", "open", "warn"]
_SIGNS = {"done": "✓", "open": "○", "warn": "!"}
_LOOKS = {"done": "sign-good", "open": "soft", "warn": "sign-warn"}


class CheckCard(QFrame):
    """A sign, a sentence, perhaps a second one, and buttons. The sign has a spoken name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._sign = text_label("", parent=self)
        self._sign.setMinimumWidth(scaled(18, self))
        self._text = text_label("", wraps=True, parent=self)
        self._below = text_label("", "small", wraps=True, parent=self)
        self._below.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._below)
        self.across = QHBoxLayout()
        self.across.setSpacing(12)
        self.across.addWidget(self._sign)
        self.across.addLayout(words, 1)
        self.down = QVBoxLayout(self)
        self.down.setContentsMargins(14, 11, 14, 11)
        self.down.addLayout(self.across)
        self._controls: QHBoxLayout = self.across
        if is_large(self):
            self._controls = QHBoxLayout()
            self._controls.setSpacing(12)
            self.down.addLayout(self._controls)
        self.setMinimumHeight(scaled(52, self))

    def say(self, state: State, text: str, below: str = "") -> None:
        """How it stands."""
        self._sign.setText(_SIGNS[state])
        dress(self._sign, _LOOKS[state])
        self._text.setText(text)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        spoken = {"done": self.tr("Done"), "open": self.tr("Still open"), "warn": self.tr("Look at this")}
        self.setAccessibleName(": ".join((spoken[state], text)))
        self.setAccessibleDescription(below)

    def text(self) -> str:
        """What it says first."""
        return self._text.text()

    def add_control(self, control: QWidget) -> None:
        """A button at its right end; below the words where the text is large."""
        self._controls.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
