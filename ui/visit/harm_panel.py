"""What stands in place of a question when the person who came causes harm: no row, only what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.notice import Notice


class HarmPanel(QWidget):
    """A notice and two buttons: count and go back, or it was a slip."""

    counted = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice(self)
        self._count = KeyedButton(self.tr("Count them and go back"), self.tr("Enter"), "filled", self)
        self._count.clicked.connect(self.counted)
        slip = KeyedButton(self.tr("No, that was a slip"), self.tr("Esc"), parent=self)
        slip.clicked.connect(self.refused)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(16)
        down.addWidget(self._notice)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self._count)
        across.addWidget(slip)
        across.addStretch(1)
        down.addLayout(across)

    def begin(self) -> None:
        """Say what to do, with the keyboard on the way on."""
        self._notice.say(
            self.tr(
                "Keep them away from the visitors and tell the lead now. "
                "Nothing is written down about them: they are only counted for this session."
            )
        )
        self._count.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc: it was a slip."""
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self.refused.emit()
        else:
            event.ignore()
