"""Taking in what laptops brought: the work, the comparing of words before a laptop counts, the last merge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from onestopshop.errors import Told
from onestopshop.identity import DeskKey
from onestopshop.merge.merging import Outcome
from onestopshop.merge.undoing import MadeMerge
from onestopshop.words import six_words
from ui.controls.page import Page
from ui.merging.approval_panel import ApprovalPanel
from ui.merging.last_merge import LastMerge
from ui.merging.merge_panel import MergePanel
from ui.wording import counted


class MergePage(Page):
    """`approve` carries the key of a laptop whose words were compared; `undo` the id of the last merge."""

    approve = Signal(str)
    undo = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("Merge"))
        self.add_hide()
        self.panel = MergePanel(self)
        self.panel.board.approve.connect(self._compare)
        self._approval = ApprovalPanel(self)
        self._approval.same.connect(self._same)
        self._approval.not_yet.connect(self._not_yet)
        self._approval.different.connect(self._different)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.panel)
        self._stack.addWidget(self._approval)
        self.body.addWidget(self._stack, 1)
        self._last = LastMerge(self)
        self._last.undo.connect(self._go_undo)
        self.foot.addWidget(self._last, 1)
        self._today = date.min
        self._compared = DeskKey("")
        self._name = ""
        self.more_keys = (
            (self.tr("Enter"), self.tr("Look, then take in")),
            (self.tr("Esc"), self.tr("Not now, or stop")),
            (self.tr("A"), self.tr("Approve a laptop that waits")),
            (self.tr("U"), self.tr("Undo the last merge")),
        )

    def start(self, network: str, last: MadeMerge | None, folder: Path | None, today: date) -> None:
        """Ask where from. What was planned and not taken in is let go."""
        self.subtitle.setText(network)
        self._today = today
        self._stack.setCurrentWidget(self.panel)
        self.panel.start(folder, today)
        self.show_last(last)

    def begin(self) -> None:
        """Enter goes on."""
        self.panel.begin()

    def show_last(self, last: MadeMerge | None) -> None:
        """Name the merge that can be undone."""
        self._last.setEnabled(True)
        self._last.show_last(last, self._today)

    def show_plan(self, outcome: Outcome) -> None:
        """What would happen, and first what was just approved."""
        self.panel.show_plan(outcome)
        if self._name:
            words = self.tr("{name} is approved: what it wrote is taken in with the rest.")
            self.panel.notice.say(words.format(name=self._name), "good")
            self._name = ""

    def tell_shared(self, sentence: str, alarms: tuple[str, ...]) -> None:
        """The network's lists are there too."""
        self.panel.rest()
        self.panel.notice.say(" ".join((f"{sentence}.", *alarms)), "bad" if alarms else "good")

    def tell_undone(self, sessions: int, last: MadeMerge | None) -> None:
        """The last merge counts no more."""
        self.panel.choose()
        self.show_last(last)
        words = self.tr("Undone: {sessions} no more. They will again when the same stick is merged.")
        counting = counted(sessions, self.tr("session counts"), self.tr("sessions count"))
        self.panel.notice.say(words.format(sessions=counting), "good")

    def refuse(self, told: Told) -> None:
        """Say what stands in the way."""
        self.stopped()
        self.panel.notice.say(str(told), "bad")

    @Slot()
    def stopped(self) -> None:
        """Somebody stopped it: nothing was changed."""
        self._name = ""
        self._last.setEnabled(True)
        self.panel.rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The keys of the work; where words are compared, only Esc."""
        key = Qt.Key(event.key())
        if self._stack.currentWidget() is self._approval:
            known = key == Qt.Key.Key_Escape
            if known:
                self._not_yet()
        elif key == Qt.Key.Key_U:
            known = True
            self._last.ask()
        else:
            known = self.panel.press(key)
        if not known:
            event.ignore()

    @Slot(str)
    def _compare(self, desk: str) -> None:
        self._compared = DeskKey(desk)
        self._stack.setCurrentWidget(self._approval)
        self._approval.show_words(self.panel.board.laptop(self._compared), six_words(desk))

    @Slot()
    def _same(self) -> None:
        self._name = self.panel.board.laptop(self._compared)
        self._stack.setCurrentWidget(self.panel)
        self.panel.work_on(self.tr("Looking…"))
        self.approve.emit(self._compared)

    @Slot()
    def _not_yet(self) -> None:
        self._stack.setCurrentWidget(self.panel)
        self.panel.rest()
        self.panel.notice.say(self.tr("Not approved yet. What the laptop wrote is kept and not counted."))

    @Slot()
    def _different(self) -> None:
        self._stack.setCurrentWidget(self.panel)
        self.panel.rest()
        words = self.tr(
            "Not approved: these are another laptop's words. What it wrote is kept and not counted. "
            "Find out at the venue who had the stick."
        )
        self.panel.notice.say(words, "bad")

    @Slot(str)
    def _go_undo(self, merge: str) -> None:
        self._last.setEnabled(False)
        self.undo.emit(merge)
