"""A list of rows that scrolls, in which Up and Down move and one row at a time is a tab stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.controls.page import ColumnArea
from ui.controls.row_card import RowCard

_RING = 6
_LEAST = 72


class RowList(ColumnArea):
    """Rows by key, in the order in which the page puts them.

    A `whole` list is as high as its rows whatever the room: what it stands in scrolls.
    """

    def __init__(self, name: str, parent: QWidget | None = None, *, whole: bool = False) -> None:
        super().__init__(parent)
        self._whole = whole
        self._rows: dict[str, RowCard] = {}
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._inside = QWidget()
        self._inside.setProperty("look", "rows")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(_RING, _RING, _RING, _RING)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self.setWidget(self._inside)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its rows; where there is less room, they scroll."""
        return QSize(200, self._wanted())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """One row at least."""
        return QSize(120, self._wanted() if self._whole else min(_LEAST, self._wanted()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Narrower rows wrap and become higher."""
        super().resizeEvent(event)
        self.updateGeometry()

    def _wanted(self) -> int:
        return max(
            self._inside.sizeHint().height(), self._column.totalHeightForWidth(self.viewport().width())
        )

    def rows(self) -> list[RowCard]:
        """The rows as they stand, top to bottom."""
        return list(self._rows.values())

    def row(self, key: str) -> RowCard | None:
        """The row with that key."""
        return self._rows.get(key)

    def arrange(self, keys: list[str], make: dict[str, RowCard]) -> None:
        """Show these keys in this order: rows that stay keep their focus, `make` holds the new ones."""
        for key in [key for key in self._rows if key not in keys]:
            gone = self._rows.pop(key)
            gone.removeEventFilter(self)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for key, row in make.items():
            row.setParent(self._inside)
            row.installEventFilter(self)
            self._rows[key] = row
        self._rows = {key: self._rows[key] for key in keys}
        for place, row in enumerate(self._rows.values()):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            row.show()
        self._column.activate()
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Up and Down walk through the rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            rows = self.rows()
            if step and watched in rows:
                place = rows.index(watched) + step
                if 0 <= place < len(rows):
                    rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False
