"""The reports page: one report and how it will be printed, and a key away the calendar of releases."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.controls.page import Page
from ui.controls.text import text_label
from ui.reporting.calendar_panel import CalendarPanel
from ui.reporting.choice import Choices
from ui.reporting.release_plan import ReleasePlan
from ui.reporting.report_panel import ReportPanel


class ReportPage(Page):
    """`calendar_asked` says that the calendar is to be read and shown."""

    calendar_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("Reports"))
        self.add_hide()
        self.panel = ReportPanel(self)
        self.panel.standing.connect(self._stand)
        self.calendar = CalendarPanel(self)
        self.calendar.left.connect(self._leave_calendar)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.panel)
        self._stack.addWidget(self.calendar)
        self.body.addWidget(self._stack, 1)
        self._shown = ""
        self._foot = text_label("", "small", wraps=True)
        self._calendar, self._link = self.act(self.tr("Release calendar"), "C", "link")
        self._calendar.triggered.connect(self.calendar_asked)
        self.foot.addWidget(self._foot, 1)
        self.foot.addWidget(self._link)
        self.more_keys = (
            (self.tr("1 to 3"), self.tr("For whom")),
            (self.tr("Up, Down"), self.tr("Another report, period, venue")),
            (self.tr("Enter"), self.tr("Write it; on “From a file…”, choose the file")),
            (self.tr("P"), self.tr("Plan a report that was refused")),
        )

    def start(self, choices: Choices) -> None:
        """Offer what there is, and ask for the report that is chosen."""
        self.subtitle.setText(choices.network)
        self._show(self.panel)
        self.panel.start(choices)

    def begin(self) -> None:
        """Start with which report."""
        self.panel.begin()

    def show_calendar(self, plan: ReleasePlan) -> None:
        """Put the calendar in the place of the report; the year of its months is offered."""
        self.calendar.start(plan, self.panel.choices.choice().period)
        self._show(self.calendar)
        self.calendar.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The keys of what is shown."""
        on_calendar = self._stack.currentWidget() is self.calendar
        known = self.calendar.press(Qt.Key(event.key())) if on_calendar else self.panel.press(event)
        if not known:
            event.ignore()

    def _show(self, panel: QWidget) -> None:
        self._stack.setCurrentWidget(panel)
        self._calendar.setEnabled(panel is self.panel)
        self._link.setVisible(panel is self.panel)
        self._stand(self._shown)

    @Slot(str)
    def _stand(self, shown: str) -> None:
        """In the foot stands what is true of what is shown."""
        self._shown = shown
        on_calendar = self._stack.currentWidget() is self.calendar
        self._foot.setText(self.tr("One calendar for all coordinators") if on_calendar else shown)

    @Slot()
    def _leave_calendar(self) -> None:
        """Back to the report; where the calendar changed, it is made again: it may be told otherwise now."""
        self._show(self.panel)
        self.panel.begin()
        if self.calendar.changed:
            self.panel.ask_again()
