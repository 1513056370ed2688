"""What happens on the merge page: looking, taking in, approving a laptop, undoing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.central.alarm import alarm_words
from onestopshop.central.merging import merge
from onestopshop.central.sync import SyncReport, sync
from onestopshop.clock import local_date
from onestopshop.desk.directory import read_directory
from onestopshop.desk.setup_changes import approve
from onestopshop.errors import Told
from onestopshop.merge.merging import Outcome
from onestopshop.merge.undoing import MadeMerge, last_merge, undo_merge
from onestopshop.progress import Progress
from onestopshop.shop import Shop
from ui.merging.merge_page import MergePage
from ui.watch import Watch
from ui.work import Work


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the page needs before it is shown."""

    network: str
    last: MadeMerge | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What is true after a merge."""

    outcome: Outcome
    last: MadeMerge | None


@dataclass(frozen=True, slots=True)
class Undone:
    """What is true after a merge was undone."""

    sessions: int
    last: MadeMerge | None


class MergeSteps(QObject):
    """`shown` asks for the page to be put in front; `used` carries the folder that was looked at."""

    shown = Signal()
    used = Signal(Path)

    def __init__(self, work: Work, shop: Shop, page: MergePage, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._shop = shop
        self._page = page
        self._watch = Watch(page.panel.tell_progress, self)
        self._only_looking = False
        self._folder: Path | None = None
        page.panel.look.connect(self._look)
        page.panel.take.connect(self._take)
        page.panel.share.connect(self._share)
        page.panel.stop_asked.connect(self._watch.stop)
        page.approve.connect(self._approve)
        page.undo.connect(self._undo)

    def show(self, folder: Path | None) -> None:
        """Read which merge was the last, and show the page."""
        shop, self._folder = self._shop, folder
        self._work.ask(
            lambda: Beginning(read_directory(shop).name, last_merge(shop)), self._show, self._page.refuse
        )

    def let_go(self) -> None:
        """The page goes: a plan is of no use any more, while what is being taken in is taken in."""
        if self._only_looking:
            self._watch.stop()

    @Slot(object)
    def _show(self, found: Beginning) -> None:
        self._page.start(found.network, found.last, self._folder, local_date(self._shop.clock))
        self.shown.emit()

    @Slot(Path)
    def _look(self, folder: Path) -> None:
        shop, progress = self._shop, self._begin(only_looking=True)
        self.used.emit(folder)

        def plan() -> Outcome:
            return merge(shop, [folder], dry_run=True, account=True, progress=progress)

        self._work.ask(plan, self._page.show_plan, self._page.refuse, self._page.stopped)

    @Slot(Path)
    def _take(self, folder: Path) -> None:
        shop, progress = self._shop, self._begin()

        def take() -> Taken:
            return Taken(merge(shop, [folder], account=True, progress=progress), last_merge(shop))

        self._work.ask(take, self._taken, self._not_taken, self._page.stopped)

    @Slot(str)
    def _approve(self, desk: str) -> None:
        shop, progress, folder = self._shop, self._begin(only_looking=True), self._page.panel.folder

        def approve_and_plan() -> Outcome:
            approve(shop, desk)
            paths = [folder] if folder is not None else []
            return merge(shop, paths, dry_run=True, account=True, progress=progress)

        self._work.ask(approve_and_plan, self._page.show_plan, self._page.refuse, self._page.stopped)

    @Slot(Path)
    def _share(self, folder: Path) -> None:
        shop, progress = self._shop, self._begin()
        self._work.ask(
            lambda: sync(shop, folder, progress), self._shared, self._page.refuse, self._page.stopped
        )

    @Slot(str)
    def _undo(self, made: str) -> None:
        shop = self._shop

        def undo() -> Undone:
            return Undone(len(undo_merge(shop, made).changed), last_merge(shop))

        self._work.ask(undo, self._undone, self._page.refuse)

    @Slot(object)
    def _taken(self, taken: Taken) -> None:
        self._page.panel.show_done(taken.outcome)
        self._page.show_last(taken.last)

    @Slot(object)
    def _not_taken(self, told: Told) -> None:
        """A receipt that could not be written leaves what was merged merged: the foot must know of it."""
        shop = self._shop
        self._page.refuse(told)
        self._work.ask(lambda: last_merge(shop), self._page.show_last)

    @Slot(object)
    def _shared(self, report: SyncReport) -> None:
        self._page.tell_shared(report.sentence, tuple(map(alarm_words, report.alarms)))

    @Slot(object)
    def _undone(self, undone: Undone) -> None:
        self._page.tell_undone(undone.sessions, undone.last)

    def _begin(self, *, only_looking: bool = False) -> Progress:
        self._only_looking = only_looking
        return self._watch.begin()
