"""Rows of a ledger in the network's words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import msgspec
import pytest

from onestopshop.errors import Cancelled, Refused
from onestopshop.identity import met_id
from onestopshop.spreadsheet.cells import Uncalculated
from onestopshop.spreadsheet.faults import LedgerRefused
from onestopshop.spreadsheet.ledger_file import ledger_rows
from onestopshop.spreadsheet.ledger_map import LedgerMap, MapValueWrong, read_map
from onestopshop.spreadsheet.translation import NoHeadings, translated
from tests.spreadsheet.example_ledgers import (
    EXAMPLES,
    HEADINGS,
    TODAY,
    example,
    network_setup,
    numbered,
    read,
)

DAY = "2016-02-04"


def told(*rows: tuple[object, ...], **lines: Any) -> list[str]:
    """What is said of rows that are refused."""
    with pytest.raises(LedgerRefused) as refused:
        read(*rows, ledger_map=LedgerMap(**lines))
    return str(refused.value).split("\n")


@pytest.mark.parametrize(
    ("ledger", "map_name", "rows"),
    [
        ("ashford-2014-15.csv", "ashford-map.toml", 317),
        ("ashford-2013-14.csv", "ashford-map.toml", 316),
        ("step-change-2019-20.csv", "step-change-map.toml", 92),
    ],
)
def test_the_examples_are_read(ledger: str, map_name: str, rows: int) -> None:
    """Every row of the examples is understood by the maps beside them, and has an id of its own."""
    found = example(ledger, map_name)
    assert len(found.rows) == len({row.id for row in found.rows}) == rows


def test_what_ashford_published_comes_out() -> None:
    """Sex, origin, area and how people heard are those of the council's report on 2014/15."""
    rows = example("ashford-2014-15.csv", "ashford-map.toml").rows
    white_european = met_id(network_setup().network, "ethnic_group", "White European")
    groups = Counter(row.answers["ethnic_group"] for row in rows)
    assert Counter(row.answers["sex"] for row in rows)["male"] == 15
    assert round(100 * groups["white_british"] / 317) == 84
    assert round(100 * groups[white_european] / 317) == 6
    assert round(100 * groups["not_known"] / 317) == 2
    assert round(100 * Counter(row.answers["lives_in"] for row in rows)["e07000105"] / 317) == 93
    assert sum(int(str(row.answers["children"])) for row in rows) == 480
    assert Counter(row.answers["heard_about"] for row in rows)["agency_unnamed"] == 211
    assert Counter(row.feedback["helpful"] for row in rows)["not_answered"] == 317 - round(317 * 0.74)


def test_what_step_change_published_comes_out() -> None:
    """92 referrals, 72 engaged, 23 assessed; references go, for no referral is a first visit."""
    rows = example("step-change-2019-20.csv", "step-change-map.toml").rows
    assert {(row.record, row.reference) for row in rows} == {("referral", None)}
    assert Counter(row.answers["engaged"] for row in rows)["yes"] == 72
    assert sum("outcome.fear_of_harm" in row.answers for row in rows) == 23
    assert Counter(row.answers.get("outcome.emotional_wellbeing") for row in rows)["improved"] == 18


def test_a_real_workbook_is_refused_by_its_one_impossible_day() -> None:
    """Tenterden's row 65 holds 31 February and is the only fault; left out by the map, 58 rows remain."""
    ledger_map = read_map(EXAMPLES / "tenterden-map.toml")
    rows = ledger_rows(EXAMPLES / "tenterden-2016.xlsx", ledger_map.sheet)
    with pytest.raises(LedgerRefused) as refused:
        translated(rows, ledger_map, network_setup(), TODAY)
    assert str(refused.value) == "row 65, Date seen: no such day"
    found = translated(rows, msgspec.structs.replace(ledger_map, skip_rows=(65,)), network_setup(), TODAY)
    assert (len(found.rows), found.skipped) == (58, 1)
    (venue,) = found.venues
    assert (venue.name, venue.kind, venue.area, venue.met) == (
        "Tenterden rural drop-in",
        "rural drop-in",
        "e07000105",
        True,
    )


def test_a_row_in_the_networks_words() -> None:
    """Answers are options and numbers, feedback stands apart, an empty cell was not asked."""
    (row,) = read((DAY, "trinity house ", "female", None, "2.0", "Police; Solicitor;police", "Yes")).rows
    assert (row.number, row.day, row.venue, row.record) == (2, date(2016, 2, 4), "trinity", "visit")
    assert row.answers == {"sex": "female", "children": 2, "agencies_seen": ("police", "solicitor")}
    assert row.feedback == {"helpful": "yes"}
    assert row.options() == {"female", "2", "police", "solicitor", "yes"}


def test_what_was_not_asked_is_no_answer() -> None:
    """ "Not asked" is like an empty cell, also among several; what says nothing else is kept."""
    (row,) = read(
        (DAY, "trinity", "Not asked", "Not known", "n/k", ";", "not asked"), ledger_map=UNKNOWN
    ).rows
    assert row.answers == {"age_band": "not_known", "children": "not_known"}
    assert row.feedback == {}
    (row,) = read((DAY, "trinity", "", "", "", "Not asked; Police", "")).rows
    assert row.answers == {"agencies_seen": ("police",)}
    (row,) = read((DAY, "trinity", "", "", "", "Not known", "")).rows
    assert row.answers == {"agencies_seen": "not_known"}


UNKNOWN = LedgerMap(values={"children": {"n/k": "Not known"}})


def test_every_fault_is_told_at_once() -> None:
    """Each faulty cell has a line with its row and heading, from left to right and from top to bottom."""
    assert told(
        ("31/02/2016", "Trinity House", "F", "35 to 99"),
        (DAY, "", "", "", "many", "None; Police"),
        ("tomorrow", "=HYPERLINK(1)", "x" * 5_000),
    ) == [
        "row 2, Date: no such day",
        'row 2, Sex: "F" is not known',
        'row 2, Age: "35 to 99" is not known; nearest: 35-44, 55-59',
        "row 3, Venue: no venue",
        "row 3, Children: not a whole number from 0 to 20",
        "row 3, Agencies seen: answers that contradict each other",
        "row 4, Date: not a date written like 2016-12-31",
        "row 4, Venue: not the name of a venue",
        f'row 4, Sex: "{"x" * 40}…" is not known',
    ]


def test_a_formula_is_only_a_word() -> None:
    """What would be run by a spreadsheet program is refused like any word that nobody knows."""
    assert told((DAY, "Trinity House", "=cmd|' /C calc'!A0")) == [
        "row 2, Sex: \"=cmd|' /C calc'!A0\" is not known"
    ]


def test_a_formula_that_was_never_worked_out_is_told() -> None:
    """A cell that only looks empty is not taken for "not asked", unless its column is ignored."""
    (fault,) = told((DAY, "trinity", Uncalculated.FORMULA))
    assert fault.startswith("row 2, Sex: a formula that was never worked out")
    ledger_map = LedgerMap(columns={"Sex": "ignore"})
    assert len(read((DAY, "trinity", Uncalculated.FORMULA), ledger_map=ledger_map).rows) == 1


def test_a_cell_without_a_heading_is_told() -> None:
    """Something written beside the table is refused by the letters of its column, not dropped."""
    assert told((DAY, "trinity", *[""] * 5, "", "see over")) == ["row 2, column I: no heading above it"]


def test_where_a_ledger_begins_and_ends() -> None:
    """What is above the headings, blank or below the end is no row; skipped rows are counted."""
    rows = numbered(
        ("Log of visits",),
        (),
        HEADINGS,
        (DAY, "trinity"),
        ("", None),
        (DAY, "trinity", "Female"),
        ("nonsense",),
        (" total", None, 3),
        ("more nonsense",),
    )
    ledger_map = LedgerMap(heading_row=3, end_at="TOTAL", skip_rows=(7, 9, 5))
    found = translated(rows, ledger_map, network_setup(), TODAY)
    assert [row.number for row in found.rows] == [4, 6]
    assert found.skipped == 1


@pytest.mark.parametrize("heading_row", [2, 9, None])
def test_a_ledger_without_headings(heading_row: int | None) -> None:
    """Where the headings should be and are not, one sentence says so."""
    rows = numbered(HEADINGS, (), (DAY, "trinity")) if heading_row else ()
    with pytest.raises(NoHeadings):
        translated(rows, LedgerMap(heading_row=heading_row), network_setup(), TODAY)


def test_a_venue_first_met() -> None:
    """It has the map's kind and area and an id that every desk derives alike; listed ones stay."""
    ledger_map = LedgerMap(
        kind="online", area="Swale", values={"venue": {"Sheppey": "Isle of Sheppey online"}}
    )
    found = read(
        (DAY, "sheppey"), (DAY, "Trinity House"), (DAY, "ISLE of Sheppey online"), ledger_map=ledger_map
    )
    (venue,) = found.venues
    assert venue.id == met_id(network_setup().network, "venue", "isle of sheppey ONLINE")
    assert (venue.name, venue.kind, venue.area) == ("Isle of Sheppey online", "online", "e07000113")
    assert [row.venue for row in found.rows] == [venue.id, "trinity", venue.id]


def test_the_maps_venue_is_for_rows_that_name_none() -> None:
    """A constant venue fills an empty cell, or stands for all; a programme's kind is a group programme."""
    (here, there) = read((DAY, ""), (DAY, "Hythe"), ledger_map=LedgerMap(venue="Trinity House")).rows
    assert (here.venue == "trinity", there.venue == "trinity") == (True, False)
    ledger = read(
        (DAY,), headings=("Date",), ledger_map=LedgerMap(record="referral", programme="Step Change")
    )
    assert [(venue.name, venue.kind) for venue in ledger.venues] == [("Step Change", "group programme")]


@pytest.mark.parametrize(("key", "value"), [("area", "Atlantis"), ("venue", "=1+1")])
def test_a_map_with_an_impossible_place(key: str, value: str) -> None:
    """An area that is no answer, and a formula for a venue, are told by their key."""
    with pytest.raises(MapValueWrong, match=key):
        read((DAY, "trinity"), ledger_map=LedgerMap(**{key: value}))  # type: ignore[arg-type]


def test_only_what_is_used_is_met() -> None:
    """Agencies and options that the map adds and no row names do not travel."""
    ledger_map = LedgerMap(new_options={"agencies_seen": {"Porchlight": True, "Early Birds": True}})
    found = read((DAY, "trinity", "", "", "", "Porchlight"), ledger_map=ledger_map)
    assert [agency.name for agency in found.agencies] == ["Porchlight"]


def test_an_answer_that_holds_the_separator() -> None:
    """A cell that is one answer is not split, though it holds the separator."""
    ledger_map = LedgerMap(separator="/", new_options={"agencies_seen": {"Drink/Drugs": True}})
    (row,) = read((DAY, "trinity", "", "", "", "drink/drugs"), ledger_map=ledger_map).rows
    assert len(row.answers["agencies_seen"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["2015-06", date(2015, 6, 30)])
def test_a_month_is_a_month(cell: object) -> None:
    """The month of the last visit is read from text and from a date."""
    (row,) = read((DAY, "trinity", cell), headings=("Date", "Venue", "Last visit")).rows
    assert row.answers == {"last_visit": "2015-06"}


def test_what_is_no_month() -> None:
    """Another word is refused, unless it says that nothing is known."""
    with pytest.raises(LedgerRefused, match="not a month written like 2015-06"):
        read((DAY, "trinity", "June"), headings=("Date", "Venue", "Last visit"))
    (row,) = read((DAY, "trinity", "Not known"), headings=("Date", "Venue", "Last visit")).rows
    assert row.answers == {"last_visit": "not_known"}


def test_a_reference_is_compared_without_case() -> None:
    """References match whatever their case and spaces; a blank one is none."""
    headings = ("Date", "Venue", "Card")
    ledger_map = LedgerMap(columns={"Card": "visitor_reference"})
    rows = read(
        (DAY, "trinity", " A14-001"),
        (DAY, "trinity", "a14-001"),
        (DAY, "trinity", " "),
        headings=headings,
        ledger_map=ledger_map,
    ).rows
    assert [row.reference for row in rows] == ["a14-001", "a14-001", None]


def test_somebody_can_stop_it() -> None:
    """Progress is told row by row, and raising Cancelled ends the reading."""
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        translated(numbered(HEADINGS, *[(DAY, "trinity")] * 3), LedgerMap(), network_setup(), TODAY, stop)
    assert seen == [(0, 3), (1, 3)]


def test_refusals_are_sentences_without_answers() -> None:
    """A refusal of the whole ledger ends with a full stop and stays on one line."""
    with pytest.raises(Refused) as refused:
        read((DAY, "trinity"), headings=("Date", "Where"))
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
