"""How long the window is busy at a time while visits are recorded by keys: nobody should feel a wait."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from onestopshop.clock import SetClock
from onestopshop.desk.opening import create_network
from onestopshop.desk.sessions import new_venue
from onestopshop.store import Cost
from tests.bench.row import Row
from tests.bench.synthetic import PASSPHRASE
from ui.demonstration import Demonstration

VISITS = 60
KEYS = (*"N1114321231", "Return")
"""A whole visit, as a volunteer types it."""
BETWEEN_KEYS_MILLISECONDS = 5
USUALLY_MILLISECONDS, NEVER_MILLISECONDS = 16, 100
SHARE = 0.999


class Typist(QObject):
    """Presses key after key from within the event loop, and notes how long each of its turns takes.

    A timer without an interval beats once in each turn, so that a turn is what lies between two beats.
    """

    def __init__(self, window: Demonstration, keys: list[str]) -> None:
        super().__init__()
        self._window = window
        self._keys = iter(keys)
        self._last = time.perf_counter()
        self._loop = QEventLoop()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._press)
        self._heart = QTimer(self)
        self._heart.timeout.connect(self._beat)
        self.turns: list[float] = []

    def run(self) -> None:
        """Press all of them."""
        self._timer.start(BETWEEN_KEYS_MILLISECONDS)
        self._heart.start(0)
        self._loop.exec()

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter()
        self.turns.append((now - self._last) * 1000)
        self._last = now

    @Slot()
    def _press(self) -> None:
        if self._window.window.work.under_way:
            return
        key = next(self._keys, None)
        if key is None:
            self._loop.quit()
            return
        code = Qt.Key.Key_Return if key == "Return" else Qt.Key(ord(key))
        QTest.keyClick(QApplication.focusWindow() or self._window.window.frame.windowHandle(), code)


def rows(folder: Path) -> Iterator[Row]:
    """Sixty visits through the real window: the longest turn but one in a thousand, and the longest."""
    clock = SetClock(datetime(2026, 6, 23, 9, 25, tzinfo=UTC))
    cheap = Cost(memory=64, passes=1)
    shop = create_network(folder / "shop", clock, "Bench", PASSPHRASE, cost=cheap).shop
    new_venue(shop, "Hall")
    shop.close()
    window = Demonstration(folder / "shop", clock)
    try:
        window.type(PASSPHRASE)
        window.press("Return", "Return")
        typist = Typist(window, list(KEYS) * VISITS)
        typist.run()
        if f"{VISITS} today" not in window.texts():
            raise LookupError("the visits were not recorded")
    finally:
        window.close()
    turns = sorted(typist.turns)
    usual = turns[int(SHARE * (len(turns) - 1))]
    yield Row(f"event-loop turn at 99.9 % of {len(turns)}", usual, USUALLY_MILLISECONDS, 1.0, "ms")
    yield Row("event-loop turn, the longest", turns[-1], NEVER_MILLISECONDS, 1.0, "ms")
