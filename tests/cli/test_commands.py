"""The command line has the verbs and options of its manual, and says what it did in one form."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from onestopshop.cli.group import main_group
from onestopshop.clock import SystemClock
from onestopshop.desk.attendances import new_agency
from onestopshop.desk.opening import open_shop
from tests.cli.terminal import Terminal
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, PASSPHRASE, RURAL, STRANGER, Template
from tests.house.source import ROOT

MANUAL: dict[str, set[str]] = {
    "network new": {"--name", "--year-starts", "--recovery-sheet"},
    "network setup-file": {"FILE"},
    "network approve": {"DESK_KEY"},
    "network accept": set(),
    "desk join": {"SETUP_FILE", "--name", "--network-key"},
    "desk list": set(),
    "import": {"LEDGER", "--columns", "--dry-run"},
    "totals": {"FILE"},
    "session open": {"--venue", "--date", "--opening"},
    "session close": {"SESSION"},
    "session list": set(),
    "visit record": {"--session", "--answers"},
    "sync": {"FOLDER"},
    "check": {"PATHS"},
    "merge": {"PATHS", "--dry-run", "--json"},
    "report": {"NAME", "--from", "--to", "--venue", "--profile", "--preview", "--out"},
    "backup": {"FILE"},
    "restore": {"FILE"},
    "purge": {"--dry-run"},
}


def verbs(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command under a group, by all of its words."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from verbs(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def parameters(command: click.Command) -> set[str]:
    """The options of a command, and its arguments in capitals."""
    return {
        parameter.opts[0] if isinstance(parameter, click.Option) else (parameter.name or "").upper()
        for parameter in command.params
    }


def opened(terminal: Terminal, shop: str = ASHFORD, day: str = "2026-06-22", *more: object) -> str:
    """The id that opening a session prints."""
    return terminal(shop, "session", "open", "--venue", HALL, "--date", day, *more).out.strip()


def recorded(terminal: Terminal, session: str, answers: object, shop: str = ASHFORD) -> str:
    """What recording a visit prints."""
    file = terminal.file("answers.json", json.dumps(answers))
    return terminal(shop, "visit", "record", "--session", session, "--answers", file).out


def test_every_verb_of_the_manual_is_there() -> None:
    """Each has exactly its options."""
    found = {name: parameters(command) for name, command in verbs(main_group)}
    assert {name: found[name] for name in MANUAL} == MANUAL
    assert {"--shop", "--passphrase-file"} <= parameters(main_group)


@pytest.mark.parametrize("verb", ["", *MANUAL])
def test_every_verb_explains_itself(verb: str, terminal: Terminal) -> None:
    """Asked for help, each says in a sentence what it does, opening no shop."""
    said = terminal("nowhere", *verb.split(), "--help").out
    assert said.startswith("Usage:")
    assert "." in said.split("\n\n")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such-option"],
        ["network", "new", "--name", "Kent"],
        ["network", "new", "--name", "Kent", "--recovery-sheet", "x.pdf", "--year-starts", "13"],
        ["desk", "join"],
        ["session", "open", "--venue", "Hall"],
        ["session", "open", "--venue", "Hall", "--date", "22.6.2026"],
        ["session", "open", "--venue", "Hall", "--date", "2026-06-22", "--opening", "0"],
        ["check"],
        ["merge"],
        ["report", "year", "--from", "2014-07", "--to", "2015-06"],
        ["report", "year", "--from", "2014-07", "--to", "2015-06", "--profile", "all", "--out", "x.json"],
        ["no-such-verb"],
    ],
)
def test_wrong_usage_is_two(terminal: Terminal, arguments: list[str]) -> None:
    """What does not follow the manual ends with 2, before any shop is opened."""
    said = terminal("nowhere", *arguments, code=2)
    assert said.out == ""
    assert "Usage:" in said.err


def test_a_day_from_opening_to_closing(terminal: Terminal) -> None:
    """A session is opened and lists itself in one record, visits get numbers, and it is closed."""
    session = opened(terminal)
    assert len(session) == 32
    assert recorded(terminal, session, {"sex": "female", "children": 2}) == "visit\t1\n"
    assert recorded(
        terminal, session, {"sex": "Female", "agencies_seen": ["police", "Refuge or outreach"]}
    ) == ("visit\t2\n")
    listed = [[session, "2026-06-22", HALL, "1", "held", "open", "2"]]
    assert terminal(ASHFORD, "session", "list").records == listed
    assert terminal(ASHFORD, "session", "close", session).out == ""
    listed[0][5] = "closed"
    assert terminal(ASHFORD, "session", "list").records == listed


def test_an_opening_of_its_own(terminal: Terminal) -> None:
    """A second opening of the day is a session of its own, and the same one again is the same."""
    first, second = opened(terminal), opened(terminal, ASHFORD, "2026-06-22", "--opening", 2)
    assert first != second
    assert opened(terminal) == first
    assert [record[3] for record in terminal(ASHFORD, "session", "list").records] == ["1", "2"]


def test_a_new_venue_is_opened_by_its_name(terminal: Terminal) -> None:
    """A name that the network does not list is taken, and two spellings of it are one venue."""
    options = ("--date", "2026-06-22")
    first = terminal(ASHFORD, "session", "open", "--venue", "Tenterden Library", *options).out
    assert terminal(ASHFORD, "session", "open", "--venue", " tenterden  LIBRARY", *options).out == first
    assert "80 letters" in terminal.refused(ASHFORD, "session", "open", "--venue", "x" * 81, *options)


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


def test_a_backup_is_restored_elsewhere(terminal: Terminal) -> None:
    """The restored shop opens by the same passphrase and lists and exports the same."""
    session = opened(terminal)
    recorded(terminal, session, {"sex": "female"})
    pack = terminal.folder / "ashford.backup"
    assert terminal(ASHFORD, "backup", pack).out == ""
    assert terminal("restored", "restore", pack).out == ""
    for words in (("session", "list"), ("desk", "list")):
        assert terminal("restored", *words).out == terminal(ASHFORD, *words).out
    assert "already a shop" in terminal.refused("restored", "restore", pack)
    assert terminal("restored", "sync", terminal.folder / "central").out.endswith("waiting 1\n")


def test_purge_lists_first(terminal: Terminal) -> None:
    """Nothing is due on the day; what was published and is a day old is listed, and only then deleted."""
    session = opened(terminal)
    recorded(terminal, session, {"sex": "female"})
    terminal(ASHFORD, "session", "close", session)
    terminal(ASHFORD, "sync", terminal.folder / "central")
    for words in (["purge", "--dry-run"], ["purge"]):
        assert terminal(ASHFORD, *words).out == ""
    yesterday(terminal)
    for words in (["purge", "--dry-run"], ["purge", "--dry-run"], ["purge"]):
        assert terminal(ASHFORD, *words).out == f"{session}\n"
    assert terminal(ASHFORD, "purge").out == ""
    assert terminal(ASHFORD, "session", "list").records[0][-1] == "1"


def yesterday(terminal: Terminal) -> None:
    """Makes the store believe that everything was published two days before."""
    shop = open_shop(terminal.folder / ASHFORD, SystemClock(), PASSPHRASE)
    past = "UPDATE part SET published_at = '2020-01-01T10:00:00+00:00'"
    shop.store.write(lambda connection: connection.execute(past) and None)
    shop.close()


def test_what_was_met_is_accepted(terminal: Terminal) -> None:
    """An agency and a venue that a coordinator's desk met are counted and then listed."""
    shop = open_shop(terminal.folder / COORDINATOR, SystemClock(), PASSPHRASE)
    new_agency(shop, "Rising Sun")
    shop.close()
    assert terminal(COORDINATOR, "network", "accept").out == "accepted\t1\n"
    assert terminal(COORDINATOR, "network", "accept").out == "accepted\t0\n"


def test_sheets_are_written(terminal: Terminal) -> None:
    """Each is a PDF under the name that was asked for, readable by its owner alone."""
    session = opened(terminal)
    for words in (["session", "--session", session], ["slips", "--count", "2", "--first", "11"]):
        out = terminal.folder / "sheet.pdf"
        assert terminal(ASHFORD, "sheet", *words, "--out", out).out == ""
        assert out.read_bytes().startswith(b"%PDF")
        if os.name != "nt":
            assert stat.S_IMODE(out.stat().st_mode) == 0o600
        out.unlink()


def test_a_real_process_opens_no_shop_for_check(terminal: Terminal) -> None:
    """Run as a program, `check` ends with 1 on an empty folder; wrong usage with 2; help with 0."""
    program = [sys.executable, "-c", "from onestopshop.cli.group import main_group; main_group()"]
    empty = terminal.folder / "empty"
    empty.mkdir()
    expected = {("check", str(empty)): 1, ("check",): 2, ("--help",): 0}
    for words, code in expected.items():
        run = subprocess.run([*program, *words], cwd=ROOT, capture_output=True, encoding="utf-8")
        assert (run.returncode, "Traceback" in run.stderr) == (code, False)


def test_a_real_process_asks_for_its_passphrase(terminal: Terminal) -> None:
    """A file answers; a wrong passphrase ends with 1 and one sentence; nobody else may read the shop."""
    program = [sys.executable, "-c", "from onestopshop.cli.group import main_group; main_group()"]
    wrong = terminal.file("wrong.txt", "basil fjord quartz umber nickel tulip\n")
    shop = terminal.folder / ASHFORD
    for file, code, lines in ((terminal.passphrase_file(), 0, 0), (wrong, 1, 1)):
        words = ["--shop", shop, "--passphrase-file", file, "session", "list"]
        run = subprocess.run([*program, *words], cwd=ROOT, capture_output=True, encoding="utf-8")
        assert (run.returncode, run.stdout, run.stderr.count("\n")) == (code, "", lines)
    if os.name != "nt":
        assert not [file for file in Path(shop).rglob("*") if file.stat().st_mode & 0o077]
