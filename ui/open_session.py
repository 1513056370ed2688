"""The session that is being worked on: what is known of it, and the way its verbs are run."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.agency import Agency
from onestopshop.changes import Changes
from onestopshop.errors import Told
from onestopshop.identity import SessionId
from onestopshop.network import Setup
from onestopshop.shop import Shop
from ui.reading import Opened, Overview, followed
from ui.work import Work

SessionVerb = Callable[[Shop, SessionId], Changes]


class OpenSession(QObject):
    """Runs verbs one at a time and broadcasts `changed` after each; `page` is then how the session is."""

    changed = Signal()

    def __init__(self, work: Work, shop: Shop, opened: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self.shop = shop
        self.overview: Overview = opened.overview
        self.page = opened.page

    @property
    def id(self) -> SessionId:
        """The session's id."""
        return self.page.session.id

    @property
    def setup(self) -> Setup:
        """The names of everything."""
        return self.overview.setup

    def present(self) -> tuple[str, ...]:
        """The agencies that came today."""
        return tuple(a.agency for a in self.page.attendances if a.came is not None)

    def do(self, verb: SessionVerb, failed: Callable[[Told], None]) -> None:
        """Run a verb of this session. `failed` is a bound method of what can say why it was refused."""
        shop, session = self.shop, self.id
        self.work.ask(lambda: verb(shop, session), self.follow, failed)

    @Slot(object)
    def follow(self, changes: Changes) -> None:
        """Take in what a verb changed, and tell everybody."""
        for change in changes.changed:
            if change.noun == "agency" and isinstance(change.row, Agency):
                self._name(change.row)
        self.page = followed(self.page, changes)
        self.changed.emit()

    def _name(self, agency: Agency) -> None:
        if all(known.id != agency.id for known in self.setup.agencies):
            named = msgspec.structs.replace(self.setup, agencies=(*self.setup.agencies, agency))
            self.overview = dataclasses.replace(self.overview, setup=named)
