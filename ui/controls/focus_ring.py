"""The ring around whatever has the keyboard: three pixels, two off, above everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QMainWindow,
    QScrollArea,
    QWidget,
)

from ui.theme import WARN

_THICK = 3
_OFF = 2
_CORNER = 8
_MOVES = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
)


class FocusRing(QWidget):
    """Follows the keyboard through a window. It takes no mouse and no focus itself."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            watched.removeEventFilter(self)
            watched.destroyed.disconnect(self._let_go)
        self._watched.clear()
        inside = new is not None and self.window().isAncestorOf(new)
        self._target = new if inside else None
        widget: QWidget | None = self._target
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            widget.destroyed.connect(self._let_go)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()
        QTimer.singleShot(0, self._reveal)

    @Slot()
    def _reveal(self) -> None:
        """Scroll the target into sight, once its page is laid out."""
        for area in self._watched:
            if isinstance(area, QScrollArea) and self._target is not None:
                area.ensureWidgetVisible(self._target, 0, _THICK + _OFF)

    @Slot(QObject)
    def _let_go(self, _gone: QObject) -> None:
        self._watched.clear()
        self._target = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Move along when the target or anything that holds it moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        room = _THICK + _OFF
        around = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        area: QWidget | None = target.parentWidget()
        while area is not None and not isinstance(area, QAbstractScrollArea):
            area = area.parentWidget()
        if area is not None:
            shown = QRect(area.mapTo(self.window(), QPoint(0, 0)), area.size())
            around = around.intersected(shown.adjusted(room, room, -room, -room))
        around = around.intersected(self.window().rect().adjusted(room, room, -room, -room))
        if around.isEmpty():
            self.hide()
            return
        self.setGeometry(around.adjusted(-room, -room, room, room))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ring in the shape of what it surrounds."""
        corner = float(getattr(self._target, "corner", _CORNER)) + _OFF + _THICK / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(WARN), _THICK))
        half = _THICK / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), corner, corner)
