"""What is typed at prompts: new passphrases, the recovery key, and who can open a shop."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.terminal import Terminal
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, PASSPHRASE, STRANGER, Template

SECOND = "glade tremor oxide walnut pivot ember"
NEW = ("network", "new", "--name", "Sussex", "--recovery-sheet")


def test_a_typed_passphrase_must_be_strong(terminal: Terminal) -> None:
    """A weak one founds nothing; a strong one, typed twice, opens the shop from then on."""
    sheet = terminal.folder / "sheet.pdf"
    said = terminal("new", *NEW, sheet, typed="sussex\nsussex\n", code=1)
    assert said.err.strip().endswith(".")
    assert not (terminal.folder / "new").exists()
    assert not sheet.exists()
    said = terminal("new", *NEW, sheet, typed=f"{SECOND}\n{SECOND}\n")
    assert SECOND not in said.out + said.err
    assert terminal("new", "session", "list", typed=f"{SECOND}\n").code == 0


def test_a_weak_passphrase_in_a_file_is_warned_of(terminal: Terminal) -> None:
    """Whoever scripts it decides: the warning stands on standard error, and the shop is made."""
    weak = terminal.file("weak.txt", "sussex\n")
    said = terminal("new", "--passphrase-file", weak, *NEW, terminal.folder / "sheet.pdf", typed="")
    assert said.err.startswith("Warning: ")
    assert "sussex" not in said.err.lower()


def test_a_second_person_comes_and_goes(terminal: Terminal) -> None:
    """They are listed by slot and name, open the shop with their own passphrase, and then no more."""
    (first,) = terminal(ASHFORD, "person", "list").records
    slot = terminal(ASHFORD, "person", "add", "Ruth", typed=f"{PASSPHRASE}\n{SECOND}\n{SECOND}\n").out
    slot = slot.splitlines()[-1]
    assert terminal(ASHFORD, "person", "list").records == [first, [slot, "Ruth"]]
    assert terminal(ASHFORD, "session", "list", typed=f"{SECOND}\n").code == 0
    assert terminal(ASHFORD, "person", "remove", slot).out == ""
    assert terminal(ASHFORD, "person", "list").records == [first]
    assert "only person" in terminal.refused(ASHFORD, "person", "remove", first[0])


def test_the_recovery_key_lets_somebody_in(terminal: Terminal, template: Template) -> None:
    """With the printed key and a new passphrase a person is added; a wrong key changes nothing."""
    words = ("person", "recover", "Ruth")
    said = terminal(ASHFORD, *words, typed="AGE-SECRET-KEY-1WRONG\n", code=1)
    assert "recovery key does not open" in said.err
    terminal(ASHFORD, *words, typed=f"{template.recovery_secret}\n{SECOND}\n{SECOND}\n")
    assert terminal(ASHFORD, "session", "list", typed=f"{SECOND}\n").code == 0


def test_held_envelopes_and_gaps_have_lines_of_their_own(terminal: Terminal, template: Template) -> None:
    """The second envelope of an unknown laptop alone: held with its reason, and the first one missing."""
    shutil.copytree(template.shops[STRANGER].folder, terminal.folder / STRANGER)
    key, folder = template.shops[STRANGER].desk.key, terminal.folder / "central"
    files: list[set[Path]] = []
    for opening in (1, 2):
        words = ("session", "open", "--venue", HALL, "--date", "2026-06-22", "--opening", opening)
        terminal(STRANGER, *words)
        terminal(STRANGER, "sync", folder)
        files.append(set((folder / "sessions").iterdir()))
    (second,) = files[1] - files[0]
    said = terminal(COORDINATOR, "merge", second).records
    assert said[0] == ["new 0, known 0, superseded 0, held 1, forks 0, damaged 0"]
    assert said[1][0::2] == ["held", key]
    assert said[1][3:] == ["waiting"]
    assert said[2] == ["gap", key, "1", "1"]
    found = json.loads(terminal(COORDINATOR, "merge", second, "--json").out)
    assert found["gaps"] == [{"desk": key, "from": 1, "to": 1}]


def test_a_network_settles_venues_and_questions(terminal: Terminal) -> None:
    """A kept venue is listed with its usual day, a hidden question as hidden, and an answer is added."""
    words = ("--kind", "rural drop-in", "--opens", "10:00", "--day", "friday")
    listed = terminal(COORDINATOR, "network", "venue", "Tenterden Library", *words).records
    assert [record[1:] for record in listed if record[1] == "Tenterden Library"] == [
        ["Tenterden Library", "rural drop-in", "Friday", "10:00", "listed"]
    ]
    hidden = terminal(COORDINATOR, "network", "question", "risk_level", "--hide").records
    assert [record[3] for record in hidden if record[0] == "risk_level"] == ["hidden"]
    shown = terminal(
        COORDINATOR,
        "network",
        "question",
        "risk_level",
        "--show",
        "--why",
        "The board asks for it",
        "--label",
        "Risk",
        "--place",
        "1",
    ).records
    assert shown[0][:2] == ["risk_level", "Risk"]
    added = terminal(
        COORDINATOR, "network", "add-question", "Came by bus", "--kind", "yes/no", "--why", "Fares"
    )
    assert "Came by bus" in added.out
