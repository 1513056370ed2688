"""From starting the program to a window that takes keys, against a bare window with a table."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.row import Row, seconds

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableWidget
application = QApplication([])
window = QTableWidget(10, 5)
window.show()
QTimer.singleShot(0, application.quit)
application.exec()
"""
OURS = """
from pathlib import Path
from PySide6.QtCore import QTimer
from onestopshop.clock import SystemClock
from ui.application import Window, made_application
application = made_application()
window = Window(application, Path(r"{folder}"), SystemClock())
window.open()
QTimer.singleShot(0, window.frame.close)
QTimer.singleShot(0, application.quit)
application.exec()
"""
TIMES = 7


def rows(folder: Path) -> Iterator[Row]:
    """The median of seven starts of each, in turns."""
    ours, bare = [], []
    for _ in range(TIMES):
        bare.append(seconds(lambda: _run(BARE)))
        ours.append(seconds(lambda: _run(OURS.format(folder=folder / "none"))))
    yield Row("start to a window that takes keys", median(ours), median(bare), 2.0)


def _run(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
