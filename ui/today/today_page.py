"""The day's page: agencies at the left, visits at the right, one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from onestopshop.desk.sessions import SessionPage
from onestopshop.errors import Told
from onestopshop.network import Setup
from ui.controls.notice import Notice
from ui.controls.page import RING_ROOM, SIDE, Page, column, in_tab_order, scrolling
from ui.controls.text import text_label
from ui.reading import Overview
from ui.today.agencies_column import AgenciesColumn
from ui.today.agency_finder import AgencyFinder
from ui.today.visits_column import VisitsColumn
from ui.wording import counted, day_words

_LEFT = 400
_SIDE, _TOP = SIDE - RING_ROOM, 20


class TodayPage(Page):
    """What a volunteer looks at all day. It shows what it is handed, and says what was asked of it."""

    visit_asked = Signal()
    undo_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup: Setup | None = None
        self._page: SessionPage | None = None
        self.agencies = AgenciesColumn(self)
        self.visits = VisitsColumn(self)
        self.finder = AgencyFinder(self)
        self.finder.closed.connect(self._finder_closed)
        self._notice = Notice(self)
        self.add_hide()
        close, close_button = self.act(self.tr("Close session"), shortcut="")
        close.triggered.connect(self.close_asked)
        self.header.addWidget(close_button)
        self._add_left()
        self._add_right()
        self._add_foot()
        hide, hide_button = self.act(self.tr("Hide"), "Esc Esc", shortcut="Esc, Esc")
        hide_button.hide()
        hide.triggered.connect(self.hide_asked)
        self.more_keys = (
            (self.tr("Up, Down"), self.tr("Another row")),
            (self.tr("Enter"), self.tr("An agency is here, or has left; open a visit")),
            (self.tr("Delete"), self.tr("Take an agency off the session")),
        )

    def show_session(self, overview: Overview, page: SessionPage) -> None:
        """Show a session that was opened."""
        self._setup = overview.setup
        self.title.setText(day_words(page.session.date))
        self.subtitle.setText(self.tr("{venue} · open").format(venue=page.venue.name))
        others = sum(row.state == "here" and row.session != page.session.id for row in overview.outbox)
        waiting = self.tr("{sessions} waiting for the stick").format(
            sessions=counted(others, self.tr("session"), self.tr("sessions"))
        )
        self._waiting.setText(waiting if others else "")
        self._notice.silence()
        self.follow(page)

    def follow(self, page: SessionPage, provisional: int | None = None) -> None:
        """Show the session as it is now."""
        if self._setup is None:
            return
        self._page = page
        self.agencies.show_page(self._setup, page)
        self.visits.show_page(self._setup, page, provisional)
        self._undo.setEnabled(page.undo is not None)
        in_tab_order(
            *self.agencies.tab_stops(),
            self._add_agency,
            *self.visits.tab_stops(),
            self._new_visit,
            self._undo_button,
        )
        harm = page.counts.get("person_causing_harm", 0)
        words = self.tr("Counted apart, without a row: {number}").format(number=harm)
        self._apart.setText(words if harm else "")

    def begin(self) -> None:
        """Enter or N begins a visit."""
        self._new_visit.setFocus()

    def refuse(self, told: Told) -> None:
        """Say above the buttons what could not be done."""
        self._notice.say(str(told), "bad")

    def _add_left(self) -> None:
        side, around = column(edge="right")
        side.setFixedWidth(_LEFT)
        around.setContentsMargins(0, 0, 1, 0)
        area, inside = scrolling(side)
        around.addWidget(area)
        inside.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        inside.addWidget(self.agencies)
        inside.addLayout(_indented(self.finder))
        add, button = self.act(self.tr("Add an agency"), "A")
        add.triggered.connect(self._open_finder)
        self._add_agency = button
        inside.addLayout(_indented(button, stretch=True))
        inside.addStretch(1)
        self.body.addWidget(side)

    def _add_right(self) -> None:
        side, inside = column()
        inside.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        inside.addWidget(self.visits)
        inside.addLayout(_indented(self._notice))
        new, self._new_visit = self.act(self.tr("New visit"), "N", "filled")
        new.triggered.connect(self.visit_asked)
        self._undo, self._undo_button = self.act(self.tr("Undo"), "Ctrl Z", shortcut="Ctrl+Z")
        self._undo.triggered.connect(self.undo_asked)
        inside.addLayout(_indented(self._new_visit, self._undo_button, stretch=True))
        inside.addStretch(1)
        self.body.addWidget(side, 1)

    def _add_foot(self) -> None:
        self._waiting = text_label("", "small")
        self._apart = text_label("", "small")
        self.foot.addWidget(text_label(self.tr("● Saved here"), "good"))
        self.foot.addWidget(self._waiting)
        self.foot.addWidget(self._apart)
        self.foot.addStretch(1)

    @Slot()
    def _open_finder(self) -> None:
        if self._setup is None or self._page is None:
            return
        there = {attendance.agency for attendance in self._page.attendances}
        self._add_agency.hide()
        self.finder.start([agency for agency in self._setup.agencies if agency.id not in there])

    @Slot()
    def _finder_closed(self) -> None:
        self._add_agency.show()
        self.begin()

    def know(self, setup: Setup) -> None:
        """Use a setup in which a new agency is named."""
        self._setup = setup


def _indented(*widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    """A line that begins where the rows begin."""
    line = QHBoxLayout()
    line.setContentsMargins(RING_ROOM, 4, RING_ROOM, 4)
    line.setSpacing(12)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line
