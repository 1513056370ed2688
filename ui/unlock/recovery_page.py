"""For the day when a passphrase is forgotten: the recovery key from its sheet, and a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.errors import Told
from ui.controls.button import KeyedButton
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.page import Page, in_tab_order
from ui.controls.passphrase_field import PassphraseField
from ui.controls.sheet import sheet
from ui.controls.text import text_label
from ui.unlock.recovery_key import FIRST_LINE, LENGTH, RecoveryKeyLine


class RecoveryPage(Page):
    """`entered` carries the recovery key and the new passphrase."""

    entered = Signal(str, str)
    back = Signal()
    suggestion_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("A forgotten passphrase"))
        self.add_hide()
        area, inside = sheet(self)
        self.body.addWidget(area)
        inside.addWidget(text_label(self.tr("Recovery key"), "question"))
        words = self.tr(
            "It is on the sheet that was locked away when the network was started: ask a coordinator. "
            "Type its groups, line after line, from below “{first}”."
        ).format(first=FIRST_LINE)
        inside.addWidget(text_label(words, "soft", wraps=True))
        self._key = RecoveryKeyLine(self.tr("Recovery key"), self)
        self._key.counted.connect(self._count)
        self._key.returnPressed.connect(self._enter)
        self._counted = text_label("", "small")
        inside.addWidget(self._key)
        inside.addWidget(self._counted)
        inside.addSpacing(8)
        inside.addWidget(text_label(self.tr("New passphrase"), "question"))
        new = self.tr("Several words in a row. The old ones still open this laptop, for whoever knows them.")
        inside.addWidget(text_label(new, "soft", wraps=True))
        self._passphrase = PassphraseField(self.tr("New passphrase"), self)
        self._passphrase.entered.connect(self._enter)
        inside.addWidget(self._passphrase)
        self._notice = Notice(self)
        inside.addWidget(self._notice)
        self._add_buttons(inside)
        self.foot.addWidget(text_label(self.tr("● Everything here is encrypted"), "good"))
        self.foot.addStretch(1)

    def _add_buttons(self, inside: QVBoxLayout) -> None:
        self._button = KeyedButton("", self.tr("Enter"), "filled", self)
        self._button.clicked.connect(self._enter)
        suggest = KeyedButton(self.tr("Suggest one"), parent=self)
        suggest.clicked.connect(self.suggestion_asked)
        back = KeyedButton(self.tr("Back"), parent=self)
        back.clicked.connect(self.back)
        across = FlowLayout()
        for button in (self._button, suggest, back):
            across.addWidget(button)
        inside.addSpacing(8)
        inside.addLayout(across)
        in_tab_order(self._key, *self._passphrase.tab_stops(), self._button, suggest, back)

    def begin(self) -> None:
        """Empty, with the keyboard in the key's line."""
        self.forget()
        self._notice.silence()
        self._be_ready()
        self._key.setFocus()

    def forget(self) -> None:
        """Let go of the key and of the passphrase."""
        self._key.clear()
        self._passphrase.clear()
        self._count(0)

    def suggest(self, passphrase: str) -> None:
        """Fill in a suggested passphrase."""
        self._passphrase.suggest(passphrase)

    def refuse(self, told: Told) -> None:
        """Say what is wrong; what was typed stays, for it is long."""
        self._be_ready()
        self._notice.say(str(told), "bad")
        if self.isVisible():
            self._key.setFocus()

    def _be_ready(self) -> None:
        self._button.setEnabled(True)
        self._button.setText(self.tr("Open with the recovery key"))

    @Slot(int)
    def _count(self, signs: int) -> None:
        self._counted.setText(self.tr("{signs} of {all} signs").format(signs=signs, all=LENGTH))

    @Slot()
    def _enter(self) -> None:
        if not self._key.is_whole():
            self._notice.say(self.tr("Type the whole recovery key first: no group may be left out."))
            self._key.setFocus()
        elif not self._passphrase.text():
            self._notice.say(self.tr("Choose a new passphrase as well."))
            self._passphrase.setFocus()
        else:
            self._notice.silence()
            self._button.setEnabled(False)
            self._button.setText(self.tr("Opening…"))
            self.entered.emit(self._key.secret(), self._passphrase.text())
