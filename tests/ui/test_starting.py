"""The window stands before what the first page does not need is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from onestopshop.clock import SystemClock
from ui.application import Window
from ui.demonstration import application

_LATER = ("nacl", "pyrage", "sqlcipher3", "msgspec", "reportlab", "onestopshop.desk", "onestopshop.central")


def test_the_locked_window_loads_neither_the_store_nor_the_keys() -> None:
    """Making the window on a folder imports no verb, no cryptography and no store."""
    program = f"""
import sys
from pathlib import Path
from onestopshop.clock import SystemClock
from ui.application import Window
from ui.demonstration import application
made = application()
window = Window(made, Path("nowhere"), SystemClock())
sys.stdout.write(" ".join(name for name in {_LATER!r} if name in sys.modules))
window.frame.close()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_window_is_no_larger_than_the_screen(tmp_path: Path) -> None:
    """On a small screen the window opens as large as fits, so that no button lies beyond the edge."""
    made = application()
    window = Window(made, tmp_path, SystemClock())
    room = made.primaryScreen().availableSize()
    assert window.frame.width() <= room.width()
    assert window.frame.height() <= room.height()
    window.frame.close()
