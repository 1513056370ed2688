"""What is said on the command line of a central folder's files: whole, away, unfinished, written twice."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal, opened, recorded
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, Template

NOTHING_WRONG = {
    "damaged": 0,
    "unsigned": 0,
    "newer": 0,
    "foreign_bytes": 0,
    "unreadable": 0,
    "not_downloaded": 0,
    "unfinished": 0,
}


@pytest.fixture
def folder(terminal: Terminal) -> Path:
    """A synced folder in OneDrive with one envelope."""
    folder = terminal.folder / "OneDrive" / "central"
    folder.parent.mkdir()
    recorded(terminal, opened(terminal), {"sex": "female"})
    terminal(ASHFORD, "sync", folder)
    return folder


def test_check_prints_one_object(terminal: Terminal, template: Template, folder: Path) -> None:
    """`--json` tells what the lines tell, with every count, and ends with the same code."""
    key = template.shops[ASHFORD].desk.key
    said = terminal(None, "check", folder, "--json")
    assert json.loads(said.out) == {
        "intact": True,
        "files": 2,
        "envelopes": 1,
        "desks": [{"desk": key, "envelopes": 1, "last": 1}],
        "gaps": [],
    } | dict(NOTHING_WRONG)
    junk = terminal.file("junk.dropin", b"junk")
    found = json.loads(terminal(None, "check", junk, "--json", code=1).out)
    assert (found["intact"], found["foreign_bytes"], found["envelopes"]) == (False, 4, 0)
    recorded(terminal, opened(terminal, ASHFORD, "2026-06-22", "--opening", 2), {"sex": "female"})
    terminal(ASHFORD, "sync", folder)
    alone = [
        json.loads(terminal.say(None, "check", file, "--json").out)
        for file in (folder / "sessions").iterdir()
    ]
    assert sorted(one["gaps"] for one in alone) == [[], [{"desk": key, "from": 1, "to": 1}]]


def test_what_is_not_downloaded_is_told_and_is_no_damage(terminal: Terminal, folder: Path) -> None:
    """Sync, check and merge say the sentence or the count; what is here counts."""
    central = folder / "central.dropin"
    os.truncate(central, 0)
    os.truncate(central, 51_200)
    shutil.copy(central, folder / "more.dropin.crdownload")
    checked = terminal(None, "check", folder, code=1).records
    assert checked[0] == ["files", "1"]
    assert checked[-2:] == [["not_downloaded", "1"], ["unfinished", "1"]]
    said = terminal(COORDINATOR, "merge", folder, "--dry-run")
    assert said.out == "new 1, known 0, superseded 0, held 0, forks 0, damaged 0\n"
    sentences = said.err.splitlines()
    assert "choose “Always keep on this device”" in sentences[0]
    assert "still being copied, downloaded or written" in sentences[1]
    synced = terminal(ASHFORD, "sync", folder)
    assert synced.err == said.err
    assert json.loads(terminal(COORDINATOR, "merge", folder, "--json").out)["damaged"] == 0


def test_a_folder_that_was_set_back_is_told(terminal: Terminal, folder: Path) -> None:
    """What had been there and is gone is published again, and a sentence says so."""
    shutil.rmtree(folder)
    said = terminal(ASHFORD, "sync", folder)
    assert "published 1, received 0, waiting 1" in said.out
    assert said.err.startswith("Sessions that this laptop had already put into this folder were missing")


def test_what_copies_of_a_laptop_wrote_is_listed(terminal: Terminal, template: Template) -> None:
    """Session, date, venue, desk, its name, lines that go on beside each other, visits not in all."""
    session = opened(terminal)
    recorded(terminal, session, {"sex": "female"})
    terminal(ASHFORD, "sync", terminal.folder / "central")
    shutil.copytree(terminal.folder / ASHFORD, terminal.folder / "clone")
    for shop in (ASHFORD, "clone"):
        recorded(terminal, session, {"sex": "male"}, shop)
        terminal(shop, "sync", terminal.folder / f"stick of {shop}")
    sticks = [terminal.folder / f"stick of {shop}" for shop in (ASHFORD, "clone")]
    assert json.loads(terminal(COORDINATOR, "merge", *sticks, "--json").out)["forks"] == 1
    key = template.shops[ASHFORD].desk.key
    listed = [session, "2026-06-22", HALL, key, "ashford laptop", "2", "2"]
    assert terminal(COORDINATOR, "forks").records == [listed]
