"""What happens to agencies during a session: here, gone, taken off, added."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from onestopshop.changes import Changes
from onestopshop.desk.attendances import came, expect, forget, left, new_agency
from onestopshop.identity import AgencyId, SessionId
from onestopshop.shop import Shop
from ui.open_session import OpenSession
from ui.today.today_page import TodayPage


class AgencyMarks(QObject):
    """Turns what is pressed in the agencies' column into verbs."""

    def __init__(self, session: OpenSession, today: TodayPage) -> None:
        super().__init__(session)
        self._session = session
        self._today = today
        today.agencies.came.connect(self._came)
        today.agencies.left.connect(self._left)
        today.agencies.forgotten.connect(self._forget)
        today.agencies.slot.kept.connect(self._keep_slot)
        today.agencies.slot.closed.connect(today.begin)
        today.finder.found.connect(self._came)
        today.finder.named.connect(self._add)

    @Slot(str)
    def _came(self, agency: str) -> None:
        self._session.do(lambda shop, session: came(shop, session, AgencyId(agency)), self._today.refuse)

    @Slot(str)
    def _left(self, agency: str) -> None:
        self._session.do(lambda shop, session: left(shop, session, AgencyId(agency)), self._today.refuse)

    @Slot(str)
    def _forget(self, agency: str) -> None:
        self._session.do(lambda shop, session: forget(shop, session, AgencyId(agency)), self._today.refuse)

    @Slot(str, str, str, int)
    def _keep_slot(self, agency: str, start: str, end: str, workers: int) -> None:
        known = next((a for a in self._session.page.attendances if a.agency == agency), None)

        def keep(shop: Shop, session: SessionId) -> Changes:
            done = [expect(shop, session, AgencyId(agency), start or None, end or None)]
            if known is not None and known.came is not None:
                done.append(came(shop, session, AgencyId(agency), known.came, workers))
                if known.left is not None:
                    done.append(left(shop, session, AgencyId(agency), known.left))
            return Changes(done[-1].told, tuple(c for each in done for c in each.changed), done[-1].values)

        self._session.do(keep, self._today.refuse)

    @Slot(str)
    def _add(self, name: str) -> None:
        def add(shop: Shop, session: SessionId) -> Changes:
            named = new_agency(shop, name)
            marked = came(shop, session, AgencyId(named.changed[0].id))
            return Changes(marked.told, (*named.changed, *marked.changed), marked.values)

        self._session.do(add, self._today.refuse)
