"""What both first forms share: fields on a card, a new passphrase, and going on."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from onestopshop.errors import Told
from ui.controls.button import KeyedButton
from ui.controls.notice import Notice
from ui.controls.page import in_tab_order
from ui.controls.passphrase_field import PassphraseField
from ui.controls.sheet import sheet
from ui.controls.text import text_label


class FirstForm(QWidget):
    """A form on a card that ends with a new passphrase. What it asks for stands above that."""

    back = Signal()
    suggestion_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._stops: list[QWidget] = []
        area, self._inside = sheet(self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(area)

    def head(self, title: str, go_on: str) -> None:
        """The form's title, and what its button says."""
        self._inside.addWidget(text_label(title, "title"))
        self._words = go_on

    def add_field(self, name: str, words: str = "") -> QLineEdit:
        """A named line to fill in."""
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.returnPressed.connect(self.go_on)
        self.add_named(name, line, words)
        return line

    def add_named(self, name: str, control: QWidget, words: str = "") -> None:
        """A control with its name above it, and what to know about it."""
        self._inside.addWidget(text_label(name, "heading"))
        if words:
            self._inside.addWidget(text_label(words, "small", wraps=True))
        self._inside.addWidget(control)
        self._stops.append(control)

    def add_passphrase(self) -> None:
        """The passphrase, the notice and the buttons: the end of the form."""
        self.passphrase = PassphraseField(self.tr("New passphrase"), self)
        self.passphrase.entered.connect(self.go_on)
        self._notice = Notice(self)
        self._go = KeyedButton(self._words, self.tr("Enter"), "filled", self)
        self._go.clicked.connect(self.go_on)
        words = self.tr(
            "Several words in a row are easy to remember and hard to guess. "
            "Whoever has it can open everything on this laptop."
        )
        self.add_named(self.tr("New passphrase"), self.passphrase, words)
        suggest = KeyedButton(self.tr("Suggest one"), parent=self)
        suggest.clicked.connect(self.suggestion_asked)
        back = KeyedButton(self.tr("Back"), parent=self)
        back.clicked.connect(self.back)
        self._inside.addWidget(self._notice)
        across = QHBoxLayout()
        across.setSpacing(12)
        for button in (self._go, suggest, back):
            across.addWidget(button)
        across.addStretch(1)
        self._inside.addSpacing(8)
        self._inside.addLayout(across)
        in_tab_order(*self._stops[:-1], *self.passphrase.tab_stops(), self._go, suggest, back)

    @Slot()
    def go_on(self) -> None:
        """Check what is filled in, and hand it on. Each form says how."""

    def wait(self) -> None:
        """Show that it is being done; the button cannot be pressed twice."""
        self._notice.silence()
        self._go.setEnabled(False)
        self._go.setText(self.tr("One moment…"))

    def say(self, sentence: str) -> None:
        """A notice above the buttons."""
        self._notice.say(sentence)

    def be_ready(self) -> None:
        """Let it be tried again."""
        self._go.setEnabled(True)
        self._go.setText(self._words)

    def refuse(self, told: Told) -> None:
        """Say what is wrong and let it be put right."""
        self.be_ready()
        self._notice.say(str(told), "bad")
        if self.isVisible():
            self.passphrase.setFocus()
