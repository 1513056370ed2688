"""What happens on the page of the outbox: reading it, publishing, and leaving."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.central.alarm import alarm_words
from onestopshop.central.sync import SyncReport, sync
from onestopshop.shop import Shop
from ui.outbox.outbox_page import OutboxPage
from ui.reading import Overview, read_overview
from ui.watch import Watch
from ui.work import Work


@dataclass(frozen=True, slots=True)
class Brought:
    """What is true after a sync."""

    report: SyncReport
    overview: Overview


class OutboxSteps(QObject):
    """`shown` asks for the page to be put in front; `brought` carries the overview after a sync."""

    shown = Signal()
    brought = Signal(object)
    leave = Signal()
    put = Signal(Path)

    def __init__(self, work: Work, shop: Shop, page: OutboxPage, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._shop = shop
        self._page = page
        self._watch = Watch(page.putting.tell_progress, self)
        self._folder: Path | None = None
        page.putting.put.connect(self._put)
        page.putting.stop_asked.connect(self._watch.stop)

    def show(self, folder: Path | None) -> None:
        """Read where the sessions are, and show it."""
        shop, self._folder = self._shop, folder
        self._work.ask(lambda: read_overview(shop), self._show, self._page.refuse)

    def before_leaving(self, folder: Path | None) -> None:
        """Show it if a session is only on this laptop, and otherwise leave."""
        shop, self._folder = self._shop, folder
        self._work.ask(lambda: read_overview(shop), self._show_or_leave, self._refuse_leaving)

    @Slot(object)
    def _show(self, overview: Overview) -> None:
        self._page.start(overview, self._folder, leaving=False)
        self.shown.emit()

    @Slot(object)
    def _show_or_leave(self, overview: Overview) -> None:
        if overview.waiting() == 0:
            self.leave.emit()
            return
        self._page.start(overview, self._folder, leaving=True)
        self.shown.emit()

    @Slot(object)
    def _refuse_leaving(self, _told: object) -> None:
        """A store that cannot even be read keeps nobody from closing the window."""
        self.leave.emit()

    @Slot(Path)
    def _put(self, folder: Path) -> None:
        shop, progress = self._shop, self._watch.begin()

        def publish() -> Brought:
            return Brought(sync(shop, folder, progress), read_overview(shop))

        self.put.emit(folder)
        self._work.ask(publish, self._published, self._page.refuse, self._page.stopped)

    @Slot(object)
    def _published(self, brought: Brought) -> None:
        self._page.follow(brought.overview)
        alarms = tuple(map(alarm_words, brought.report.alarms))
        self._page.tell_done(brought.report.sentence, alarms)
        self.brought.emit(brought.overview)
