"""The way through the window: first start, unlocking, the day, hiding and locking.

What the first page does not need is imported where it is used: the window is there before it is loaded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from onestopshop.clock import Clock
from onestopshop.places import holds_shop
from ui.hide.hidden_page import HiddenPage
from ui.main_window import MainWindow
from ui.unlock.unlock_page import UnlockPage
from ui.work import Work

if TYPE_CHECKING:
    from onestopshop.errors import Told
    from onestopshop.shop import Shop
    from ui.day import Day
    from ui.entry_aside import EntryAside
    from ui.first_start import FirstStart
    from ui.recovery import Recovery
    from ui.reporting.choice import OwnReports


class Journey(QObject):
    """Holds the shop while it is open. Hiding puts a draft aside, closes the shop and lets its pages go."""

    def __init__(self, window: MainWindow, work: Work, folder: Path, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._folder = folder
        self._clock = clock
        self._day: Day | None = None
        self._first: FirstStart | None = None
        self._recovery: Recovery | None = None
        self._central: Path | None = None
        self._aside: EntryAside | None = None
        self._own_reports: OwnReports = {}
        self._hidden = HiddenPage()
        self._unlock = UnlockPage()
        for page in (self._hidden, self._unlock):
            window.add_page(page)
        self._hidden.left.connect(self.to_unlock)
        self._unlock.entered.connect(self._open)
        self._unlock.forgotten.connect(self._recover)
        self._unlock.hide_asked.connect(self.hide)
        window.hide_asked.connect(self.hide)
        window.leave_asked.connect(self._ask_to_leave)
        window.closing.connect(self.finish)

    @Slot()
    def to_unlock(self) -> None:
        """Ask for the passphrase, or lead through the first start."""
        self._unlock.be_ready()
        self._window.show_page(self._unlock if holds_shop(self._folder) else self._first_start().page)

    def load_ahead(self) -> None:
        """Load on the worker what unlocking needs, once the window stands and takes keys."""
        QTimer.singleShot(0, self, self._load)

    @Slot()
    def hide(self) -> None:
        """Put the neutral page in front at once, then put a draft aside and close the shop behind it.

        Asked again while it is hidden, it leads back to the passphrase.
        """
        if self._window.front() is self._hidden:
            self.to_unlock()
            return
        self._window.show_page(self._hidden)
        if self._recovery is not None:
            self._recovery.page.forget()
        self._window.close_dialogs()
        self._lock()

    @Slot()
    def finish(self) -> None:
        """The window closes: what is open is put away, and the worker ends."""
        self._lock()
        self._work.finish()

    def _lock(self) -> None:
        day, self._day = self._day, None
        self._window.let_close()
        if day is None:
            return
        self._central = day.folder
        self._aside = day.entry()
        self._work.ask(day.locking(), self._locked, self._not_put_aside)
        for page in day.pages():
            self._window.remove_page(page)
        day.deleteLater()

    @Slot()
    def _ask_to_leave(self) -> None:
        """Show what would be left behind. Whoever closes the window again means it."""
        self._window.let_close()
        if self._day is not None:
            self._day.ask_to_leave()

    @Slot()
    def _leave(self) -> None:
        self._window.let_close()
        self._window.close()

    @Slot(object)
    def _locked(self, _nothing: None) -> None:
        self._aside = None

    @Slot(object)
    def _not_put_aside(self, told: Told) -> None:
        """The store would not take the visit that was being entered: it is held on to until unlocking."""
        held = self.tr("The visit that you were entering is not lost: unlock to go on with it.")
        self._unlock.warn(f"{told} {held}" if self._aside is not None else str(told))

    def _first_start(self) -> FirstStart:
        if self._first is None:
            from ui.first_start import FirstStart

            first = self._first = FirstStart(self._work, self._folder, self._clock, self)
            first.opened.connect(self._opened)
            first.written_down.connect(self._begin_day)
            first.page.hide_asked.connect(self.hide)
            self._window.add_page(first.page)
        return self._first

    @Slot()
    def _recover(self) -> None:
        """Ask for the recovery key."""
        if self._recovery is None:
            from ui.recovery import Recovery

            recovery = self._recovery = Recovery(self._work, self._folder, self._clock, self)
            recovery.opened.connect(self._opened)
            recovery.page.back.connect(self.to_unlock)
            recovery.page.hide_asked.connect(self.hide)
            self._window.add_page(recovery.page)
        self._window.show_page(self._recovery.page)

    @Slot()
    def _load(self) -> None:
        self._work.ask(_load_verbs)

    @Slot(str)
    def _open(self, passphrase: str) -> None:
        folder, clock = self._folder, self._clock

        def unlock() -> Shop:
            from ui.entering import unlock

            return unlock(folder, clock, passphrase)

        self._work.ask(unlock, self._opened, self._unlock.refuse)

    @Slot(object)
    def _opened(self, shop: Shop) -> None:
        """Begin the day, unless the window was hidden while the passphrase was being tried."""
        if self._window.front() is self._hidden:
            self._work.ask(shop.close)
            return
        day = self._day = self._day_of(shop)
        for page in day.pages():
            self._window.add_page(page)
        day.shown.connect(self._window.show_page)
        day.hide_asked.connect(self.hide)
        day.leave.connect(self._leave)
        day.stayed.connect(self._window.hold)
        self._window.hold()
        if self._first is not None and self._first.paper_key:
            self._window.show_page(self._first.page)
            self._first.show_paper_key()
        else:
            self._begin_day()

    def _day_of(self, shop: Shop) -> Day:
        """A coordinator's day has more pages; a volunteer's laptop never loads them."""
        if shop.desk.coordinator:
            from ui.coordinators_day import CoordinatorsDay

            return CoordinatorsDay(self._work, shop, self._central, self._aside, self._own_reports)
        from ui.day import Day

        return Day(self._work, shop, self._central, self._aside)

    @Slot()
    def _begin_day(self) -> None:
        if self._day is not None:
            self._day.begin()


def _load_verbs() -> None:
    """Import what the day needs and what holds no widget: those are made where the window is."""
    import ui.entering
    import ui.reading  # noqa: F401
