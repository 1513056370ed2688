"""The right side of the day: the visits so far, the newest first, and the button for the next."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.desk.sessions import SessionPage
from onestopshop.network import Setup
from onestopshop.visit import Visit, missing
from ui.controls.button import KeyedButton
from ui.controls.page import RING_ROOM, heading
from ui.controls.row_card import RowCard
from ui.controls.row_list import RowList
from ui.controls.text import text_label
from ui.wording import counted, missing_words, visit_words

_PROVISIONAL = "provisional"


class VisitRow(RowCard):
    """One visit: its number of the day, what is known, and what is still to be asked."""

    opened = Signal(str)

    def __init__(self, visit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self._ask = KeyedButton(self.tr("Ask"), parent=self)
        self._ask.hide()
        self._ask.clicked.connect(self._open)
        self.add_control(self._ask)
        self.clicked.connect(self._open)

    def show_visit(self, setup: Setup, visit: Visit) -> None:
        """Bring the row up to the visit."""
        self.number(str(visit.number))
        lacking = len(missing(visit, setup.questions))
        self._ask.setVisible(bool(lacking))
        self._ask.setAccessibleName(
            self.tr("Ask what is missing of visit {number}").format(number=visit.number)
        )
        corrected = self.tr("corrected") if visit.corrections else ""
        self.say(
            visit_words(setup, visit),
            missing_words(lacking) or corrected,
            look="warn" if lacking else "small",
        )

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._visit)


class VisitsColumn(QWidget):
    """The rows. `opened` carries the id of a visit to be corrected or completed."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = text_label("", "small")
        self._list = RowList(self.tr("Visits"), self)
        self._empty = text_label(self.tr("Nobody has come yet."), "soft")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        down.addLayout(heading(self.tr("Visits"), self._count, indent=RING_ROOM))
        self._empty.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        down.addWidget(self._empty)
        down.addWidget(self._list)

    def show_page(self, setup: Setup, page: SessionPage, provisional: int | None = None) -> None:
        """Bring the rows up to the session; one that is being saved stands on top, as provisional."""
        newest_first = sorted(page.visits, key=lambda visit: -visit.number)
        keys: list[str] = [visit.id for visit in newest_first]
        fresh: dict[str, RowCard] = {}
        for key in keys:
            if self._list.row(key) is None:
                row = VisitRow(key)
                row.opened.connect(self.opened)
                fresh[key] = row
        if provisional is not None:
            keys.insert(0, _PROVISIONAL)
            if self._list.row(_PROVISIONAL) is None:
                fresh[_PROVISIONAL] = RowCard()
        self._list.arrange(keys, fresh)
        for visit in newest_first:
            shown = self._list.row(visit.id)
            if isinstance(shown, VisitRow):
                shown.show_visit(setup, visit)
        waiting = self._list.row(_PROVISIONAL)
        if waiting is not None and provisional is not None:
            waiting.number(str(provisional))
            waiting.say(self.tr("Being saved…"))
            waiting.setEnabled(False)
        self._empty.setVisible(not keys)
        self._tell_count(setup, page)

    def tab_stops(self) -> list[QWidget]:
        """Its rows, top to bottom, each with its button."""
        stops: list[QWidget] = []
        for row in self._list.rows():
            stops += [row, *row.findChildren(KeyedButton)]
        return stops

    def _tell_count(self, setup: Setup, page: SessionPage) -> None:
        lacking = sum(bool(missing(visit, setup.questions)) for visit in page.visits)
        words = [self.tr("{number} today").format(number=len(page.visits))]
        if lacking:
            verb = self.tr("is missing answers") if lacking == 1 else self.tr("are missing answers")
            words.append(f"{lacking} {verb}")
        self._count.setText(" · ".join(words) if page.visits else counted(0, "", self.tr("visits")))
