"""The right side of a visit: the question at hand, the line to read out, and its answers as chips."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.button import KeyedButton, chip
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.text import text_label
from ui.visit.choices import Choice, Row, is_long
from ui.visit.draft import Draft


class AnswerChip(KeyedButton):
    """A chip that knows which choice it stands for."""

    taken = Signal(Choice)

    def __init__(self, choice: Choice, chosen: bool, parent: QWidget) -> None:
        super().__init__(choice.label, choice.key, "chip", parent)
        self.choice = choice
        self.setCheckable(True)
        self.setChecked(chosen)
        self.clicked.connect(self._take)

    @Slot()
    def _take(self) -> None:
        self.taken.emit(self.choice)


class QuestionPanel(QWidget):
    """Shows one question. It keeps nothing: the draft is the page's."""

    taken = Signal(Choice)
    no_more = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[AnswerChip] = []
        self._pieces: list[QWidget] = []
        self._shown = ""
        self._label = text_label("", "question")
        self._spoken = text_label("", "soft", wraps=True)
        self._rows = QWidget(self)
        rows = self._rows_layout = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 6, 0, 0)
        rows.setSpacing(8)
        self._hint = text_label("", "small", wraps=True)
        self._why_button = KeyedButton(self.tr("Why we ask"), "?", "link", self)
        self._why_button.clicked.connect(self.explain)
        self._why = Notice(self)
        self._reason = ""
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        for piece in (self._label, self._spoken, self._rows, self._hint):
            down.addWidget(piece)
        down.addWidget(self._why_button, 0, Qt.AlignmentFlag.AlignLeft)
        down.addWidget(self._why)

    def show_draft(self, draft: Draft) -> None:
        """Show the question at hand. The keyboard goes to the chosen chip, or to the first."""
        question = draft.question()
        new = question.id != self._shown
        self._shown = question.id
        self._label.setText(question.label)
        self._spoken.setText(self.tr("“{line}”").format(line=question.ask))
        self._spoken.setVisible(bool(question.ask))
        self._reason = question.why
        self._why_button.setVisible(bool(question.why))
        self._hint.setText(self._hint_for(draft))
        self._hint.setVisible(bool(self._hint.text()))
        self._fill(draft)
        if new:
            self._why.silence()
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self, f"{question.label}. {question.ask}")
            )

    def chips(self) -> list[AnswerChip]:
        """The chips, in reading order."""
        return list(self._chips)

    @Slot()
    def explain(self) -> None:
        """Show why this is asked, or hide it again."""
        if self._why.said() or not self._reason:
            self._why.silence()
        else:
            self._why.say(self._reason, "good")

    def _fill(self, draft: Draft) -> None:
        keyboard_here = not self._chips or self._keyboard_is_inside()
        self._chips = []
        fresh: list[QWidget] = []
        rows = draft.rows()
        self._rows_layout.setEnabled(False)  # laid out once, when the old pieces are gone
        for depth, row in enumerate(rows):
            if depth:
                fresh.append(text_label(self.tr("And which of these?"), "soft"))
            fresh.append(self._row(draft, row, last=depth and depth == len(rows) - 1))
        for piece in fresh:
            self._rows_layout.addWidget(piece)
            piece.show()
        if keyboard_here:
            self.take_keyboard(draft)
        for piece in self._pieces:  # after the keyboard has moved on: Qt would send it anywhere
            self._rows_layout.removeWidget(piece)
            piece.hide()
            piece.deleteLater()
        self._pieces = fresh
        self._rows_layout.setEnabled(True)
        self._rows_layout.activate()

    def _row(self, draft: Draft, row: Row, *, last: bool | int) -> QWidget:
        line = QWidget(self._rows)
        flow = FlowLayout(line)
        for choice in row:
            made = AnswerChip(choice, _is_chosen(draft, choice), line)
            made.taken.connect(self.taken)
            self._chips.append(made)
            flow.addWidget(made)
        if last and draft.question().kind != "number":
            no_more = chip(self.tr("Says no more"), self.tr("Enter"), parent=line)
            no_more.setCheckable(False)
            no_more.clicked.connect(self.no_more)
            flow.addWidget(no_more)
        return line

    def take_keyboard(self, draft: Draft) -> None:
        """Put the keyboard on the lowest open row: on what is chosen there, or on its first chip."""
        deepest = {choice.id for choice in draft.rows()[-1]}
        row = [made for made in self._chips if made.choice.id in deepest]
        chosen = [made for made in row if made.isChecked()]
        if chosen or row:
            (chosen or row)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _keyboard_is_inside(self) -> bool:
        window = self.window()
        has = window.focusWidget()
        return has is None or has is window or self.isAncestorOf(has)

    def _hint_for(self, draft: Draft) -> str:
        question = draft.question()
        hints = []
        if draft.typed:
            hints.append(
                self.tr("Typed: {letters} · Enter takes the first · Backspace").format(letters=draft.typed)
            )
        elif is_long(draft.setup, question, draft.day):
            hints.append(self.tr("Type letters to find an answer"))
        if question.kind == "many" and not draft.typed:
            hints.append(self.tr("Choose as many as fit, then Tab"))
        return " · ".join(hints)


def _is_chosen(draft: Draft, choice: Choice) -> bool:
    answer = draft.answer()
    if choice.id in draft.path:
        return True
    return (
        choice.id in answer if isinstance(answer, tuple) else answer is not None and answer == choice.answer
    )
