"""Importing ledgers at a desk: each row once, and all of a ledger or nothing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onestopshop.agency import Agency
from onestopshop.clock import SetClock
from onestopshop.desk.directory import read_directory
from onestopshop.desk.ledger import Ledger, LedgerRow, SessionClosedHere, Taken, take_in
from onestopshop.desk.opening import create_network
from onestopshop.desk.own_part import assembled
from onestopshop.errors import Cancelled, Refused
from onestopshop.identity import AgencyId, Digest, ListId, OptionId, VenueId, VisitId, session_id
from onestopshop.part import MetOption, Part
from onestopshop.question import Option
from onestopshop.session import Session
from onestopshop.shop import Shop
from onestopshop.spreadsheet.ledger_import import import_ledger
from onestopshop.store import Connection, Cost
from onestopshop.store.parts import add_part, own_parts, purge_rows, sealed_as
from onestopshop.visit import Answers
from tests.spreadsheet.example_ledgers import EXAMPLES, as_csv, as_xlsx

HALL = VenueId("hall")
DAY = date(2014, 7, 1)
TABLES = ("visit", "ledger_feedback", "ledger_row", "visitor_reference", "part_met", "met", "part")
QUIET = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """An open shop of a new network."""
    clock = SetClock(datetime(2026, 3, 2, 18, 0, tzinfo=UTC))
    cheap = Cost(memory=64, passes=1)
    opened = create_network(
        tmp_path / "shop", clock, "Kent", "plum anchor velvet tundra siren", cost=cheap
    ).shop
    yield opened
    opened.close()


def emptied(shop: Shop) -> Shop:
    """The shop without anything that was imported."""

    def empty(connection: Connection) -> None:
        for table in TABLES:
            connection.execute(f"DELETE FROM {table}")

    shop.store.write(empty)
    return shop


def parts(shop: Shop) -> list[Part]:
    """All that the desk would seal, in order of session."""

    def read(connection: Connection) -> list[Part]:
        return [assembled(connection, own.session.id) for own in own_parts(connection)]

    return sorted(shop.store.read(read), key=lambda part: part.session.id)


def ordinals(shop: Shop) -> Counter[object]:
    """How many visits are a first, a second and so on."""
    return Counter(visit.answers.get("ordinal") for part in parts(shop) for visit in part.visits)


def imported(shop: Shop, name: str, map_name: str, **options: bool) -> Taken:
    """What the import of an example says."""
    return import_ledger(shop, EXAMPLES / name, EXAMPLES / map_name, **options)


def row(
    number: int, day: date = DAY, reference: str | None = None, answers: Answers | None = None, who: str = ""
) -> LedgerRow:
    """A row of a translated ledger."""
    return LedgerRow(
        number, "visit", day, HALL, answers or {}, {}, reference, VisitId(who or f"visit{number:04}"), {}
    )


@pytest.mark.parametrize(
    ("name", "map_name", "rows"),
    [
        ("ashford-2014-15.csv", "ashford-map.toml", 317),
        ("ashford-2013-14.csv", "ashford-map.toml", 316),
        ("step-change-2019-20.csv", "step-change-map.toml", 92),
    ],
)
def test_an_example_is_imported_once(shop: Shop, name: str, map_name: str, rows: int) -> None:
    """A dry run counts and writes nothing, the import takes every row, and a second one none."""
    dry = imported(shop, name, map_name, dry_run=True)
    assert parts(shop) == []
    first = imported(shop, name, map_name)
    assert dry == first
    assert (first.read, first.new, first.known, first.skipped) == (rows, rows, 0, 0)
    stored = parts(shop)
    again = imported(shop, name, map_name)
    assert (again.read, again.new, again.known) == (rows, 0, rows)
    assert parts(shop) == stored


def test_a_bad_row_takes_nothing_until_the_map_leaves_it_out(shop: Shop, tmp_path: Path) -> None:
    """Tenterden's impossible day refuses the ledger, dry run too; with skip_rows 58 of 59 rows are new."""
    for dry_run in (True, False):
        with pytest.raises(Refused, match=r"^row 65, Date seen: no such day$"):
            imported(shop, "tenterden-2016.xlsx", "tenterden-map.toml", dry_run=dry_run)
    assert parts(shop) == []
    skipping = tmp_path / "map.toml"
    text = (EXAMPLES / "tenterden-map.toml").read_text(encoding="utf-8")
    skipping.write_text(text.replace("skip_rows = []", "skip_rows = [65]"), encoding="utf-8")
    taken = import_ledger(shop, EXAMPLES / "tenterden-2016.xlsx", skipping)
    assert (taken.read, taken.new, taken.known, taken.skipped) == (59, 58, 0, 1)
    assert taken.venues == ("Tenterden rural drop-in",)
    assert taken.notes == ("venues_met",)


def test_references_become_ordinals_and_go(shop: Shop) -> None:
    """Ashford's visitors and those who came twice or more are as published, and no reference is kept."""
    taken = imported(shop, "ashford-2014-15.csv", "ashford-map.toml")
    counted = ordinals(shop)
    assert counted["first"] == 250
    assert round(100 * counted["second"] / counted["first"]) == 19
    assert sum(counted.values()) == 317
    assert "references_not_joined" in taken.notes

    def dump(connection: Connection) -> str:
        kept = [
            str(row) for table in (*TABLES, "fact") for row in connection.execute(f"SELECT * FROM {table}")
        ]
        return "\n".join(kept).lower()

    assert "a14-" not in shop.store.read(dump)


def test_what_is_sealed_of_an_import(shop: Shop) -> None:
    """A part holds imported visits without number, feedback apart from them, and all that was met in it."""
    imported(shop, "ashford-2014-15.csv", "ashford-map.toml")
    part = min(parts(shop), key=lambda part: part.session.date)
    assert (part.session.date, part.session.status, part.session.opening) == (DAY, "held", 1)
    assert {(visit.number, visit.imported) for visit in part.visits} == {(0, True)}
    assert not any("helpful" in visit.answers for visit in part.visits)
    (feedback,) = part.feedback
    assert (feedback.question, feedback.counts) == ("helpful", {})
    assert len(feedback.rows) == len(part.visits)
    assert not set(feedback.rows) & {visit.id for visit in part.visits}
    assert [venue.name for venue in part.venues] == ["Ashford One Stop Shop"]
    named = {
        agency
        for visit in part.visits
        for agency in visit.answers.get("agencies_seen", ())
        if len(agency) == 32
    }
    assert named == {agency.id for agency in part.agencies}


def test_what_was_met_is_known_from_then_on(shop: Shop) -> None:
    """A second ledger speaks of the same venue, agencies and options, and its parts carry them again."""
    imported(shop, "ashford-2013-14.csv", "ashford-map.toml")
    known = read_directory(shop)
    imported(shop, "ashford-2014-15.csv", "ashford-map.toml")
    assert read_directory(shop) == known
    assert all(part.venues for part in parts(shop))


def test_referrals_are_a_register(shop: Shop) -> None:
    """Referrals open no session: they stand in a register of the venue and day, without ordinals."""
    imported(shop, "step-change-2019-20.csv", "step-change-map.toml")
    stored = parts(shop)
    assert {part.session.status for part in stored} == {"register"}
    assert sum(len(part.referrals) for part in stored) == 92
    assert not any(part.visits for part in stored)
    assert not any("ordinal" in referral.answers for part in stored for referral in part.referrals)


def test_rows_join_the_session_that_is_there(shop: Shop) -> None:
    """A cancelled session of which a ledger has rows was held; a sealed part is sealed again."""
    session = session_id(shop.desk.network, HALL, DAY)

    def plan(connection: Connection) -> None:
        add_part(
            connection, Session(session, HALL, DAY, status="cancelled", reason="weather"), open_now=False
        )
        sealed_as(connection, session, 1, Digest("0" * 64))

    shop.store.write(plan)
    take_in(shop, Ledger((row(1),)))
    (own,) = shop.store.read(own_parts)
    assert (own.session.status, own.session.reason, own.dirty, own.revision) == ("held", None, True, 1)
    shop.store.write(lambda connection: sealed_as(connection, session, 2, Digest("1" * 64)))
    take_in(shop, Ledger((row(1), row(2))))
    (own,) = shop.store.read(own_parts)
    assert own.dirty


def test_a_session_whose_rows_left_takes_no_more(shop: Shop) -> None:
    """New rows for a purged session refuse the ledger by its date; rows known before are known."""
    take_in(shop, Ledger((row(1),)))
    session = session_id(shop.desk.network, HALL, DAY)
    shop.store.write(lambda connection: purge_rows(connection, session, b"{}"))
    for dry_run in (True, False):
        with pytest.raises(SessionClosedHere, match="01/07/2014"):
            take_in(shop, Ledger((row(3, date(2014, 7, 8)), row(1), row(2))), dry_run=dry_run)
    assert len(parts(shop)) == 1
    assert take_in(shop, Ledger((row(1),))).known == 1


def test_stopping_leaves_nothing(shop: Shop) -> None:
    """Whoever stops an import while it is stored has not imported anything."""

    def stop(done: int, total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_in(shop, Ledger((row(1), row(2, date(2014, 7, 8)))), progress=stop)
    assert parts(shop) == []


def test_only_what_a_session_names_travels_with_it(shop: Shop) -> None:
    """A part carries the agencies and options of its own rows, not those of the whole ledger."""
    option = MetOption(
        ListId("ethnic_group"),
        Option(OptionId("w_european"), "W. European", parent=OptionId("white_other"), met=True),
    )
    ledger = Ledger(
        (
            row(1, answers={"agencies_seen": ("porch",)}),
            row(2, date(2014, 7, 8), answers={"ethnic_group": "w_european"}),
        ),
        agencies=(Agency(AgencyId("porch"), "Porchlight", met=True),),
        options=(option,),
    )
    take_in(shop, ledger)
    first, second = sorted(parts(shop), key=lambda part: part.session.date)
    assert ([agency.id for agency in first.agencies], first.options) == (["porch"], ())
    assert (second.agencies, second.options) == ((), (option,))


ROWS = st.lists(
    st.tuples(
        st.dates(date(2014, 5, 1), date(2014, 8, 31)).map(date.isoformat),
        st.sampled_from(["Female", "Male"]),
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from(["", "", "", "Second", "Not known"]),
        st.sampled_from(["Yes", "No", ""]),
    ),
    max_size=14,
)
MAP = 'venue = "Hythe"\n[columns]\n"Card" = "visitor_reference"\n'
HEADINGS = ("Date", "Sex", "Card", "Which visit", "Helpful")


def import_rows(shop: Shop, folder: Path, rows: list[tuple[str, ...]], *, workbook: bool = False) -> Taken:
    """Import rows as a file of their own."""
    ledger, ledger_map = folder / "ledger", folder / "map.toml"
    ledger.write_bytes((as_xlsx if workbook else as_csv)([HEADINGS, *rows]))
    ledger_map.write_text(MAP, encoding="utf-8")
    return import_ledger(shop, ledger, ledger_map)


@QUIET
@given(ROWS, st.dates(date(2014, 5, 1), date(2014, 9, 1)), st.integers(), st.booleans())
def test_pieces_in_any_order_count_like_the_whole(
    shop: Shop, tmp_path: Path, rows: list[tuple[str, ...]], cut: date, seed: int, workbook: bool
) -> None:
    """Whole, halved between two days, shuffled, in either order or again: always the same parts."""
    import_rows(emptied(shop), tmp_path, rows)
    whole = parts(shop)
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    halves = [
        [row for row in shuffled if row[0] < cut.isoformat()],
        [row for row in shuffled if row[0] >= cut.isoformat()],
    ]
    emptied(shop)
    for half in halves if seed % 2 else reversed(halves):
        assert import_rows(shop, tmp_path, half, workbook=workbook).new == len(half)
    assert parts(shop) == whole
    assert import_rows(shop, tmp_path, shuffled).known == len(rows)
    assert parts(shop) == whole


@QUIET
@given(ROWS, st.integers(0, 14))
def test_a_ledger_that_grew_adds_what_is_new(
    shop: Shop, tmp_path: Path, rows: list[tuple[str, ...]], cut: int
) -> None:
    """Rows that were imported while the ledger was shorter are known, and the end is that of the whole."""
    import_rows(emptied(shop), tmp_path, rows)
    whole = parts(shop)
    import_rows(emptied(shop), tmp_path, rows[:cut])
    taken = import_rows(shop, tmp_path, rows)
    assert (taken.known, taken.new) == (len(rows[:cut]), len(rows[cut:]))
    assert parts(shop) == whole


NONSENSE = st.lists(
    st.lists(
        st.sampled_from(
            [*HEADINGS, "Venue", "2014-07-01", "31/02/2016", "Hythe", "TOTAL", "=1+1", "\x07", '"']
        )
        | st.text(max_size=8),
        max_size=7,
    ),
    max_size=6,
)


@QUIET
@given(NONSENSE | st.binary(max_size=120))
def test_nonsense_is_told_and_stores_nothing(
    shop: Shop, tmp_path: Path, content: list[list[str]] | bytes
) -> None:
    """Whatever stands in a file, it is refused in plain lines with nothing stored, or understood whole."""
    path = tmp_path / "nonsense"
    path.write_bytes(content if isinstance(content, bytes) else as_csv(content))
    before, told = parts(emptied(shop)), "imported."
    try:
        import_ledger(shop, path)
        before = parts(shop)
    except Refused as refused:
        told = str(refused)
    assert parts(shop) == before
    assert all(line.endswith(".") or line.startswith("row ") for line in told.split("\n"))
