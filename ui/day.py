"""An open shop's day: which page stands in front, from the start of a session to its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from onestopshop.clock import local_date
from onestopshop.errors import Refused, Told
from onestopshop.shop import Shop
from ui.closing.closing_page import ClosingPage
from ui.closing.closing_steps import ClosingSteps
from ui.controls.page import Page
from ui.entry_aside import EntryAside, resume_with
from ui.open_session import OpenSession
from ui.outbox.outbox_page import OutboxPage
from ui.outbox.outbox_steps import OutboxSteps
from ui.reading import Opened, Overview
from ui.today.agency_marks import AgencyMarks
from ui.today.start_page import StartPage
from ui.today.start_steps import StartSteps
from ui.today.today_page import TodayPage
from ui.visit.entry import VisitEntry
from ui.visit.visit_page import VisitPage
from ui.work import Work


class Day(QObject):
    """Owns the pages of an open shop, until it is locked. `shown` carries the page to put in front."""

    shown = Signal(QWidget)
    hide_asked = Signal()
    leave = Signal()
    stayed = Signal()

    def __init__(self, work: Work, shop: Shop, folder: Path | None, aside: EntryAside | None = None) -> None:
        super().__init__()
        self._work = work
        self._shop = shop
        self.folder = folder
        self._aside = aside
        self._session: OpenSession | None = None
        self._start = StartPage()
        self._today = TodayPage()
        self._visit = VisitPage()
        self._closing = ClosingPage()
        self._outbox = OutboxPage()
        self._before: Page = self._start
        self._front: Page | None = None
        for page in self.pages():
            page.hide_asked.connect(self.hide_asked)
        self._start.outbox_asked.connect(self._ask_outbox)
        starting = StartSteps(work, shop, self._start, self)
        starting.opened.connect(self._opened)
        starting.known.connect(self._to_start)
        self._sending = OutboxSteps(work, shop, self._outbox, self)
        self._sending.shown.connect(self._to_outbox)
        self._sending.brought.connect(self._brought)
        self._sending.leave.connect(self.leave)
        self._sending.put.connect(self._remember)
        self._outbox.leave.connect(self.leave)
        self._outbox.putting.back.connect(self._from_outbox)
        self._today.close_asked.connect(self._to_closing)
        self._closing.putting.back.connect(self._to_today)
        self._closing.finished.connect(self.hide_asked)

    def pages(self) -> tuple[Page, ...]:
        """Every page of the day."""
        return self._start, self._today, self._visit, self._closing, self._outbox

    def begin(self) -> None:
        """Show what comes first: the session that is open, with a draft that was put aside, or the start."""
        shop, aside = self._shop, self._aside
        self._work.ask(lambda: resume_with(shop, aside), self._begun, self._not_begun)

    def entry(self) -> EntryAside | None:
        """The visit that is being entered, or that could not be put aside before."""
        draft, session = self._visit.draft(), self._session
        if self._front is self._visit and draft is not None and session is not None:
            return EntryAside(session.id, draft.answers, self._visit.correcting())
        return self._aside

    def locking(self) -> Callable[[], None]:
        """What must be done on the worker before the shop is left alone: put a draft aside, close."""
        shop, entry = self._shop, self.entry()

        def lock() -> None:
            try:
                if entry is not None:
                    entry.put_into(shop)
            finally:
                shop.close()

        return lock

    def ask_to_leave(self) -> None:
        """Somebody wants to close the app: `leave` comes at once if no session is only on this laptop."""
        self._sending.before_leaving(self.folder)

    @Slot(object)
    def _not_begun(self, told: Told) -> None:
        if isinstance(told, Refused):  # a session that can no longer be written takes nothing any more
            self._aside = None
        self._show(self._start)
        self._start.refuse(told)

    @Slot(object)
    def _begun(self, found: Opened | Overview) -> None:
        self._aside = None
        if isinstance(found, Opened):
            self._opened(found)
        else:
            self._to_start(found)

    @Slot(object)
    def _to_start(self, overview: Overview) -> None:
        self._start.show_overview(overview, local_date(self._shop.clock))
        self._show(self._start)

    @Slot(object)
    def _opened(self, opened: Opened) -> None:
        if self._session is not None:
            self._session.deleteLater()
        session = self._session = OpenSession(self._work, self._shop, opened, self)
        session.changed.connect(self._follow)
        entry = VisitEntry(session, self._today, self._visit)
        entry.to_visit.connect(self._to_visit)
        entry.to_day.connect(self._to_today)
        self._closing.checks.ask.connect(entry.correct)
        AgencyMarks(session, self._today)
        steps = ClosingSteps(session, self._closing)
        steps.put.connect(self._remember)
        self._today.show_session(session.overview, session.page)
        if opened.draft is None:
            self._to_today()
        else:
            entry.go_on_with(opened.draft)

    @Slot()
    def _follow(self) -> None:
        session = self._session
        if session is not None:
            self._today.know(session.setup)
            self._today.follow(session.page)
            self._closing.follow(session.overview, session.page)

    @Slot()
    def _to_today(self) -> None:
        self._show(self._today)

    @Slot()
    def _to_visit(self) -> None:
        self._show(self._visit)

    @Slot()
    def _to_closing(self) -> None:
        if self._session is not None:
            self._closing.start(self._session.overview, self._session.page, self.folder)
            self._show(self._closing)

    @Slot()
    def _ask_outbox(self) -> None:
        self._sending.show(self.folder)

    @Slot()
    def _to_outbox(self) -> None:
        if self._front is not None and self._front is not self._outbox:
            self._before = self._front
        self._show(self._outbox)

    @Slot(object)
    def _brought(self, overview: Overview) -> None:
        if self._session is not None:
            self._session.overview = overview
        self._start.show_overview(overview, local_date(self._shop.clock))

    @Slot()
    def _from_outbox(self) -> None:
        self._show(self._before)
        self.stayed.emit()

    @Slot(Path)
    def _remember(self, folder: Path) -> None:
        self.folder = folder

    def _show(self, page: Page) -> None:
        self._front = page
        self.shown.emit(page)
