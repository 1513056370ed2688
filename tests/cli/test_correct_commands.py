"""Putting right by command what was merged, in printed forms that a script can read."""

from __future__ import annotations

import json

from tests.cli.terminal import Terminal, opened, recorded
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, Template


def test_a_session_is_put_right_by_commands(terminal: Terminal) -> None:
    """Visits are listed, withdrawn, replaced; sessions moved and joined; all of it listed and undone."""
    folder = terminal.folder / "central"
    ids = [opened(terminal, day=day) for day in ("2026-06-22", "2026-06-23")]
    for session in ids:
        recorded(terminal, session, {"sex": "female"})
    terminal(ASHFORD, "sync", folder)
    terminal(COORDINATOR, "merge", folder)

    def correct(*arguments: object) -> list[list[str]]:
        return terminal(COORDINATOR, "correct", *arguments).records

    listed = [[ids[0], "2026-06-22", HALL, "held", "1"], [ids[1], "2026-06-23", HALL, "held", "1"]]
    assert correct("sessions") == listed
    ((visit, number, answers),) = correct("visits", ids[0])
    assert (number, json.loads(answers)) == ("1", {"sex": "female"})
    assert correct("withdraw", ids[0], visit) == correct("visits", ids[0]) == []
    assert correct("list") == [[ids[0], "withdrawn", visit]]
    assert correct("undo", ids[0], visit) == []
    file = terminal.file("answers.json", json.dumps({"sex": "Male"}))
    assert correct("replace", ids[0], visit, "--answers", file) == []
    assert json.loads(correct("visits", ids[0])[0][2]) == {"sex": "male"}
    (moved,) = correct("move", ids[0], "--date", "2026-06-24", "--venue", HALL)
    assert correct("sessions")[-1] == [*moved, "2026-06-24", HALL, "held", "1"]
    assert correct("undo", ids[0]) == correct("join", ids[0], ids[1]) == []
    assert correct("sessions") == [[ids[1], "2026-06-23", HALL, "held", "2"]]
    assert correct("undo", ids[0]) == correct("undo", ids[0], visit) == []
    assert correct("sessions") == listed
    assert "No such session is merged" in terminal.refused(COORDINATOR, "correct", "visits", "nothing")
    assert correct("list") == []
    assert terminal(COORDINATOR, "forks").records == []


def test_a_coordinators_laptop_is_recovered(terminal: Terminal, template: Template) -> None:
    """The restored laptop says whose network it is, and merges."""
    folder = terminal.folder / "central"
    recorded(terminal, opened(terminal), {"sex": "female"})
    terminal(ASHFORD, "sync", folder)
    terminal(COORDINATOR, "sync", folder)
    key = terminal.file("key.txt", f"{template.recovery_secret}\n")
    named = ("--name", "New laptop", "--recovery-key-file", key)
    said = terminal("restored", "network", "recover", folder / "central.dropin", *named).records
    assert [record[0] for record in said] == ["network", "network key", "six words", "desk key"]
    assert "new 2" in terminal("restored", "merge", folder).out
    terminal(COORDINATOR, "network", "setup-file", terminal.folder / "setup")
    again = terminal("again", "network", "recover", terminal.folder / "setup", *named)
    assert "keeps the recovery key itself" in again.err
    assert "Nothing here belongs" in terminal.refused("third", "network", "recover", key, *named)
