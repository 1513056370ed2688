"""Power that goes and sticks that are pulled take nothing that was said to be saved or on the stick."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.outcome_table import Outcome

CUTS = int(os.environ.get("ONESTOPSHOP_CUTS", "1000"))
PULLS = int(os.environ.get("ONESTOPSHOP_PULLS", "150"))
"""In the long form, of each of the two kinds of sticks; fewer where somebody has less time."""
SYSTEMS = ("ext4", "exfat", "ntfs")


def cut(place: Path, system: str, cuts: int, *asked: str) -> dict[str, int]:
    """What was acknowledged before so many cuts, and lost in them."""
    folder = tempfile.mkdtemp(dir=place)
    command = [sys.executable, "-m", "tests.faults.cuts", folder, system, str(cuts), *asked]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, int] = json.loads(done.stdout)
    return found


def expect_no_loss(found: dict[str, int], system: str, outcomes: list[Outcome]) -> None:
    """Notes what was cut, and fails where anything acknowledged is gone."""
    what = "power cuts" if system == "ext4" else "sticks pulled"
    outcomes.append((f"{what}: {system}", found["cuts"], found["cuts with loss"]))
    outcomes.append((f"{what}: {system}, acknowledged before it", found["acknowledged"], found["lost"]))
    assert found["acknowledged"] > found["cuts"] // 2  # a slow computer is cut before much was said
    assert found["lost"] == 0


def needs_drivers(system: str) -> None:
    """Stop where a stick of this kind cannot be made."""
    programs = {"ext4": (), "exfat": ("mount.exfat-fuse", "mkfs.exfat"), "ntfs": ("ntfs-3g", "mkntfs")}[
        system
    ]
    lacking = [program for program in programs if shutil.which(program) is None]
    if lacking or (programs and not Path("/dev/fuse").exists()):
        pytest.skip(f"not run: needs {', '.join(lacking) or '/dev/fuse'}")


def needs_loops() -> None:
    """Stop where the system lends no loop devices or makes no ext4, as in most containers."""
    if not Path("/dev/loop-control").exists() or shutil.which("mkfs.ext4") is None:
        pytest.skip("not run: needs loop devices and mkfs.ext4")


@pytest.mark.root
def test_some_power_cuts(place: Path, outcomes: list[Outcome]) -> None:
    """Whatever was said to be saved or reread before the power went is there when it is back."""
    needs_loops()
    expect_no_loss(cut(place, "ext4", 3), "ext4", outcomes)


@pytest.mark.root
@pytest.mark.slow
def test_many_power_cuts(place: Path, outcomes: list[Outcome]) -> None:
    """The same, very often."""
    needs_loops()
    expect_no_loss(cut(place, "ext4", CUTS), "ext4", outcomes)


@pytest.mark.root
@pytest.mark.slow
@pytest.mark.parametrize("system", ["exfat", "ntfs"])
def test_many_pulled_sticks(place: Path, outcomes: list[Outcome], system: str) -> None:
    """What was said to be on the stick stands there whole after it was pulled and put in again."""
    needs_loops()
    needs_drivers(system)
    expect_no_loss(cut(place, system, PULLS), system, outcomes)


@pytest.mark.root
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_harness_bites(place: Path, outcomes: list[Outcome], system: str) -> None:
    """Without fsync a cut takes what was said to be saved or on the stick, and the harness finds it."""
    needs_loops()
    needs_drivers(system)
    found = cut(place, system, 3, "--without", "fsync")
    outcomes.append((f"harness bites: {system} cut, no fsync", found["acknowledged"], found["lost"]))
    assert found["lost"] > 0
