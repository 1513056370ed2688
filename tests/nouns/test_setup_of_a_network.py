"""What a network settles, and the plain records around it."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from onestopshop.agency import Agency, agency_options
from onestopshop.changes import Change, Changes
from onestopshop.clock import SetClock, SystemClock, local_date
from onestopshop.desk.opening import create_network
from onestopshop.earlier_total import EarlierTotal, NamedTotal
from onestopshop.errors import Cancelled, Refused, Told, Trouble
from onestopshop.identity import (
    AgencyId,
    DeskKey,
    Digest,
    ListId,
    NetworkId,
    OptionId,
    QuestionId,
    SessionId,
    VenueId,
)
from onestopshop.network import SETUP_FORMAT, Policies, Recipients, RosterEntry, Setup
from onestopshop.part import CONTENT_FORMAT, Content, Part, Revision, canonical
from onestopshop.places import shop_folder
from onestopshop.preferences import Preferences, keep_preferences, read_preferences
from onestopshop.progress import unwatched
from onestopshop.question import AGENCY_LIST, NONE_OF_THEM, Option, OptionList, Question
from onestopshop.reporting_year import Month, Period
from onestopshop.session import Session
from onestopshop.shop import CoordinatorsOnly, need_coordinator
from onestopshop.store import Cost
from onestopshop.venue import Venue

HALL, CHURCH = VenueId("hall"), VenueId("church")
DESK = DeskKey("ab" * 32)
SETUP = Setup(
    SETUP_FORMAT,
    NetworkId("kent"),
    "Kent",
    1,
    "cd" * 32,
    Policies(),
    Recipients(("one", "two"), "paper", {CHURCH: ("three",)}),
    (Venue(HALL, "Hall"),),
    (Agency(AgencyId("idva"), "IDVA", met=True),),
    (Question(QuestionId("sex"), "Sex", "one"),),
    (OptionList(ListId("sex"), (Option(OptionId("male"), "Male"),)),),
    (RosterEntry(DESK, "Hall laptop"),),
)


def test_the_paper_key_opens_every_envelope() -> None:
    """A venue's own recipients take the place of the coordinators, never of the paper key."""
    assert SETUP.recipients.for_venue(HALL) == ("one", "two", "paper")
    assert SETUP.recipients.for_venue(CHURCH) == ("three", "paper")


def test_everybody_to_whom_something_is_sealed() -> None:
    """The coordinators, the paper key, and whoever reads for one venue alone."""
    assert SETUP.recipients.everybody() == {"one", "two", "three", "paper"}


def test_a_setup_tells_whose_changes_it_holds() -> None:
    """One that was changed further holds the one before; two changed apart hold neither the other."""
    other = DeskKey("12" * 32)
    before = msgspec.structs.replace(SETUP, signed={DESK: 2})
    further = msgspec.structs.replace(SETUP, signed={DESK: 2, other: 1})
    apart = msgspec.structs.replace(SETUP, signed={DESK: 3})
    assert [further.holds(before), before.holds(further)] == [True, False]
    assert [further.holds(apart), apart.holds(further)] == [False, False]
    assert SETUP.holds(SETUP)


def test_what_a_setup_lists_is_found_by_id() -> None:
    """Lists, questions, venues and desks; what is not there is None."""
    assert SETUP.list(ListId("sex")) == SETUP.lists[0]
    assert SETUP.question("sex") == SETUP.questions[0]
    assert SETUP.venue(HALL) == SETUP.venues[0]
    assert SETUP.desk(DESK) == SETUP.roster[0]
    assert [SETUP.list(ListId("x")), SETUP.question("x"), SETUP.venue("x"), SETUP.desk(DeskKey("x"))] == [
        None
    ] * 4


def test_agencies_are_a_list_with_none() -> None:
    """ "Agencies seen" is answered from the network's agencies, and "None" is an answer."""
    listed = SETUP.list(AGENCY_LIST)
    assert listed == agency_options(SETUP.agencies)
    assert listed.options[0] == Option(OptionId("idva"), "IDVA", met=True)
    assert listed.options[-1].id == NONE_OF_THEM


def test_a_revision_is_what_was_said_and_not_who_sealed_it() -> None:
    """Sequence number, name and key of a desk are no part of a revision's digest; its parent is."""
    part = Part(Session(SessionId("s"), HALL, date(2015, 6, 3)))
    content = Content(
        CONTENT_FORMAT, NetworkId("kent"), DESK, "Hall laptop", "age1", 4, 2, Digest("ef" * 32), part
    )
    revision = content.stated()
    assert revision == Revision(2, Digest("ef" * 32), part)
    assert revision.digest() == hashlib.sha256(canonical(revision)).hexdigest()
    assert revision.digest() != Revision(2, None, part).digest()


def test_a_clock_tells_what_it_was_set_to() -> None:
    """A set clock stands still; the machine's own has a time zone; the date is the hall's."""
    noon = datetime(2015, 6, 3, 12, 0, tzinfo=UTC)
    clock = SetClock(noon)
    assert clock.now() == noon
    clock.moment += timedelta(days=1)
    assert local_date(clock) == clock.now().astimezone().date()
    before = datetime.now(UTC)
    assert before <= SystemClock().now() <= datetime.now(UTC)


def test_what_went_wrong_is_told_in_one_sentence() -> None:
    """The sentence is filled in with what it was raised with; both kinds are told, stopping is not."""

    class Full(Trouble):
        """A folder is full."""

        sentence = "“{name}” is full."

    told = Full(name="Stick")
    assert (str(told), told.values, told.args) == ("“Stick” is full.", {"name": "Stick"}, ())
    assert issubclass(Refused, Told)
    assert not issubclass(Cancelled, Told)


def test_what_changed_is_told_by_noun_and_id() -> None:
    """A row that is gone has none; a verb may have changed nothing."""
    changes = Changes("visit_withdrawn", (Change("visit", "v"),), (4,))
    assert changes.changed[0].row is None
    assert Changes("nothing") == Changes("nothing", (), ())


def test_progress_that_nobody_watches_goes_on() -> None:
    """It stops nothing and logs nothing."""
    unwatched(1, 2)
    assert not logging.getLogger("onestopshop").handlers


def test_an_earlier_total_has_a_place_and_a_period() -> None:
    """A total of a file knows its venue by name until it is kept."""
    total = EarlierTotal(None, Period(Month(2009, 4), Month(2010, 3)), "visits", 312, "Annual report")
    named = NamedTotal("Hall", total)
    assert replace(named.total, venue=HALL).venue == HALL
    assert total.source == "Annual report"


@pytest.mark.parametrize("chosen", [Preferences(), Preferences("dark", 150), Preferences("light", 200)])
def test_preferences_are_read_as_they_were_kept(tmp_path: Path, chosen: Preferences) -> None:
    """Appearance and text size come back."""
    keep_preferences(tmp_path, chosen)
    assert read_preferences(tmp_path) == chosen


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"appearance =",
        b"appearance = []\ntext_scale = []",
        b'appearance = "loud"\ntext_scale = 99',
    ],
)
def test_preferences_that_cannot_be_read_are_the_usual_ones(tmp_path: Path, text: bytes) -> None:
    """Whatever somebody wrote into that file, the app opens."""
    (tmp_path / "preferences.toml").write_bytes(text)
    assert read_preferences(tmp_path) == Preferences()
    assert read_preferences(tmp_path / "none") == Preferences()


def test_the_shop_stands_in_the_users_own_folder(own_home: Path) -> None:
    """Other users of the laptop cannot read there."""
    assert shop_folder().is_relative_to(own_home)
    assert shop_folder().name == "shop"


def test_a_shop_that_is_closed_can_be_opened_by_others(tmp_path: Path) -> None:
    """Closing lets the folder go; who holds the network's keys is a coordinator, others are refused."""
    clock = SetClock(datetime(2015, 6, 3, 12, 0, tzinfo=UTC))
    shop = create_network(
        tmp_path / "shop", clock, "Kent", "plum anchor velvet tundra", cost=Cost(64, 1)
    ).shop
    need_coordinator(shop)
    with pytest.raises(CoordinatorsOnly, match=r"^Only a coordinator's laptop"):
        need_coordinator(replace(shop, desk=replace(shop.desk, coordinator=False)))
    shop.close()
    with pytest.raises(RuntimeError):
        shop.store.read(lambda connection: None)
