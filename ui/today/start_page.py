"""Start a session: the likely one is confirmed by Enter; earlier ones stand beside it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onestopshop.errors import Told
from onestopshop.venue import Venue
from ui.controls.button import KeyedButton, chip
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.page import RING_ROOM, SIDE, Page, column, heading, scrolling
from ui.controls.row_card import RowCard
from ui.controls.row_list import RowList
from ui.controls.text import clear_layout_of, text_label
from ui.reading import Overview
from ui.today.approval_card import ApprovalCard
from ui.today.venue_line import VenueLine
from ui.today.whereabouts import session_standing
from ui.wording import clock_words, counted, day_words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StartPage(Page):
    """`started` carries venue, date and opening; `picked` the id of a session that is known."""

    started = Signal(str, date, int)
    picked = Signal(str)
    venue_added = Signal(str)
    outbox_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._venues: tuple[Venue, ...] = ()
        self._venue: Venue | None = None
        self._day = self._today = date.min
        self._opening = 1
        self.add_hide()
        self._question = text_label("", "title", wraps=True)
        self._chips = QWidget(self)
        self._chip_row = FlowLayout(self._chips)
        self._notice = Notice(self)
        self._venue_line = VenueLine(self)
        self._venue_line.named.connect(self.venue_added)
        self._approval = ApprovalCard(self)
        self._list = RowList(self.tr("Sessions on this laptop"), self)
        self._add_left()
        self._add_right()
        self._saved = text_label(self.tr("● Saved here"), "good")
        outbox, self._waiting = self.act(self.tr("Where the sessions are"), "W", "link")
        outbox.triggered.connect(self.outbox_asked)
        self.foot.addWidget(self._saved)
        self.foot.addWidget(self._waiting)
        self.foot.addStretch(1)
        self.more_keys = (
            (self.tr("1 to 9"), self.tr("Another venue")),
            (self.tr("Left, Right"), self.tr("A day earlier, a day later")),
        )

    def show_overview(self, overview: Overview, today: date) -> None:
        """Suggest today's session, and list the sessions that are known."""
        self._today = self._day = today
        self._opening = 1
        self._venues = tuple(sorted(overview.setup.venues, key=lambda venue: venue.name))
        self._venue = self._likely(overview)
        self.title.setText(day_words(today))
        self.subtitle.setText(overview.setup.name)
        self._show_suggestion()
        self._show_sessions(overview)
        self._approval.show_words(overview.own_words)
        if overview.alarms:
            self._notice.say(" ".join(overview.alarms), "bad")
        else:
            self._notice.silence()
        waiting = overview.waiting()
        sentence = self.tr("{sessions} only on this laptop").format(
            sessions=counted(waiting, self.tr("session"), self.tr("sessions"))
        )
        self._waiting.setText(sentence if waiting else self.tr("Where the sessions are"))
        self._waiting.updateGeometry()

    def begin(self) -> None:
        """Enter starts what is suggested."""
        if self._venue is None:
            self._venue_line.begin()
        else:
            self._start.setFocus()

    def refuse(self, told: Told) -> None:
        """Say what stands in the way."""
        self._notice.say(str(told), "bad")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Numbers choose a venue, arrows another day, Enter starts."""
        key, text = Qt.Key(event.key()), event.text()
        if text.isdigit() and 0 < int(text) <= len(self._venues):
            self._choose(int(text) - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(-1 if key == Qt.Key.Key_Left else 1)
        elif key in _ENTER:
            self._go()
        else:
            event.ignore()

    def _add_left(self) -> None:
        area, inside = scrolling()
        inside.addLayout(heading(self.tr("Start a session")))
        inside.addWidget(self._question)
        inside.addWidget(self._notice)
        self._start = KeyedButton(self.tr("Start the session"), self.tr("Enter"), "filled", self)
        self._start.clicked.connect(self._go)
        across = QHBoxLayout()
        across.addWidget(self._start)
        across.addStretch(1)
        inside.addSpacing(8)
        inside.addLayout(across)
        inside.addSpacing(24)
        inside.addLayout(heading(self.tr("Or another")))
        inside.addWidget(self._chips)
        self._add_days(inside)
        inside.addWidget(self._venue_line)
        inside.addStretch(1)
        frame, around = column(edge="right")
        around.setContentsMargins(0, 0, 1, 0)
        around.addWidget(area)
        self.body.addWidget(frame, 1)

    def _add_days(self, inside: QVBoxLayout) -> None:
        line = QWidget(self)
        flow = FlowLayout(line)
        earlier = KeyedButton(self.tr("A day earlier"), "←", parent=line)
        later = KeyedButton(self.tr("A day later"), "→", parent=line)
        again = KeyedButton(self.tr("Another opening on that day"), parent=line)
        earlier.clicked.connect(self._earlier)
        later.clicked.connect(self._later)
        again.clicked.connect(self._another_opening)
        for button in (earlier, later, again):
            flow.addWidget(button)
        inside.addWidget(line)

    def _add_right(self) -> None:
        area, inside = scrolling()
        inside.setContentsMargins(SIDE - RING_ROOM, SIDE - 4, SIDE - RING_ROOM, 16)
        inside.addWidget(self._approval)
        inside.addLayout(heading(self.tr("Sessions on this laptop"), indent=RING_ROOM))
        self._none = text_label(self.tr("None yet."), "soft")
        self._none.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        inside.addWidget(self._none)
        inside.addWidget(self._list)
        inside.addStretch(1)
        self.body.addWidget(area, 1)

    def _likely(self, overview: Overview) -> Venue | None:
        """The venue that usually opens on this weekday, else the last one, else the first."""
        weekly = [venue for venue in self._venues if venue.weekday == self._today.weekday()]
        last = [
            venue for row in overview.sessions[:1] for venue in self._venues if venue.name == row.venue_name
        ]
        return next(iter((*weekly, *last, *self._venues)), None)

    def _show_suggestion(self) -> None:
        clear_layout_of(self._chips)
        for place, venue in enumerate(self._venues):
            made = chip(venue.name, str(place + 1) if place < 9 else "", chosen=venue == self._venue)
            made.setProperty("place", place)
            made.clicked.connect(self._clicked)
            self._chip_row.addWidget(made)
            made.show()
        self._chips.setVisible(len(self._venues) > 1)
        venue_known = self._venue is not None
        self._start.setEnabled(venue_known)
        self._venue_line.show_for(any_venue=venue_known)
        if self._venue is None:
            self._question.setText(self.tr("Which place is this?"))
            return
        parts = [day_words(self._day), self._venue.name]
        if self._venue.opens:
            parts.append(clock_words(self._venue.opens))
        if self._opening > 1:
            parts.append(self.tr("opening {number}").format(number=self._opening))
        self._question.setText(self.tr("{session}?").format(session=", ".join(parts)))

    def _show_sessions(self, overview: Overview) -> None:
        rows: dict[str, RowCard] = {}
        self._list.arrange([], {})
        for known in overview.sessions:
            row = RowCard()
            row.setProperty("session", known.id)
            row.clicked.connect(self._pick)
            standing, look = session_standing(known, overview.whereabouts(known.id))
            words = f"{day_words(known.date)} · {known.venue_name}"
            row.say(
                words,
                standing,
                look=look,
                below=counted(known.visits, self.tr("visit"), self.tr("visits")),
            )
            row.setEnabled(not known.purged)
            rows[known.id] = row
        self._list.arrange(list(rows), rows)
        self._none.setVisible(not rows)

    @Slot()
    def _pick(self) -> None:
        self.picked.emit(self.sender().property("session"))

    @Slot()
    def _clicked(self) -> None:
        self._choose(int(self.sender().property("place")))

    def _choose(self, place: int) -> None:
        self._venue = self._venues[place]
        self._show_suggestion()
        self._start.setFocus()

    @Slot()
    def _earlier(self) -> None:
        self._move(-1)

    @Slot()
    def _later(self) -> None:
        self._move(1)

    def _move(self, days: int) -> None:
        self._day += timedelta(days=days)
        self._show_suggestion()

    @Slot()
    def _another_opening(self) -> None:
        self._opening = self._opening % 3 + 1
        self._show_suggestion()

    @Slot()
    def _go(self) -> None:
        if self._venue is not None and self._start.isEnabled():
            self._notice.silence()
            self.started.emit(self._venue.id, self._day, self._opening)
