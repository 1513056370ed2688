"""Coverage-guided fuzzing of every reader, where atheris is installed."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.parsers import parsers
from tests.outcome_table import Outcome

RUNS = int(os.environ.get("ONESTOPSHOP_FUZZ_INPUTS", "1000000"))


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="not run: needs atheris, as `make fuzz` installs it on Linux",
)
@pytest.mark.parametrize("name", [parser.name for parser in parsers()])
def test_no_input_breaks_a_reader(name: str, tmp_path: Path, outcomes: list[Outcome]) -> None:
    """As many inputs as asked for, each chosen to reach something new: no crash, none over 1 s or 200 MB."""
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(tmp_path / "corpus"), f"-runs={RUNS}"]
    done = subprocess.run([*command, f"-artifact_prefix={tmp_path}/"], capture_output=True, text=True)
    units = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
    outcomes.append((f"guided inputs: {name}", int(units[1]) if units else 0, int(done.returncode != 0)))
    assert done.returncode == 0, done.stderr[-2000:]
    assert units is not None
