"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total). It may raise `Cancelled`, and the work then leaves nothing half done."""


def unwatched(done: int, total: int) -> None:
    """Progress that nobody watches."""
