"""One report: what is chosen at the left, how it will be printed at the right, and writing it to a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from onestopshop.errors import Told
from onestopshop.reports.released import ExposesByDifference
from ui.controls.button import KeyedButton
from ui.controls.choice_box import ChoiceBox
from ui.controls.file_choice import FileChoice
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.page import SIDE, column, in_tab_order, scrolling
from ui.controls.text import text_label
from ui.reporting.choice import Choices, MadeReport
from ui.reporting.choice_column import ChoiceColumn
from ui.reporting.page_view import PageView
from ui.reporting.release_words import checked_words, released_words, shown_words, written_words
from ui.theme import is_large, scaled

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_READERS = ("1", "2", "3")
_LEFT = 392


class ReportPanel(QWidget):
    """`wanted` asks for the chosen report to be made; `plan` for one that was refused to be planned and made.

    `release` carries the file of what is to be released; `write` that of what is shown, a preview or our own.
    `standing` says in a line what is shown.
    """

    wanted = Signal()
    plan = Signal()
    write = Signal(Path)
    release = Signal(Path)
    standing = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.made: MadeReport | None = None
        self.choices = ChoiceColumn(self)
        self.choices.changed.connect(self.ask_again)
        self.notice = Notice(self)
        self._plan = KeyedButton(self.tr("Add it to the calendar"), "P", parent=self)
        self._plan.clicked.connect(self._go_plan)
        self._plan.hide()
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
        self._area, self._right = scrolling()
        self._right.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._laid_out())
        across.addWidget(self._area, 1)
        self._place_pages()

    def start(self, choices: Choices) -> None:
        """Offer what there is, and ask for the report that is chosen."""
        self.choices.offer(choices)
        self.ask_again()

    def begin(self) -> None:
        """Start with which report."""
        self.choices.begin()

    def tell_making(self) -> None:
        """It is being made: what stands there is of another choice."""
        self.made = None
        self._button.setEnabled(False)
        self._preview.setEnabled(False)
        self._plan.hide()
        self._writing.show()
        self._view.show_pages(())
        self.standing.emit(self.tr("Making the report…"))

    def show_made(self, made: MadeReport) -> None:
        """Show it as it would be printed, and what was checked."""
        self.made = made
        self._button.setEnabled(True)
        self._preview.setEnabled(True)
        self._view.show_pages(made.pages)
        self._order_tabs()
        self.standing.emit(shown_words(made))
        self._preview.setVisible(made.report.preview)
        if made.release is None:
            self.notice.say(self.tr("Exact numbers: each page says “Internal: do not share”."))
            self._button.become(self.tr("Save…"), "filled", self.tr("Enter"))
        else:
            self.notice.say(checked_words(made.release), "good")
            words = self.tr("Write again…") if made.release.again else self.tr("Release…")
            self._button.become(words, "filled", self.tr("Enter"))

    def tell_written(self, file: Path) -> None:
        """What is shown is written."""
        preview = self.made is not None and self.made.report.preview
        self.notice.say(written_words(file.name, preview=preview), "good")

    def tell_released(self, file: Path) -> None:
        """It is in the ledger, and its file is written."""
        agreed = self.made.report.agreement if self.made else None
        self.notice.say(released_words(file.name, agreed), "good")

    def refuse(self, told: Told) -> None:
        """Say why it cannot be made or written; where the calendar is a way, its button stands below."""
        exposes = isinstance(told, ExposesByDifference)
        words = shown_words(self.made) if self.made else ""
        self.standing.emit(self.tr("Refused: P adds it to the release calendar") if exposes else words)
        self.notice.say(str(told), "bad")
        self._plan.setVisible(exposes)
        self._writing.setVisible(not exposes)
        self._order_tabs()
        QTimer.singleShot(0, self._reveal)

    def press(self, event: QKeyEvent) -> bool:
        """Numbers choose for whom, Enter writes it, P plans what was refused. Says if it was one of these."""
        key = Qt.Key(event.key())
        if event.text() in _READERS:
            self.choices.choose_profile(_READERS.index(event.text()))
        elif key in _ENTER and self._button.isEnabled():
            self._go()
        elif key == Qt.Key.Key_P and self._plan.isVisible():
            self._go_plan()
        else:
            return False
        return True

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Large text needs the width of the page."""
        if event.type() == QEvent.Type.FontChange:
            self._place_pages()
        super().changeEvent(event)

    def _laid_out(self) -> QWidget:
        self._choosing, self._left = scrolling()
        self._left.setContentsMargins(SIDE, 12, SIDE, 8)
        self._left.addWidget(self.choices)
        self._left.addStretch(1)
        self._below, self._writing = QWidget(self), QWidget(self)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(SIDE, 0, SIDE, 0)
        below.setSpacing(10)
        below.addWidget(self.notice)
        below.addWidget(self._plan)
        below.addWidget(self._writing)
        writing = QVBoxLayout(self._writing)
        writing.setContentsMargins(0, 0, 0, 0)
        writing.setSpacing(10)
        line = QHBoxLayout()
        line.addWidget(text_label(self.tr("As"), "soft"))
        line.addWidget(self._form, 1)
        writing.addLayout(line)
        across = FlowLayout()
        across.addWidget(self._button)
        across.addWidget(self._preview)
        writing.addLayout(across)
        self._side, self._around = column(edge="right")
        self._around.setContentsMargins(0, 0, 1, 12)
        self._around.addWidget(self._choosing, 1)
        return self._side

    def _place_pages(self) -> None:
        large = is_large(self)
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
        buttons = (self._plan, self._form, self._button, self._preview)
        in_tab_order(*self.choices.tab_stops(), *buttons, *self._view.pages())

    @Slot()
    def _reveal(self) -> None:
        """Where the text is large the notice scrolls with the rest: it is brought into sight."""
        self._choosing.ensureWidgetVisible(self._plan if self._plan.isVisible() else self.notice, 0, SIDE)

    @Slot()
    def ask_again(self) -> None:
        """Ask for what is chosen, once it is said for whom: what stands there is of another choice."""
        if self.choices.lacks():
            self.tell_making()
            self.standing.emit("")
            self.notice.say(self.tr("Say for whom it is and which agreement allows it."))
            self.choices.begin_agreement()
        else:
            self.notice.silence()
            self.wanted.emit()

    @Slot()
    def _go_plan(self) -> None:
        self.notice.silence()
        self.plan.emit()

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
