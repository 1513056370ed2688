"""What happens on the start page: a session is begun or gone on with, a place is added."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.desk.sessions import new_venue
from onestopshop.identity import SessionId
from onestopshop.shop import Shop
from ui.reading import Opened, Overview, read_overview, reopen_session, start_session
from ui.today.start_page import StartPage
from ui.work import Work


class StartSteps(QObject):
    """`opened` carries the session that is open now, `known` what there is to choose from."""

    opened = Signal(object)
    known = Signal(object)

    def __init__(self, work: Work, shop: Shop, page: StartPage, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._shop = shop
        self._page = page
        page.started.connect(self._begin)
        page.picked.connect(self._pick)
        page.venue_added.connect(self._add_venue)

    @Slot(str, date, int)
    def _begin(self, venue: str, day: date, opening: int) -> None:
        shop = self._shop
        self._work.ask(lambda: start_session(shop, venue, day, opening), self._open, self._page.refuse)

    @Slot(str)
    def _pick(self, session: str) -> None:
        shop = self._shop
        self._work.ask(lambda: reopen_session(shop, SessionId(session)), self._open, self._page.refuse)

    @Slot(str)
    def _add_venue(self, name: str) -> None:
        shop = self._shop

        def add() -> Overview:
            new_venue(shop, name)
            return read_overview(shop)

        self._work.ask(add, self._know, self._page.refuse)

    @Slot(object)
    def _open(self, opened: Opened) -> None:
        self.opened.emit(opened)

    @Slot(object)
    def _know(self, overview: Overview) -> None:
        self.known.emit(overview)
