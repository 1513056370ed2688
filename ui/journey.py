"""The way through the window: first start, unlocking, the day, hiding and locking."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from onestopshop.clock import Clock
from onestopshop.desk import passphrases
from onestopshop.desk.opening import Founded, create_network, join, open_shop, shop_exists
from onestopshop.errors import Told
from onestopshop.shop import Shop
from ui.day import Day
from ui.hide.hidden_page import HiddenPage
from ui.main_window import MainWindow
from ui.setup.setup_page import SetupPage
from ui.unlock.unlock_page import UnlockPage
from ui.work import Work


class Journey(QObject):
    """Holds the shop while it is open. Hiding puts a draft aside, closes the shop and lets its pages go."""

    def __init__(self, window: MainWindow, work: Work, folder: Path, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._folder = folder
        self._clock = clock
        self._day: Day | None = None
        self._central: Path | None = None
        self._paper_key = ""
        self._hidden = HiddenPage()
        self._unlock = UnlockPage()
        self._setup = SetupPage()
        for page in (self._hidden, self._unlock, self._setup):
            window.add_page(page)
        self._hidden.left.connect(self.to_unlock)
        self._unlock.entered.connect(self._open)
        self._setup.join.connect(self._join)
        self._setup.found.connect(self._found)
        self._setup.suggestion_asked.connect(self._suggest)
        self._setup.ready.connect(self._paper_key_written)
        for page in (self._unlock, self._setup):
            page.hide_asked.connect(self.hide)
        window.hide_asked.connect(self.hide)
        window.closing.connect(self.finish)

    @Slot()
    def to_unlock(self) -> None:
        """Ask for the passphrase, or lead through the first start."""
        page = self._unlock if shop_exists(self._folder) else self._setup
        self._unlock.be_ready()
        self._window.show_page(page)

    @Slot()
    def hide(self) -> None:
        """Put the neutral page in front at once, then put a draft aside and close the shop behind it.

        Asked again while it is hidden, it leads back to the passphrase.
        """
        if self._window.front() is self._hidden:
            self.to_unlock()
            return
        self._window.show_page(self._hidden)
        self._window.close_dialogs()
        self._lock()

    @Slot()
    def finish(self) -> None:
        """The window closes: what is open is put away, and the worker ends."""
        self._lock()
        self._work.finish()

    def _lock(self) -> None:
        day, self._day = self._day, None
        if day is None:
            return
        self._central = day.folder
        self._work.ask(day.locking(), None, self._unlock.refuse)
        for page in day.pages():
            self._window.remove_page(page)
        day.deleteLater()

    @Slot(str)
    def _open(self, passphrase: str) -> None:
        folder, clock = self._folder, self._clock
        self._work.ask(lambda: open_shop(folder, clock, passphrase), self._opened, self._unlock.refuse)

    @Slot(bytes, str, str)
    def _join(self, untrusted_setup: bytes, name: str, passphrase: str) -> None:
        folder, clock = self._folder, self._clock

        def set_up() -> Shop:
            passphrases.check(passphrase, (name,))
            return join(folder, clock, untrusted_setup, name, passphrase)

        self._work.ask(set_up, self._opened, self._setup.refuse)

    @Slot(str, int, str)
    def _found(self, name: str, year_starts: int, passphrase: str) -> None:
        folder, clock = self._folder, self._clock

        def set_up() -> Founded:
            passphrases.check(passphrase, (name,))
            return create_network(folder, clock, name, passphrase, year_starts)

        self._work.ask(set_up, self._founded, self._setup.refuse)

    @Slot(object)
    def _founded(self, founded: Founded) -> None:
        self._paper_key = founded.recovery_secret
        self._opened(founded.shop)

    @Slot(object)
    def _opened(self, shop: Shop) -> None:
        """Begin the day, unless the window was hidden while the passphrase was being tried."""
        if self._window.front() is self._hidden:
            self._work.ask(shop.close)
            return
        day = self._day = Day(self._work, shop, self._central)
        for page in day.pages():
            self._window.add_page(page)
        day.shown.connect(self._window.show_page)
        day.hide_asked.connect(self.hide)
        if self._paper_key:
            self._window.show_page(self._setup)
            self._setup.show_paper_key(self._paper_key)
        else:
            day.begin()

    @Slot()
    def _paper_key_written(self) -> None:
        self._paper_key = ""
        if self._day is not None:
            self._day.begin()

    @Slot()
    def _suggest(self) -> None:
        self._work.ask(passphrases.suggested, self._setup.suggest, self._said_nothing)

    @Slot(object)
    def _said_nothing(self, _told: Told) -> None:
        """A suggestion that does not come is no reason to stop."""
