"""Sync, check and merge say what they did in one form, and end with 1 only where the manual says so."""

from __future__ import annotations

import json
import shutil

from tests.cli.terminal import Terminal, opened, recorded
from tests.desk.shops import ASHFORD, COORDINATOR, RURAL, STRANGER, Template


def test_two_desks_one_folder(terminal: Terminal, template: Template) -> None:
    """Sync, check, merge and the list of desks in their printed forms, over a whole exchange."""
    shutil.copytree(template.shops[STRANGER].folder, terminal.folder / STRANGER)
    folder = terminal.folder / "central"
    keys = {name: template.shops[name].desk.key for name in (COORDINATOR, ASHFORD, RURAL, STRANGER)}
    for shop in (ASHFORD, STRANGER):
        session = opened(terminal, shop)
        recorded(terminal, session, {"sex": "female"}, shop)
        said = terminal(shop, "sync", folder)
        assert said.out == "In the folder “central”, reread\npublished 1, received 0, waiting 1\n"
    checked = terminal(None, "check", folder).records
    assert checked[:2] == [["files", "3"], ["envelopes", "2"]]
    assert sorted(checked[2:]) == sorted(["desk", keys[name], "1", "1"] for name in (ASHFORD, STRANGER))
    dry = terminal(COORDINATOR, "merge", folder, "--dry-run", "--json")
    merged = terminal(COORDINATOR, "merge", folder, "--json")
    found = json.loads(merged.out)
    held = {"id": found["held"][0]["id"], "desk": keys[STRANGER], "reason": "waiting"}
    assert json.loads(dry.out) == found | {"merge": None}
    assert list(found) == ["merge", "new", "known", "superseded", "forks", "damaged", "held", "gaps"]
    assert found == {
        "merge": found["merge"],
        "new": 1,
        "known": 0,
        "superseded": 0,
        "forks": 0,
        "damaged": 0,
        "held": [held],
        "gaps": [],
    }
    listed = terminal(COORDINATOR, "desk", "list").records
    assert listed[0] == [keys[COORDINATOR], "Kent coordinator", "approved", "0"]
    assert [record[0] for record in listed[1:]] == sorted(record[0] for record in listed[1:])
    assert [keys[ASHFORD], "ashford laptop", "approved", "1"] in listed
    assert [keys[STRANGER], "stranger laptop", "waiting", "1"] in listed
    assert terminal(ASHFORD, "sync", folder).out.endswith("published 0, received 1, waiting 0\n")
    approved = terminal(COORDINATOR, "network", "approve", keys[STRANGER]).records
    assert approved[0][0] == keys[STRANGER]
    assert len(approved[0][1].split()) == 6
    said = terminal(COORDINATOR, "merge", folder).out.splitlines()
    assert said[0].startswith("merge\t")
    assert said[1:] == ["new 1, known 1, superseded 0, held 0, forks 0, damaged 0"]
    again = json.loads(terminal(COORDINATOR, "merge", folder, "--json").out)
    assert (again["merge"], again["new"], again["known"], again["held"]) == (None, 0, 2, [])


def test_a_merge_is_undone_and_made_again(terminal: Terminal) -> None:
    """Undone, its sessions count no more and nothing is gone; merged again they count again."""
    folder = terminal.folder / "central"
    recorded(terminal, opened(terminal), {"sex": "female"})
    terminal(ASHFORD, "sync", folder)
    merge = json.loads(terminal(COORDINATOR, "merge", folder, "--json").out)["merge"]
    assert visits(terminal) == 1
    assert terminal(COORDINATOR, "merge", "undo", merge).out == ""
    assert visits(terminal) == 0
    assert "No merge of that number" in terminal.refused(COORDINATOR, "merge", "undo", merge)
    assert json.loads(terminal(COORDINATOR, "merge", folder, "--json").out)["new"] == 1
    assert visits(terminal) == 1


def visits(terminal: Terminal) -> int:
    """How many visits the coordinator's report counts."""
    out = terminal.folder / "report.json"
    period = ("--from", "2026-06", "--to", "2026-06")
    terminal(COORDINATOR, "report", "year", *period, "--profile", "internal", "--out", out)
    return int(json.loads(out.read_bytes())["figures"]["visits"]["value"] or 0)


def test_a_merge_fails_only_without_any_envelope(terminal: Terminal) -> None:
    """One readable envelope among what was named is enough; what is missing is told and stops nothing."""
    folder = terminal.folder / "central"
    recorded(terminal, opened(terminal), {"sex": "female"})
    terminal(ASHFORD, "sync", folder)
    junk, gone = terminal.file("junk.dropin", b"junk"), terminal.folder / "gone.dropin"
    said = terminal(COORDINATOR, "merge", junk, gone, folder, "--json")
    assert json.loads(said.out)["new"] == 1
    assert said.err == (
        "“gone.dropin” is not there at the moment. What you saved is safe on this laptop; put the stick in or"
        " connect to the folder, then try again.\n"
    )
    assert json.loads(terminal(COORDINATOR, "merge", junk, "--json", code=1).out)["new"] == 0
    assert "“gone.dropin”" in terminal.refused(COORDINATOR, "merge", gone)


def test_check_tells_what_is_wrong(terminal: Terminal) -> None:
    """A file is checked as a folder is; nothing, damage and a gap each end with 1."""
    folder = terminal.folder / "central"
    for opening in (1, 2):
        recorded(terminal, opened(terminal, ASHFORD, "2026-06-22", "--opening", opening), {"sex": "female"})
        terminal(ASHFORD, "sync", folder)
    files = sorted((folder / "sessions").iterdir())
    assert terminal(None, "check", folder).code == 0
    codes = {file: terminal.say(None, "check", file) for file in files}
    assert sorted(said.code for said in codes.values()) == [0, 1]
    gapped = next(said for said in codes.values() if said.code == 1)
    assert [record[0] for record in gapped.records] == ["files", "envelopes", "desk", "gap"]
    assert gapped.records[-1][2:] == ["1", "1"]
    empty = terminal.folder / "empty"
    empty.mkdir()
    assert terminal(None, "check", empty, code=1).records == [["files", "0"], ["envelopes", "0"]]
    torn = terminal.file("torn.dropin", files[0].read_bytes()[:20_000])
    assert terminal(None, "check", torn, code=1).records[2][0] == "damaged"
    junk = terminal.file("junk.dropin", b"junk")
    assert ["foreign_bytes", "4"] in terminal(None, "check", junk, code=1).records
    assert "is not there" in terminal.refused(None, "check", terminal.folder / "gone")


def test_sync_tells_of_a_setup_that_is_not_to_be_believed(terminal: Terminal) -> None:
    """The warning stands on standard error, and the sync goes on."""
    folder = terminal.folder / "central"
    terminal(COORDINATOR, "sync", folder)
    setup = folder / "setup.dropin-setup"
    setup.write_bytes(setup.read_bytes()[:-3000])
    said = terminal(ASHFORD, "sync", folder)
    assert said.out.endswith("waiting 0\n")
    assert said.err.startswith("A setup file in this folder is damaged.")


def test_a_lost_laptop_is_revoked(terminal: Terminal, template: Template) -> None:
    """The key, its words and the first number not believed are printed; the list shows it, with words too."""
    folder, key = terminal.folder / "central", template.shops[ASHFORD].desk.key
    recorded(terminal, opened(terminal), {"sex": "female"})
    terminal(ASHFORD, "sync", folder)
    terminal(COORDINATOR, "merge", folder)
    said = terminal(COORDINATOR, "network", "revoke", key, "--from", "1").records
    assert (said[0][0], len(said[0][1].split()), said[0][2]) == (key, 6, "1")
    assert [key, "ashford laptop", "revoked", "1"] in terminal(COORDINATOR, "desk", "list").records
    worded = terminal(COORDINATOR, "desk", "list", "--words").records
    assert [key, "ashford laptop", "revoked", "1", said[0][1]] in worded
    assert visits(terminal) == 0


def test_a_second_coordinator_is_added(terminal: Terminal, template: Template) -> None:
    """Her laptop asks, the first coordinator adds it by its key, and from its sync on it merges and reports;
    what she will not be able to open is said."""
    folder, key = terminal.folder / "central", template.shops[ASHFORD].desk.key
    recorded(terminal, opened(terminal), {"sex": "female"})
    terminal(ASHFORD, "sync", folder)
    assert "become-coordinator" in terminal.refused(COORDINATOR, "network", "add-coordinator", key)
    asked = terminal(ASHFORD, "desk", "become-coordinator").records
    assert asked[0] == ["desk key", key]
    assert "network add-coordinator" in asked[2][0]
    terminal(ASHFORD, "sync", folder)
    terminal(COORDINATOR, "merge", folder)
    added = terminal(COORDINATOR, "network", "add-coordinator", key)
    assert added.records[0] == [key, asked[1][1], "ashford laptop"]
    assert "Nothing old is sealed again" in added.out
    assert "Only a coordinator" in terminal.refused(ASHFORD, "merge", folder)
    terminal(COORDINATOR, "sync", folder)
    assert "has the network's key of today" in terminal(ASHFORD, "sync", folder).out
    assert [
        held["reason"] for held in json.loads(terminal(ASHFORD, "merge", folder, "--json").out)["held"]
    ] == ["not_for_us"]


def test_the_outbox_says_where_each_session_is(terminal: Terminal) -> None:
    """Here, then reread in the folder, then received on a day; closing warns of what is here only."""
    folder = terminal.folder / "central"
    session = opened(terminal)
    recorded(terminal, session, {"sex": "female"})

    def state() -> list[str]:
        (record,) = terminal(ASHFORD, "outbox").records
        assert record[:3] == [session, "2026-06-22", "Ashford Gateway"]
        return record[3:]

    assert state() == ["here", "Saved here, on this laptop only"]
    closed = terminal(ASHFORD, "session", "close", session)
    assert (closed.out, closed.err.split(".")[0]) == ("", "Sessions on this laptop only: 1")
    terminal(ASHFORD, "sync", folder)
    assert state() == ["published", "In the folder “central”, reread"]
    assert terminal(ASHFORD, "session", "close", session).err == ""
    terminal(COORDINATOR, "merge", folder)
    terminal(ASHFORD, "sync", folder)
    assert state()[0] == "received"
    assert state()[1].startswith("Received by the coordinators on ")
