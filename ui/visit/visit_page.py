"""Entry of one visit, by keys or by mouse. What is typed is in memory until Enter or Esc."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onestopshop.errors import Told
from onestopshop.network import Setup
from onestopshop.visit import Answers, Visit
from ui.controls.button import KeyedButton
from ui.controls.notice import Notice
from ui.controls.page import Page, column, scrolling
from ui.controls.text import text_label
from ui.visit import draft as drafting
from ui.visit.answers_so_far import AnswersSoFar
from ui.visit.choices import Choice, is_long
from ui.visit.draft import Draft
from ui.visit.harm_panel import HarmPanel
from ui.visit.question_panel import QuestionPanel

LEFT_WIDTH = 400
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class VisitPage(Page):
    """A draft and the two sides that show it. `saved` carries the answers, and the visit's id or ""."""

    saved = Signal(dict, str)
    left = Signal()
    withdrawn = Signal(str)
    harm_counted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._correcting: Visit | None = None
        self.add_hide()
        self._count = text_label("", "small")
        self._answers = AnswersSoFar(self)
        self._answers.asked_for.connect(self._goto)
        self._question = QuestionPanel(self)
        self._question.taken.connect(self._take)
        self._question.no_more.connect(self._say_no_more)
        self._notice = Notice(self)
        self._harm = HarmPanel(self)
        self._harm.counted.connect(self.harm_counted)
        self._harm.refused.connect(self._not_harm)
        self._add_left()
        self._add_right()
        words = self.tr("● Locking or hiding keeps what is answered so far, encrypted")
        self.foot.addWidget(text_label(words, "good"))
        self.more_keys = (
            (self.tr("1 to 9"), self.tr("Choose an answer")),
            ("0", self.tr("Prefer not to say")),
            ("-", self.tr("Not known")),
            (self.tr("Tab"), self.tr("Next question")),
            (self.tr("Up, Down"), self.tr("Another question")),
            (self.tr("Left, Right, Space"), self.tr("Another answer, choose it")),
            (self.tr("Backspace"), self.tr("Take the answer back")),
            ("?", self.tr("Why we ask")),
        )

    def start(self, setup: Setup, day: date, present: tuple[str, ...], answers: Answers, number: int) -> None:
        """Begin a new visit, or go on with one that was put aside."""
        self._correcting = None
        self._open(drafting.begin(setup, day, present, answers))
        self.title.setText(self.tr("Visit {number}").format(number=number))
        self.subtitle.setText(self.tr("Nobody's name is written anywhere. Any question can be left out."))
        self._withdraw.hide()

    def correct(self, setup: Setup, day: date, present: tuple[str, ...], visit: Visit) -> None:
        """Open a visit that is recorded."""
        self._correcting = visit
        self._open(drafting.begin(setup, day, present, visit.answers))
        self.title.setText(self.tr("Visit {number}").format(number=visit.number))
        self.subtitle.setText(self.tr("Change what is wrong, or ask what is missing."))
        self._withdraw.show()

    def draft(self) -> Draft | None:
        """What is being entered: to be put aside when the window is hidden."""
        return self._draft

    def correcting(self) -> Visit | None:
        """The recorded visit that is open, if it is one."""
        return self._correcting

    def bring_back(self, told: Told) -> None:
        """It could not be saved: say why. The draft is as it was."""
        self._notice.say(str(told), "bad")

    def begin(self) -> None:
        """Put the keyboard on the question."""
        if self._draft is not None:
            self._question.take_keyboard(self._draft)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Every key of the entry; chips hand on all but Space."""
        if self._draft is None or self._harm.isVisible():
            event.ignore()
            return
        key, draft = Qt.Key(event.key()), self._draft
        if key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._ask_later()
        elif key in _MOVES:
            self._show(drafting.go(draft, _MOVES[key]))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._walk(-1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_Backspace:
            self._show(drafting.clear(draft))
        elif event.text() == "?":
            self._question.explain()
        elif event.text() and event.text().isprintable():
            self._type(event.text())
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes to the next question while the keyboard is on one; at the last it goes to the buttons."""
        draft, has = self._draft, self.focusWidget()
        on_question = has is None or has is self or has in self._question.chips()
        if draft is None or not on_question or self._harm.isVisible():
            return super().focusNextPrevChild(forward)
        moved = drafting.go(draft, 1 if forward else -1)
        if moved.question().id == draft.question().id:
            if forward:
                self._save_button.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        self._show(moved)
        return True

    def _add_left(self) -> None:
        area, inside = scrolling()
        frame, around = column(edge="right")
        around.setContentsMargins(0, 0, 1, 0)
        around.addWidget(area)
        frame.setFixedWidth(LEFT_WIDTH)
        across = QHBoxLayout()
        across.addWidget(text_label(self.tr("Answered"), "heading"))
        across.addStretch(1)
        across.addWidget(self._count)
        inside.addLayout(across)
        inside.addWidget(self._answers)
        inside.addSpacing(8)
        keys = self.tr("Tab next · Shift Tab back · Enter saves at any time")
        inside.addWidget(text_label(keys, "small", wraps=True))
        inside.addStretch(1)
        self.body.addWidget(frame)

    def _add_right(self) -> None:
        frame, around = column()
        around.setContentsMargins(0, 0, 0, 16)
        area, inside = scrolling()
        inside.addWidget(self._question)
        inside.addWidget(self._harm)
        inside.addStretch(1)
        around.addWidget(area, 1)
        _, self._save_button = self.act(self.tr("Save visit"), self.tr("Enter"), "filled", shortcut="")
        self._save_button.clicked.connect(self._save)
        _, self._later_button = self.act(self.tr("Ask later"), self.tr("Esc"), shortcut="")
        self._later_button.clicked.connect(self._ask_later)
        self._withdraw = KeyedButton(self.tr("Take this visit back"), parent=self)
        self._withdraw.clicked.connect(self._take_back)
        below = QVBoxLayout()
        below.setContentsMargins(24, 0, 24, 8)
        below.addWidget(self._notice)
        across = QHBoxLayout()
        across.setSpacing(12)
        for button in (self._save_button, self._later_button, self._withdraw):
            across.addWidget(button)
        across.addStretch(1)
        below.addLayout(across)
        around.addLayout(below)
        self.body.addWidget(frame, 1)

    def _open(self, draft: Draft) -> None:
        self._notice.silence()
        self._show(draft)

    def _show(self, draft: Draft) -> None:
        self._draft = draft
        harm = draft.harm() and self._correcting is None
        self._question.setVisible(not harm)
        self._harm.setVisible(harm)
        for button in (self._save_button, self._later_button):
            button.setVisible(not harm)
        answered = sum(question.id in draft.answers for question in draft.asked())
        self._count.setText(self.tr("{done} of {all}").format(done=answered, all=len(draft.asked())))
        self._answers.show_draft(draft)
        if harm:
            self._harm.begin()
        else:
            self._question.show_draft(draft)

    def _type(self, text: str) -> None:
        draft = self._draft
        if draft is None:
            return
        question = draft.question()
        changed = drafting.press(draft, text.upper())
        if changed is draft and text.isalpha() and is_long(draft.setup, question, draft.day):
            changed = drafting.narrow(draft, text.lower())
        if changed is not draft:
            self._go_on(draft, changed)

    @Slot(Choice)
    def _take(self, choice: Choice) -> None:
        if self._draft is not None:
            self._go_on(self._draft, drafting.choose(self._draft, choice))

    def _go_on(self, before: Draft, after: Draft) -> None:
        self._show(after)
        answered = after.question().kind != "many" and after.answers != before.answers
        if before.at_end() and after.at_end() and answered and not after.path and not after.harm():
            self._save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _walk(self, step: int) -> None:
        chips = self._question.chips()
        has = self.focusWidget()
        place = next((place for place, made in enumerate(chips) if made is has), 0) + step
        if 0 <= place < len(chips):
            chips[place].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def _goto(self, question: str) -> None:
        if self._draft is not None:
            self._show(drafting.goto(self._draft, question))

    @Slot()
    def _say_no_more(self) -> None:
        if self._draft is not None:
            self._show(drafting.go(self._draft, 1))

    def _enter(self) -> None:
        further = drafting.enter(self._draft) if self._draft is not None else None
        if further is None:
            self._save()
        else:
            self._show(further)

    @Slot()
    def _save(self) -> None:
        if self._draft is not None:
            self._notice.silence()
            self.saved.emit(self._draft.answers, self._correcting.id if self._correcting else "")

    @Slot()
    def _ask_later(self) -> None:
        visit, draft = self._correcting, self._draft
        if visit is not None and draft is not None and draft.answers == visit.answers:
            self.left.emit()
        else:
            self._save()

    @Slot()
    def _take_back(self) -> None:
        if self._correcting is not None:
            self.withdrawn.emit(self._correcting.id)

    @Slot()
    def _not_harm(self) -> None:
        if self._draft is not None:
            self._show(drafting.clear(self._draft))
            self.begin()
