"""Watches one piece of long work after another: how far it is, and that somebody wants it to stop."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from onestopshop.errors import Cancelled
from onestopshop.progress import Progress


class Watch(QObject):
    """What `begin` gives goes to the work and runs on the worker; `moved` reaches the window's thread."""

    moved = Signal(int, int)

    def __init__(self, hears: Callable[[int, int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()
        self.moved.connect(hears, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> Progress:
        """What tells how far the next piece of work is. It raises Cancelled once the work is to stop."""
        stopped = self._stopped = threading.Event()

        def progress(done: int, total: int) -> None:
            if stopped.is_set():
                raise Cancelled
            with contextlib.suppress(RuntimeError):  # the window closed while the work ran
                self.moved.emit(done, total)

        return progress

    @Slot()
    def stop(self) -> None:
        """End the work that was begun last, between two of its steps."""
        self._stopped.set()
