"""Drives the real window by keys and mouse, waits for its work, and takes pictures: for `demo` and tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QKeyCombination, QPoint, Qt
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from onestopshop.clock import Clock
from ui.application import USUAL_SIZE, Window, made_application
from ui.theme import Tokens

_STEP_MILLISECONDS = 5
_LONGEST_MILLISECONDS = 60_000


class NotThere(LookupError):
    """What was to be pressed or waited for is not on the screen."""


def application() -> QApplication:
    """The QApplication, drawn off screen where there is no display."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return made_application()


class Demonstration:
    """One real window on a shop folder. Keys reach whatever has the keyboard, as a person's would."""

    def __init__(
        self, folder: Path, clock: Clock, *, tokens: Tokens | None = None, scale: float = 1.0, idle: float = 5
    ) -> None:
        self._open = True
        self.window = Window(application(), folder, clock, idle)
        if tokens is not None:
            self.window.theme.dress_in(tokens)
        self.window.theme.resize(scale)
        self.window.frame.resize(USUAL_SIZE)  # whatever the screen, also where there is none
        self.window.open()
        self.window.frame.activateWindow()
        QTest.qWaitForWindowActive(self.window.frame)
        self.wait()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each written as "N", "Return" or "Ctrl+Z"."""
        for key in keys:
            combination = QKeyCombination.fromCombined(_combined(key))
            QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())
            self.wait()

    def type(self, text: str) -> None:
        """Type letters, digits and signs."""
        for letter in text:
            QTest.keyClick(self._target(), ord(letter))
        self.wait()

    def click(self, words: str) -> None:
        """Click the button or row that is shown and says so. Raises NotThere."""
        button = self.button(words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(12, 12))
        self.wait()

    def choose(self, path: Path) -> None:
        """Answer the open question for a file or a folder by typing its path."""
        self.wait()
        self.type(str(path.absolute()))
        self.press("Return")

    def button(self, words: str) -> QAbstractButton:
        """The button or row that is shown and whose words begin so. Raises NotThere."""
        for shown in self._top().findChildren(QAbstractButton):
            names = (shown.text(), shown.accessibleName())
            if shown.isVisible() and any(name.startswith(words) for name in names):
                return shown
        raise NotThere(words)

    def wait(self) -> None:
        """Wait until all that was asked of the worker is done and shown. Raises NotThere after a minute."""
        QTest.qWait(_STEP_MILLISECONDS)
        waited = 0
        while self.window.work.under_way:
            QTest.qWait(_STEP_MILLISECONDS)
            waited += _STEP_MILLISECONDS
            if waited > _LONGEST_MILLISECONDS:
                raise NotThere("work")
        QTest.qWait(_STEP_MILLISECONDS)

    def rest(self, milliseconds: int) -> None:
        """Do nothing for a while, as a person would."""
        QTest.qWait(milliseconds)

    def picture(self, file: Path) -> None:
        """Keep what the window shows as a PNG."""
        self.window.frame.grab().save(str(file), "PNG")

    def texts(self) -> str:
        """Everything that is shown, as a screen reader or an eye would meet it, one piece a line."""
        found = []
        for widget in self.window.frame.findChildren(QWidget):
            if widget.isVisible():
                text = getattr(widget, "text", str)()
                found += [piece for piece in (text, widget.accessibleName()) if piece]
        return "\n".join(found)

    def close(self) -> None:
        """Close the window: a draft is put aside, the shop is closed, the worker ends."""
        if self._open:
            self._open = False
            self.window.frame.let_close()
            self.window.frame.close()
            self.window.frame.deleteLater()
            QTest.qWait(_STEP_MILLISECONDS)

    def _target(self) -> QWindow:
        return QApplication.focusWindow() or self.window.frame.windowHandle()

    def _top(self) -> QWidget:
        return QApplication.activeModalWidget() or self.window.frame


def _combined(key: str) -> int:
    sequence = QKeySequence(key)
    return int(sequence[0].toCombined())  # type: ignore[index]  # PySide6's stubs forget the operator
