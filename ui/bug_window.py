"""The one window for mistakes of the program: it can be copied and holds no value."""

from __future__ import annotations

import platform

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.text import text_label
from ui.main_window import TITLE


class BugWindow(QWidget):
    """Says that nothing was lost, and where the mistake is: types, modules and lines only."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setProperty("look", "page")
        self.resize(680, 420)
        words = self.tr(
            "The app made a mistake. What was saved is safe. If it happens again, copy the lines below "
            "and give them to whoever looks after the app: they say where the mistake is and nothing else."
        )
        self._report = QPlainTextEdit(self)
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("Where the mistake is"))
        copy = KeyedButton(self.tr("Copy"), "", "filled", self)
        copy.clicked.connect(self._copy)
        close = KeyedButton(self.tr("Close"), parent=self)
        close.clicked.connect(self.close)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 24, 24, 24)
        down.setSpacing(12)
        down.addWidget(text_label(words, wraps=True))
        down.addWidget(self._report, 1)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(copy)
        across.addWidget(close)
        across.addStretch(1)
        down.addLayout(across)

    @Slot(str)
    def tell(self, report: str) -> None:
        """Show a report. Later ones stand below it."""
        before = self._report.toPlainText() or f"Python {platform.python_version()}, {platform.system()}"
        self._report.setPlainText(f"{before}\n\n{report}")
        self.show()
        self.raise_()

    def text(self) -> str:
        """What it says."""
        return self._report.toPlainText()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
