"""Rows stay readable on a laptop no longer than they must, and never go before they were published."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from onestopshop.central.sync import sync
from onestopshop.desk.attendances import came
from onestopshop.desk.directory import settled
from onestopshop.desk.feedback import set_count, set_feedback
from onestopshop.desk.retention import purge
from onestopshop.desk.sealing import seal_dirty
from onestopshop.desk.sessions import close_session, session_page, sessions
from onestopshop.desk.setup_changes import change_setup
from onestopshop.desk.totals import SessionTotals
from onestopshop.desk.visits import correct_visit
from onestopshop.identity import AgencyId, SessionId
from onestopshop.shop import Shop
from onestopshop.store import Connection, outbox, parts
from tests.desk.shops import Shops, all_rows, open_at_hall, recorded

ROWS = ("visit", "withdrawn", "undo", "draft", "ledger_feedback")


def published(shops: Shops, laptop: Shop, visits: int = 2) -> SessionId:
    """A session with visits, closed and published in a folder."""
    session = open_at_hall(laptop)
    for _ in range(visits):
        recorded(laptop, session)
    came(laptop, session, AgencyId("police"))
    set_feedback(laptop, session, "helpful", {"yes": 1})
    set_count(laptop, session, "observers", 1)
    close_session(laptop, session)
    sync(laptop, shops.folder / "central")
    return session


def rows_left(shop: Shop) -> int:
    """How many rows that speak of a visit are in the store."""
    found = all_rows(shop)
    return sum(len(found[table]) for table in ROWS)


def later(shops: Shops, **time: float) -> None:
    """Turns the clock on, or back."""
    shops.clock.moment += timedelta(**time)


def test_what_was_published_goes_after_a_day(shops: Shops, laptop: Shop) -> None:
    """Up to 24 hours the rows stay; then they go, a dry run naming them first and touching nothing."""
    session = published(shops, laptop)
    later(shops, hours=23, minutes=59)
    assert purge(laptop).sessions == ()
    assert rows_left(laptop)
    later(shops, minutes=1)
    before = all_rows(laptop)
    assert purge(laptop, dry_run=True).sessions == (session,)
    assert all_rows(laptop) == before
    assert purge(laptop).sessions == (session,)
    assert rows_left(laptop) == 0
    assert purge(laptop).sessions == ()


def test_totals_and_envelopes_stay(shops: Shops, laptop: Shop) -> None:
    """The list and the page still say how many came, who was there and what was counted."""
    session = published(shops, laptop)
    sealed = laptop.store.read(outbox.waiting)
    later(shops, hours=24)
    purge(laptop)
    (row,) = sessions(laptop)
    assert (row.visits, row.purged, row.open) == (2, True, False)
    page = session_page(laptop, session)
    assert (len(page.attendances), page.feedback, page.counts) == (1, {"yes": 1}, {"observers": 1})
    part = laptop.store.read(lambda connection: parts.own_part(connection, session))
    assert part is not None
    assert msgspec.json.decode(part.totals or b"", type=SessionTotals) == SessionTotals(2, 0, 1)
    assert laptop.store.read(outbox.waiting) == sealed
    assert seal_dirty(laptop) == (), "an emptied part is never sealed over the full one"


def test_a_purged_session_is_still_published_again(shops: Shops, laptop: Shop) -> None:
    """A folder that is lost before a receipt came gets the same envelopes anew."""
    published(shops, laptop)
    later(shops, hours=24)
    purge(laptop)
    assert sync(laptop, shops.folder / "another").published == 1


def test_the_next_opening_purges_at_once(shops: Shops, laptop: Shop) -> None:
    """Whoever opens the next session finds no rows of the last one."""
    published(shops, laptop)
    later(shops, minutes=5)
    open_at_hall(laptop, opening=2)
    assert rows_left(laptop) == 0


def test_opening_the_same_session_again_keeps_its_rows(shops: Shops, laptop: Shop) -> None:
    """A session that was closed too early goes on with its visits."""
    session = published(shops, laptop)
    open_at_hall(laptop)
    assert len(session_page(laptop, session).visits) == 2


def test_what_was_not_published_is_never_purged(shops: Shops, laptop: Shop) -> None:
    """Not by a year, not by an opening, not when it was sealed: only what was reread elsewhere may go."""
    session = open_at_hall(laptop)
    recorded(laptop, session)
    later(shops, days=400)
    assert purge(laptop).sessions == ()
    open_at_hall(laptop, opening=2)
    seal_dirty(laptop)
    assert purge(laptop).sessions == ()
    open_at_hall(laptop, opening=3)
    assert len(session_page(laptop, session).visits) == 1


def test_a_folder_that_refuses_publishes_nothing(shops: Shops, laptop: Shop) -> None:
    """A sync that failed starts no clock."""
    session = open_at_hall(laptop)
    recorded(laptop, session)
    blocked = shops.folder / "central"
    blocked.mkdir()
    (blocked / "sessions").write_bytes(b"")
    with pytest.raises(Exception, match="cannot be used"):
        sync(laptop, blocked)
    later(shops, days=2)
    assert purge(laptop).sessions == ()


def test_what_changed_since_it_was_published_stays(shops: Shops, laptop: Shop) -> None:
    """A correction starts anew: until it is published itself, the rows stay."""
    session = published(shops, laptop)
    visit = session_page(laptop, session).visits[0].id
    correct_visit(laptop, visit, {"sex": "male"})
    later(shops, days=3)
    assert purge(laptop).sessions == ()
    sync(laptop, shops.folder / "central")
    assert purge(laptop).sessions == ()
    later(shops, days=1)
    assert purge(laptop).sessions == (session,)


def test_publishing_again_does_not_start_the_day_anew(shops: Shops, laptop: Shop) -> None:
    """The day counts from the first time, however often the stick is put in."""
    published(shops, laptop)
    later(shops, hours=23)
    sync(laptop, shops.folder / "central")
    later(shops, hours=1)
    assert len(purge(laptop).sessions) == 1


def test_a_clock_that_was_set_back_keeps_nothing_longer(shops: Shops, laptop: Shop) -> None:
    """A laptop whose clock falls back by years purges as soon as it is a day off."""
    published(shops, laptop)
    later(shops, days=-3000)
    assert len(purge(laptop).sessions) == 1


def test_the_network_may_choose_a_shorter_time(shops: Shops, coordinator: Shop, tmp_path: Path) -> None:
    """Rows go after the hours that the setup names."""

    def hasten(connection: Connection) -> None:
        policies = msgspec.structs.replace(settled(connection).policies, rows_stay_hours=2)
        change_setup(connection, lambda setup: msgspec.structs.replace(setup, policies=policies))

    coordinator.store.write(hasten)
    published(shops, coordinator)
    later(shops, hours=1, minutes=59)
    assert purge(coordinator).sessions == ()
    later(shops, minutes=1)
    assert len(purge(coordinator).sessions) == 1


def test_nothing_of_a_purged_visit_is_left_in_the_file(shops: Shops, laptop: Shop) -> None:
    """Neither the rows nor what could be undone is found in any table."""
    session = published(shops, laptop)
    visits = [visit.id for visit in session_page(laptop, session).visits]
    later(shops, hours=24)
    purge(laptop)
    left = {name: rows for name, rows in all_rows(laptop).items() if name != "outbox"}
    assert [visit for visit in visits if visit in repr(left)] == []
