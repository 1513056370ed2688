"""Whatever goes wrong on the command line is one plain sentence and exit code 1, never a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from onestopshop.clock import SystemClock
from onestopshop.desk.opening import open_shop
from onestopshop.store import unpack
from onestopshop.store.connection import connect
from onestopshop.store.migrations import MIGRATIONS
from onestopshop.store.shop_folder import KEYS, KEYS_SECOND, STORE
from tests.cli.terminal import Terminal
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, PASSPHRASE, Template

WRONG = "basil fjord quartz umber nickel tulip"
PERIOD = ("--from", "2014-07", "--to", "2015-06")
NEVER = "0" * 32
NEEDS_SHOP = [
    ["desk", "list"],
    ["session", "list"],
    ["session", "open", "--venue", HALL, "--date", "2026-06-22"],
    ["session", "close", NEVER],
    ["sync", "central"],
    ["merge", "."],
    ["merge", "undo", NEVER],
    ["purge"],
    ["backup", "a.backup"],
    ["network", "approve", "0" * 64],
    ["network", "accept"],
    ["network", "setup-file", "a.dropin-setup"],
    ["report", "year", *PERIOD, "--out", "a.json"],
    ["releases"],
    ["releases", "calendar"],
    ["releases", "plan", *PERIOD],
    ["sheet", "slips", "--out", "a.pdf"],
]


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are run in the test's own folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words", NEEDS_SHOP, ids=" ".join)
def test_without_a_shop_it_says_so(terminal: Terminal, words: list[str]) -> None:
    """No verb makes a shop by accident."""
    assert "There is no shop in this folder" in terminal.refused("nowhere", *words)
    assert not (terminal.folder / "nowhere").exists()


@pytest.mark.parametrize("words", NEEDS_SHOP[:2], ids=" ".join)
def test_a_wrong_passphrase_says_so(terminal: Terminal, words: list[str]) -> None:
    """Given by a file or typed; then there is a wait, with the seconds named."""
    said = terminal(ASHFORD, *words, code=1, typed=f"{WRONG}\n")
    assert said.err.strip().endswith("check capitals and spaces, then type it again.")
    assert "seconds to wait" in terminal.refused(ASHFORD, *words)


@pytest.mark.parametrize("content", ["", "\n", "   \nsecond line"])
def test_a_passphrase_file_without_one_says_so(terminal: Terminal, content: str) -> None:
    """An empty first line is no passphrase, and is not tried as one."""
    file = terminal.file("empty.txt", content)
    said = terminal(ASHFORD, "--passphrase-file", file, "desk", "list", typed="", code=1)
    assert said.err == "The passphrase file has no passphrase in its first line. Nothing was changed.\n"


def test_a_passphrase_file_that_is_not_there_says_so(terminal: Terminal) -> None:
    """A missing file, and one in no encoding, end the same way."""
    binary = terminal.file("binary.txt", b"\xff\xfe\x00")
    for file in (terminal.folder / "gone.txt", binary):
        said = terminal(ASHFORD, "--passphrase-file", file, "desk", "list", typed="", code=1)
        assert (said.out, said.err.count("\n")) == ("", 1)


def test_a_passphrase_file_may_have_windows_line_ends(terminal: Terminal) -> None:
    """As Notepad saves it: a byte order mark before and a carriage return behind."""
    file = terminal.file("windows.txt", f"\ufeff{PASSPHRASE}\r\nmore".encode())
    assert terminal(ASHFORD, "--passphrase-file", file, "session", "list", typed="").out == ""


def test_a_missing_file_says_so(terminal: Terminal) -> None:
    """Every verb that reads a file names the one that is not there, and ends with 1."""
    gone = terminal.folder / "gone.toml"
    verbs: list[tuple[str, list[object]]] = [
        ("new", ["desk", "join", gone, "--name", "Rural"]),
        ("new", ["restore", gone]),
        (COORDINATOR, ["totals", gone]),
        (ASHFORD, ["import", gone]),
        (ASHFORD, ["import", terminal.file("a.csv", "Date\n"), "--columns", gone]),
        (ASHFORD, ["visit", "record", "--session", NEVER, "--answers", gone]),
        (COORDINATOR, ["merge", gone]),
        (COORDINATOR, ["check", gone]),
        (ASHFORD, ["sync", gone / "deeper"]),
    ]
    for shop, words in verbs:
        assert terminal.refused(shop, *words)
    assert not (terminal.folder / "new").exists()


def test_a_damaged_file_says_so(terminal: Terminal) -> None:
    """What is not what it should be is refused in a sentence, and nothing comes of it."""
    junk = terminal.file("junk.json", b"\x00\xff junk {")
    verbs: list[tuple[str, list[object], str]] = [
        ("new", ["desk", "join", junk, "--name", "Rural"], "setup file"),
        ("new", ["restore", junk], "not a whole backup"),
        (COORDINATOR, ["totals", junk], "TOML"),
        (ASHFORD, ["visit", "record", "--session", NEVER, "--answers", junk], "answers cannot be read"),
    ]
    for shop, words, sentence in verbs:
        assert sentence in terminal.refused(shop, *words)
    assert not (terminal.folder / "new" / STORE).exists()
    for answers in ('{"sex": true}', '{"sex": null}', '["sex"]', '{"sex": {"a": 1}}', '{"children": 1.5}'):
        file = terminal.file("answers.json", answers)
        words = ["visit", "record", "--session", NEVER, "--answers", str(file)]
        assert "answers cannot be read" in terminal.refused(ASHFORD, *words)


def test_a_damaged_ledger_says_so(terminal: Terminal) -> None:
    """A ledger that is no spreadsheet is refused, dry run or not."""
    for content in (b"%PDF-1.7", b"PK\x03\x04 and no zip", b""):
        ledger = terminal.file("ledger.csv", content)
        assert terminal(ASHFORD, "import", ledger, code=1).out == ""
        assert terminal(ASHFORD, "import", ledger, "--dry-run", code=1).out == ""


Harm = Callable[[Path], object]


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda shop: (shop / STORE).write_bytes(b"x" * 8192), "damaged"),
        (lambda shop: (shop / STORE).unlink(), "no shop"),
        (lambda shop: [(shop / name).write_bytes(b"{}") for name in (KEYS, KEYS_SECOND)], "restore"),
        (lambda shop: [(shop / name).unlink() for name in (KEYS, KEYS_SECOND)], "shop"),
    ],
)
def test_a_damaged_shop_says_so(terminal: Terminal, harm: Harm, sentence: str) -> None:
    """Store or keys spoilt or gone: the sentence says what to do, and what is left stays as it is."""
    shop = terminal.folder / ASHFORD
    harm(shop)
    before = {file.name: file.read_bytes() for file in shop.glob("*.*") if file.name != "tries.json"}
    assert sentence in terminal.refused(ASHFORD, "session", "list")
    after = {file.name: file.read_bytes() for file in shop.glob("*.*") if file.name != "tries.json"}
    assert after == before


def test_an_emptied_store_says_so(terminal: Terminal) -> None:
    """A file of no bytes, as a full disk or a failed copy leaves, is a damaged shop and not a new one."""
    (terminal.folder / ASHFORD / STORE).write_bytes(b"")
    for _ in range(2):
        assert "restore the newest backup" in terminal.refused(ASHFORD, "session", "list")


def test_a_newer_store_says_so(terminal: Terminal, template: Template) -> None:
    """A shop that a later version of the app has opened is left as it is."""
    store = terminal.folder / ASHFORD / STORE
    connection = connect(store, template.shops[ASHFORD].raw_keys[0])
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    content = store.read_bytes()
    assert "newer version of the app" in terminal.refused(ASHFORD, "session", "list")
    assert store.read_bytes() == content


def test_a_shop_in_use_says_so(terminal: Terminal) -> None:
    """While a window has it open the command line waits for nobody and breaks nothing."""
    shop = open_shop(terminal.folder / ASHFORD, SystemClock(), PASSPHRASE)
    assert "open in another window" in terminal.refused(ASHFORD, "session", "list")
    shop.close()


@pytest.mark.parametrize(
    "words",
    [
        ["network", "approve", "0" * 64],
        ["network", "accept"],
        ["network", "setup-file", "a.dropin-setup"],
        ["merge", "."],
        ["merge", "undo", NEVER],
        ["report", "year", *PERIOD, "--out", "a.json"],
        ["releases"],
        ["releases", "calendar"],
        ["releases", "plan", *PERIOD],
    ],
    ids=" ".join,
)
def test_what_only_coordinators_do_says_so(terminal: Terminal, words: list[str]) -> None:
    """A laptop without the network's keys cannot, and writes no file."""
    assert "Only a coordinator's laptop" in terminal.refused(ASHFORD, *words)
    assert not list(terminal.folder.glob("a.*"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["network", "approve", "abc"], "64 characters"),
        (["merge", "undo", NEVER], "No merge of that number"),
        (["session", "close", NEVER], "knows no such session"),
        (["report", "weather", *PERIOD, "--out", "a.json"], "."),
        (["report", "year", *PERIOD, "--out", "a.exe"], "Choose one of these endings"),
        (
            ["report", "year", "--from", "2015-07", "--to", "2015-06", "--out", "a.json"],
            "first before the last",
        ),
        (["report", "year", "--from", "July", "--to", "2015-06", "--out", "a.json"], "2014-07"),
        (["report", "year", *PERIOD, "--venue", "Nowhere", "--out", "a.json"], "Nowhere"),
        (["report", "year", *PERIOD, "--out", "no/such/folder/a.json"], "could not be written"),
        (["backup", "no/such/folder/a.backup"], "could not be written"),
        (["network", "setup-file", "no/such/folder/a"], "could not be written"),
        (["sheet", "session", "--session", NEVER, "--out", "a.pdf"], "knows no such session"),
        (["sheet", "slips", "--out", "no/such/folder/a.pdf"], "could not be written"),
        (["desk", "join", "setup", "--name", "Again"], "already a shop"),
        (["network", "new", "--name", "Kent", "--recovery-sheet", "a.pdf"], "already a shop"),
    ],
)
def test_what_cannot_be_done_says_so(terminal: Terminal, words: list[str], sentence: str) -> None:
    """One sentence names what was wrong, and no file is begun."""
    if words[0] == "desk":
        terminal(COORDINATOR, "network", "setup-file", "setup")
    assert sentence in terminal.refused(COORDINATOR, *words)
    assert not list(terminal.folder.glob("a.*"))


def test_answers_that_do_not_fit_say_so(terminal: Terminal) -> None:
    """The question is named and the answer is not repeated."""
    session = terminal(ASHFORD, "session", "open", "--venue", HALL, "--date", "2026-06-22").out.strip()
    file = terminal.file("answers.json", '{"sex": "Zebra Crossing"}')
    said = terminal.refused(ASHFORD, "visit", "record", "--session", session, "--answers", file)
    assert "Zebra" not in said
    file = terminal.file("answers.json", '{"visitor_type": "person_causing_harm"}')
    assert "Count them" in terminal.refused(
        ASHFORD, "visit", "record", "--session", session, "--answers", file
    )


def test_a_recovery_sheet_that_cannot_be_written_founds_nothing(terminal: Terminal) -> None:
    """A network whose recovery key was never printed must not begin."""
    words = ["network", "new", "--name", "Kent", "--recovery-sheet", "no/such/folder/sheet.pdf"]
    assert "could not be written" in terminal.refused("new", *words)
    assert not (terminal.folder / "new").exists()


def test_a_network_founded_twice_keeps_its_first_sheet(terminal: Terminal) -> None:
    """The same command given again is refused, and the sheet with the first key is not written over."""
    sheet = terminal.file("sheet.pdf", b"the first recovery key")
    words = ["network", "new", "--name", "Kent", "--recovery-sheet", str(sheet)]
    assert "already a shop" in terminal.refused(COORDINATOR, *words)
    assert sheet.read_bytes() == b"the first recovery key"
    assert {path.name for path in terminal.folder.glob("sheet*")} == {"sheet.pdf"}


def test_another_network_is_refused(terminal: Terminal) -> None:
    """Joining with the key of another network makes nothing and says to ask again."""
    terminal(COORDINATOR, "network", "setup-file", "setup")
    words = ["desk", "join", "setup", "--name", "Rural", "--network-key", "0" * 64]
    assert "not from the network that you named" in terminal.refused("new", *words)
    assert not (terminal.folder / "new").exists()


def test_nothing_typed_ends_it(terminal: Terminal) -> None:
    """At the end of input the prompt gives up, with 1."""
    assert terminal(ASHFORD, "desk", "list", code=1, typed="").out.strip() in ("", "Passphrase:")


def test_a_restored_shop_that_was_tampered_with_says_so(terminal: Terminal) -> None:
    """A backup with one byte changed is found damaged at the first opening."""
    pack = terminal.folder / "ashford.backup"
    terminal(ASHFORD, "backup", pack)
    content = bytearray(pack.read_bytes())
    content[len(content) // 2] ^= 1
    pack.write_bytes(content)
    unpack(pack, terminal.folder / "restored")
    assert "damaged" in terminal.refused("restored", "session", "list")
    shutil.rmtree(terminal.folder / "restored")
