"""Turns a recovery key and a new passphrase into an open shop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.clock import Clock, local_date
from onestopshop.desk import passphrases
from onestopshop.errors import Told
from onestopshop.shop import Shop
from ui import entering
from ui.unlock.recovery_page import RecoveryPage
from ui.wording import short_day
from ui.work import Work


class Recovery(QObject):
    """`opened` carries the shop, which from then on opens with the new passphrase as well."""

    opened = Signal(object)

    def __init__(self, work: Work, folder: Path, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._folder = folder
        self._clock = clock
        self.page = RecoveryPage()
        self.page.entered.connect(self._recover)
        self.page.suggestion_asked.connect(self._suggest)

    @Slot(str, str)
    def _recover(self, secret: str, passphrase: str) -> None:
        folder, clock = self._folder, self._clock
        person = self.tr("Passphrase of {day}").format(day=short_day(local_date(clock)))
        self._work.ask(
            lambda: entering.recover(folder, clock, secret, person, passphrase),
            self._recovered,
            self.page.refuse,
        )

    @Slot(object)
    def _recovered(self, shop: Shop) -> None:
        self.page.forget()
        self.opened.emit(shop)

    @Slot()
    def _suggest(self) -> None:
        self._work.ask(passphrases.suggested, self.page.suggest, self._said_nothing)

    @Slot(object)
    def _said_nothing(self, _told: Told) -> None:
        """A suggestion that does not come is no reason to stop."""
