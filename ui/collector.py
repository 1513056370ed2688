"""Collects Python's unreachable objects on the UI thread only.

Python collects on whichever thread happens to make the object that fills a generation. Among what it finds
may be a window or a timer, and Qt allows those to be destroyed on the UI thread alone.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MILLISECONDS = 1_000


class Collector(QObject):
    """Stands in for Python's automatic collection: its generations and thresholds, looked at each second."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MILLISECONDS)

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, and with it every younger one."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold > 0
        ]
        if due:
            gc.collect(due[-1])
