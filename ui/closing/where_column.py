"""The right side of the closing page: where the session is, as far as is certain."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.central.alarm import alarm_words
from onestopshop.central.outbox import OutboxRow, together_words
from onestopshop.central.sync import SyncReport
from onestopshop.errors import Told
from ui.controls.check_card import CheckCard
from ui.controls.notice import Notice
from ui.today.whereabouts import published, received


class WhereColumn(QWidget):
    """Saved here, published, received: each is ticked only when it is so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._here = CheckCard(self)
        self._there = CheckCard(self)
        self._received = CheckCard(self)
        self._notice = Notice(self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        for piece in (self._here, self._there, self._received, self._notice):
            down.addWidget(piece)

    def show_place(self, where: OutboxRow | None) -> None:
        """What is known before anything is done."""
        self._notice.silence()
        self._here.say("done", self.tr("Saved on this laptop"), self.tr("encrypted"))
        on = published(where) if where is not None and where.state != "here" else ""
        if on:
            self._there.say("done", on)
        else:
            self._there.say("open", self.tr("Not on a stick yet"), self.tr("only this laptop has it"))
        arrived = received(where) if where is not None else ""
        shown = self.tr("shown here after they have merged it")
        if arrived:
            together = together_words(where.together) if where is not None else ""
            self._received.say("done", self.tr("{day} by the coordinators").format(day=arrived), together)
        else:
            self._received.say("open", self.tr("Received by the coordinators"), shown)

    def show_report(self, report: SyncReport, where: OutboxRow | None) -> None:
        """What is true after the sync, exactly."""
        self.show_place(where)
        agree = self.tr("session file and central file agree")
        alone = self.tr("the session file is there; the central file is brought up next time")
        self._there.say("done", report.sentence, agree if report.central_folded else alone)
        after = self.tr(
            "The answers stay readable here until the next session opens, a day at most; "
            "after that only totals remain."
        )
        if report.alarms:
            self._notice.say(" ".join(map(alarm_words, report.alarms)), "bad")
        elif report.place.kind == "stick":
            self._notice.say(self.tr("You can take the stick out now.") + " " + after)
        else:
            self._notice.say(after)

    def refuse(self, told: Told) -> None:
        """It is not there: say what to do. Nothing is lost."""
        self._notice.say(str(told), "bad")

    def standing(self) -> tuple[str, str, str]:
        """What the three cards and the notice say, for whoever looks on."""
        return self._there.text(), self._received.text(), self._notice.said()
