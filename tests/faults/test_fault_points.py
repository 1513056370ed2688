"""Whatever call fails while something is written, nothing that was said to be saved is missing or harmed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.outcome_table import Outcome

SHIM = Path(__file__).with_name("shim.c")

pytestmark = [
    pytest.mark.debian("gcc"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="not run: needs Linux"),
]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim, compiled."""
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, SHIM, "-ldl"], check=True, timeout=60)
    return library


def swept(shim: Path, place: Path, *asked: str) -> list[dict[str, object]]:
    """What a sweep found, an entry for each operation and kind of fault."""
    folder = tempfile.mkdtemp(dir=place)
    command = [sys.executable, "-m", "tests.faults.sweep", folder, *asked]
    environment = os.environ | {"LD_PRELOAD": str(shim)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def expect_nothing_bad(found: list[dict[str, object]], outcomes: list[Outcome]) -> None:
    """Notes how often each operation was tried, and fails where anything is bad."""
    tried: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    for one in found:
        for name in (f"fault points: {one['operation']}", "fault points, all"):
            tried[name] += int(str(one["tried"]))
            bad[name] += int(str(one["bad"]))
    outcomes += [(name, number, bad[name]) for name, number in tried.items()]
    assert [one["told"] for one in found if one["told"]] == []


def test_some_faults_in_each_operation(shim: Path, place: Path, outcomes: list[Outcome]) -> None:
    """Every eightieth call of each operation fails in each way: nothing corrupt, lost or falsely said."""
    expect_nothing_bad(swept(shim, place, "--every", "80"), outcomes)


@pytest.mark.slow
def test_every_fault_in_each_operation(shim: Path, place: Path, outcomes: list[Outcome]) -> None:
    """Every call of each operation fails in each way: nothing corrupt, lost or falsely said."""
    expect_nothing_bad(swept(shim, place), outcomes)


@pytest.mark.parametrize(
    ("protection", "operation", "fault"),
    [("journal", "save", "killed after"), ("reread", "publish", "lying write")],
)
def test_the_harness_bites(
    shim: Path, place: Path, outcomes: list[Outcome], protection: str, operation: str, fault: str
) -> None:
    """Without a journal a store breaks, and without rereading a stick is believed: both are found."""
    found = swept(shim, place, "--without", protection, "--only", operation, "--fault", fault)
    tried, bad = (sum(int(str(one[what])) for one in found) for what in ("tried", "bad"))
    outcomes.append((f"harness bites: {operation}, {fault}, no {protection}", tried, bad))
    assert bad > 0
