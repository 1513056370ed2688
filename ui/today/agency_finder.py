"""Finds an agency by its first letters, or names a new one, without leaving the day's page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from onestopshop.agency import Agency
from onestopshop.identity import normalised
from ui.controls.text import text_label
from ui.theme import scaled

_AGENCY = Qt.ItemDataRole.UserRole
_SHOWN = 5
_ROW = 46


class AgencyFinder(QFrame):
    """A line and the agencies that fit. `found` carries an agency's id, `named` a name that no list knows."""

    found = Signal(str)
    named = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._agencies: list[Agency] = []
        self._line = QLineEdit(self)
        self._line.setAccessibleName(self.tr("Agency that is here"))
        self._line.setPlaceholderText(self.tr("First letters"))
        self._line.setMaxLength(80)
        self._line.textChanged.connect(self._narrow)
        self._line.installEventFilter(self)
        self._fits = QListWidget(self)
        self._fits.setAccessibleName(self.tr("Agencies"))
        self._fits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fits.itemClicked.connect(self._take)
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 12, 12, 12)
        down.addWidget(text_label(self.tr("Which agency is here?"), "heading", wraps=True))
        down.addWidget(self._line)
        down.addWidget(self._fits)
        keys = self.tr("Up and Down choose · Enter marks it as here · Esc closes")
        down.addWidget(text_label(keys, "small", wraps=True))
        self.hide()

    def start(self, agencies: list[Agency]) -> None:
        """Open, with these agencies to choose from."""
        self._agencies = agencies
        self._line.clear()
        self._narrow("")
        self.show()
        self._line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Up, Down, Enter and Esc while the keyboard is in the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if key == Qt.Key.Key_Up else 1
            row = self._fits.currentRow() + step
            self._fits.setCurrentRow(max(0, min(row, self._fits.count() - 1)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._fits.currentItem())
            return True
        if key == Qt.Key.Key_Escape:
            self.close_again()
            return True
        return False

    def close_again(self) -> None:
        """Fold away."""
        self.hide()
        self.closed.emit()

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        sought = normalised(typed)
        self._fits.clear()
        for agency in self._agencies:
            words = normalised(agency.name).split()
            if normalised(agency.name).startswith(sought) or any(w.startswith(sought) for w in words):
                item = QListWidgetItem(agency.name, self._fits)
                item.setData(_AGENCY, agency.id)
        known = any(normalised(agency.name) == sought for agency in self._agencies)
        if sought and not known:
            QListWidgetItem(self.tr("Add “{name}”").format(name=typed.strip()), self._fits)
        self._fits.setCurrentRow(0)
        self._fits.setFixedHeight(max(1, min(_SHOWN, self._fits.count())) * scaled(_ROW, self))

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        agency, name = item.data(_AGENCY), self._line.text().strip()
        self.close_again()
        if agency:
            self.found.emit(str(agency))
        else:
            self.named.emit(name)
