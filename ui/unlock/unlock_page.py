"""Asks for the passphrase. It says nothing about what is behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from onestopshop.errors import Told
from ui.controls.button import KeyedButton
from ui.controls.notice import Notice
from ui.controls.page import Page, in_tab_order
from ui.controls.passphrase_field import PassphraseField
from ui.controls.sheet import sheet
from ui.controls.text import text_label


class UnlockPage(Page):
    """One field and one button. The passphrase leaves the field as soon as it is handed on."""

    entered = Signal(str)
    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("Locked"))
        self.add_hide()
        area, inside = sheet(self)
        self.body.addWidget(area)
        inside.addWidget(text_label(self.tr("Passphrase"), "question"))
        words = self.tr("The words that you were given, with a space between them.")
        inside.addWidget(text_label(words, "soft", wraps=True))
        self._field = PassphraseField(self.tr("Passphrase"), self)
        self._field.entered.connect(self._enter)
        inside.addWidget(self._field)
        self._notice = Notice(self)
        inside.addWidget(self._notice)
        self._button = KeyedButton(self.tr("Unlock"), self.tr("Enter"), "filled", self)
        self._button.clicked.connect(self._enter)
        across = QHBoxLayout()
        across.addWidget(self._button)
        across.addStretch(1)
        forgotten = KeyedButton(self.tr("I forgot the passphrase"), "", "link", self)
        forgotten.clicked.connect(self.forgotten)
        inside.addSpacing(8)
        inside.addLayout(across)
        inside.addWidget(forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        in_tab_order(*self._field.tab_stops(), self._button, forgotten)
        self._said = text_label(self.tr("● Everything here is encrypted"), "good")
        self.foot.addWidget(self._said)
        self.foot.addStretch(1)

    def begin(self) -> None:
        """Empty, with the keyboard in the field."""
        self._field.clear()
        self._field.setFocus()

    @Slot()
    def _enter(self) -> None:
        passphrase = self._field.text()
        if not passphrase:
            self._notice.say(self.tr("Type the passphrase first."))
            return
        self._notice.silence()
        self._button.setEnabled(False)
        self._button.setText(self.tr("Opening…"))
        self.entered.emit(passphrase)

    def refuse(self, told: Told) -> None:
        """Say beside the field what is wrong; what was typed is gone."""
        self.be_ready()
        self._field.clear()
        self._notice.say(str(told), "bad")
        self._field.setFocus()

    def warn(self, sentence: str) -> None:
        """Say what happened while the window was hidden. It stays until a passphrase is tried."""
        self._notice.say(sentence, "bad")

    def be_ready(self) -> None:
        """Let another passphrase be tried."""
        self._button.setEnabled(True)
        self._button.setText(self.tr("Unlock"))

    def notice(self) -> str:
        """What the page says is wrong, or nothing."""
        return self._notice.said()
