"""Bounds of sense: what the app writes is within, and each thing that it would not write is not."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.agency import Agency
from onestopshop.attendance import Attendance
from onestopshop.envelope import bounds
from onestopshop.envelope.keys import new_age_pair
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import session_id
from onestopshop.network import Policies, Recipients, RosterEntry, Succession
from onestopshop.part import Feedback, MetOption
from onestopshop.question import Option, OptionList, Question
from onestopshop.venue import Venue
from onestopshop.visit import Visit

LOW_ORDER = "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"
KEY = "ab" * 32
replace = msgspec.structs.replace


def refused(check, record) -> bool:
    """Whether a check refuses a record, with the code for it."""
    try:
        check(record)
    except Unsound as unsound:
        return unsound.reason == "bounds"
    return False


def rows(count: int) -> tuple[Visit, ...]:
    """Visits in order of id."""
    return tuple(Visit(f"{number:08}", {}) for number in range(count))


def test_what_the_app_writes_is_within(world) -> None:
    """A content with everything in it and a setup with everything in it are taken."""
    assert not refused(bounds.check_content, world.content())
    assert not refused(bounds.check_content, world.full_content())
    assert not refused(bounds.check_setup, world.setup())


@pytest.mark.parametrize(
    "change",
    [
        {"network": "Two Words"},
        {"desk": "AB" * 32},
        {"desk_name": ""},
        {"desk_name": "x" * 201},
        {"desk_name": "two\nlines"},
        {"desk_recipient": "age1"},
        {"desk_recipient": LOW_ORDER},
        {"seq": 0},
        {"seq": 1_000_001},
        {"revision": 0},
        {"revision": 2},
        {"revision": 1_000_001, "parent": KEY},
        {"revision": 2, "parent": "AB"},
        {"parent": KEY},
    ],
    ids=str,
)
def test_content_outside(world, change: dict[str, object]) -> None:
    """Each fact about who wrote it is refused where it is not such a fact."""
    assert refused(bounds.check_content, replace(world.content(), **change))


@pytest.mark.parametrize(
    "change",
    [
        {"visits": rows(2)[::-1]},
        {"visits": rows(1) * 2},
        {"visits": rows(1), "referrals": rows(1)},
        {"visits": rows(100_001)},
        {"referrals": (Visit("UP", {}),)},
        {"visits": (Visit("", {}),)},
        {"visits": (Visit("a" * 65, {}),)},
        {"visits": (Visit("a\n", {}),)},
        {"visits": (Visit("a", {}, -1),)},
        {"visits": (Visit("a", {}, corrections=1_000_001),)},
        {"visits": (Visit("a", {"Q": "x"}),)},
        {"visits": (Visit("a", {"q": "Free text about her"}),)},
        {"visits": (Visit("a", {"q": "9999-12"}),)},
        {"visits": (Visit("a", {"q": "2014-13"}),)},
        {"visits": (Visit("a", {"q": 1_000_001}),)},
        {"visits": (Visit("a", {"q": -1}),)},
        {"visits": (Visit("a", {"q": ("x", "Y")}),)},
        {"visits": (Visit("a", {"q": ("x",) * 201}),)},
        {"visits": (Visit("a", {f"q{n}": 1 for n in range(201)}),)},
        {"withdrawn": ("a", "a")},
        {"withdrawn": ("A",)},
        {"attendances": (Attendance("a"), Attendance("a"))},
        {"attendances": (Attendance("A"),)},
        {"attendances": (Attendance("a", came="24:00"),)},
        {"attendances": (Attendance("a", left="9:30"),)},
        {"attendances": (Attendance("a", workers=-1),)},
        {"attendances": tuple(Attendance(f"a{n}") for n in range(10_001))},
        {"feedback": (Feedback("q"), Feedback("q"))},
        {"feedback": (Feedback("Q"),)},
        {"feedback": (Feedback("q", {"yes": -1}),)},
        {"feedback": (Feedback("q", {}, {"T": "yes"}),)},
        {"feedback": (Feedback("q", {}, {"t": "Yes"}),)},
        {"feedback": (Feedback("q", {}, {f"t{n}": "yes" for n in range(100_001)}),)},
        {"counts": {"Many": 1}},
        {"counts": {"many": 10**30}},
        {"counts": {f"n{n}": 1 for n in range(201)}},
        {"venues": (Venue("v", ""),)},
        {"venues": (Venue("V", "V"),)},
        {"venues": (Venue("v", "V", area="A B"),)},
        {"venues": (Venue("v", "V", opens="noon"),)},
        {"venues": (Venue("v", "V", weekday=7),)},
        {"venues": (Venue("v", "V"), Venue("v", "W"))},
        {"agencies": (Agency("A", "A"),)},
        {"agencies": (Agency("a", "\x00"),)},
        {"options": (MetOption("L", Option("o", "O")),)},
        {"options": (MetOption("l", Option("O", "O")),)},
        {"options": (MetOption("l", Option("o", "O", parent="P")),)},
        {"options": (MetOption("l", Option("o", "O", code="")),)},
        {"options": (MetOption("l", Option("o", "O")), MetOption("l", Option("o", "P")))},
    ],
    ids=lambda change: str(change)[:60],
)
def test_part_outside(world, change: dict[str, object]) -> None:
    """Each thing in a part is refused where it is too many, too large, twice, or not of its form."""
    content = world.content(visits=0)
    assert refused(bounds.check_content, replace(content, part=replace(content.part, **change)))


@pytest.mark.parametrize(
    "change",
    [
        {"id": "0" * 32},
        {"venue": "elsewhere"},
        {"date": date(2015, 6, 4)},
        {"opening": 2},
    ],
    ids=str,
)
def test_session_id_must_be_its_own(world, change: dict[str, object]) -> None:
    """A session id that does not follow from venue, date and opening is refused: it could join any."""
    content = world.content()
    session = replace(content.part.session, **change)
    assert refused(bounds.check_content, replace(content, part=replace(content.part, session=session)))


@pytest.mark.parametrize(
    ("venue", "day", "opening"),
    [
        ("V V", date(2015, 6, 3), 1),
        ("v", date(9999, 12, 31), 1),
        ("v", date(1, 1, 1), 1),
        ("v", date(2015, 6, 3), 0),
    ],
)
def test_session_outside(world, venue: str, day: date, opening: int) -> None:
    """A venue's id of another form, a year that no calendar here goes to, and opening 0 are refused."""
    content = world.content()
    its_id = session_id(content.network, venue, day, opening)
    session = replace(content.part.session, id=its_id, venue=venue, date=day, opening=opening)
    assert refused(bounds.check_content, replace(content, part=replace(content.part, session=session)))


RECIPIENT = new_age_pair().recipient


@pytest.mark.parametrize(
    "change",
    [
        {"network": ""},
        {"name": "\u2066x"},
        {"version": 0},
        {"root": "x"},
        {"policies": Policies(year_starts=13)},
        {"policies": Policies(rows_stay_hours=25)},
        {"recipients": Recipients((), RECIPIENT)},
        {"recipients": Recipients((RECIPIENT,) * 16, RECIPIENT)},
        {"recipients": Recipients((RECIPIENT,), "")},
        {"recipients": Recipients((LOW_ORDER,), RECIPIENT)},
        {"recipients": Recipients((RECIPIENT,), RECIPIENT, {"v": ()})},
        {"recipients": Recipients((RECIPIENT,), RECIPIENT, {"V": (RECIPIENT,)})},
        {"venues": (Venue("v", "V"), Venue("v", "V"))},
        {"agencies": (Agency("A", "A"),)},
        {"questions": (Question("Q", "Q", "one"),)},
        {"questions": (Question("q", "", "one"),)},
        {"questions": (Question("q", "Q", "one", ask="\x1b"),)},
        {"questions": (Question("q", "Q", "one", why="x" * 2001),)},
        {"questions": (Question("q", "Q", "one", list="L"),)},
        {"questions": (Question("q", "Q", "number", most=-1),)},
        {"questions": (Question("q", "Q", "one", after=("Q", "a")),)},
        {"questions": (Question("q", "Q", "one", after=("q", "a||b")),)},
        {"lists": (OptionList("L", ()),)},
        {"lists": (OptionList("l", (Option("o", "O"), Option("o", "O"))),)},
        {"roster": (RosterEntry("x"),)},
        {"roster": (RosterEntry(KEY), RosterEntry(KEY))},
        {"roster": (RosterEntry(KEY, "\n"),)},
        {"roster": (RosterEntry(KEY, recipient="x"),)},
        {"roster": (RosterEntry(KEY, revoked_from=-1),)},
        {"roster": (RosterEntry(KEY, reader="x"),)},
        {"succession": (Succession("x", KEY, b""),)},
        {"succession": (Succession(KEY, "x", b""),)},
        {"succession": (Succession(KEY, KEY, b""), Succession(KEY, KEY, b""))},
        {"signed": {"x": 1}},
        {"signed": {KEY: 0}},
        {"signed": {KEY: 1_000_001}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_setup_outside(world, change: dict[str, object]) -> None:
    """Each thing in a setup is refused where it is not of its form, even under a good signature."""
    assert refused(bounds.check_setup, replace(world.setup(), **change))


@given(st.text(max_size=30))
def test_labels_hold_no_control(text: str) -> None:
    """A label is taken exactly when it has letters and none that ends a line or turns its direction."""
    turning = set("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    controls = any(ord(letter) < 32 or 127 <= ord(letter) < 160 or letter in turning for letter in text)
    assert bounds.is_label(text) is (bool(text) and not controls)


@pytest.mark.parametrize("name", ["Neuadd y Dŵr", "Çelik & Søn", "女性の家", "Women’s Aid 🏠", "a\u00a0b"])
def test_names_of_the_world_are_labels(name: str) -> None:
    """Names in any script are labels."""
    assert bounds.is_label(name)
