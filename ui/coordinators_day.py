"""A coordinator's day: the day of everybody, with a rail to the pages that only coordinators have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot

from onestopshop.shop import Shop
from ui.controls.page import Page
from ui.controls.rail import Rail
from ui.day import Day
from ui.entry_aside import EntryAside
from ui.merging.merge_page import MergePage
from ui.merging.merge_steps import MergeSteps
from ui.reading import read_overview
from ui.reporting.choice import OwnReports
from ui.reporting.report_page import ReportPage
from ui.reporting.report_steps import ReportSteps
from ui.work import Work

_TODAY, _MERGE, _REPORTS = "today", "merge", "reports"


class CoordinatorsDay(Day):
    """Owns the pages of a coordinator's open shop, until it is locked."""

    _more: tuple[Page, ...] = ()

    def __init__(
        self, work: Work, shop: Shop, folder: Path | None, aside: EntryAside | None, own: OwnReports
    ) -> None:
        super().__init__(work, shop, folder, aside)
        self._daily: Page = self._start
        self._merge_page = MergePage()
        self._merging = MergeSteps(work, shop, self._merge_page, self)
        self._merging.shown.connect(self._show_merge)
        self._merging.used.connect(self._remember)
        self._report_page = ReportPage()
        self._reporting = ReportSteps(work, shop, self._report_page, own, self)
        self._reporting.shown.connect(self._show_reports)
        self._more = (self._merge_page, self._report_page)
        for page in self._more:
            page.hide_asked.connect(self.hide_asked)
        for daily in (self._start, self._today):
            self._add_rail(daily, _TODAY)
        self._add_rail(self._merge_page, _MERGE)
        self._add_rail(self._report_page, _REPORTS)

    def pages(self) -> tuple[Page, ...]:
        """Every page of the day."""
        return *super().pages(), *self._more

    def locking(self) -> Callable[[], None]:
        """What must be done on the worker before the shop is left alone; a plan does not keep it waiting."""
        self._merging.let_go()
        return super().locking()

    def _add_rail(self, page: Page, here: str) -> None:
        places = (
            (_TODAY, self.tr("Today"), "F2"),
            (_MERGE, self.tr("Merge"), "F3"),
            (_REPORTS, self.tr("Reports"), "F4"),
        )
        Rail(page, places, here).asked.connect(self._go)

    @Slot(str)
    def _go(self, place: str) -> None:
        if place == _MERGE and self._front is not self._merge_page:
            self._merging.show(self.folder)
        elif place == _REPORTS and self._front is not self._report_page:
            self._reporting.show()
        elif place == _TODAY and self._front is not self._daily:
            self._to_daily()

    def _to_daily(self) -> None:
        """The day as it was left. Where no session is open it is read anew: a merge may have changed it."""
        shop = self._shop
        if self._daily is self._today:
            self._show(self._today)
        else:
            self._work.ask(lambda: read_overview(shop), self._to_start, self._start.refuse)

    @Slot()
    def _show_merge(self) -> None:
        self._show(self._merge_page)

    @Slot()
    def _show_reports(self) -> None:
        self._show(self._report_page)

    def _show(self, page: Page) -> None:
        if page in (self._start, self._today):
            self._daily = page
        super()._show(page)
