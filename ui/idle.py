"""Notices that nobody has touched the keyboard or the mouse for a while."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """`idle` comes after so many minutes without a touch, also when the laptop slept meanwhile."""

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject) -> None:
        super().__init__(parent)
        self._milliseconds = round(minutes * 60_000)
        self._touched = QDateTime.currentMSecsSinceEpoch()
        self._timer = QTimer(self)
        self._timer.setInterval(self._milliseconds)
        self._timer.timeout.connect(self._tell)
        self._timer.start()

    def watch(self, window: QWindow) -> None:
        """Watch what the window is sent; only there, for a filter on the application is called too often."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note a touch. The first one after a long sleep hides, and does nothing else."""
        if event.type() not in _TOUCHES:
            return False
        now = QDateTime.currentMSecsSinceEpoch()
        slept = now - self._touched > self._milliseconds
        self._touched = now
        self._timer.start()
        if slept:
            self._tell()
        return slept

    @Slot()
    def _tell(self) -> None:
        self.idle.emit()
