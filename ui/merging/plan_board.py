"""What a merge does: a row for each session and laptop, and below what is held, missing or told twice."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.identity import DeskKey
from onestopshop.merge.account import Account
from onestopshop.merge.merging import Outcome
from ui.controls.button import KeyedButton
from ui.controls.notice import Notice
from ui.controls.page import RING_ROOM
from ui.controls.row_card import RowCard
from ui.controls.row_list import RowList
from ui.controls.text import clear_layout_of, text_label
from ui.merging.merge_words import (
    absent_words,
    arrival_words,
    brought_words,
    damaged_words,
    fork_words,
    happens_words,
    held_words,
    laptop_words,
    missing_words_of,
    waiting_desks,
    waiting_words,
)
from ui.wording import counted


class PlanBoard(QWidget):
    """`approve` carries the key of a laptop that waits."""

    approve = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = RowList(self.tr("Sessions"), self, whole=True)
        self._others = text_label("", "soft", wraps=True)
        self._others.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        self._notices = QWidget(self)
        inside = QVBoxLayout(self._notices)
        inside.setContentsMargins(RING_ROOM, 4, RING_ROOM, 0)
        inside.setSpacing(8)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        for piece in (self._list, self._others, self._notices):
            down.addWidget(piece)
        self._approvals: list[KeyedButton] = []
        self._account: Account | None = None

    def show_outcome(self, outcome: Outcome, today: date) -> None:
        """Show a plan, or what was done."""
        account = self._account = outcome.account
        if account is None:
            return
        self._show_rows(account, today)
        self._approvals.clear()
        clear_layout_of(self._notices)
        for desk, number in waiting_desks(outcome):
            notice = self._add_notice(waiting_words(account, desk, number))
            approve = KeyedButton(self.tr("Approve…"), "" if self._approvals else "A", parent=notice)
            approve.setProperty("desk", desk)
            approve.clicked.connect(self._approve)
            notice.add_control(approve)
            self._approvals.append(approve)
        others = (
            *held_words(outcome, account),
            missing_words_of(outcome.gaps, account),
            damaged_words(outcome.damaged),
            *absent_words(outcome.away, outcome.unfinished),
            *(fork_words(fork, today) for fork in account.forks),
        )
        for words in filter(None, others):
            self._add_notice(words)

    def approve_first(self) -> None:
        """What its key does: ask about the first laptop that waits."""
        if self._approvals:
            self._approvals[0].click()

    def laptop(self, desk: DeskKey) -> str:
        """What a laptop calls itself, in quotes."""
        return laptop_words(self._account, desk) if self._account else ""

    def tab_stops(self) -> list[QWidget]:
        """Its rows and buttons, top to bottom."""
        return [*self._list.rows(), *self._approvals]

    def _show_rows(self, account: Account, today: date) -> None:
        rows: dict[str, RowCard] = {}
        self._list.arrange([], {})
        above = None
        for arrival in account.arrivals:
            row = RowCard()
            words, look = happens_words(arrival, above)
            row.say(arrival_words(arrival, today), words, below=brought_words(account, arrival), look=look)
            rows[f"{arrival.session} {arrival.desk} {arrival.what}"] = row
            above = arrival
        self._list.arrange(list(rows), rows)
        self._list.setVisible(bool(rows))
        others = []
        if account.more:
            others.append(self.tr("{number} more are taken in too.").format(number=account.more))
        if account.already:
            one, more = self.tr("other is"), self.tr("others are")
            if not account.arrivals:
                one, more = self.tr("is"), self.tr("are")
            already = counted(account.already, one, more)
            others.append(self.tr("{others} already here.").format(others=already))
        self._others.setText(" ".join(others))
        self._others.setVisible(bool(others))

    def _add_notice(self, words: str) -> Notice:
        notice = Notice(self._notices)
        layout = self._notices.layout()
        if layout is not None:
            layout.addWidget(notice)
        notice.say(words)
        return notice

    @Slot()
    def _approve(self) -> None:
        self.approve.emit(str(self.sender().property("desk")))
