"""The box in which a report is chosen: those that ship, and a coordinator's own, read from files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.controls.choice_box import ChoiceBox
from ui.controls.file_choice import FileChoice
from ui.reporting.choice import OwnReport, OwnReports

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FROM_FILE = "from a file"


class ReportBox(ChoiceBox):
    """`chosen` says that another report is chosen; `file_chosen` carries the file of one that is to be read.

    Arrow keys only pass over "From a file…", and Enter opens it: what was chosen before stays chosen until
    the file is read.
    """

    chosen = Signal()
    file_chosen = Signal(Path)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._shipped: tuple[tuple[str, str], ...] = ()
        self._own: OwnReports = {}
        self._report: str | OwnReport = ""
        self._stepping = False
        self._file = FileChoice(self)
        self._file.chosen.connect(self._name_file)
        self.activated.connect(self._activate)

    def report(self) -> str | OwnReport:
        """The report that is chosen: its name where it ships."""
        return self._report

    def keep_own(self, own: OwnReports) -> None:
        """Offer these too, and keep among them what is read from now on."""
        self._own = own

    def offer_reports(self, shipped: Iterable[tuple[str, str]]) -> None:
        """Offer what ships, as title and name, then what was read from files; the choice before stays."""
        self._shipped = tuple(shipped)
        self._offer_all(self._report)

    def add_own(self, own: OwnReport) -> None:
        """Choose a report that was read; one of the same file that was read before gives way to it."""
        self._own[own.file] = own
        self._offer_all(own)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens a file where that is what the box is on."""
        if self.currentData() == _FROM_FILE and Qt.Key(event.key()) in _ENTER:
            self._ask_file()
            return
        self._stepping = True
        super().keyPressEvent(event)
        self._stepping = False

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Whoever goes on without a file has chosen none. Its own list is no going on."""
        if self.currentData() == _FROM_FILE and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.choose(self._report)
        super().focusOutEvent(event)

    def _offer_all(self, chosen: str | OwnReport) -> None:
        own = ((f"{own.title} ({own.file.name})", own) for own in self._own.values())
        self.offer([*self._shipped, *own, (self.tr("From a file…"), _FROM_FILE)])
        self.choose(chosen)
        self._report = self.currentData()

    def _ask_file(self) -> None:
        self.choose(self._report)
        self._file.ask_file(self.tr("A report of your own"), self.tr("Report template (*.toml)"))

    @Slot()
    def _activate(self) -> None:
        if self.currentData() != _FROM_FILE:
            self._report = self.currentData()
            self.chosen.emit()
        elif not self._stepping:
            self._ask_file()

    @Slot(str)
    def _name_file(self, path: str) -> None:
        self.file_chosen.emit(Path(path))
