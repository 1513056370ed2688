"""A row: a number or a dot, what it is, how it stands. It is a button, so keys and screen readers know it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.text import dress, text_label
from ui.theme import ACCENT_SOFT, CARD, EDGE, GOOD, LINE, is_large, scaled

_ROW = 52
Mark = Literal["", "dot", "ring"]


class RowCard(QPushButton):
    """One neutral row. Pressed by click, Space or Enter. Words beside it may hold buttons of their own."""

    corner = 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Mark = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(False)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(14, 8, 14, 8)
        self._across.setSpacing(12)
        self._number = text_label("", "number", self)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        self._text = text_label("", parent=self, wraps=True)
        self._below = text_label("", "small", self)
        self._below.hide()
        words.addWidget(self._text)
        words.addWidget(self._below)
        self._standing = text_label("", "small", self)
        self._across.addWidget(self._number)
        self._across.addLayout(words, 1)
        if is_large(self):  # beside each other they would not fit into a narrow column
            self._standing.setWordWrap(True)
            words.addWidget(self._standing)
        else:
            self._across.addWidget(self._standing)
        self._keep_height()
        for label in (self._number, self._text, self._below, self._standing):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, text: str, standing: str = "", *, below: str = "", look: str = "small") -> None:
        """What the row is and how it stands; a screen reader hears all of it as one name."""
        self._text.setText(text)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        self._standing.setText(standing)
        self._standing.setVisible(bool(standing))
        dress(self._standing, look)
        number = self._number.text()
        spoken = (number, text, below, standing)
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.updateGeometry()

    def number(self, number: str) -> None:
        """The number of the day at its left."""
        self._number.setText(number)
        self._number.setVisible(bool(number))

    def mark(self, mark: Mark) -> None:
        """A filled dot or an empty ring at its left; the word at the right says the same."""
        self._mark = mark
        self._across.setContentsMargins(36 if mark else 14, 8, 14, 8)
        self.update()

    def add_control(self, control: QWidget) -> None:
        """A button of the row's own, at its right end."""
        self._across.addWidget(control)

    def words(self) -> QLabel:
        """The label that holds its main text."""
        return self._text

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its words need, and never less than a row."""
        hint = self._across.sizeHint()
        return QSize(hint.width(), max(hint.height(), scaled(_ROW, self)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Grow with the text: the outer layout asks the words, and only a minimum holds against it."""
        if event.type() == QEvent.Type.FontChange:
            self._keep_height()
        super().changeEvent(event)

    def _keep_height(self) -> None:
        self.setMinimumHeight(scaled(_ROW, self))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Words that do not fit on one line wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height at a width, with the words wrapped."""
        return max(self.sizeHint().height(), self._across.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It may become narrow: its words wrap."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space and Enter press it; every other key is the page's."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the card and its mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(QPen(self.palette().color(LINE), 1))
        painter.setBrush(self.palette().color(ACCENT_SOFT if lit else CARD))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if not self._mark:
            return
        dot = QRectF(15, self.height() / 2 - 4.5, 9, 9)
        filled = self._mark == "dot"
        painter.setPen(QPen(self.palette().color(GOOD if filled else EDGE), 2))
        painter.setBrush(self.palette().color(GOOD) if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)
