"""An agency's planned time and how many workers it sent: a line that opens below the agencies."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from onestopshop.attendance import Attendance
from ui.controls.button import KeyedButton
from ui.controls.flow import FlowLayout
from ui.controls.number_field import NumberField
from ui.controls.page import RING_ROOM
from ui.controls.text import text_label

_MOST_WORKERS = 99
_TIME_WIDTH = 88


class SlotLine(QWidget):
    """`kept` carries the agency, from, to, and the number of workers. Empty times are none."""

    kept = Signal(str, str, str, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agency = ""
        self._title = text_label("", "heading", wraps=True)
        self._from = self._time_field(self.tr("Planned from, as 09:30"))
        self._to = self._time_field(self.tr("Planned to, as 12:00"))
        self._workers = NumberField(self)
        self._workers.setRange(1, _MOST_WORKERS)
        self._workers.setButtonSymbols(NumberField.ButtonSymbols.NoButtons)
        self._workers.setFixedWidth(_TIME_WIDTH)
        self._workers.setAccessibleName(self.tr("Workers"))
        self._workers.entered.connect(self._keep)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        names = (self.tr("from"), self.tr("to"), self.tr("workers"))
        for name, field in zip(names, (self._from, self._to, self._workers), strict=True):
            down = QVBoxLayout()
            down.setSpacing(2)
            down.addWidget(text_label(name, "small"))
            down.addWidget(field)
            fields.addLayout(down)
        fields.addStretch(1)
        keep = KeyedButton(self.tr("Keep"), self.tr("Enter"), parent=self)
        keep.clicked.connect(self._keep)
        leave = KeyedButton(self.tr("Not now"), self.tr("Esc"), parent=self)
        leave.clicked.connect(self._close)
        buttons = FlowLayout()
        buttons.addWidget(keep)
        buttons.addWidget(leave)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(RING_ROOM, 4, RING_ROOM, 4)
        inside.addWidget(self._title)
        inside.addLayout(fields)
        inside.addLayout(buttons)
        self.hide()

    def start(self, name: str, attendance: Attendance) -> None:
        """Open for an agency. Workers are counted once it has come."""
        self._agency = attendance.agency
        self._title.setText(name)
        self._from.setText(attendance.planned_from or "")
        self._to.setText(attendance.planned_to or "")
        self._workers.setValue(attendance.workers)
        self._workers.setEnabled(attendance.came is not None)
        self.show()
        self._from.setFocus()
        self._from.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes it."""
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self._close()
        else:
            event.ignore()

    def _time_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setFixedWidth(_TIME_WIDTH)
        field.setMaxLength(5)
        field.setAccessibleName(name)
        field.returnPressed.connect(self._keep)
        return field

    @Slot()
    def _keep(self) -> None:
        times = (_whole(self._from.text()), _whole(self._to.text()))
        self._close()
        self.kept.emit(self._agency, *times, self._workers.value())

    @Slot()
    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _whole(typed: str) -> str:
    """ "09:30" for "9:30", "9.30" and "930"."""
    digits = typed.strip().replace(".", "").replace(":", "")
    if not digits.isdecimal() or not 3 <= len(digits) <= 4:
        return typed.strip()
    padded = digits.rjust(4, "0")
    return f"{padded[:2]}:{padded[2:]}"
