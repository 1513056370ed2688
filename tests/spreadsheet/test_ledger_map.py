"""Maps of ledgers, as coordinators write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.errors import Refused
from onestopshop.spreadsheet.ledger_map import (
    LedgerMap,
    MapNotToml,
    MapUnreadable,
    MapValueWrong,
    UnknownMapKey,
    read_map,
)
from tests.spreadsheet.example_ledgers import EXAMPLES


def written(folder: Path, content: str | bytes) -> Path:
    """A map's file with that content."""
    path = folder / "map.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", ["ashford-map.toml", "tenterden-map.toml", "step-change-map.toml"])
def test_the_examples_are_maps(name: str) -> None:
    """Every example that ships is read."""
    assert read_map(EXAMPLES / name).columns


def test_a_map_says_what_it_says(tmp_path: Path) -> None:
    """Keys are taken as written; a byte order mark, as Windows editors leave it, does no harm."""
    text = '\ufeffsheet = "Log"\nheading_row = 4\nskip_rows = [65]\n[values.children]\n"3+" = 3\n'
    found = read_map(written(tmp_path, text))
    assert found == LedgerMap(sheet="Log", heading_row=4, skip_rows=(65,), values={"children": {"3+": 3}})


def test_the_venue_of_rows_that_name_none() -> None:
    """It is the map's venue, else the programme."""
    assert LedgerMap(venue="Gravesham", programme="Step Change").constant_venue() == "Gravesham"
    assert LedgerMap(programme="Step Change").constant_venue() == "Step Change"
    assert LedgerMap().constant_venue() is None


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    """A misspelt key is refused by name."""
    with pytest.raises(UnknownMapKey, match='"heading_rows"'):
        read_map(written(tmp_path, "heading_rows = 4\n"))


@pytest.mark.parametrize(
    "line",
    [
        'heading_row = "4"',
        "heading_row = 0",
        "skip_rows = [0]",
        "date_formats = []",
        'date_formats = ["%d"]',
        'separator = ""',
        'kind = "shop"',
        'record = "person"',
        'columns = ["Date"]',
        "values.age_band.old = 1.5",
        "values.age_band.old = true",
        "new_options.age_band.old = 3",
        "venue = 1979-05-27",
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, line: str) -> None:
    """A value of the wrong form is refused by the name of its key."""
    key = line.partition(" ")[0].partition(".")[0]
    with pytest.raises(MapValueWrong, match=f'"{key}"'):
        read_map(written(tmp_path, line))


def test_a_map_that_is_no_toml_is_told_by_line(tmp_path: Path) -> None:
    """The first line that cannot be understood is named, also where the file just ends."""
    with pytest.raises(MapNotToml, match="line 2"):
        read_map(written(tmp_path, 'sheet = "Log"\nheading row = 4\n'))
    with pytest.raises(MapNotToml, match="line 2"):
        read_map(written(tmp_path, 'sheet = "Log"\nvenue = """'))


def test_what_is_no_map_at_all(tmp_path: Path) -> None:
    """A folder, a missing file, other bytes, a huge file and endless brackets each get one sentence."""
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(MapUnreadable):
            read_map(path)
    for content in (b"\xff\xfe\x00", b"#" * 1_000_001, b"a = " + b"[" * 100_000):
        with pytest.raises(Refused):
            read_map(written(tmp_path, content))


@given(content=st.binary(max_size=200) | st.text(max_size=200))
def test_nonsense_is_refused_or_read(tmp_path_factory: pytest.TempPathFactory, content: str | bytes) -> None:
    """Whatever the bytes, a map comes out or one sentence does."""
    path = tmp_path_factory.mktemp("map") / "map.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    told = "a map."
    try:
        read_map(path)
    except Refused as refused:
        told = str(refused)
    assert told.endswith(".")
