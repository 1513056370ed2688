"""What happens to visits during a session: begun, saved, corrected, taken back, undone, counted apart."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.changes import Changes
from onestopshop.desk.drafts import keep
from onestopshop.desk.feedback import set_count
from onestopshop.desk.visits import correct_visit, record_visit, undo_last, withdraw_visit
from onestopshop.errors import Told
from onestopshop.identity import SessionId, VisitId
from onestopshop.shop import Shop
from onestopshop.visit import Answers
from ui.open_session import OpenSession
from ui.today.today_page import TodayPage
from ui.visit.draft import PERSON_CAUSING_HARM
from ui.visit.visit_page import VisitPage


class VisitEntry(QObject):
    """Leads from the day to a visit and back. One that is being saved stands as a provisional row."""

    to_visit = Signal()
    to_day = Signal()

    def __init__(self, session: OpenSession, today: TodayPage, visit: VisitPage) -> None:
        super().__init__(session)
        self._session = session
        self._today = today
        self._visit = visit
        self._saving = False
        self._next_asked = False
        today.visit_asked.connect(self.begin)
        today.undo_asked.connect(self._undo)
        today.visits.opened.connect(self.correct)
        visit.saved.connect(self._save)
        visit.left.connect(self.to_day)
        visit.withdrawn.connect(self._withdraw)
        visit.harm_counted.connect(self._count_harm)

    @Slot()
    def begin(self) -> None:
        """Begin a visit; while one is being saved, begin it after that."""
        if self._saving:
            self._next_asked = True
        else:
            self.go_on_with({})

    def go_on_with(self, answers: Answers) -> None:
        """Begin a visit, or go on with one that was put aside."""
        session = self._session
        self._visit.start(
            session.setup, session.page.session.date, session.present(), answers, self._next_number()
        )
        self.to_visit.emit()

    @Slot(str)
    def correct(self, visit_id: str) -> None:
        """Open a visit that is recorded."""
        session = self._session
        for visit in session.page.visits:
            if visit.id == visit_id:
                self._visit.correct(session.setup, session.page.session.date, session.present(), visit)
                self.to_visit.emit()

    @Slot(dict, str)
    def _save(self, answers: Answers, visit_id: str) -> None:
        self._saving = True
        session, shop = self._session, self._session.shop
        if visit_id:
            session.work.ask(
                lambda: correct_visit(shop, VisitId(visit_id), answers), self._saved, self._not_saved
            )
        else:
            self._today.follow(session.page, provisional=self._next_number())
            session.work.ask(lambda: record_visit(shop, session.id, answers), self._saved, self._not_saved)
        self.to_day.emit()

    @Slot(object)
    def _saved(self, changes: Changes) -> None:
        self._saving = False
        self._session.follow(changes)
        if self._next_asked:
            self._next_asked = False
            self.begin()

    @Slot(object)
    def _not_saved(self, told: Told) -> None:
        self._saving = self._next_asked = False
        self._today.follow(self._session.page)
        self._visit.bring_back(told)
        self.to_visit.emit()

    @Slot()
    def _undo(self) -> None:
        self._session.do(undo_last, self._today.refuse)

    @Slot(str)
    def _withdraw(self, visit_id: str) -> None:
        self._session.do(lambda shop, _session: withdraw_visit(shop, VisitId(visit_id)), self._today.refuse)
        self.to_day.emit()

    @Slot()
    def _count_harm(self) -> None:
        number = self._session.page.counts.get(PERSON_CAUSING_HARM, 0) + 1

        def count(shop: Shop, session: SessionId) -> Changes:
            changes = set_count(shop, session, PERSON_CAUSING_HARM, number)
            keep(shop, session, None)  # a draft that was put aside for this person is none
            return changes

        self._session.do(count, self._today.refuse)
        self.to_day.emit()

    def _next_number(self) -> int:
        return max((visit.number for visit in self._session.page.visits), default=0) + 1
