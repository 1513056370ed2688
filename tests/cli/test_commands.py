"""The command line has the verbs and options of its manual, and says what it did in one form."""

from __future__ import annotations

import os
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
from tests.cli.terminal import Terminal, opened, recorded
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, PASSPHRASE
from tests.house.source import ROOT

MANUAL: dict[str, set[str]] = {
    "network new": {"--name", "--year-starts", "--recovery-sheet"},
    "network setup-file": {"FILE"},
    "network approve": {"DESK_KEY"},
    "network accept": set(),
    "desk join": {"SETUP_FILE", "--name", "--network-key"},
    "network revoke": {"DESK_KEY", "--from"},
    "network recover": {"FILES", "--name", "--recovery-key-file"},
    "network export": {"FILE"},
    "desk list": {"--words"},
    "import": {"LEDGER", "--columns", "--dry-run"},
    "totals": {"FILE"},
    "session open": {"--venue", "--date", "--opening"},
    "session close": {"SESSION"},
    "session list": set(),
    "outbox": set(),
    "forks": set(),
    "correct sessions": set(),
    "correct visits": {"SESSION"},
    "correct withdraw": {"SESSION", "VISIT"},
    "correct replace": {"SESSION", "VISIT", "--answers"},
    "correct move": {"SESSION", "--venue", "--date", "--opening"},
    "correct join": {"SESSION", "OTHER"},
    "correct list": set(),
    "correct undo": {"SESSION", "VISIT"},
    "visit record": {"--session", "--answers"},
    "sync": {"FOLDER"},
    "check": {"PATHS", "--json"},
    "merge": {"PATHS", "--dry-run", "--json"},
    "report": {
        "NAME",
        "--from",
        "--to",
        "--venue",
        "--agency",
        "--profile",
        "--recipient",
        "--agreement",
        "--preview",
        "--json",
        "--out",
    },
    "releases calendar": {"--json"},
    "releases plan": {"--from", "--to", "--venue", "--quarters"},
    "releases drop": {"--from", "--to", "--venue", "--quarters"},
    "network area": {"NAME", "--becomes", "--on"},
    "session plan": {"--venue", "--date", "--opening"},
    "session expect": {"--session", "--agency", "--from", "--to"},
    "session came": {"--session", "--agency", "--at", "--workers"},
    "session left": {"--session", "--agency", "--at"},
    "session count": {"--session", "NAME", "NUMBER"},
    "session feedback": {"--session", "--yes", "--no", "--not-answered"},
    "sheet sign-in": {"--session", "--out"},
    "sheet month": {"--month", "--venue", "--out"},
    "sheet privacy": {"--out"},
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
