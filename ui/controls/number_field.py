"""A field for a number that somebody counted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSpinBox


class NumberField(QSpinBox):
    """A number from 0. Enter hands it on; the wheel of a mouse never changes it by accident."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter belongs to the card."""
        if event.text() in ("\r", "\n"):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
