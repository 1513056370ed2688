"""From starting the program to a window that stands and takes keys, against a bare window with a table."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from onestopshop.clock import SystemClock
from onestopshop.desk.opening import create_network
from onestopshop.store import Cost
from tests.bench.row import Row
from tests.bench.synthetic import PASSPHRASE

# Both say so in the first turn of the event loop in which the window is on the screen.
STANDING = """
import sys
def look():
    if all(window.isExposed() for window in application.allWindows()):
        sys.stdout.write("standing\\n")
        sys.stdout.flush()
    else:
        QTimer.singleShot(0, look)
QTimer.singleShot(0, look)
"""
BARE = f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableWidget
application = QApplication([])
window = QTableWidget(10, 5)
window.show()
{STANDING}
application.exec()
"""
OURS = f"""
from ui.application import made_application, run
from PySide6.QtCore import QTimer
application = made_application()
{STANDING}
run()
"""
TIMES = 11


def rows(folder: Path) -> Iterator[Row]:
    """The median of eleven starts of each, in turns. Ours is the everyday start: a shop that is locked."""
    home = folder / "home"
    shop = home / "onestopshop" / "shop"
    create_network(shop, SystemClock(), "Bench", PASSPHRASE, cost=Cost(memory=64, passes=1)).shop.close()
    ours, bare = [], []
    for _ in range(TIMES):
        bare.append(_seconds(BARE, home))
        ours.append(_seconds(OURS, home))
    yield Row("start to a window that takes keys", median(ours), median(bare), 2.0)


def _seconds(program: str, home: Path) -> float:
    """From starting the interpreter until the program says that its window stands."""
    environment = {**os.environ, "XDG_DATA_HOME": str(home)}
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    with child:
        said = child.stdout.readline() if child.stdout else b""
        taken = time.perf_counter() - begun
        child.kill()
    if said != b"standing\n":
        raise ChildProcessError(program)
    return taken
