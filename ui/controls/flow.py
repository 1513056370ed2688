"""Lays out chips like words: left to right, then on the next line."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 8
_Line = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """A layout whose items wrap. Its height follows from its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._known: dict[int, list[_Line]] = {}
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Take one more item at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """The item at that place, or None past the end: that is how Qt finds the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Give up the item at that place, or None past the end."""
        if not 0 <= index < len(self._items):
            return None
        self._known.clear()
        return self._items.pop(index)

    def invalidate(self) -> None:
        """Forget how the items filled their lines: one of them changed."""
        self._known.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """It asks for no more room than its items need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height that the items take at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All items on one line."""
        width = sum(item.sizeHint().width() + _GAP for item in self._items)
        return QSize(width, max((item.sizeHint().height() for item in self._items), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """As wide as the widest item must be."""
        widths = (item.minimumSize().width() for item in self._items)
        return QSize(max(widths, default=0), max((i.minimumSize().height() for i in self._items), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Fill line after line; what is lower than its line stands in the middle of it."""
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            x = rect.x()
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + _GAP
            y += height + _GAP
        return max(0, y - _GAP - rect.y())

    def _lines(self, width: int) -> list[_Line]:
        """The lines at a width. Qt asks many times for each that is drawn, so they are kept."""
        if width not in self._known:
            self._known[width] = self._filled(width)
        return self._known[width]

    def _filled(self, width: int) -> list[_Line]:
        lines: list[_Line] = []
        room = 0
        for item in self._items:
            if item.isEmpty():  # hidden
                continue
            wide = min(item.sizeHint().width(), width)
            high = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
            if not lines or wide > room:
                lines.append([])
                room = width
            lines[-1].append((item, QSize(wide, high)))
            room -= wide + _GAP
        return lines
