"""Long work tells how far it is, on the thread of the window, and ends when it is asked to."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from onestopshop.errors import Cancelled
from ui.demonstration import application
from ui.watch import Watch


class Listener(QObject):
    """Hears how far the work is, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[int, int]] = []
        self.threads: set[threading.Thread] = set()

    def hear(self, done: int, total: int) -> None:
        """One step."""
        self.heard.append((done, total))
        self.threads.add(threading.current_thread())


def test_steps_told_on_another_thread_are_heard_on_this_one() -> None:
    """Every step arrives, in order, on the thread that made the watch."""
    application()
    listener = Listener()
    progress = Watch(listener.hear, listener).begin()
    worker = threading.Thread(target=lambda: [progress(step, 3) for step in range(3)])
    worker.start()
    worker.join()
    QTest.qWait(10)
    assert listener.heard == [(0, 3), (1, 3), (2, 3)]
    assert listener.threads == {threading.current_thread()}


def test_work_that_was_stopped_ends_at_its_next_step() -> None:
    """After `stop` the next step raises Cancelled, and is not told."""
    application()
    listener = Listener()
    watch = Watch(listener.hear, listener)
    progress = watch.begin()
    watch.stop()
    with pytest.raises(Cancelled):
        progress(1, 3)
    QTest.qWait(10)
    assert listener.heard == []


def test_what_was_stopped_does_not_stop_what_begins_after() -> None:
    """Each piece of work is stopped by itself."""
    application()
    listener = Listener()
    watch = Watch(listener.hear, listener)
    first = watch.begin()
    watch.stop()
    second = watch.begin()
    with pytest.raises(Cancelled):
        first(1, 3)
    second(2, 3)
    QTest.qWait(10)
    assert listener.heard == [(2, 3)]
