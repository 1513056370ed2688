"""The last merge, in the foot of its page: when it was, and undoing it, which asks once more."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from onestopshop.merge.undoing import MadeMerge
from ui.controls.button import KeyedButton
from ui.controls.text import text_label
from ui.wording import counted, dated_words


class LastMerge(QWidget):
    """`undo` carries the id of the merge, once somebody has said so twice."""

    undo = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last: MadeMerge | None = None
        self._words = text_label("", "small", wraps=True)
        self._ask = KeyedButton(self.tr("Undo it…"), "U", "link", self)
        self._ask.clicked.connect(self.ask)
        self._sure = KeyedButton(self.tr("Undo the merge"), parent=self)
        self._sure.clicked.connect(self._go)
        self._keep = KeyedButton(self.tr("Keep it"), parent=self)
        self._keep.clicked.connect(self._rest)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addWidget(self._words, 1)
        for button in (self._ask, self._sure, self._keep):
            across.addWidget(button)
        self.show_last(None, date.min)

    def show_last(self, last: MadeMerge | None, today: date) -> None:
        """Name the last merge that stands; with none, there is nothing to undo."""
        self._last = last
        self._today = today
        self._rest()

    @Slot()
    def ask(self) -> None:
        """Ask once more. The keyboard is on keeping it: Enter out of habit undoes nothing."""
        if self._last is None or not self.isEnabled():
            return
        words = self.tr(
            "Undo the merge of {day}? {sessions} no more until the same stick is merged again. "
            "Nothing is removed."
        )
        self._words.setText(words.format(day=self._day(self._last), sessions=_count(self, self._last)))
        self._ask.hide()
        self._sure.show()
        self._keep.show()
        self._keep.setFocus()

    @Slot()
    def _rest(self) -> None:
        last = self._last
        has = self.focusWidget() in (self._sure, self._keep)
        self._sure.hide()
        self._keep.hide()
        self._ask.setVisible(last is not None)
        if last is None:
            self._words.setText(self.tr("Nothing was merged here yet"))
            return
        sessions = counted(last.sessions, self.tr("session"), self.tr("sessions"))
        self._words.setText(
            self.tr("Last merge {day}, {sessions}").format(day=self._day(last), sessions=sessions)
        )
        if has:
            self._ask.setFocus()

    @Slot()
    def _go(self) -> None:
        if self._last is not None:
            self.undo.emit(self._last.id)

    def _day(self, last: MadeMerge) -> str:
        return dated_words(last.at.date(), self._today)


def _count(widget: QWidget, last: MadeMerge) -> str:
    return counted(last.sessions, widget.tr("session would count"), widget.tr("sessions would count"))
