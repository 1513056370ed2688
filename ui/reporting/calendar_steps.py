"""What happens on the release calendar: reading it, planning a year, taking a report off."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from onestopshop.reporting_year import Period
from onestopshop.shop import Shop
from ui.reporting.release_plan import PlannedReport, plan_whole_year, read_plan, take_off
from ui.reporting.report_page import ReportPage
from ui.work import Work


class CalendarSteps(QObject):
    """Runs what the page asks of the calendar."""

    def __init__(self, work: Work, shop: Shop, page: ReportPage, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._shop = shop
        self._page = page
        page.calendar_asked.connect(self._read)
        page.calendar.plan.connect(self._plan)
        page.calendar.take_off.connect(self._take_off)

    @Slot()
    def _read(self) -> None:
        shop = self._shop
        self._work.ask(lambda: read_plan(shop), self._page.show_calendar, self._page.panel.refuse)

    @Slot(Period)
    def _plan(self, year: Period) -> None:
        shop, calendar = self._shop, self._page.calendar
        self._work.ask(lambda: plan_whole_year(shop, year), calendar.show_planned, calendar.refuse)

    @Slot(PlannedReport)
    def _take_off(self, report: PlannedReport) -> None:
        shop, calendar = self._shop, self._page.calendar
        self._work.ask(lambda: take_off(shop, report), calendar.show_taken_off, calendar.refuse)
