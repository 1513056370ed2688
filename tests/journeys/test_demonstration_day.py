"""The demonstration is the whole job on real input, as somebody sees it who typed one command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

OUT = "a day"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that `demo` left, named relative to where it was called, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    here = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "ui", "demo", OUT],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": here, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return folder / OUT, done.stdout


def test_every_published_figure_is_reported(played: tuple[Path, str]) -> None:
    """The table at the end has a line for each published figure, and none differs."""
    lines = played[1].splitlines()
    compared = lines[next(at for at, line in enumerate(lines) if line.startswith("figure")) + 1 :]
    assert len(compared) == 23
    assert not [line for line in compared if line.endswith("differs")]


def test_the_impossible_day_is_refused_by_number_first(played: tuple[Path, str]) -> None:
    """Tenterden's ledger is refused whole, then taken without that row."""
    assert "refused, nothing taken: row 65, Date seen: no such day" in played[1]
    assert "tenterden-2016.xlsx: read 59, new 58, known 0, skipped 1" in played[1]


def test_stores_reports_sheets_and_pictures_are_left(played: tuple[Path, str]) -> None:
    """Four shops, the central file, both profiles in three forms, three sheets and a picture a page."""
    out = played[0]
    assert {path.name for path in (out / "shops").iterdir()} == {
        "ashford",
        "coordinator",
        "rural",
        "tenterden",
    }
    assert (out / "central" / "central.dropin").stat().st_size > 0
    reports = {path.name for path in (out / "reports").iterdir()}
    forms = {
        f"year-2014-15-{kind}.{end}"
        for kind in ("publish", "partner", "internal")
        for end in ("pdf", "csv", "json")
    }
    assert forms <= reports
    for pages in ("recovery-sheet.pdf", "session-sheet.pdf", "slips.pdf"):
        assert (out / "sheets" / pages).read_bytes().startswith(b"%PDF")
    pictures = {path.stem for path in (out / "screenshots").iterdir()}
    assert pictures == {"unlock", "start", "today", "visit", "close", "closed", "hidden"}


def test_what_left_the_network_is_listed(played: tuple[Path, str]) -> None:
    """Each year's report for the public and for the police is one release in seven forms."""
    lines = played[1].split("\nreleased:\n")[1].partition("\n\n")[0].splitlines()
    assert len(lines) == 4
    assert sum("for the public" in line for line in lines) == 2
    assert sum("for Kent Police, Ashford district" in line for line in lines) == 2
    assert all(line.endswith(": pdf html docx xlsx csv zip json") for line in lines)


def test_twelve_visits_came_through_the_window(played: tuple[Path, str]) -> None:
    """What the window recorded is merged after the ledgers, and changes no figure of their years."""
    first, second = re.findall(r"^merged: new (\d+)(?:, known (\d+))?$", played[1], re.MULTILINE)
    assert int(second[0]) >= 1
    assert int(second[1]) >= int(first[0]) >= 126
    report = json.loads((played[0] / "reports" / "year-2014-15-internal.json").read_text(encoding="utf-8"))
    assert report["figures"]["visits"]["value"] == 317
