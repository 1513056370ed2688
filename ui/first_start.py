"""Turns what is filled in at the first start into verbs: a network is founded, or this laptop joins one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.clock import Clock, local_date
from onestopshop.desk import passphrases
from onestopshop.desk.opening import Founded
from onestopshop.errors import Told, Trouble
from onestopshop.shop import Shop
from ui import entering
from ui.setup.setup_page import SetupPage
from ui.work import Work


class RecoverySheetNotKept(Trouble):
    """The PDF could not be written."""

    sentence = "The sheet could not be written there. Choose another folder, or write the key down by hand."


class FirstStart(QObject):
    """`opened` carries the new shop. `paper_key` is the recovery key for as long as it is not on paper."""

    opened = Signal(object)
    written_down = Signal()

    def __init__(self, work: Work, folder: Path, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._folder = folder
        self._clock = clock
        self._pending: tuple[bytes, str, str] | None = None
        self.paper_key = ""
        self.page = SetupPage()
        self.page.compare.connect(self._look_at)
        self.page.join.connect(self._join)
        self.page.dropped.connect(self._drop)
        self.page.found.connect(self._found)
        self.page.suggestion_asked.connect(self._suggest)
        self.page.paper.sheet_wanted.connect(self._keep_sheet)
        self.page.ready.connect(self._paper_key_written)

    def show_paper_key(self) -> None:
        """Show the recovery key."""
        self.page.show_paper_key(self.paper_key)

    @Slot(bytes, str, str)
    def _look_at(self, untrusted_setup: bytes, name: str, passphrase: str) -> None:
        self._pending = untrusted_setup, name, passphrase
        self._work.ask(
            lambda: entering.look_at(untrusted_setup, name, passphrase), self._compare, self.page.refuse
        )

    @Slot(object)
    def _compare(self, seen: entering.Seen) -> None:
        self.page.show_network(seen.name, seen.words)

    @Slot()
    def _drop(self) -> None:
        self._pending = None

    @Slot()
    def _join(self) -> None:
        """Join with the very bytes that were compared, whatever became of the file."""
        if self._pending is None:
            return
        folder, clock = self._folder, self._clock
        untrusted_setup, name, passphrase = self._pending
        self._work.ask(
            lambda: entering.join(folder, clock, untrusted_setup, name, passphrase),
            self._joined,
            self.page.refuse,
        )

    @Slot(str, int, str)
    def _found(self, name: str, year_starts: int, passphrase: str) -> None:
        folder, clock = self._folder, self._clock
        self._work.ask(
            lambda: entering.found(folder, clock, name, year_starts, passphrase),
            self._founded,
            self.page.refuse,
        )

    @Slot(object)
    def _joined(self, shop: Shop) -> None:
        self._pending = None
        self.opened.emit(shop)

    @Slot(object)
    def _founded(self, founded: Founded) -> None:
        self.paper_key = founded.recovery_secret
        self.opened.emit(founded.shop)

    @Slot(str)
    def _keep_sheet(self, path: str) -> None:
        secret, day = self.paper_key, local_date(self._clock)

        def write() -> None:
            from onestopshop.sheets.recovery_sheet import recovery_sheet_pdf

            try:
                Path(path).write_bytes(recovery_sheet_pdf(secret, day))
            except OSError as error:
                raise RecoverySheetNotKept from error

        self._work.ask(write, self._kept, self.page.paper.refuse)

    @Slot(object)
    def _kept(self, _nothing: None) -> None:
        self.page.paper.tell_kept()

    @Slot()
    def _paper_key_written(self) -> None:
        self.paper_key = ""
        self.written_down.emit()

    @Slot()
    def _suggest(self) -> None:
        self._work.ask(passphrases.suggested, self.page.suggest, self._said_nothing)

    @Slot(object)
    def _said_nothing(self, _told: Told) -> None:
        """A suggestion that does not come is no reason to stop."""
