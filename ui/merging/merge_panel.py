"""The work of the merge page: where from, what would happen, taking it in, and what was done."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from onestopshop.merge.merging import Outcome
from ui.controls.button import KeyedButton
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.page import RING_ROOM, SIDE, column, in_tab_order, scrolling
from ui.controls.text import text_label
from ui.merging.plan_board import PlanBoard
from ui.place.place_chips import PlaceChips
from ui.theme import is_large
from ui.wording import counted

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AFTER_PLACES = 3
_State = Literal["choosing", "planned", "done"]


class MergePanel(QWidget):
    """One filled button that goes on, one that goes back or stops, and one thing to say at a time."""

    look = Signal(Path)
    take = Signal(Path)
    share = Signal(Path)
    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: _State = "choosing"
        self._working = ""
        self._today = date.min
        self._outcome: Outcome | None = None
        self.folder: Path | None = None
        self.places = PlaceChips(self, self.tr("Where it comes from"))
        self.places.chosen.connect(self._placed)
        self.board = PlanBoard(self)
        self.notice = Notice(self)
        self._heading = text_label("", "heading", wraps=True)
        self._say = text_label("", "soft", wraps=True)
        self._button = KeyedButton("", self.tr("Enter"), "filled", self)
        self._button.clicked.connect(self._go)
        self._back = KeyedButton(self.tr("Not now"), self.tr("Esc"), parent=self)
        self._back.clicked.connect(self._leave)
        self._share = KeyedButton(self.tr("Put the network's lists there too"), parent=self)
        self._share.clicked.connect(self._go_share)
        self._below = QWidget(self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._laid_out())
        self._place_buttons()

    def start(self, folder: Path | None, today: date) -> None:
        """Ask where from. What was planned and not taken in is let go."""
        self._today = today
        self.notice.silence()
        self.places.start(folder)
        self._become("choosing")

    def begin(self) -> None:
        """Enter goes on, and stops nothing."""
        self.places.look_again()
        (self._back if self._working else self._button).setFocus()

    def show_plan(self, outcome: Outcome) -> None:
        """Nothing is taken in yet: this is what would happen."""
        self._outcome = outcome
        self.board.show_outcome(outcome, self._today)
        self._become("planned")

    def show_done(self, outcome: Outcome) -> None:
        """It is taken in: say what is true."""
        self._outcome = outcome
        self.board.show_outcome(outcome, self._today)
        self._become("done")
        words = self.tr("The laptops will read from “{place}” that it arrived.")
        if outcome.merge is not None:
            words = self.tr("Taken in, and a backup was made.") + " " + words
        self.notice.say(words.format(place=self.places.name()), "good")

    def rest(self) -> None:
        """Nothing is under way: it can be tried again."""
        self._become(self._state)

    def choose(self) -> None:
        """Ask where from again."""
        self._become("choosing")

    @Slot(int, int)
    def tell_progress(self, done: int, total: int) -> None:
        """How far it is, in bytes."""
        if self._working and total:
            self._button.setText(f"{self._working} {min(100, 100 * done // total)} %")

    def press(self, key: Qt.Key) -> bool:
        """Enter goes on, Esc leaves it or stops, A asks about a laptop that waits. Says if it was one."""
        if key in _ENTER and self._button.isEnabled():
            self._go()
        elif key == Qt.Key.Key_Escape and self._back.isVisible():
            self._leave()
        elif key == Qt.Key.Key_A and self._state != "choosing" and not self._working:
            self.board.approve_first()
        else:
            return False
        return True

    def work_on(self, words: str) -> None:
        """Something long has begun: it can be stopped."""
        self._working = words
        self.notice.silence()
        self._button.setEnabled(False)
        self._button.setText(words)
        self._back.become(self.tr("Stop"), "plain", self.tr("Esc"))
        self._back.show()
        self._back.setEnabled(True)
        self._share.hide()
        self.board.setEnabled(False)
        self._back.setFocus()

    def _laid_out(self) -> QWidget:
        area, inside = scrolling()
        self._inside = inside
        inside.setContentsMargins(0, SIDE - 4, 0, 16)
        for piece in (self._heading, self._say, self.places):
            piece.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
            inside.addWidget(piece)
        inside.addWidget(self.board)
        inside.addStretch(1)
        across = FlowLayout()
        for button in (self._button, self._back, self._share):
            across.addWidget(button)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(RING_ROOM, 8, RING_ROOM, RING_ROOM)
        below.setSpacing(12)
        below.addWidget(self.notice)
        below.addLayout(across)
        frame, self._around = column()
        self._around.setContentsMargins(SIDE - RING_ROOM, 0, SIDE - RING_ROOM, 8)
        self._around.addWidget(area, 1)
        return frame

    def _place_buttons(self) -> None:
        """Below what scrolls; where the text is large that would leave no room, and they scroll too."""
        if is_large(self):
            self._inside.insertWidget(_AFTER_PLACES, self._below)
        else:
            self._around.addWidget(self._below)

    def _become(self, state: _State) -> None:
        self._state, self._working = state, ""
        choosing = state == "choosing"
        self.places.setVisible(choosing)
        self.board.setVisible(not choosing)
        self.board.setEnabled(True)
        self._button.setEnabled(True)
        self._back.setEnabled(True)
        self._back.setVisible(not choosing)
        self._share.setVisible(state == "done")
        self._name_all()
        in_tab_order(
            *self.places.findChildren(QPushButton),
            *self.board.tab_stops(),
            self._button,
            self._back,
            self._share,
        )
        self._button.setFocus()

    def _name_all(self) -> None:
        enter, place = self.tr("Enter"), self.places.name()
        self._back.become(self.tr("Not now"), "plain", self.tr("Esc"))
        if self._state == "choosing" or self._outcome is None or self._outcome.account is None:
            self._heading.setText(self.tr("Take in what laptops brought"))
            self._say.setText(self.tr("Looking changes nothing: you see first what would happen."))
            look = self.tr("Look at “{place}”").format(place=place)
            self._button.become(look if place else self.tr("Look at a stick"), "filled", enter)
        elif self._state == "done":
            self._heading.setText(self.tr("From “{place}”").format(place=place))
            self._say.setText(self._counts(self._outcome))
            self._back.become(self.tr("Back"), "plain", self.tr("Esc"))
            self._button.become(self.tr("Another stick"), "filled", enter)
        else:
            self._heading.setText(self.tr("From “{place}”").format(place=place))
            said = (self._counts(self._outcome), self.tr("nothing is taken in yet"))
            self._say.setText(" · ".join(said))
            self._button.become(self._take_words(self._outcome, place), "filled", enter)

    def _counts(self, outcome: Outcome) -> str:
        account = outcome.account
        if account is None or not account.arrivals:
            return self.tr("Nothing new")
        laptops = len({arrival.desk for arrival in account.arrivals})
        return " · ".join(
            (
                counted(laptops, self.tr("laptop"), self.tr("laptops")),
                counted(account.sessions, self.tr("session"), self.tr("sessions")),
            )
        )

    def _take_words(self, outcome: Outcome, place: str) -> str:
        account = outcome.account
        if account is None or not account.arrivals:
            return self.tr("Note on “{place}” that it arrived").format(place=place)
        if not account.sessions:
            return self.tr("Take it in")
        sessions = counted(account.sessions, self.tr("session"), self.tr("sessions"))
        return self.tr("Take in {sessions}").format(sessions=sessions)

    @Slot()
    def _placed(self) -> None:
        if self._state == "choosing" and not self._working:
            self._name_all()
            self._button.setFocus()

    @Slot()
    def _go(self) -> None:
        if self._state == "done":
            self.notice.silence()
            self.choose()
        elif self._state == "planned" and self.folder is not None:
            self.work_on(self.tr("Taking in…"))
            self.take.emit(self.folder)
        else:
            self.folder = self.places.folder()
            if self.folder is None:
                self.places.ask_folder()
                return
            self.work_on(self.tr("Looking…"))
            self.look.emit(self.folder)

    @Slot()
    def _leave(self) -> None:
        if self._working:
            self._back.setEnabled(False)
            self.stop_asked.emit()
        else:
            self.notice.silence()
            self.choose()

    @Slot()
    def _go_share(self) -> None:
        if self.folder is not None:
            self.work_on(self.tr("Writing and reading again…"))
            self.share.emit(self.folder)
