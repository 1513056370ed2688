"""A box in which one of several is chosen by arrow keys; every other key is the page's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.theme import SOFT

_MOVES = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Space,
    }
)


class ChoiceBox(QComboBox):
    """Choices by id. The wheel of a mouse never changes it by accident."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "choice")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(8)

    def offer(self, choices: Iterable[tuple[str, object]]) -> None:
        """Offer these words, each for an id; what was chosen stays chosen where it is still offered."""
        before = self.currentData()
        self.clear()
        for words, choice in choices:
            self.addItem(words, choice)
        self.choose(before)

    def choose(self, choice: object) -> None:
        """Choose an id; the first where it is not offered."""
        ids = [self.itemData(place) for place in range(self.count())]
        self.setCurrentIndex(ids.index(choice) if choice in ids else 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrower than its longest words: they are read in full when it is open."""
        return QSize(120, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows and Space are its own."""
        if Qt.Key(event.key()) in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The arrow in the palette's colours: it says that there is more."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(SOFT), 2))
        half = self.fontMetrics().height() / 4
        middle = QPointF(self.width() - 16 - half, self.height() / 2 + half / 2)
        left, right = middle + QPointF(-half, -half), middle + QPointF(half, -half)
        painter.drawPolyline([left, middle, right])

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The column scrolls."""
        event.ignore()
