"""Tars as large as somebody may make them: the merge's reader goes through them in bounded memory."""

from __future__ import annotations

import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed, check
from tests.envelope.conftest import World
from tests.faults.forgeries import entry
from tests.fuzz.mutations import MOST_MEMORY, memory
from tests.outcome_table import Outcome

MILLION = 1_000_000
AT_ONCE = 1_000


def _members(file: BinaryIO) -> None:
    for _ in range(MILLION // AT_ONCE):
        file.write(entry("x", tarfile.REGTYPE) * AT_ONCE)


def _large_header(file: BinaryIO) -> None:
    """An extended header of 300 MB, and the 300 MB."""
    file.write(entry("h", tarfile.XHDTYPE, 300_000_000))
    file.seek(300_000_000 // 512 * 512, 1)


@pytest.mark.slow
@pytest.mark.parametrize("fill", [_members, _large_header])
def test_a_huge_tar_is_gone_through(
    tmp_path: Path, outcomes: list[Outcome], fill: Callable[[BinaryIO], None]
) -> None:
    """A million members, or a header of 300 MB: the envelope behind them is found, and memory stays small."""
    world = World()
    (envelope,) = world.envelopes(1)
    path = tmp_path / "huge.dropin"
    with path.open("wb") as file:
        fill(file)
        file.write(world.file([envelope]))
    before, started = memory(), time.process_time()
    with path.open("rb") as file:
        found = list(dropin.read(file, wanted=lambda _: True))
    seconds, grown = time.process_time() - started, memory() - before
    megabytes = path.stat().st_size // 1_000_000
    sound = [check(one) for one in found if isinstance(one, Sealed)] == [envelope] and grown < MOST_MEMORY
    told = f"tar of {megabytes} MB, {seconds:.1f} s, {grown // 1024} MiB more memory"
    outcomes.append((told, 1, int(not sound)))
    assert sound, told
