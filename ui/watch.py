"""Watches one piece of long work: how far it is, and that somebody wants it to stop."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from onestopshop.errors import Cancelled


class Watch(QObject):
    """`progress` is handed to the work and runs on the worker; `moved` reaches the window's thread."""

    moved = Signal(int, int)

    def __init__(self, hears: Callable[[int, int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()
        self.moved.connect(hears, Qt.ConnectionType.QueuedConnection)

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is. Raises Cancelled once it is to stop."""
        if self._stopped.is_set():
            raise Cancelled
        with contextlib.suppress(RuntimeError):  # the window closed while the work ran
            self.moved.emit(done, total)

    @Slot()
    def stop(self) -> None:
        """End the work between two of its steps."""
        self._stopped.set()
