"""A line to name a place that no list knows yet."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.text import text_label


class VenueLine(QWidget):
    """Folded to one link while there are venues; open where there is none."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unfold = KeyedButton(self.tr("A place that is not listed"), "", "link", self)
        self._unfold.clicked.connect(self.begin)
        self._fields = QWidget(self)
        self._line = QLineEdit(self._fields)
        self._line.setAccessibleName(self.tr("Name of the place"))
        self._line.setMaxLength(80)
        self._line.returnPressed.connect(self._name)
        add = KeyedButton(self.tr("Add the place"), self.tr("Enter"), parent=self._fields)
        add.clicked.connect(self._name)
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        words = self.tr("The town or the hall. A coordinator sees it with the first session.")
        fields.addWidget(text_label(words, "small", wraps=True))
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self._line, 1)
        across.addWidget(add)
        fields.addLayout(across)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._unfold)
        down.addWidget(self._fields)

    def show_for(self, *, any_venue: bool) -> None:
        """Folded where there is any venue."""
        self._unfold.setVisible(any_venue)
        self._fields.setVisible(not any_venue)

    @Slot()
    def begin(self) -> None:
        """Open, with the keyboard in the line."""
        self._unfold.hide()
        self._fields.show()
        self._line.setFocus()

    @Slot()
    def _name(self) -> None:
        name = self._line.text().strip()
        if name:
            self._line.clear()
            self.named.emit(name)
