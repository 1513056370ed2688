"""What a coordinator settles from the command line: readers of venues, rival setups, a new root."""

from __future__ import annotations

from tests.cli.terminal import Terminal
from tests.desk.shops import ASHFORD, COORDINATOR, HALL, Template


def test_readers_of_a_venue_are_listed_and_settled(terminal: Terminal, template: Template) -> None:
    """Every venue with all who read there; half of what is needed is wrong usage and changes nothing."""
    key = template.shops[COORDINATOR].desk.key
    (first,) = terminal(COORDINATOR, "network", "recipients").records
    assert first[1:] == [HALL, "all", key, "Kent coordinator"]
    own = ("network", "recipients", "--venue", HALL, "--coordinator", key)
    assert terminal(COORDINATOR, *own).records == [[*first[:2], "own", *first[3:]]]
    assert terminal(ASHFORD, "network", "recipients").records == [first], "nothing was synced yet"
    assert terminal(COORDINATOR, "network", "recipients", "--venue", HALL, "--all").records == [first]
    for wrong in (("--venue", HALL), ("--all",), (*own[2:], "--all")):
        assert "Give --venue" in terminal(COORDINATOR, "network", "recipients", *wrong, code=2).err
    volunteer = template.shops[ASHFORD].desk.key
    assert "desk list" in terminal.refused(COORDINATOR, *own[:-1], volunteer)


def test_nothing_to_reconcile_is_said(terminal: Terminal) -> None:
    """Where no rival is, nothing is signed."""
    folder = terminal.folder / "central"
    terminal(COORDINATOR, "sync", folder)
    assert "No setup there differs" in terminal.refused(COORDINATOR, "network", "reconcile", folder)


def test_a_new_root_prints_its_words_and_its_sheet(terminal: Terminal) -> None:
    """The sheet is a PDF, key and six words are new, and a laptop follows; without room nothing begins."""
    folder, sheet = terminal.folder / "central", terminal.folder / "sheet.pdf"
    terminal(COORDINATOR, "sync", folder)
    nowhere = terminal.folder / "nowhere" / "sheet.pdf"
    assert "sheet.pdf" in terminal.refused(COORDINATOR, "network", "new-root", "--recovery-sheet", nowhere)
    said = terminal(COORDINATOR, "network", "new-root", "--recovery-sheet", sheet)
    assert [record[0] for record in said.records[:2]] == ["network key", "six words"]
    assert (len(said.records[0][1]), len(said.records[1][1].split())) == (64, 6)
    assert "every coordinator's laptop twice" in said.out
    assert sheet.read_bytes().startswith(b"%PDF")
    terminal(COORDINATOR, "sync", folder)
    assert terminal(ASHFORD, "sync", folder).err == ""
    terminal(COORDINATOR, "desk", "list")


def test_revoking_a_coordinator_says_what_to_do(terminal: Terminal, template: Template) -> None:
    """Her laptop has the network's key: a new root is advised."""
    folder, key = terminal.folder / "central", template.shops[ASHFORD].desk.key
    terminal(ASHFORD, "desk", "become-coordinator")
    terminal(ASHFORD, "sync", folder)
    terminal(COORDINATOR, "merge", folder)
    terminal(COORDINATOR, "network", "add-coordinator", key)
    assert "network new-root" in terminal(COORDINATOR, "network", "revoke", key).err
