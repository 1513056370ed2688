"""The ids of a ledger's rows."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onestopshop.identity import VisitId
from onestopshop.spreadsheet.csv_rows import csv_rows
from onestopshop.spreadsheet.ledger_map import LedgerMap
from onestopshop.spreadsheet.translation import translated
from onestopshop.spreadsheet.xlsx_rows import xlsx_rows
from tests.spreadsheet.example_ledgers import HEADINGS, TODAY, as_csv, as_xlsx, network_setup, numbered, read

ROWS = st.lists(
    st.tuples(
        st.dates(date(2014, 1, 1), date(2014, 1, 4)).map(date.isoformat),
        st.sampled_from(["trinity", "Hythe"]),
        st.sampled_from(["Female", "Male", ""]),
    ),
    max_size=12,
)


def ids(rows: object, **lines: object) -> list[VisitId]:
    """The ids of rows, in their order."""
    return [row.id for row in read(*rows, ledger_map=LedgerMap(**lines)).rows]  # type: ignore[arg-type, misc]


@given(ROWS, st.randoms())
def test_order_does_not_matter(rows: list[tuple[str, ...]], random: object) -> None:
    """The same rows in another order have the same ids, all different."""
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(ids(rows)) == sorted(ids(shuffled))
    assert len(set(ids(rows))) == len(rows)


@given(ROWS, st.dates(date(2014, 1, 1), date(2014, 1, 5)))
def test_pieces_give_the_ids_of_the_whole(rows: list[tuple[str, ...]], cut: date) -> None:
    """A ledger that is cut between two days has the same ids in pieces."""
    before = [row for row in rows if row[0] < cut.isoformat()]
    after = [row for row in rows if row[0] >= cut.isoformat()]
    assert sorted(ids(before) + ids(after)) == sorted(ids(rows))


@given(ROWS, st.integers(0, 12))
def test_a_torn_day_never_counts_twice(rows: list[tuple[str, ...]], cut: int) -> None:
    """However a ledger is cut, its pieces hold no id that the whole does not have."""
    assert set(ids(rows[:cut]) + ids(rows[cut:])) <= set(ids(rows))


def test_csv_and_xlsx_of_a_ledger_agree() -> None:
    """A date and its text, a number and its text, another case and an added empty column are the same row."""
    written = [HEADINGS, ("2016-02-04", "Hythe", "female ", "25-34", "2")]
    kept = [(*HEADINGS, "Needs"), (datetime(2016, 2, 4), "hythe", "Female", "25-34", 2.0)]  # noqa: DTZ001
    found = [
        translated(rows, LedgerMap(), network_setup(), TODAY).rows
        for rows in (csv_rows(as_csv(written)), xlsx_rows(as_xlsx(kept), None))
    ]
    assert [row.id for row in found[0]] == [row.id for row in found[1]]


def test_another_way_of_writing_dates_is_the_same_day() -> None:
    """A ledger saved again with dates written otherwise is the same ledger."""
    assert ids([("04/02/2016", "Hythe")]) == ids([("2016-02-04", "Hythe")])


def test_what_makes_another_row() -> None:
    """Any cell, also an ignored one, the map's own venue, programme and record tell rows apart."""
    day, headings = "2016-02-04", ("Date", "Sex", "Notes")
    maps = [
        LedgerMap(venue="Hythe", columns={"Notes": "ignore"}),
        LedgerMap(venue="Lydd", columns={"Notes": "ignore"}),
        LedgerMap(venue="Lydd", programme="Recovery", columns={"Notes": "ignore"}),
        LedgerMap(venue="Lydd", record="referral", columns={"Notes": "ignore"}),
    ]
    found = [
        read((day, "Male", "a"), headings=headings, ledger_map=ledger_map).rows[0].id for ledger_map in maps
    ]
    found.append(read((day, "Male", "b"), headings=headings, ledger_map=maps[0]).rows[0].id)
    found.append(read((day, "Female", "a"), headings=headings, ledger_map=maps[0]).rows[0].id)
    assert len(set(found)) == 6


def test_a_feedback_token_is_another_id() -> None:
    """Each row's feedback has a token of its own that is not the visit's id."""
    rows = read(*[("2016-02-04", "Hythe", "", "", "", "", "Yes")] * 2).rows
    tokens = {row.tokens["helpful"] for row in rows}
    assert len(tokens) == 2
    assert not tokens & {row.id for row in rows}


def test_the_row_number_is_not_part_of_it(tmp_path: Path) -> None:
    """A title above the headings moves every row and changes no id."""
    moved = translated(
        numbered(("Log",), HEADINGS, ("2016-02-04", "Hythe")),
        LedgerMap(heading_row=2),
        network_setup(),
        TODAY,
    )
    assert [row.id for row in moved.rows] == ids([("2016-02-04", "Hythe")])
