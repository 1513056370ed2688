"""The little cap that shows which key does what a control does."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

_SIDE = 6.0
_SHARE = 0.8


def cap_font(font: QFont) -> QFont:
    """The cap's font beside text in that font."""
    small = QFont(font)
    small.setFamilies(["Noto Sans Mono", "Consolas", "Menlo", "DejaVu Sans Mono", "monospace"])
    small.setPixelSize(max(11, round(font.pixelSize() * _SHARE)))
    small.setWeight(QFont.Weight.Normal)
    return small


def cap_size(key: str, font: QFont) -> QSizeF:
    """The room that a cap takes beside text in that font; none for no key."""
    if not key:
        return QSizeF(0, 0)
    metrics = QFontMetricsF(cap_font(font))
    height = metrics.height() + 4
    return QSizeF(max(height, metrics.horizontalAdvance(key) + 2 * _SIDE), height)


def paint_cap(painter: QPainter, place: QRectF, key: str, font: QFont, ink: QColor, edge: QColor) -> None:
    """Draw the cap into its place."""
    painter.save()
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(cap_font(font))
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()
