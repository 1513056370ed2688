"""The two sides of a visit's entry and the keys that drive them: answers so far, and the question at hand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.visit import draft as drafting
from ui.visit.answers_so_far import AnswersSoFar
from ui.visit.choices import Choice, is_long
from ui.visit.draft import Draft
from ui.visit.harm_panel import HarmPanel
from ui.visit.question_panel import QuestionPanel

_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WALKS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryBoard(QObject):
    """Holds the draft. `shown` comes whenever it changed, `finished` when the last question is answered."""

    shown = Signal()
    finished = Signal()
    enter_pressed = Signal()
    harm_counted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.draft: Draft | None = None
        self._harm_counts = True
        self.answers = AnswersSoFar(page)
        self.answers.asked_for.connect(self._goto)
        self.question = QuestionPanel(page)
        self.question.taken.connect(self._take)
        self.question.no_more.connect(self._say_no_more)
        self.harm = HarmPanel(page)
        self.harm.counted.connect(self.harm_counted)
        self.harm.refused.connect(self._not_harm)

    def open(self, draft: Draft, *, harm_counts: bool) -> None:
        """Begin with a draft. Where `harm_counts`, a person causing harm ends the entry."""
        self._harm_counts = harm_counts
        self._show(draft)

    def stands_apart(self) -> bool:
        """Whether it turned out that this is no visit."""
        return self._harm_counts and self.draft is not None and self.draft.harm()

    def take_keyboard(self) -> None:
        """Put the keyboard where the work is."""
        if self.stands_apart():
            self.harm.begin()
        elif self.draft is not None:
            self.question.take_keyboard(self.draft)

    def press(self, event: QKeyEvent) -> bool:
        """What a key does to the draft. False where it is no key of the entry."""
        draft, key = self.draft, Qt.Key(event.key())
        if draft is None or self.stands_apart():
            return False
        if key in _ENTER:
            self._enter(draft)
        elif key in _MOVES:
            self._show(drafting.go(draft, _MOVES[key]))
        elif key in _WALKS:
            self._walk(_WALKS[key])
        elif key == Qt.Key.Key_Backspace:
            self._show(drafting.clear(draft))
        elif event.text() == "?":
            self.question.explain()
        elif event.text() and event.text().isprintable():
            self._type(draft, event.text())
        else:
            return False
        return True

    def next_question(self, *, forward: bool) -> bool:
        """Go one question on or back, while the keyboard is on one. False at the end of them."""
        has = self._page.window().focusWidget()
        on_question = has is None or has is self._page or has in self.question.chips()
        if self.draft is None or not on_question or self.stands_apart():
            return False
        moved = drafting.go(self.draft, 1 if forward else -1)
        if moved.question().id == self.draft.question().id:
            return False
        self._show(moved)
        return True

    def _show(self, draft: Draft) -> None:
        self.draft = draft
        apart = self.stands_apart()
        self.question.setVisible(not apart)
        self.harm.setVisible(apart)
        self.answers.show_draft(draft)
        if apart:
            self.harm.begin()
        else:
            self.question.show_draft(draft)
        self.shown.emit()

    def _type(self, draft: Draft, text: str) -> None:
        changed = drafting.press(draft, text.upper())
        if changed is draft and text.isalpha() and is_long(draft.setup, draft.question(), draft.day):
            changed = drafting.narrow(draft, text.lower())
        if changed is not draft:
            self._go_on(draft, changed)

    @Slot(Choice)
    def _take(self, choice: Choice) -> None:
        if self.draft is not None:
            self._go_on(self.draft, drafting.choose(self.draft, choice))

    def _go_on(self, before: Draft, after: Draft) -> None:
        self._show(after)
        answered = after.question().kind != "many" and after.answers != before.answers
        if before.at_end() and after.at_end() and answered and not after.path and not self.stands_apart():
            self.finished.emit()

    def _walk(self, step: int) -> None:
        chips = self.question.chips()
        has = self._page.window().focusWidget()
        place = next((place for place, made in enumerate(chips) if made is has), 0) + step
        if 0 <= place < len(chips):
            chips[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self, draft: Draft) -> None:
        further = drafting.enter(draft)
        if further is None:
            self.enter_pressed.emit()
        else:
            self._show(further)

    @Slot(str)
    def _goto(self, question: str) -> None:
        if self.draft is not None:
            self._show(drafting.goto(self.draft, question))

    @Slot()
    def _say_no_more(self) -> None:
        if self.draft is not None:
            self._show(drafting.go(self.draft, 1))

    @Slot()
    def _not_harm(self) -> None:
        if self.draft is not None:
            self._show(drafting.clear(self.draft))
            self.take_keyboard()
