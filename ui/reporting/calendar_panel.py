"""The release calendar: what is planned, planning a whole reporting year, and taking one off again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onestopshop.errors import Told
from onestopshop.reporting_year import Period, year_name
from onestopshop.reports.wording import date_words, period_words
from ui.controls.button import KeyedButton
from ui.controls.choice_box import ChoiceBox
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.page import RING_ROOM, SIDE, heading, in_tab_order, scrolling
from ui.controls.row_card import RowCard
from ui.controls.row_list import RowList
from ui.controls.text import text_label
from ui.reporting.release_plan import PlannedReport, ReleasePlan, YearToPlan
from ui.wording import counted

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CalendarPanel(QWidget):
    """`plan` carries the year to be planned, `take_off` what is to leave the calendar, `left` leads back."""

    plan = Signal(Period)
    take_off = Signal(PlannedReport)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.changed = False
        """Whether anything was to be planned or taken off since it was shown."""
        self._years: dict[Period, YearToPlan] = {}
        self._rows: dict[str, PlannedReport] = {}
        self._asked = self._gone = ""
        self._planning = ""
        self._year = ChoiceBox(self.tr("Reporting year"), self)
        self._year.activated.connect(self._name_year)
        self._holds = text_label("", "soft", wraps=True)
        self._button = KeyedButton("", self.tr("Enter"), "filled", self)
        self._button.clicked.connect(self._go)
        self._back = KeyedButton(self.tr("Back"), self.tr("Esc"), parent=self)
        self._back.clicked.connect(self.left)
        self._notice = Notice(self)
        self._sure = KeyedButton(self.tr("Take it off"), parent=self)
        self._sure.clicked.connect(self._take_off)
        self._keep = KeyedButton(self.tr("Keep it"), parent=self)
        self._keep.clicked.connect(self._rest)
        self._hint = text_label("", "small", wraps=True)
        self._list = RowList(self.tr("Planned reports"), self, whole=True)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._laid_out())

    def start(self, plan: ReleasePlan, period: Period) -> None:
        """Show what is planned, and offer to plan the year in which these months end."""
        self.changed = False
        self._notice.silence()
        self._ask_nothing()
        years = plan.years
        self._year.offer((year_name(found.year), found.year) for found in years)
        self._year.choose(next((y.year for y in years if period.last.first_day() in y.year), years[0].year))
        self._show(plan)

    def begin(self) -> None:
        """Enter plans the year that is named; where all of it is planned, another can be chosen."""
        (self._button if self._button.isEnabled() else self._year).setFocus()

    def show_planned(self, plan: ReleasePlan) -> None:
        """The year is on the calendar."""
        self._show(plan)
        words = self.tr("{year} is planned. The other coordinators have it after the next sync and merge.")
        self._notice.say(words.format(year=self._planning), "good")
        self._go_on()

    def show_taken_off(self, plan: ReleasePlan) -> None:
        """One is off the calendar; the keyboard is on its neighbour."""
        words = self.tr("“{report}” is off the calendar. What was released stays in the ledger.")
        said = words.format(report=_named(self, self._rows[self._gone]))
        place = list(self._rows).index(self._gone)
        self._show(plan)
        self._notice.say(said, "good")
        self._go_on(place)

    def refuse(self, told: Told) -> None:
        """Say what stands in the way."""
        self._name_year()
        self._list.setEnabled(True)
        self._notice.say(str(told), "bad")
        self._go_on()

    def press(self, key: Qt.Key) -> bool:
        """Enter plans, Esc keeps what it was asked about or goes back. Says if it was one of these."""
        if key in _ENTER and self._button.isEnabled():
            self._go()
        elif key == Qt.Key.Key_Escape:
            self._rest() if self._asked else self.left.emit()
        else:
            return False
        return True

    def _laid_out(self) -> QWidget:
        area, inside = scrolling()
        inside.setContentsMargins(SIDE - RING_ROOM, SIDE - 4, SIDE - RING_ROOM, 16)
        promise = self.tr(
            "Planned reports are never refused; each leaves room for the others, so a small number may be "
            "held back."
        )
        year = text_label(self.tr("Reporting year"), "soft")
        year.setBuddy(self._year)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(year)
        line.addWidget(self._year)
        line.addStretch(1)
        across = FlowLayout()
        across.addWidget(self._button)
        across.addWidget(self._back)
        for button in (self._sure, self._keep):
            self._notice.add_control(button)
        inner = QVBoxLayout()
        inner.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
        inner.setSpacing(10)
        inner.addLayout(heading(self.tr("Release calendar")))
        inner.addWidget(text_label(promise, wraps=True))
        inner.addLayout(line)
        inner.addWidget(self._holds)
        inner.addLayout(across)
        inner.addWidget(self._notice)
        inner.addSpacing(8)
        inner.addLayout(heading(self.tr("Planned reports")))
        inner.addWidget(self._hint)
        inside.addLayout(inner)
        inside.addWidget(self._list)
        inside.addStretch(1)
        return area

    def _show(self, plan: ReleasePlan) -> None:
        self._years = {found.year: found for found in plan.years}
        rows: dict[str, RowCard] = {}
        self._rows = {}
        self._list.arrange([], {})
        for report in plan.planned:
            key = f"{report.period.first} {report.period.last} {report.venue or ''}"
            row = RowCard()
            row.setProperty("key", key)
            row.setAccessibleDescription(self.tr("Press to take it off"))
            row.clicked.connect(self._ask)
            standing = self.tr("not released yet")
            if report.released:
                standing = self.tr("released on {day}").format(day=date_words(report.released))
            row.say(_named(self, report), standing, look="good" if report.released else "small")
            rows[key], self._rows[key] = row, report
        self._list.arrange(list(rows), rows)
        self._list.setEnabled(True)
        self._list.setVisible(bool(rows))
        number = counted(len(rows), self.tr("report"), self.tr("reports"))
        hint = self.tr("{reports}. Press one to take it off.").format(reports=number)
        self._hint.setText(hint if rows else self.tr("Nothing is planned yet."))
        self._name_year()

    def _go_on(self, place: int | None = None) -> None:
        """Put the keyboard on the row at that place or the last one, unless somebody has gone back by now."""
        rows = self._list.rows()
        if not self.isVisible():
            return
        if place is not None and rows:
            rows[min(place, len(rows) - 1)].setFocus()
        else:
            self.begin()

    def _wait(self) -> None:
        """Something is under way: nothing else is asked meanwhile, and Enter out of habit does no harm."""
        self.changed = True
        self._back.setFocus()
        self._ask_nothing()
        self._notice.silence()
        self._button.setEnabled(False)
        self._list.setEnabled(False)

    def _order_tabs(self) -> None:
        stops = (self._year, self._button, self._back, self._sure, self._keep)
        in_tab_order(*stops, *self._list.rows())

    def _ask_nothing(self) -> None:
        self._asked = ""
        self._sure.hide()
        self._keep.hide()

    @Slot()
    def _name_year(self) -> None:
        """What planning the chosen year would bring."""
        found = self._years[self._year.currentData()]
        name = year_name(found.year)
        holds = self.tr("Its four quarters, the year, and the year of each venue: {reports}.")
        words = [holds.format(reports=counted(found.reports, self.tr("report"), self.tr("reports")))]
        if not found.lacking:
            words.append(self.tr("All of them are planned."))
        elif found.lacking < found.reports:
            words.append(self.tr("{number} not planned yet.").format(number=found.lacking))
        self._holds.setText(" ".join(words))
        self._button.become(self.tr("Plan {year}").format(year=name), "filled", self.tr("Enter"))
        self._button.setEnabled(bool(found.lacking))
        self._order_tabs()

    @Slot()
    def _ask(self) -> None:
        """Ask once more. The keyboard is on keeping it: Enter out of habit takes nothing off."""
        self._asked = str(self.sender().property("key"))
        words = self.tr("Take “{report}” off the calendar? From then on a report on it may be refused.")
        self._notice.say(words.format(report=_named(self, self._rows[self._asked])))
        self._sure.show()
        self._keep.show()
        self._keep.setFocus()

    @Slot()
    def _rest(self) -> None:
        row = self._list.row(self._asked)
        self._ask_nothing()
        self._notice.silence()
        if row is not None:
            row.setFocus()

    @Slot()
    def _take_off(self) -> None:
        self._gone = self._asked
        self._wait()
        self.take_off.emit(self._rows[self._gone])

    @Slot()
    def _go(self) -> None:
        year = self._year.currentData()
        self._planning = year_name(year)
        self._wait()
        self.plan.emit(year)


def _named(widget: QWidget, report: PlannedReport) -> str:
    """ "July 2026 to June 2027, all venues"."""
    return f"{period_words(report.period)}, {report.place or widget.tr('all venues')}"
