"""The net under every test holds: what it should catch is provoked and caught."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

PROVOKED = """
import logging, os, threading, time, warnings
from pathlib import Path
import pytest
from hypothesis import given, strategies

def test_quiet():
    assert True

def test_logs():
    logging.getLogger("any").warning("damaged")

@pytest.mark.expects_log
def test_logs_as_expected():
    logging.getLogger("any").warning("damaged")

def test_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(30,), daemon=True, name="stray").start()

def test_waits_for_its_thread():
    threading.Thread(target=time.sleep, args=(0.05,)).start()

def test_warns():
    warnings.warn("old")

def test_has_a_home_of_its_own():
    assert list(Path.home().glob("*.txt")) == []
    (Path.home() / "left.txt").touch()

def test_has_a_home_of_its_own_again():
    test_has_a_home_of_its_own()

@given(strategies.integers())
def test_takes_examples(number):
    assert isinstance(number, int)

@pytest.mark.debian("no-such-tool")
def test_needs_a_tool():
    assert True

@pytest.mark.slow
def test_takes_long():
    assert True
"""


def run_provoked(folder: Path, require_all: str) -> str:
    """What pytest says of the provoking tests, under this repository's configuration and conftest."""
    provoking = folder / "test_provoked.py"
    provoking.write_text(PROVOKED, encoding="utf-8", newline="\n")
    options = ["-p", "tests.conftest", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), "-v"]
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *options,
            "--rootdir",
            str(folder),
            "--basetemp",
            str(folder / "t"),
            provoking,
        ],
        cwd=ROOT,
        env=os.environ | {"ONESTOPSHOP_REQUIRE_ALL": require_all},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    return run.stdout


def outcomes(said: str) -> dict[str, str]:
    """The last outcome listed for each test: an error while it is taken down comes after its pass."""
    return dict(re.findall(r"::(test_\w+) (PASSED|FAILED|ERROR|SKIPPED)", said))


@pytest.mark.parametrize(("require_all", "lacking_tool"), [("0", "SKIPPED"), ("1", "ERROR")])
def test_what_should_be_caught_is_caught(tmp_path: Path, require_all: str, lacking_tool: str) -> None:
    """Logged warnings, stray threads, warnings and, where all is required, a lacking tool fail a test."""
    said = run_provoked(tmp_path, require_all)
    assert outcomes(said) == {
        "test_quiet": "PASSED",
        "test_logs": "ERROR",
        "test_logs_as_expected": "PASSED",
        "test_leaves_a_thread": "ERROR",
        "test_waits_for_its_thread": "PASSED",
        "test_warns": "FAILED",
        "test_has_a_home_of_its_own": "PASSED",
        "test_has_a_home_of_its_own_again": "PASSED",
        "test_takes_examples": "PASSED",
        "test_needs_a_tool": lacking_tool,
    }
    assert "threads left running: stray" in said
    assert "needs no-such-tool" in said or "lacks no-such-tool" in said
