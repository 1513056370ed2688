"""Where each session is that nobody has received: shown on demand, and before the app closes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.errors import Told
from ui.controls.button import KeyedButton
from ui.controls.notice import Notice
from ui.controls.page import RING_ROOM, SIDE, Page, column, heading, scrolling
from ui.controls.row_card import RowCard
from ui.controls.row_list import RowList
from ui.controls.text import text_label
from ui.place.putting import Putting
from ui.reading import Overview
from ui.today.whereabouts import standing
from ui.wording import counted, day_words


class OutboxPage(Page):
    """Shown before the app closes, `leave` closes it whatever is waiting."""

    leave = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_hide()
        self._list = RowList(self.tr("Sessions"), self)
        self._notice = Notice(self)
        self.putting = Putting(self.tr("Back"), self)
        self.putting.places.chosen.connect(self._name_button)
        self.putting.put.connect(self._notice.silence)
        self._say = text_label("", "soft", wraps=True)
        self._add_left()
        self._add_right()
        self.foot.addWidget(text_label(self.tr("● Saved here"), "good"))
        self.foot.addStretch(1)

    def start(self, overview: Overview, folder: Path | None, *, leaving: bool) -> None:
        """Show what has not been received. `leaving` offers to close the app."""
        self.title.setText(self.tr("Before you close") if leaving else self.tr("Where the sessions are"))
        self._leave.setVisible(leaving)
        self._notice.silence()
        self.follow(overview)
        self.putting.start(folder)
        self._name_button()

    def follow(self, overview: Overview) -> None:
        """Bring the rows up to what is known now."""
        rows: dict[str, RowCard] = {}
        self._list.arrange([], {})
        for where in overview.outbox:
            if where.state != "received":
                row = RowCard()
                words, look = standing(where)
                row.say(f"{day_words(where.date)} · {where.venue_name}", below=words, look=look)
                rows[where.session] = row
        self._list.arrange(list(rows), rows)
        here = overview.waiting()
        received = len(overview.outbox) - len(rows)
        sentences = []
        if here:
            only = self.tr("{sessions} only on this laptop: if it is lost, they are lost.")
            sentences.append(
                only.format(sessions=counted(here, self.tr("session is"), self.tr("sessions are")))
            )
        if received:
            arrived = self.tr("{sessions} received by the coordinators.")
            sentences.append(
                arrived.format(sessions=counted(received, self.tr("session was"), self.tr("sessions were")))
            )
        if len(rows) > here:
            sentences.append(self.tr("What is on a stick or in a folder was not received yet."))
        self._say.setText(" ".join(sentences) or self.tr("Nothing is waiting."))

    def begin(self) -> None:
        """Enter puts them there."""
        self.putting.places.look_again()
        self.putting.button.setFocus()

    def tell_done(self, sentence: str, alarms: tuple[str, ...]) -> None:
        """It was written and reread: say what is true."""
        self._rest()
        self._notice.say(" ".join((f"{sentence}.", *alarms)), "bad" if alarms else "good")
        (self._leave if self._leave.isVisible() else self.putting.back_button).setFocus()

    def refuse(self, told: Told) -> None:
        """Say what stands in the way."""
        self._rest()
        self._notice.say(str(told), "bad")

    @Slot()
    def stopped(self) -> None:
        """Somebody stopped it."""
        self._rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc goes back, or stops the writing."""
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self.putting.go_back()
        else:
            event.ignore()

    def _add_left(self) -> None:
        side, inside = column(edge="right")
        inside.setContentsMargins(SIDE - RING_ROOM, SIDE - 4, SIDE - RING_ROOM, 16)
        inside.addLayout(heading(self.tr("Not received yet"), indent=RING_ROOM))
        self._say.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        inside.addWidget(self._say)
        inside.addWidget(self._list)
        inside.addStretch(1)
        self.body.addWidget(side, 1)

    def _add_right(self) -> None:
        area, inside = scrolling()
        self._leave = KeyedButton(self.tr("Close the app"), parent=self)
        self._leave.clicked.connect(self.leave)
        self.putting.add(self._leave)
        inside.addWidget(self.putting)
        inside.addWidget(self._notice)
        self._add_known(inside)
        inside.addStretch(1)
        self.body.addWidget(area, 1)

    def _add_known(self, inside: QVBoxLayout) -> None:
        words = self.tr(
            "A session leaves this list when the coordinators have merged it and this laptop read so."
        )
        inside.addSpacing(8)
        inside.addWidget(text_label(words, "small", wraps=True))

    def _rest(self) -> None:
        self.putting.rest()
        self._name_button()

    @Slot()
    def _name_button(self) -> None:
        name = self.putting.places.name()
        words = (
            self.tr("Put them on “{name}”").format(name=name) if name else self.tr("Put them on the stick")
        )
        self.putting.name(words, key=self.tr("Enter"))
