"""What is typed, chosen or imported never stands in clear in any file that the app wrote by itself."""

from __future__ import annotations

import json
import lzma
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from onestopshop.clock import SystemClock
from onestopshop.desk.attendances import came, new_agency
from onestopshop.desk.drafts import keep
from onestopshop.desk.feedback import set_feedback
from onestopshop.desk.opening import open_shop
from onestopshop.desk.people import add_person
from onestopshop.identity import AgencyId, SessionId
from tests.cli.terminal import Terminal
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, HALL, PASSPHRASE

AGENCY, VENUE = "Quincewater Advocacy", "Vexbourne Corn Exchange"
REFERENCE, NOTES, PERSON = "ZYX-991-QQ", "Wobblethwaite mentioned her sister", "Florimel Oakapple"
TYPED = (AGENCY, VENUE, REFERENCE, NOTES, PERSON)
CHOSEN = ("gypsy_traveller", "housing", "victim_survivor")
LEDGER = f"""Date,Venue,Card,Sex,Remarks
2026-06-15,{VENUE},{REFERENCE},Female,{NOTES}
2026-06-15,{VENUE},{REFERENCE},Male,{NOTES}
"""
MAP = """
[columns]
"Date" = "date"
"Venue" = "venue"
"Card" = "visitor_reference"
"Sex" = "sex"
"Remarks" = "ignore"
"""
SECOND = "glade tremor oxide walnut pivot ember"


def variants(marker: str) -> Iterator[bytes]:
    """A marker as it could stand in a file."""
    for text in (marker, marker.lower(), marker.upper(), marker.casefold()):
        yield text.encode()
        yield text.encode("utf-16-le")


def readable(file: Path) -> Iterator[bytes]:
    """The bytes of a file, and of what it holds where it is a tar."""
    content = file.read_bytes()
    yield content
    for unpacked in (zlib.decompress, lzma.decompress):
        try:
            yield unpacked(content)
        except (zlib.error, lzma.LZMAError):
            continue
    if tarfile.is_tarfile(file):
        with tarfile.open(file) as tar:
            for member in tar:
                stream = tar.extractfile(member)
                yield stream.read() if stream else b""


def telling(folder: Path, markers: tuple[str, ...]) -> set[tuple[str, str]]:
    """Files, and their names, in which a marker can be read."""
    return {
        (file.relative_to(folder).as_posix(), marker)
        for file in folder.rglob("*")
        if file.is_file()
        for content in (*readable(file), file.name.encode())
        for marker in markers
        if any(variant in content for variant in variants(marker))
    }


@pytest.fixture
def written(terminal: Terminal) -> Terminal:
    """Shops and a central folder after a day: typed, imported, sent, merged and backed up."""
    shop = open_shop(terminal.folder / ASHFORD, SystemClock(), PASSPHRASE)
    agency = AgencyId(new_agency(shop, AGENCY).changed[0].id)
    add_person(shop, PERSON, SECOND, CHEAP)
    shop.close()
    opened = terminal(ASHFORD, "session", "open", "--venue", VENUE, "--date", "2026-06-22").out.strip()
    answers = {
        "visitor_type": "victim_survivor",
        "ethnic_group": "gypsy_traveller",
        "needs": ["housing"],
        "agencies_seen": [agency],
    }
    file = terminal.file("answers.json", json.dumps(answers))
    terminal(ASHFORD, "visit", "record", "--session", opened, "--answers", file)
    shop = open_shop(terminal.folder / ASHFORD, SystemClock(), PASSPHRASE)
    came(shop, SessionId(opened), agency)
    set_feedback(shop, SessionId(opened), "helpful", {"yes": 1})
    keep(shop, SessionId(opened), {"needs": ("housing",)})
    shop.store.back_up()
    shop.close()
    ledger, columns = terminal.file("ledger.csv", LEDGER), terminal.file("map.toml", MAP)
    terminal(ASHFORD, "import", ledger, "--columns", columns)
    for asked in (file, ledger, columns):
        asked.unlink()
    folder = terminal.folder / "central"
    terminal(ASHFORD, "sync", folder)
    terminal(COORDINATOR, "sync", folder)
    assert json.loads(terminal(COORDINATOR, "merge", folder, "--json").out)["new"] == 2
    terminal(ASHFORD, "sync", folder)
    terminal(ASHFORD, "backup", terminal.folder / "ashford.backup")
    return terminal


def test_nothing_typed_or_chosen_can_be_read(written: Terminal) -> None:
    """No file of shops, backup and central folder holds a word of it in clear."""
    there = {path.name for path in written.folder.iterdir()}
    assert there >= {ASHFORD, COORDINATOR, "central", "ashford.backup"}
    setup = "central/setup.dropin-setup"
    found = telling(written.folder, TYPED + CHOSEN)
    # The setup lists every answer that can be chosen: that says nothing about anybody.
    assert {(file, marker) for file, marker in found if not (file == setup and marker in CHOSEN)} == set()


def test_what_is_accepted_stands_in_the_setup_and_nowhere_else(written: Terminal) -> None:
    """Names of venues and agencies are public once the network has accepted them; the rest stays unseen."""
    terminal = written
    terminal(COORDINATOR, "network", "accept")
    terminal(COORDINATOR, "sync", terminal.folder / "central")
    terminal(ASHFORD, "sync", terminal.folder / "central")
    setup = "central/setup.dropin-setup"
    assert telling(terminal.folder, TYPED) == {(setup, AGENCY), (setup, VENUE)}


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """The net has no hole: a marker in plain, packed, other letters or another encoding is found."""
    for name, content in {
        "plain": AGENCY.encode(),
        "small": AGENCY.lower().encode(),
        "wide": AGENCY.encode("utf-16-le"),
        "packed": zlib.compress(AGENCY.encode()),
    }.items():
        (tmp_path / name).write_bytes(content)
    with tarfile.open(tmp_path / "tar", "w") as tar:
        tar.add(tmp_path / "packed", "inside")
        tar.add(tmp_path / "plain", "inside too")
    (tmp_path / AGENCY).write_bytes(b"")
    (tmp_path / "empty").write_bytes(b"")
    found = {file for file, _ in telling(tmp_path, TYPED)}
    assert found == {"plain", "small", "wide", "packed", "tar", AGENCY}
    assert HALL not in TYPED
