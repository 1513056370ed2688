"""The frame of the window: pages, the keys that work everywhere, and a title that says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QWidget

from ui.controls.focus_ring import FocusRing
from ui.controls.page import Page
from ui.idle import Idle
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.action_finder import ActionFinder

_SMALLEST = (480, 360)
TITLE = "Untitled"
"""What stands in the title bar, the task bar and its preview, whatever is shown."""


class MainWindow(QMainWindow):
    """Shows one page at a time."""

    hide_asked = Signal()
    leave_asked = Signal()
    closing = Signal()

    def __init__(self, theme: Theme, idle_minutes: float = 5) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._pages = QStackedWidget(self)
        self._pages.setMinimumSize(
            *_SMALLEST
        )  # pages scroll: large text never makes the window outgrow the screen
        self.setCentralWidget(self._pages)
        self._idle = Idle(idle_minutes, self)
        self._idle.idle.connect(self._hide_when_idle)
        self._held = False
        self._finder: ActionFinder | None = None
        self._ring = FocusRing(self)
        self._everywhere(self.tr("Hide everything"), "F12").triggered.connect(self.hide_asked)
        self._everywhere(self.tr("Keys"), "F1").triggered.connect(self._find)
        self._everywhere(self.tr("Find an action"), "Ctrl+K").triggered.connect(self._find)
        self._everywhere(self.tr("Larger text"), "Ctrl++", "Ctrl+=").triggered.connect(theme.larger)
        self._everywhere(self.tr("Smaller text"), "Ctrl+-").triggered.connect(theme.smaller)

    def add_page(self, page: QWidget) -> None:
        """Take a page in."""
        self._pages.addWidget(page)
        if isinstance(page, Page):
            page.keys_asked.connect(self._find)

    def remove_page(self, page: QWidget) -> None:
        """Let a page go, with all that it shows."""
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def front(self) -> QWidget | None:
        """The page in front."""
        return self._pages.currentWidget()

    @Slot(QWidget)
    def show_page(self, page: QWidget) -> None:
        """Put a page in front, with the keyboard where its work starts."""
        if self._finder is not None:
            self._finder.close_again()
        self._pages.setCurrentWidget(page)
        begin = getattr(page, "begin", page.setFocus)
        begin()

    def hold(self) -> None:
        """From now on closing asks first, by `leave_asked`."""
        self._held = True

    @Slot()
    def let_close(self) -> None:
        """Closing asks no more: there is nothing to ask, or the computer itself shuts down."""
        self._held = False

    def close_dialogs(self) -> None:
        """Close what stands in front of the window."""
        for dialog in self.findChildren(QDialog):
            dialog.reject()

    @Slot()
    def _hide_when_idle(self) -> None:
        if isinstance(self.front(), Page):
            self.hide_asked.emit()

    @Slot()
    def _find(self) -> None:
        page = self.front()
        if isinstance(page, Page):
            self._made_finder().start(page.actions() + self.actions(), page.more_keys)

    def _made_finder(self) -> ActionFinder:
        if self._finder is None:
            from ui.action_finder import ActionFinder  # its list is not needed for the window to stand

            self._finder = ActionFinder(self)
        return self._finder

    def _everywhere(self, text: str, *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setData(keys[0].replace("++", " +").replace("+-", " -").replace("+K", " K"))
        self.addAction(action)
        return action

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin to notice when nobody touches anything."""
        super().showEvent(event)
        self._idle.watch(self.windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the finder in its place."""
        super().resizeEvent(event)
        if self._finder is not None:
            self._finder.place()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask first while it is held; otherwise put everything away."""
        if self._held:
            event.ignore()
            self.leave_asked.emit()
            return
        self.closing.emit()
        super().closeEvent(event)
