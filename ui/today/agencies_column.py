"""The left side of the day: which agencies are expected, here, or gone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.attendance import Attendance
from onestopshop.desk.sessions import SessionPage
from onestopshop.network import Setup
from ui.controls.button import KeyedButton
from ui.controls.notice import Notice
from ui.controls.page import RING_ROOM, heading
from ui.controls.row_card import RowCard
from ui.controls.row_list import RowList
from ui.controls.text import text_label
from ui.today.slot_line import SlotLine
from ui.wording import clock_words


class AgenciesColumn(QWidget):
    """A press marks an agency as here, the next as gone. Delete takes it off the session."""

    came = Signal(str)
    left = Signal(str)
    forgotten = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attendances: dict[str, Attendance] = {}
        self._count = text_label("", "small")
        self._list = RowList(self.tr("Agencies"), self)
        self.slot = SlotLine(self)
        self._names: dict[str, str] = {}
        self._empty = text_label(self.tr("None is marked yet."), "soft", wraps=True)
        self.notice = Notice(self)
        self.down = QVBoxLayout(self)
        self.down.setContentsMargins(0, 0, 0, 0)
        self.down.setSpacing(8)
        self.down.addLayout(heading(self.tr("Agencies"), self._count, indent=RING_ROOM))
        self._empty.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        self.down.addWidget(self._empty)
        self.down.addWidget(self._list)
        self.down.addWidget(self.slot)
        self.down.addWidget(self.notice)

    def show_page(self, setup: Setup, page: SessionPage) -> None:
        """Bring the rows up to the session: those here first, then those expected, then those gone."""
        names = self._names = {agency.id: agency.name for agency in setup.agencies}
        ordered = sorted(page.attendances, key=_standing_rank)
        self._attendances = {attendance.agency: attendance for attendance in ordered}
        fresh = {key: self._new_row(key) for key in self._attendances if self._list.row(key) is None}
        self._list.arrange(list(self._attendances), fresh)
        for attendance in ordered:
            row = self._list.row(attendance.agency)
            if row is not None:
                self._say(row, names.get(attendance.agency, self.tr("An agency")), attendance)
        here = sum(_is_here(attendance) for attendance in ordered)
        self._count.setText(self.tr("{number} here").format(number=here))
        self._empty.setVisible(not ordered)

    def tab_stops(self) -> list[QWidget]:
        """Its rows, top to bottom, each with its button."""
        return [stop for row in self._list.rows() for stop in (row, *row.findChildren(KeyedButton))]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete takes the row at hand off the session."""
        row = self.focusWidget()
        if Qt.Key(event.key()) == Qt.Key.Key_Delete and isinstance(row, RowCard):
            self.forgotten.emit(str(row.property("agency")))
        else:
            event.ignore()

    def _new_row(self, agency: str) -> RowCard:
        row = RowCard()
        row.setProperty("agency", agency)
        row.clicked.connect(self._press)
        times = KeyedButton(self.tr("Times"), "", "link", row)
        name = self._names.get(agency, "")
        times.setAccessibleName(self.tr("Times and workers of {agency}").format(agency=name))
        times.setProperty("agency", agency)
        times.clicked.connect(self._open_slot)
        row.add_control(times)
        return row

    def _say(self, row: RowCard, name: str, attendance: Attendance) -> None:
        slot = ""
        if attendance.planned_from and attendance.planned_to:
            slot = self.tr("{start} to {end}").format(
                start=clock_words(attendance.planned_from), end=clock_words(attendance.planned_to)
            )
        if _is_here(attendance):
            row.mark("dot")
            row.say(name, self.tr("here"), below=slot, look="good")
            row.setAccessibleDescription(self.tr("Press when they leave"))
        elif attendance.left:
            row.mark("ring")
            row.say(name, self.tr("left {time}").format(time=clock_words(attendance.left)), below=slot)
            row.setAccessibleDescription(self.tr("Press if they are here again"))
        else:
            row.mark("ring")
            row.say(name, self.tr("expected"), below=slot)
            row.setAccessibleDescription(self.tr("Press when they are here"))

    @Slot()
    def _open_slot(self) -> None:
        agency = str(self.sender().property("agency"))
        self.slot.start(self._names.get(agency, ""), self._attendances[agency])

    @Slot()
    def _press(self) -> None:
        agency = str(self.sender().property("agency"))
        if _is_here(self._attendances[agency]):
            self.left.emit(agency)
        else:
            self.came.emit(agency)


def _is_here(attendance: Attendance) -> bool:
    return attendance.came is not None and attendance.left is None


def _standing_rank(attendance: Attendance) -> int:
    if _is_here(attendance):
        return 0
    return 2 if attendance.left else 1
