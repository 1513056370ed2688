"""What happens at the end of a session: the last counts, closing, publishing, and the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.central.sync import SyncReport, sync
from onestopshop.changes import Changes
from onestopshop.desk.attendances import left
from onestopshop.desk.feedback import set_count, set_feedback
from onestopshop.desk.sessions import SessionPage, close_session, session_page
from onestopshop.desk.visits import leave_as_not_asked
from onestopshop.errors import Trouble
from onestopshop.identity import SessionId, VisitId
from onestopshop.shop import Shop
from ui.closing.closing_page import ClosingPage
from ui.controls.file_choice import FileChoice
from ui.open_session import OpenSession
from ui.reading import Overview, read_overview
from ui.watch import Watch

_SHEET = "sheet.pdf"


class SheetNotKept(Trouble):
    """The PDF could not be written."""

    sentence = "The sheet could not be written there. Choose another folder, or put the stick in again."


@dataclass(frozen=True, slots=True)
class Published:
    """What is true after closing."""

    report: SyncReport
    overview: Overview
    page: SessionPage


class ClosingSteps(QObject):
    """Turns what is pressed on the closing page into verbs. `put` carries the folder that was used."""

    put = Signal(Path)

    def __init__(self, session: OpenSession, page: ClosingPage) -> None:
        super().__init__(session)
        self._session = session
        self._page = page
        self._watch = Watch(page.putting.tell_progress, self)
        self._sheet = FileChoice(page)
        self._sheet.chosen.connect(self._keep_sheet)
        page.checks.all_left.connect(self._all_left)
        page.checks.leave.connect(self._leave)
        page.checks.feedback_kept.connect(self._keep_feedback)
        page.checks.counts_kept.connect(self._keep_counts)
        page.putting.put.connect(self._put)
        page.putting.stop_asked.connect(self._watch.stop)
        page.sheet_asked.connect(self._ask_sheet)

    @Slot()
    def _all_left(self) -> None:
        there = [a.agency for a in self._session.page.attendances if a.came is not None and a.left is None]

        def leave(shop: Shop, session: SessionId) -> Changes:
            done = [left(shop, session, agency) for agency in there]
            return _together(done)

        self._session.do(leave, self._page.refuse)

    @Slot(str)
    def _leave(self, visit: str) -> None:
        self._session.do(lambda shop, _session: leave_as_not_asked(shop, VisitId(visit)), self._page.refuse)

    @Slot(str, dict)
    def _keep_feedback(self, question: str, counts: dict[str, int]) -> None:
        self._session.do(
            lambda shop, session: set_feedback(shop, session, question, counts), self._page.refuse
        )

    @Slot(dict)
    def _keep_counts(self, counts: dict[str, int]) -> None:
        def keep(shop: Shop, session: SessionId) -> Changes:
            return _together([set_count(shop, session, name, number) for name, number in counts.items()])

        self._session.do(keep, self._page.refuse)

    @Slot(Path)
    def _put(self, folder: Path) -> None:
        shop, session, progress = self._session.shop, self._session.id, self._watch.begin()

        def close_and_publish() -> Published:
            if session_page(shop, session).open:
                close_session(shop, session)
            report = sync(shop, folder, progress)
            return Published(report, read_overview(shop), session_page(shop, session))

        self.put.emit(folder)
        self._session.work.ask(close_and_publish, self._published, self._page.refuse, self._page.stopped)

    @Slot(object)
    def _published(self, published: Published) -> None:
        self._session.overview, self._session.page = published.overview, published.page
        self._page.tell(published.report, published.overview, published.page)

    @Slot()
    def _ask_sheet(self) -> None:
        self._sheet.ask_where(self.tr("Where the sheet goes"), _SHEET)

    @Slot(str)
    def _keep_sheet(self, path: str) -> None:
        shop, session = self._session.shop, self._session.id

        def write() -> None:
            from onestopshop.sheets.session_sheet import session_sheet_pdf
            from onestopshop.sheets.session_totals import read_session_totals

            try:
                Path(path).write_bytes(session_sheet_pdf(read_session_totals(shop, session)))
            except OSError as error:
                raise SheetNotKept from error

        self._session.work.ask(write, None, self._page.refuse)


def _together(done: list[Changes]) -> Changes:
    return Changes(done[-1].told if done else "nothing", tuple(c for each in done for c in each.changed))
