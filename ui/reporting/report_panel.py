"""Reports: what is chosen at the left, how it will be printed at the right, and writing it to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onestopshop.errors import Told
from onestopshop.reports.releasing import PreparedRelease
from ui.controls.button import KeyedButton
from ui.controls.choice_box import ChoiceBox
from ui.controls.file_choice import FileChoice
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.page import SIDE, Page, column, in_tab_order, scrolling
from ui.controls.text import text_label
from ui.reporting.choice import Choices, MadeReport
from ui.reporting.choice_column import ChoiceColumn
from ui.reporting.page_view import PageView
from ui.theme import scaled
from ui.wording import counted, dated_words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_READERS = ("1", "2", "3")
_LEFT = 392
_LARGE = 150
"""Percent of the plain text size from which the pages stand below the choices."""


class ReportPage(Page):
    """`wanted` asks for the chosen report to be made.

    `release` carries the file of what is to be released; `write` that of what is shown, a preview or our own.
    """

    wanted = Signal()
    write = Signal(Path)
    release = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("Reports"))
        self.add_hide()
        self.made: MadeReport | None = None
        self.choices = ChoiceColumn(self)
        self.choices.changed.connect(self._change)
        self._notice = Notice(self)
        self._form = ChoiceBox(self.tr("As"), self)
        self._form.offer(
            (
                (self.tr("PDF, to print"), ".pdf"),
                (self.tr("Web page, to publish"), ".html"),
                (self.tr("Word document"), ".docx"),
                (self.tr("Excel workbook"), ".xlsx"),
                (self.tr("CSV"), ".csv"),
            )
        )
        self._file = FileChoice(self)
        self._file.chosen.connect(self._chose)
        self._view = PageView(self)
        self._button = KeyedButton("", self.tr("Enter"), "filled", self)
        self._button.clicked.connect(self._go)
        self._preview = KeyedButton(self.tr("Save a preview…"), parent=self)
        self._preview.clicked.connect(self._go_preview)
        self._previewing = False
        self._add_left()
        area, self._right = scrolling()
        self._right.addStretch(1)
        self.body.addWidget(area, 1)
        self._area = area
        self._foot = text_label("", "small", wraps=True)
        self.foot.addWidget(self._foot, 1)
        self.more_keys = (
            (self.tr("1 to 3"), self.tr("For whom")),
            (self.tr("Up, Down"), self.tr("Another report, period, venue")),
        )
        self._place_pages()

    def start(self, choices: Choices) -> None:
        """Offer what there is, and ask for the report that is chosen."""
        self.subtitle.setText(choices.network)
        self.choices.offer(choices)
        self._change()

    def begin(self) -> None:
        """Start with which report."""
        self.choices.begin()

    def tell_making(self) -> None:
        """It is being made: what stands there is of another choice."""
        self.made = None
        self._button.setEnabled(False)
        self._preview.setEnabled(False)
        self._view.show_pages(())
        self._foot.setText(self.tr("Making the report…"))

    def show_made(self, made: MadeReport) -> None:
        """Show it as it would be printed, and what was checked."""
        self.made = made
        self._button.setEnabled(True)
        self._preview.setEnabled(True)
        self._view.show_pages(made.pages)
        self._tell_check(made)
        self._order_tabs()

    def tell_written(self, file: Path) -> None:
        """What is shown is written."""
        words = self.tr("“{file}” is written. Keep it within the network.")
        if self.made is not None and self.made.report.preview:
            words = self.tr("“{file}” is written: a preview, not for release.")
        self._notice.say(words.format(file=file.name), "good")

    def tell_released(self, file: Path) -> None:
        """It is in the ledger, and its file is written."""
        agreed = self.made.report.agreement if self.made else None
        words = self.tr("“{file}” is written, and noted as released. It may be published.")
        if agreed:
            words = self.tr("“{file}” is written, and noted as released. Give it to {recipient} only.")
        recipient = agreed.recipient if agreed else ""
        self._notice.say(words.format(file=file.name, recipient=recipient), "good")

    def refuse(self, told: Told) -> None:
        """Say why it cannot be made or written."""
        self._foot.setText("")
        self._notice.say(str(told), "bad")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Numbers choose for whom, Enter writes it."""
        if event.text() in _READERS:
            self.choices.choose_profile(_READERS.index(event.text()))
        elif Qt.Key(event.key()) in _ENTER and self._button.isEnabled():
            self._go()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Large text needs the width of the page."""
        if event.type() == QEvent.Type.FontChange:
            self._place_pages()
        super().changeEvent(event)

    def _add_left(self) -> None:
        area, self._left = scrolling()
        self._left.setContentsMargins(SIDE, 12, SIDE, 8)
        self._left.addWidget(self.choices)
        self._left.addStretch(1)
        self._below = QWidget(self)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(SIDE, 0, SIDE, 0)
        below.setSpacing(10)
        below.addWidget(self._notice)
        line = QHBoxLayout()
        line.addWidget(text_label(self.tr("As"), "soft"))
        line.addWidget(self._form, 1)
        below.addLayout(line)
        across = FlowLayout()
        across.addWidget(self._button)
        across.addWidget(self._preview)
        below.addLayout(across)
        self._side, self._around = column(edge="right")
        self._around.setContentsMargins(0, 0, 1, 12)
        self._around.addWidget(area, 1)
        self.body.addWidget(self._side)

    def _place_pages(self) -> None:
        large = scaled(100, self) >= _LARGE
        self._area.setVisible(not large)
        below = self._below.layout()
        if below is not None:
            below.setContentsMargins(0 if large else SIDE, 0, 0 if large else SIDE, 0)
        if large:
            self._left.insertWidget(1, self._below)
            self._left.insertWidget(2, self._view)
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        else:
            self._around.addWidget(self._below)
            self._right.insertWidget(0, self._view)
            self._side.setFixedWidth(scaled(_LEFT, self))

    def _order_tabs(self) -> None:
        in_tab_order(*self.choices.tab_stops(), self._form, self._button, self._preview, *self._view.pages())

    def _tell_check(self, made: MadeReport) -> None:
        report, release = made.report, made.release
        enter = self.tr("Enter")
        self._preview.setVisible(report.preview)
        if release is None:
            self._notice.say(self.tr("Exact numbers: each page says “Internal: do not share”."))
            self._foot.setText(self.tr("Exact, for the network alone"))
            self._button.become(self.tr("Save…"), "filled", enter)
            return
        self._notice.say(self._checked(release), "good")
        self._button.become(
            self.tr("Write again…") if release.again else self.tr("Release…"), "filled", enter
        )
        words = self.tr("Numbers up to {up_to} are hidden, the rest is rounded to 5")
        if report.agreement:
            words = self.tr("Numbers up to {up_to} are hidden, the rest is exact; for {recipient} only")
        recipient = report.agreement.recipient if report.agreement else ""
        self._foot.setText(words.format(up_to=report.threshold, recipient=recipient))

    def _checked(self, release: PreparedRelease) -> str:
        """What the check found, beside how many releases."""
        if release.again:
            day = dated_words(release.release.day, date.max)
            return self.tr("Released on {day}: it can be written again, in any form.").format(day=day)
        earlier = len(release.beside)
        if not earlier:
            return self.tr("Checked: no small number can be worked out from what this report tells.")
        words = self.tr("Checked: no small number can be worked out from this and {releases}.")
        one, more = self.tr("earlier release"), self.tr("earlier releases")
        return words.format(releases=self.tr("the {number}").format(number=counted(earlier, one, more)))

    @Slot()
    def _change(self) -> None:
        if self.choices.lacks():
            self.tell_making()
            self._foot.setText("")
            self._notice.say(self.tr("Say for whom it is and which agreement allows it."))
            self.choices.begin_agreement()
        else:
            self._notice.silence()
            self.wanted.emit()

    @Slot()
    def _go(self) -> None:
        self._ask_where(previewing=False)

    @Slot()
    def _go_preview(self) -> None:
        self._ask_where(previewing=True)

    def _ask_where(self, *, previewing: bool) -> None:
        self._previewing = previewing
        self._file.ask_where(self.tr("Where the report goes"), f"report{self._form.currentData()}")

    @Slot(str)
    def _chose(self, path: str) -> None:
        file, ending = Path(path), str(self._form.currentData())
        file = file if file.suffix.lower() == ending else file.with_name(file.name + ending)
        own = self.made is not None and self.made.release is None
        (self.write if own or self._previewing else self.release).emit(file)
