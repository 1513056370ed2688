"""Entry of one visit, by keys or by mouse. What is typed is in memory until Enter or Esc."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.errors import Told
from onestopshop.network import Setup
from onestopshop.visit import Answers, Visit
from ui.controls.button import KeyedButton
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.page import SIDE, Page, column, heading, scrolling
from ui.controls.text import text_label
from ui.visit.draft import Draft, begin
from ui.visit.entry_board import EntryBoard

_LEFT = 400


class VisitPage(Page):
    """A draft and the two sides that show it. `saved` carries the answers, and the visit's id or ""."""

    saved = Signal(dict, str)
    left = Signal()
    withdrawn = Signal(str)
    harm_counted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._correcting: Visit | None = None
        self.add_hide()
        self._count = text_label("", "small")
        self._notice = Notice(self)
        self._board = EntryBoard(self)
        self._board.shown.connect(self._follow)
        self._board.finished.connect(self._to_saving)
        self._board.enter_pressed.connect(self._save)
        self._board.harm_counted.connect(self.harm_counted)
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
        self._open(begin(setup, day, present, answers), number)
        self.subtitle.setText(self.tr("Nobody's name is written anywhere. Any question can be left out."))

    def correct(self, setup: Setup, day: date, present: tuple[str, ...], visit: Visit) -> None:
        """Open a visit that is recorded."""
        self._correcting = visit
        self._open(begin(setup, day, present, visit.answers), visit.number)
        self.subtitle.setText(self.tr("Change what is wrong, or ask what is missing."))

    def draft(self) -> Draft | None:
        """What is being entered: to be put aside when the window is hidden."""
        return self._board.draft

    def correcting(self) -> Visit | None:
        """The recorded visit that is open, if it is one."""
        return self._correcting

    def bring_back(self, told: Told) -> None:
        """It could not be saved: say why. The draft is as it was."""
        self._notice.say(str(told), "bad")

    def begin(self) -> None:
        """Put the keyboard on the question."""
        self._board.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Every key of the entry; chips hand on all but Space."""
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self._ask_later()
        elif not self._board.press(event):
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes to the next question while the keyboard is on one; at the last it goes to the buttons."""
        return self._board.next_question(forward=forward) or super().focusNextPrevChild(forward)

    def _add_left(self) -> None:
        self._answers_area, inside = scrolling()
        frame, around = column(edge="right")
        around.setContentsMargins(0, 0, 1, 0)
        around.addWidget(self._answers_area)
        frame.setFixedWidth(_LEFT)
        inside.addLayout(heading(self.tr("Answered"), self._count))
        inside.addWidget(self._board.answers)
        inside.addSpacing(8)
        keys = self.tr("Tab next · Shift Tab back · Enter saves at any time")
        inside.addWidget(text_label(keys, "small", wraps=True))
        inside.addStretch(1)
        self.body.addWidget(frame)

    def _add_right(self) -> None:
        frame, around = column()
        around.setContentsMargins(0, 0, 0, 16)
        area, inside = scrolling()
        inside.addWidget(self._board.question)
        inside.addWidget(self._board.harm)
        inside.addStretch(1)
        around.addWidget(area, 1)
        self._save_button = KeyedButton(self.tr("Save visit"), self.tr("Enter"), "filled", self)
        self._save_button.clicked.connect(self._save)
        self._later = KeyedButton(self.tr("Ask later"), self.tr("Esc"), parent=self)
        self._later.clicked.connect(self._ask_later)
        self._withdraw = KeyedButton(self.tr("Take this visit back"), parent=self)
        self._withdraw.clicked.connect(self._take_back)
        below = QVBoxLayout()
        below.setContentsMargins(SIDE, 8, SIDE, 8)
        below.addWidget(self._notice)
        across = FlowLayout()
        for button in (self._save_button, self._later, self._withdraw):
            across.addWidget(button)
        below.addLayout(across)
        around.addLayout(below)
        self.body.addWidget(frame, 1)

    def _open(self, draft: Draft, number: int) -> None:
        self._notice.silence()
        self.title.setText(self.tr("Visit {number}").format(number=number))
        self._board.open(draft, harm_counts=self._correcting is None)

    @Slot()
    def _follow(self) -> None:
        """Bring the count and the buttons up to the draft."""
        draft, apart = self._board.draft, self._board.stands_apart()
        if draft is not None:
            asked = draft.asked()
            answered = sum(question.id in draft.answers for question in asked)
            line = self._board.answers.line(draft.question().id)
            if line is not None:
                self._answers_area.ensureWidgetVisible(line)
            self._count.setText(self.tr("{done} of {all}").format(done=answered, all=len(asked)))
        self._save_button.setVisible(not apart)
        self._later.setVisible(not apart)
        self._withdraw.setVisible(self._correcting is not None)

    @Slot()
    def _to_saving(self) -> None:
        self._save_button.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _save(self) -> None:
        draft = self._board.draft
        if draft is not None:
            self._notice.silence()
            self.saved.emit(draft.answers, self._correcting.id if self._correcting else "")

    @Slot()
    def _ask_later(self) -> None:
        visit, draft = self._correcting, self._board.draft
        if visit is not None and draft is not None and draft.answers == visit.answers:
            self.left.emit()
        else:
            self._save()

    @Slot()
    def _take_back(self) -> None:
        if self._correcting is not None:
            self.withdrawn.emit(self._correcting.id)
