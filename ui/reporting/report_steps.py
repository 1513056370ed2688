"""What happens on the reports page: reading what there is, making a report, planning it, writing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from onestopshop.errors import Told
from onestopshop.shop import Shop
from ui.reporting.calendar_steps import CalendarSteps
from ui.reporting.choice import (
    Choice,
    Choices,
    MadeReport,
    OwnReports,
    make_report,
    read_choices,
    read_own_report,
    release_report,
    write_shown,
)
from ui.reporting.release_plan import plan_and_make
from ui.reporting.report_page import ReportPage
from ui.work import Work


@dataclass(frozen=True, slots=True)
class Released:
    """What is true after a release."""

    file: Path
    made: MadeReport


class ReportSteps(QObject):
    """`shown` asks for the page to be put in front."""

    shown = Signal()

    def __init__(self, work: Work, shop: Shop, page: ReportPage, own: OwnReports, parent: QObject) -> None:
        """`own` are the reports that were read from files; what is read later is added to them."""
        super().__init__(parent)
        self._work = work
        self._shop = shop
        self._page = page
        self._panel = page.panel
        self._panel.choices.report.keep_own(own)
        self._calendar = CalendarSteps(work, shop, page, self)
        self._making = self._again = False
        self._why: Told | None = None
        page.panel.wanted.connect(self._make)
        page.panel.plan.connect(self._plan)
        page.panel.choices.report.file_chosen.connect(self._read_own)
        page.panel.write.connect(self._write)
        page.panel.release.connect(self._release)

    def show(self) -> None:
        """Read what there is to choose from, and show the page."""
        shop = self._shop
        self._work.ask(lambda: read_choices(shop), self._show, self._panel.refuse)

    @Slot(object)
    def _show(self, choices: Choices) -> None:
        self.shown.emit()
        self._page.start(choices)

    @Slot()
    def _make(self) -> None:
        self._begin(make_report)

    @Slot()
    def _plan(self) -> None:
        """Put months and venue of what was refused on the calendar, and show it as it is told then."""
        self._begin(plan_and_make)

    def _begin(self, make: Callable[[Shop, Choice], MadeReport]) -> None:
        """Make what is chosen; while one is being made, only the last choice counts."""
        self._panel.tell_making()
        if self._making:
            self._again = True
            return
        self._making = True
        shop, choice = self._shop, self._panel.choices.choice()
        self._work.ask(lambda: make(shop, choice), self._made, self._refused)

    @Slot(object)
    def _made(self, made: MadeReport) -> None:
        why, self._why = self._why, None
        if not self._next():
            self._panel.show_made(made)
            if why is not None:
                self._panel.refuse(why)

    @Slot(object)
    def _refused(self, told: Told) -> None:
        self._why = None
        if not self._next():
            self._panel.refuse(told)

    def _next(self) -> bool:
        """Whether another report is wanted by now; it is begun."""
        self._making = False
        wanted, self._again = self._again, False
        if wanted and not self._panel.choices.lacks():
            self._make()
        return wanted

    @Slot(Path)
    def _read_own(self, file: Path) -> None:
        """Read a report of one's own; where it is refused, the one before stays."""
        shop, choices = self._shop, self._panel.choices
        self._work.ask(lambda: read_own_report(shop, file), choices.report.add_own, choices.refuse_file)

    @Slot(Path)
    def _write(self, file: Path) -> None:
        made = self._panel.made
        if made is not None:
            self._work.ask(lambda: write_shown(made, file), self._panel.tell_written, self._panel.refuse)

    @Slot(Path)
    def _release(self, file: Path) -> None:
        """Release what is shown, and show it without the preview's mark: it is in the ledger now."""
        shop, made, choice = self._shop, self._panel.made, self._panel.choices.choice()
        if made is None or made.release is None:
            return
        release = made.release

        def write() -> Released:
            return Released(release_report(shop, release, file), make_report(shop, choice))

        self._panel.tell_making()
        self._work.ask(write, self._released, self._not_released)

    @Slot(object)
    def _released(self, released: Released) -> None:
        self._panel.show_made(released.made)
        self._panel.tell_released(released.file)

    @Slot(object)
    def _not_released(self, told: Told) -> None:
        """What is in the ledger by now decides what may be shown: it is made anew, and then said why."""
        self._why = told
        self._make()
