"""Forks a process only when no other thread of it can leave a lock behind. Linux alone, as the faults are."""

from __future__ import annotations

import os
import time
from pathlib import Path

_THREADS = Path("/proc/self/task")
_LONGEST = 30.0
"""Seconds."""


def fork_alone() -> int:
    """`os.fork`, once every other thread is gone. Raises TimeoutError where one goes on.

    A thread that Python has joined still runs what C libraries do at its end, and OpenSSL holds a lock
    meanwhile: a child that is made in that moment would wait for it for ever.
    """
    until = time.monotonic() + _LONGEST
    while sum(1 for _ in _THREADS.iterdir()) > 1:
        if time.monotonic() > until:
            raise TimeoutError("another thread still runs: a process cannot be forked from here")
        time.sleep(0.001)
    return os.fork()
