"""A blank document: what somebody sees who was not meant to see more."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.controls.text import text_label

_DEAF_MILLISECONDS = 300
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)


class HiddenPage(QFrame):
    """Nothing but the word "Document" on an empty sheet. Any key or a double click leads on."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Document"))
        self._since = QElapsedTimer()
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 20, 24, 24)
        down.addWidget(text_label(self.tr("Document"), "title"))
        down.addStretch(1)

    def begin(self) -> None:
        """Take the keyboard. Keys still held down from what was typed before do not count."""
        self._since.start()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Any key but one that only modifies others."""
        fresh = self._since.elapsed() > _DEAF_MILLISECONDS and not event.isAutoRepeat()
        if fresh and Qt.Key(event.key()) not in _MODIFIERS:
            self.left.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """For whoever uses only the mouse."""
        self.left.emit()
