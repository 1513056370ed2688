"""Wrong passphrases make the next try wait, longer each time, never over a minute, also after a restart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onestopshop.clock import SetClock
from onestopshop.store import TryLater
from onestopshop.store.shop_folder import TRIES
from onestopshop.store.tries import begin_try, forget_tries

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
SLOT = "5af3" * 8


def wait_of(folder: Path, clock: SetClock) -> int:
    """How long the next try has to wait; 0 when it may be made, and it is then made and wrong."""
    try:
        begin_try(folder, clock)
    except TryLater as later:
        return int(str(later).rstrip(".").rpartition(" ")[2])
    return 0


def test_the_wait_grows_to_a_minute(tmp_path: Path) -> None:
    """1, 2, 4 and so on up to 60 seconds, counted from the wrong try and rounded up."""
    clock = SetClock(NOW)
    for expected in (1, 2, 4, 8, 16, 32, 60, 60, 60):
        assert wait_of(tmp_path, clock) == 0
        assert wait_of(tmp_path, clock) == expected
        clock.moment += timedelta(seconds=expected - 0.5)
        assert wait_of(tmp_path, clock) == 1
        clock.moment += timedelta(seconds=0.5)


def test_the_right_passphrase_ends_the_waiting(tmp_path: Path) -> None:
    """After a right one the next try is free, and the slot that opened is remembered."""
    clock = SetClock(NOW)
    assert begin_try(tmp_path, clock).last_slot is None
    forget_tries(tmp_path, SLOT)
    assert begin_try(tmp_path, clock).last_slot == SLOT
    clock.moment += timedelta(seconds=1)
    assert begin_try(tmp_path, clock).last_slot == SLOT


@pytest.mark.parametrize("back", [timedelta(minutes=5), timedelta(days=4000)])
def test_a_clock_set_back_locks_nobody_out(tmp_path: Path, back: timedelta) -> None:
    """The wait starts again and is over within a minute by the new clock."""
    clock = SetClock(NOW)
    for _ in range(8):
        assert wait_of(tmp_path, clock) == 0
        clock.moment += timedelta(seconds=60)
    clock.moment -= timedelta(seconds=60) + back
    assert wait_of(tmp_path, clock) == 60
    clock.moment += timedelta(seconds=60)
    assert wait_of(tmp_path, clock) == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", b'{"failed": -1}', b'{"failed": 1, "begun": "x"}', b'{"more": 1}', b"[" * 5000],
)
def test_a_damaged_file_locks_nobody_out(tmp_path: Path, content: bytes) -> None:
    """What cannot be read counts as nothing remembered."""
    (tmp_path / TRIES).write_bytes(content)
    clock = SetClock(NOW)
    assert wait_of(tmp_path, clock) == 0
    assert wait_of(tmp_path, clock) == 1


@pytest.mark.parametrize("begun", ["1e300", "-1e300"])
def test_an_absurd_moment_locks_nobody_out(tmp_path: Path, begun: str) -> None:
    """A moment far in the future or the past costs a minute at most."""
    (tmp_path / TRIES).write_text(f'{{"failed": 1000000, "begun": {begun}}}', encoding="ascii")
    clock = SetClock(NOW)
    assert wait_of(tmp_path, clock) in (0, 60)
    clock.moment += timedelta(seconds=60)
    assert wait_of(tmp_path, clock) == 0
