"""What Python no longer needs is destroyed on the UI thread."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject, QThread
from PySide6.QtTest import QTest

from ui.collector import Collector
from ui.demonstration import application


class _Left:
    """Two of them, holding each other, are what only a collection finds."""

    def __init__(self) -> None:
        self.other: _Left | None = None


def _left_behind(threads: list[object]) -> None:
    one, other = _Left(), _Left()
    one.other, other.other = other, one
    weakref.finalize(one, lambda: threads.append(QThread.currentThread()))


def _make_much(kept: list[list[int]]) -> None:
    kept += ([number] for number in range(200_000))


def test_unreachable_objects_are_collected_by_the_timer_and_never_by_a_worker() -> None:
    """However much another thread makes, what was left behind waits for the UI thread."""
    application()
    parent = QObject()
    Collector(parent)
    threads: list[object] = []
    _left_behind(threads)
    kept: list[list[int]] = []
    worker = threading.Thread(target=_make_much, args=(kept,))
    worker.start()
    worker.join()
    assert (gc.isenabled(), threads) == (False, [])
    QTest.qWait(1_200)
    assert threads == [parent.thread()]
