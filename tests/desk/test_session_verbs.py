"""Sessions are opened, closed, cancelled and planned, and nothing is accepted that could not be sealed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from onestopshop.desk.attendances import came
from onestopshop.desk.directory import read_directory
from onestopshop.desk.own_part import assembled
from onestopshop.desk.retention import purge
from onestopshop.desk.sealing import seal_dirty
from onestopshop.desk.sessions import (
    NoSuchOpening,
    SessionClosed,
    SessionNotOpen,
    SessionWasHeld,
    UnknownSession,
    UnknownVenue,
    VenueNameRefused,
    cancel_session,
    close_session,
    new_venue,
    open_session,
    plan_session,
    session_page,
    sessions,
    venue_named,
)
from onestopshop.desk.visits import record_visit, withdraw_visit
from onestopshop.identity import AgencyId, OptionId, SessionId, VenueId, session_id
from onestopshop.shop import Shop
from onestopshop.store import parts
from tests.desk.shops import ANSWERS, DAY, HALL, Shops, all_rows, hall, open_at_hall, recorded


def is_dirty(shop: Shop, session: SessionId) -> bool:
    """Whether the part of a session waits to be sealed."""
    part = shop.store.read(lambda connection: parts.own_part(connection, session))
    assert part is not None
    return part.dirty


def test_an_opened_session_is_listed_open(laptop: Shop) -> None:
    """Its id derives from network, venue, date and opening; it has no visits and waits to be sealed."""
    session = open_at_hall(laptop)
    assert session == session_id(laptop.desk.network, hall(laptop), DAY, 1)
    (row,) = sessions(laptop)
    assert (row.id, row.venue_name, row.date, row.opening) == (session, HALL, DAY, 1)
    assert (row.status, row.open, row.purged, row.visits) == ("held", True, False, 0)
    assert is_dirty(laptop, session)


def test_opening_twice_is_one_session(laptop: Shop) -> None:
    """Opening what is open changes nothing; another opening of the same day is another session."""
    session = open_at_hall(laptop)
    seal_dirty(laptop)
    before = all_rows(laptop)
    assert open_at_hall(laptop) == session
    assert all_rows(laptop) == before
    assert open_at_hall(laptop, opening=2) != session
    assert len(sessions(laptop)) == 2


def test_the_newest_session_stands_first(laptop: Shop) -> None:
    """The list goes back in time, whatever was opened when."""
    days = [DAY, DAY - timedelta(days=7), DAY + timedelta(days=7)]
    for day in days:
        open_at_hall(laptop, day)
    assert [row.date for row in sessions(laptop)] == sorted(days, reverse=True)


def test_a_closed_session_takes_no_visit_until_it_is_opened_again(laptop: Shop) -> None:
    """The sentence says to open it again, and after that it takes visits."""
    session = open_at_hall(laptop)
    close_session(laptop, session)
    assert not sessions(laptop)[0].open
    with pytest.raises(SessionNotOpen, match="Open it again"):
        record_visit(laptop, session, ANSWERS)
    open_at_hall(laptop)
    recorded(laptop, session)
    assert sessions(laptop)[0].visits == 1


def test_closing_forgets_what_could_be_undone(laptop: Shop) -> None:
    """A page of a closed session offers no undo."""
    session = open_at_hall(laptop)
    recorded(laptop, session)
    assert session_page(laptop, session).undo == "visit_recorded"
    close_session(laptop, session)
    assert session_page(laptop, session).undo is None


def test_a_session_is_cancelled_with_its_reason(laptop: Shop) -> None:
    """A cancelled session is sealed as such, and opening it after all makes it held."""
    session = SessionId(cancel_session(laptop, hall(laptop), DAY, "weather").changed[0].id)
    part = laptop.store.read(lambda connection: assembled(connection, session))
    assert (part.session.status, part.session.reason) == ("cancelled", "weather")
    seal_dirty(laptop)
    open_at_hall(laptop)
    part = laptop.store.read(lambda connection: assembled(connection, session))
    assert (part.session.status, part.session.reason) == ("held", None)
    assert is_dirty(laptop, session)


def test_cancelling_closes_a_session_that_was_opened_by_mistake(laptop: Shop) -> None:
    """An open session without visits can be cancelled, and then takes no visit."""
    session = open_at_hall(laptop)
    cancel_session(laptop, hall(laptop), DAY, "no volunteers")
    (row,) = sessions(laptop)
    assert (row.status, row.open) == ("cancelled", False)
    with pytest.raises(SessionNotOpen):
        record_visit(laptop, session, ANSWERS)


def test_a_session_with_visits_is_neither_cancelled_nor_planned(laptop: Shop) -> None:
    """It was held; only when its visits are taken back can it be something else."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    before = all_rows(laptop)
    with pytest.raises(SessionWasHeld, match="has visits"):
        cancel_session(laptop, hall(laptop), DAY, "weather")
    with pytest.raises(SessionWasHeld):
        plan_session(laptop, hall(laptop), DAY)
    assert all_rows(laptop) == before
    withdraw_visit(laptop, visit)
    cancel_session(laptop, hall(laptop), DAY, "weather")
    assert sessions(laptop)[0].status == "cancelled"


def test_a_planned_session_becomes_held_when_it_is_opened(laptop: Shop) -> None:
    """Planning begins a part that says so; planning it again changes nothing."""
    session = SessionId(plan_session(laptop, hall(laptop), DAY).changed[0].id)
    assert [(row.status, row.open) for row in sessions(laptop)] == [("planned", False)]
    seal_dirty(laptop)
    plan_session(laptop, hall(laptop), DAY)
    assert not is_dirty(laptop, session)
    open_at_hall(laptop)
    assert [(row.status, row.open) for row in sessions(laptop)] == [("held", True)]


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2200, 1, 1), date(1, 1, 1)])
def test_a_day_that_cannot_be_is_refused(laptop: Shop, day: date) -> None:
    """No session begins on a day with which no coordinator could merge it."""
    for verb in (open_session, plan_session):
        with pytest.raises(NoSuchOpening):
            verb(laptop, hall(laptop), day)
    assert sessions(laptop) == ()


@pytest.mark.parametrize("opening", [0, -1, 10])
def test_an_opening_is_a_small_number(laptop: Shop, opening: int) -> None:
    """A day has openings 1 to 9."""
    with pytest.raises(NoSuchOpening):
        open_session(laptop, hall(laptop), DAY, opening)
    assert sessions(laptop) == ()


def test_what_is_not_known_is_refused(laptop: Shop) -> None:
    """Verbs on a venue or session that nobody knows raise, and change nothing."""
    before = all_rows(laptop)
    nowhere, never = VenueId("nowhere"), SessionId("0" * 32)
    with pytest.raises(UnknownVenue, match="nowhere"):
        open_session(laptop, nowhere, DAY)
    with pytest.raises(UnknownVenue):
        cancel_session(laptop, nowhere, DAY, "weather")
    with pytest.raises(UnknownSession):
        close_session(laptop, never)
    with pytest.raises(UnknownSession):
        session_page(laptop, never)
    with pytest.raises(UnknownSession):
        record_visit(laptop, never, ANSWERS)
    assert all_rows(laptop) == before


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Hall\x1b[2J", "\u202elleH"])
def test_a_venue_has_a_name_that_can_be_sealed(laptop: Shop, name: str) -> None:
    """An empty, long or unprintable name would keep every session there from ever leaving the laptop."""
    with pytest.raises(VenueNameRefused):
        new_venue(laptop, name)


def test_a_new_venue_travels_with_its_sessions(laptop: Shop) -> None:
    """Two spellings are one venue, and whatever is known of a session there carries its name: also that it
    was cancelled or is planned."""
    area = OptionId("e07000110")
    added = new_venue(laptop, "  Tenterden   Library ", "rural drop-in", area, "10:00")
    venue = VenueId(added.changed[0].id)
    assert new_venue(laptop, "TENTERDEN library").changed[0].id == venue
    opened = open_session(laptop, venue, DAY).changed[0].id
    cancelled = cancel_session(laptop, venue, DAY + timedelta(days=7), "holiday").changed[0].id
    planned = plan_session(laptop, venue, DAY + timedelta(days=14)).changed[0].id
    for session in (opened, cancelled, planned):
        part = laptop.store.read(lambda connection, session=session: assembled(connection, session))
        (named,) = part.venues
        assert (named.id, named.name, named.kind) == (venue, "Tenterden Library", "rural drop-in")
        assert (named.area, named.opens) == (area, "10:00")
    assert len(seal_dirty(laptop)) == 3


def test_a_venue_is_found_by_name_or_id(laptop: Shop) -> None:
    """Case and outer spaces do not matter."""
    setup = read_directory(laptop)
    assert venue_named(setup, f" {HALL.upper()} ").id == hall(laptop)
    assert venue_named(setup, hall(laptop)).name == HALL
    with pytest.raises(UnknownVenue, match="Elsewhere"):
        venue_named(setup, "Elsewhere")


def test_a_listed_venue_needs_no_words_in_the_envelope(laptop: Shop) -> None:
    """What the network has accepted is not carried again."""
    session = open_at_hall(laptop)
    assert laptop.store.read(lambda connection: assembled(connection, session)).venues == ()


def test_a_purged_session_is_closed_for_good(shops: Shops, laptop: Shop) -> None:
    """Its verbs say to ask a coordinator, and its page shows totals and no visit."""
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    came(laptop, session, AgencyId("police"))
    seal_dirty(laptop)
    laptop.store.write(
        lambda connection: parts.published(connection, session, shops.clock.moment.isoformat())
    )
    shops.clock.moment += timedelta(hours=24)
    purge(laptop)
    before = all_rows(laptop)
    with pytest.raises(SessionClosed, match="coordinator"):
        open_at_hall(laptop)
    with pytest.raises(SessionClosed):
        record_visit(laptop, session, ANSWERS)
    with pytest.raises(SessionClosed):
        cancel_session(laptop, hall(laptop), DAY, "weather")
    assert all_rows(laptop) == before
    page = session_page(laptop, session)
    assert (page.purged, page.open, page.visits) == (True, False, ())
    assert sessions(laptop)[0].visits == 1
    assert visit not in str(all_rows(laptop))
