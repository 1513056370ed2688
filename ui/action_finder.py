"""Every key of the page in one list, found by typing: for F1 and Ctrl K."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from ui.controls.text import text_label

_WIDTH = 520
_HEIGHT = 460


class ActionFinder(QFrame):
    """Stands in front of the page without stopping it. Enter does what is chosen, Esc closes."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setProperty("look", "panel")
        self._actions: list[QAction] = []
        self._keys: tuple[tuple[str, str], ...] = ()
        self._before: QWidget | None = None
        self._line = QLineEdit(self)
        self._line.setAccessibleName(self.tr("Find an action"))
        self._line.setPlaceholderText(self.tr("What do you want to do?"))
        self._line.textChanged.connect(self._narrow)
        self._line.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Actions and their keys"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._do)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 16, 16, 16)
        down.addWidget(text_label(self.tr("Keys on this page"), "heading"))
        down.addWidget(self._line)
        down.addWidget(self._list, 1)
        self.hide()

    def start(self, actions: list[QAction], keys: tuple[tuple[str, str], ...]) -> None:
        """Open with a page's actions, and keys that are no actions."""
        self._before = self.window().focusWidget()
        self._actions = [action for action in actions if action.isEnabled() and action.text()]
        self._keys = keys
        self._line.clear()
        self._narrow("")
        self.place()
        self.show()
        self.raise_()
        self._line.setFocus()

    def place(self) -> None:
        """In the middle of the window, as large as fits."""
        around = self.window().rect()
        width, height = min(_WIDTH, around.width() - 48), min(_HEIGHT, around.height() - 48)
        self.setGeometry((around.width() - width) // 2, (around.height() - height) // 3, width, height)

    def close_again(self) -> None:
        """Close, with the keyboard where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Up, Down, Enter and Esc while the keyboard is in the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = self._list.currentRow() + (-1 if key == Qt.Key.Key_Up else 1)
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self._list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.close_again()
        else:
            return False
        return True

    @Slot(str)
    def _narrow(self, typed: str) -> None:
        self._list.clear()
        for place, action in enumerate(self._actions):
            if typed.casefold() in action.text().casefold():
                self._add(action.text(), str(action.data() or "")).setData(Qt.ItemDataRole.UserRole, place)
        for key, words in self._keys:
            if typed.casefold() in words.casefold():
                self._add(words, key)
        self._list.setCurrentRow(0)

    def _add(self, words: str, key: str) -> QListWidgetItem:
        return QListWidgetItem(f"{words}    {key}".rstrip(), self._list)

    @Slot(QListWidgetItem)
    def _do(self, item: QListWidgetItem | None) -> None:
        place = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self.close_again()
        if place is not None:
            self._actions[int(place)].trigger()
