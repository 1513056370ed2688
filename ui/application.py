"""Puts the window together: the one place where its parts are made and handed to each other."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QApplication

from onestopshop.clock import Clock, SystemClock
from onestopshop.places import shop_folder
from onestopshop.preferences import Preferences, keep_preferences, read_preferences
from ui.collector import Collector
from ui.controls.file_choice import keep_no_settings
from ui.journey import Journey
from ui.main_window import TITLE, MainWindow
from ui.theme import DARK, LIGHT, Theme
from ui.work import Work, report_of

if TYPE_CHECKING:
    from ui.bug_window import BugWindow

USUAL_SIZE = QSize(1366, 768)
_ONLY_US = 0o077


class Window(QObject):
    """All the parts of one window on one shop folder."""

    def __init__(
        self, application: QApplication, folder: Path, clock: Clock, idle_minutes: float = 5
    ) -> None:
        super().__init__()
        self._collector = Collector(self)
        self._folder = folder
        self._preferences = read_preferences(folder)
        fixed = {"light": LIGHT, "dark": DARK}.get(self._preferences.appearance)
        self.theme = Theme(application, self._preferences.text_scale / 100, fixed)
        self.theme.follow()
        self.theme.resized.connect(self._keep_scale)
        self.work = Work(self)
        self._bugs: BugWindow | None = None
        self.work.bug.connect(self.tell_bug)
        self.frame = MainWindow(self.theme, idle_minutes)
        self.frame.closing.connect(self._close_bugs)
        self.journey = Journey(self.frame, self.work, folder, clock)
        application.commitDataRequest.connect(self.frame.let_close, Qt.ConnectionType.DirectConnection)
        self.frame.resize(USUAL_SIZE.boundedTo(application.primaryScreen().availableSize()))

    def open(self) -> None:
        """Show it, asking for the passphrase or leading through the first start."""
        self.journey.to_unlock()
        self.frame.show()
        self.journey.load_ahead()

    @Slot(str)
    def tell_bug(self, report: str) -> None:
        """Show a report of a mistake of the program, in the one window for them."""
        if self._bugs is None:
            from ui.bug_window import BugWindow

            self._bugs = BugWindow()
        self._bugs.tell(report)

    @Slot()
    def _close_bugs(self) -> None:
        if self._bugs is not None:
            self._bugs.close()

    @Slot(float)
    def _keep_scale(self, scale: float) -> None:
        chosen = Preferences(self._preferences.appearance, round(scale * 100))
        if self._folder.is_dir():
            self.work.ask(lambda: keep_preferences(self._folder, chosen))


def made_application() -> QApplication:
    """The one QApplication, which writes no settings and is called nothing."""
    os.umask(_ONLY_US)
    keep_no_settings()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([TITLE])
    application.setStyle("Fusion")
    return application


def run(folder: Path | None = None) -> int:
    """Open the window on a shop folder, the user's own unless another is named. Returns the exit code."""
    application = made_application()
    window = Window(application, folder or shop_folder(), SystemClock())

    def tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        window.tell_bug(report_of(error.with_traceback(trace)))

    sys.excepthook = tell_bug
    window.open()
    return application.exec()
