"""The left side of a visit: every question with its answer so far, and which one is at hand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from onestopshop.question import Question
from ui.controls.text import dress, text_label
from ui.theme import LINE, scaled
from ui.visit.draft import Draft
from ui.wording import answer_words

_LINE = 38


class AnswerLine(QPushButton):
    """One question and its answer. A click goes there; the arrow keys do the same from anywhere."""

    asked_for = Signal(str)

    def __init__(self, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._label = text_label("", "soft", self, wraps=True)
        self._answer = text_label("", "soft", self, wraps=True)
        self._answer.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(16)
        across.addWidget(self._label, 1)
        across.addWidget(self._answer, 1)
        for label in (self._label, self._answer):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._go)

    def say(self, label: str, answer: str, *, answered: bool, at_hand: bool) -> None:
        """What the line says."""
        self._label.setText(label)
        self._answer.setText("…" if at_hand and not answered else answer)
        dress(self._label, "accent" if at_hand else "soft")
        dress(self._answer, "" if answered else "soft")
        self.setAccessibleName(f"{label}: {answer}")
        self.setMinimumHeight(scaled(_LINE, self))
        self.updateGeometry()

    @Slot()
    def _go(self) -> None:
        self.asked_for.emit(self._question)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its words, and never less than a line of the list."""
        layout = self.layout()
        least = scaled(_LINE, self)
        wanted = layout.totalHeightForWidth(self.width()) if layout is not None and self.width() > 100 else 0
        return QSize(200, max(least, wanted))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """It never has the keyboard."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A hairline below."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(LINE))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class AnswersSoFar(QWidget):
    """The lines of a draft."""

    asked_for = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, AnswerLine] = {}
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    def show_draft(self, draft: Draft) -> None:
        """Bring the lines up to the draft."""
        asked = draft.asked()
        for gone in [key for key in self._lines if key not in {question.id for question in asked}]:
            line = self._lines.pop(gone)
            line.hide()
            line.deleteLater()
        at_hand = draft.question().id
        for place, question in enumerate(asked):
            self._line(question, place).say(
                question.label,
                answer_words(draft.setup, question, draft.answers.get(question.id)),
                answered=question.id in draft.answers,
                at_hand=question.id == at_hand,
            )

    def line(self, question: str) -> AnswerLine | None:
        """The line of a question."""
        return self._lines.get(question)

    def _line(self, question: Question, place: int) -> AnswerLine:
        line = self._lines.get(question.id)
        if line is None:
            line = self._lines[question.id] = AnswerLine(question.id, self)
            line.asked_for.connect(self.asked_for)
        if self._down.indexOf(line) != place:
            self._down.insertWidget(place, line)
        return line
