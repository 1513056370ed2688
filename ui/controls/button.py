"""Buttons and chips: a word, the key that does the same, and a target large enough for any hand."""

from __future__ import annotations

from math import ceil
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.controls.key_cap import cap_size, paint_cap
from ui.theme import ACCENT, ACCENT_SOFT, BODY_PIXELS, CARD, EDGE, INK, LINE, ON_ACCENT, SOFT

Kind = Literal["filled", "plain", "chip", "link", "rail"]
_SMALLEST = 44
_TALLEST = 60
_GAP = 9.0


class KeyedButton(QPushButton):
    """A button that shows its key. "filled" is the one thing to do on a page; a chip is an answer,
    "rail" leads to another page."""

    def __init__(self, text: str, key: str = "", kind: Kind = "plain", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.key = key
        self.kind = kind
        self._measured: tuple[tuple[object, ...], QSize] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if key:
            self.setAccessibleDescription(self.tr("Key: {key}").format(key=key))

    def become(self, text: str, kind: Kind, key: str = "") -> None:
        """Another word, another weight: when something else has become the one thing to do."""
        self.key, self.kind = key, kind
        self.setText(text)
        self.setAccessibleDescription(self.tr("Key: {key}").format(key=key) if key else "")
        self._keep_height()
        self.updateGeometry()
        self.update()

    @property
    def corner(self) -> int:
        """The radius of its corners, in pixels: the focus ring follows it."""
        return self.height() // 2 if self.kind == "chip" else 8

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space and Enter press a button; on a chip Enter belongs to the page, for it saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Space or (enter and self.kind != "chip"):
            self.click()
        else:
            event.ignore()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The size on one line: measured once, for layouts ask for it again and again."""
        shown = (self.text(), self.key, self.kind, self.isChecked(), self.font().pixelSize())
        if self._measured is None or self._measured[0] != shown:
            self._measured = shown, self._line_size()
        return self._measured[1]

    def _line_size(self) -> QSize:
        font, side = self._text_font(), self._side()
        text = QFontMetricsF(font).horizontalAdvance(self.text())
        cap = cap_size(self.key, font).width()
        width = text + (cap + _GAP if cap else 0) + 2 * side
        return QSize(ceil(width) + 2, self._line_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrow enough for large text on a small screen: the words wrap."""
        return QSize(min(self.sizeHint().width(), 7 * self.fontMetrics().height()), self._line_height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Words that do not fit on one line wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height at a width, with the words wrapped."""
        if width >= self.sizeHint().width():
            return self._line_height()
        font = self._text_font()
        room = max(1.0, width - 2 * self._side() - cap_size(self.key, font).width() - _GAP)
        wrapped = QFontMetricsF(font).boundingRect(
            QRectF(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), self.text()
        )
        return max(self._line_height(), int(wrapped.height()) + 20)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As high as the words need: a layout gives what is fixed no more than its least."""
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the shape, the words and the cap in the palette's colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, edge, ink = self._colours()
        if self.kind != "link":
            painter.setPen(QPen(edge, 1))
            painter.setBrush(fill)
            corner = self.corner
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        self._paint_words(painter, fill, ink)

    def _paint_words(self, painter: QPainter, fill: QColor, ink: QColor) -> None:
        font, side = self._text_font(), self._side()
        cap = cap_size(self.key, font)
        room = QRectF(self.rect()).adjusted(side, 0, -side, 0)
        if self.key:
            room.setWidth(room.width() - cap.width() - _GAP)
            place = QRectF(QRectF(self.rect()).right() - side - cap.width(), 0, cap.width(), cap.height())
            place.moveTop((self.height() - cap.height()) / 2)
            soft = ink if fill == self.palette().color(ACCENT) else self.palette().color(SOFT)
            edge = ink if fill == self.palette().color(ACCENT) else self.palette().color(LINE)
            paint_cap(painter, place, self.key, font, soft, edge)
        painter.setFont(font)
        painter.setPen(ink)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(room, flags, self.text())

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        palette = self.palette()
        if not self.isEnabled():
            return palette.color(CARD), palette.color(LINE), palette.color(SOFT)
        if self.kind == "rail":
            lit = self.isChecked() or self.isDown() or self.underMouse()
            fill = palette.color(ACCENT_SOFT if lit else CARD)
            return fill, fill, palette.color(ACCENT if self.isChecked() else INK)
        if self.kind == "filled" or self.isChecked():
            return palette.color(ACCENT), palette.color(ACCENT), palette.color(ON_ACCENT)
        pressed = self.isDown() or self.underMouse()
        fill = palette.color(ACCENT_SOFT if pressed else CARD)
        return fill, palette.color(EDGE), palette.color(ACCENT if self.kind == "link" else INK)

    def _text_font(self) -> QFont:
        font = QFont(self.font())
        if self.kind == "filled":
            font.setPixelSize(round(font.pixelSize() * 20 / BODY_PIXELS))
        if self.kind == "filled" or self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _line_height(self) -> int:
        least = _TALLEST if self.kind == "filled" else _SMALLEST
        return round(max(least, least * self.font().pixelSize() / BODY_PIXELS))

    def _side(self) -> float:
        return {"filled": 28.0, "link": 2.0}.get(self.kind, 16.0)


def chip(text: str, key: str = "", *, chosen: bool = False, parent: QWidget | None = None) -> KeyedButton:
    """An answer that can be chosen; a screen reader hears whether it is."""
    made = KeyedButton(text, key, "chip", parent)
    made.setCheckable(True)
    made.setChecked(chosen)
    made.toggled.connect(made.updateGeometry)
    return made
