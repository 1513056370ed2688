"""The end of a session: what is still open at the left, where the session is at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.central.sync import SyncReport
from onestopshop.desk.sessions import SessionPage
from onestopshop.errors import Told
from ui.closing.checks_column import ChecksColumn
from ui.closing.where_column import WhereColumn
from ui.controls.button import KeyedButton
from ui.controls.flow import FlowLayout
from ui.controls.page import SIDE, Page, column, heading, in_tab_order, scrolling
from ui.controls.text import text_label
from ui.place.putting import Putting
from ui.reading import Overview
from ui.theme import is_large
from ui.wording import counted, weekday_words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ClosingPage(Page):
    """`putting` carries the session to its place, and closes it."""

    finished = Signal()
    sheet_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_hide()
        self.checks = ChecksColumn(self)
        self.where = WhereColumn(self)
        self.putting = Putting(self.tr("Not yet"), self)
        self.putting.places.chosen.connect(self._placed)
        self._closed = False
        self._add_left()
        self._add_right()
        self._foot = text_label("", "small")
        self.foot.addWidget(self._foot)

    def start(self, overview: Overview, page: SessionPage, folder: Path | None) -> None:
        """Show a session that is to be closed."""
        self._closed = False
        self.checks.start()
        weekday = weekday_words(page.session.date)
        self.title.setText(self.tr("Close {weekday}'s session").format(weekday=weekday))
        self.where.show_place(overview.whereabouts(page.session.id))
        others = [row for row in overview.outbox if row.session != page.session.id]
        received = sum(row.state == "received" for row in others)
        earlier = counted(received, self.tr("earlier session"), self.tr("earlier sessions"))
        self._foot.setText(self.tr("{sessions} received").format(sessions=earlier) if received else "")
        self._lock.hide()
        self._rest()
        self.follow(overview, page)
        self._place_buttons()
        self.putting.start(folder)
        self._name_button()

    def follow(self, overview: Overview, page: SessionPage) -> None:
        """Show the session as it is now."""
        came = sum(attendance.came is not None for attendance in page.attendances)
        parts = (
            page.venue.name,
            counted(len(page.visits), self.tr("visit"), self.tr("visits")),
            counted(came, self.tr("agency"), self.tr("agencies")),
        )
        self.subtitle.setText(" · ".join(parts))
        has = self.focusWidget()
        on_checks = has is not None and self.checks.isAncestorOf(has)
        self.checks.setEnabled(page.open)
        self.checks.show_page(overview.setup, page)
        if on_checks:  # its button is gone: without this Qt would send the keyboard anywhere
            self.putting.button.setFocus()
        in_tab_order(*self.checks.tab_stops(), *self.putting.tab_stops(), self._lock, self._sheet)

    @Slot()
    def _placed(self) -> None:
        """Another place is chosen: Enter closes, wherever the keyboard was before the question for it."""
        self._name_button()
        self.putting.button.setFocus()

    def begin(self) -> None:
        """Enter closes."""
        self.putting.button.setFocus()
        self.putting.places.look_again()

    def tell(self, report: SyncReport, overview: Overview, page: SessionPage) -> None:
        """It is closed and published: say what is true."""
        self._closed = True
        self.follow(overview, page)
        self._rest()
        self.where.show_report(report, overview.whereabouts(page.session.id))
        self._lock.show()
        self._lock.setFocus()

    def refuse(self, told: Told) -> None:
        """Say at the right why it is not there. Enter tries again."""
        self.stopped()
        self.where.refuse(told)

    @Slot()
    def stopped(self) -> None:
        """Somebody stopped it: it can be tried again, and what was written already is harmless."""
        self._rest()
        self.putting.button.setFocus()

    def _rest(self) -> None:
        """Nothing is being written."""
        self.putting.rest()
        self._name_button()
        self.putting.back_button.setVisible(not self._closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter does the one thing, Esc goes back to the day."""
        key = Qt.Key(event.key())
        if key in _ENTER and self.putting.button.isEnabled():
            self.putting.go()
        elif key == Qt.Key.Key_Escape and self.putting.back_button.isVisible():
            self.putting.go_back()
        else:
            event.ignore()

    def _add_left(self) -> None:
        area, inside = scrolling()
        inside.addLayout(heading(self.tr("Before you close")))
        inside.addWidget(self.checks)
        inside.addStretch(1)
        self._scrolled = inside
        frame, around = column(edge="right")
        around.setContentsMargins(0, 0, 1, 16)
        around.addWidget(area, 1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(SIDE, 0, SIDE, 8)
        around.addLayout(self._below)
        self.body.addWidget(frame, 1)

    def _place_buttons(self) -> None:
        """Below what scrolls; where the text is large that would leave no room, and they scroll too."""
        (self._scrolled if is_large(self) else self._below).addWidget(self.putting)

    def _add_right(self) -> None:
        area, inside = scrolling()
        inside.addLayout(heading(self.tr("Where this session is")))
        inside.addWidget(self.where)
        self._sheet = KeyedButton(self.tr("Keep the session sheet as a PDF"), parent=self)
        self._sheet.clicked.connect(self.sheet_asked)
        self._lock = KeyedButton(self.tr("Lock and finish"), parent=self)
        self._lock.clicked.connect(self.finished)
        across = FlowLayout()
        for button in (self._lock, self._sheet):
            across.addWidget(button)
        inside.addSpacing(8)
        inside.addLayout(across)
        inside.addStretch(1)
        self.body.addWidget(area, 1)

    @Slot()
    def _name_button(self) -> None:
        name = self.putting.places.name()
        enter = self.tr("Enter")
        if self._closed:
            self.putting.name(self.tr("Put it there again"), "plain")
            self._lock.become(self.tr("Lock and finish"), "filled", enter)
        elif name:
            self.putting.name(self.tr("Close and put on “{name}”").format(name=name), key=enter)
        else:
            self.putting.name(self.tr("Close and put on the stick"), key=enter)
