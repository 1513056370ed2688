"""Each verb is one transaction: when its last step fails, nothing of it is left, and the next one works."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from onestopshop.desk.attendances import came, expect, forget, left, new_agency
from onestopshop.desk.feedback import set_count, set_feedback
from onestopshop.desk.own_part import assembled
from onestopshop.desk.retention import purge
from onestopshop.desk.sealing import seal_dirty
from onestopshop.desk.sessions import (
    SessionClosed,
    cancel_session,
    close_session,
    new_venue,
    open_session,
    plan_session,
    session_page,
    sessions,
)
from onestopshop.desk.visits import (
    correct_visit,
    leave_as_not_asked,
    record_visit,
    undo_last,
    withdraw_visit,
)
from onestopshop.envelope.envelope import Envelope, Sealed, check, open_envelope
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import AgencyId, SessionId, VisitId
from onestopshop.shop import Shop
from onestopshop.store import Connection, DamagedStore, facts, outbox, parts
from tests.desk.shops import ANSWERS, DAY, Shops, all_rows, hall, open_at_hall, recorded

POLICE, REFUGE = AgencyId("police"), AgencyId("refuge")
Verb = Callable[[Shop, SessionId, VisitId], object]
NEXT_WEEK = DAY + timedelta(days=7)

VERBS: dict[str, tuple[str, Verb]] = {
    "record": ("UPDATE ON part", lambda shop, session, _: record_visit(shop, session, ANSWERS)),
    "correct": ("UPDATE ON part", lambda shop, _, visit: correct_visit(shop, visit, {"sex": "male"})),
    "not asked": ("UPDATE ON part", lambda shop, _, visit: leave_as_not_asked(shop, visit)),
    "withdraw": ("UPDATE ON part", lambda shop, _, visit: withdraw_visit(shop, visit)),
    "undo": ("UPDATE ON part", lambda shop, session, _: undo_last(shop, session)),
    "expect": ("UPDATE ON part", lambda shop, session, _: expect(shop, session, REFUGE)),
    "came": ("UPDATE ON part", lambda shop, session, _: came(shop, session, REFUGE)),
    "left": ("UPDATE ON part", lambda shop, session, _: left(shop, session, POLICE)),
    "forget": ("UPDATE ON part", lambda shop, session, _: forget(shop, session, POLICE)),
    "feedback": (
        "UPDATE ON part",
        lambda shop, session, _: set_feedback(shop, session, "helpful", {"no": 1}),
    ),
    "count": ("UPDATE OF dirty ON part", lambda shop, session, _: set_count(shop, session, "observers", 1)),
    "open": ("INSERT ON part", lambda shop, *_: open_session(shop, hall(shop), NEXT_WEEK)),
    "plan": ("INSERT ON part", lambda shop, *_: plan_session(shop, hall(shop), NEXT_WEEK)),
    "cancel": ("INSERT ON part", lambda shop, *_: cancel_session(shop, hall(shop), NEXT_WEEK, "weather")),
    "close": ("DELETE ON undo", lambda shop, session, _: close_session(shop, session)),
    "new venue": ("INSERT ON met", lambda shop, *_: new_venue(shop, "Library")),
    "new agency": ("INSERT ON met", lambda shop, *_: new_agency(shop, "Rising Sun")),
    "seal": ("UPDATE OF revision ON part", lambda shop, *_: seal_dirty(shop)),
}


@pytest.mark.parametrize("name", VERBS)
def test_a_failure_at_the_end_leaves_nothing(laptop: Shop, name: str) -> None:
    """With its last write refused by the database, every table is as before; then the verb works."""
    moment, verb = VERBS[name]
    session = open_at_hall(laptop)
    visit = recorded(laptop, session)
    came(laptop, session, POLICE)
    before = all_rows(laptop)

    def refuse(connection: Connection) -> None:
        connection.execute(
            f"CREATE TRIGGER refusing BEFORE {moment} BEGIN SELECT RAISE(ABORT, 'refused by this test'); END"
        )

    laptop.store.write(refuse)
    with pytest.raises(Exception, match="refused by this test"):
        verb(laptop, session, visit)
    assert all_rows(laptop) == before
    laptop.store.write(lambda connection: connection.execute("DROP TRIGGER refusing") and None)
    verb(laptop, session, visit)
    assert all_rows(laptop) != before


def test_an_opening_that_is_refused_purges_nothing(shops: Shops, laptop: Shop) -> None:
    """Opening purges first; where it then turns out that the session is closed, the rows are still there."""
    closed, other = open_at_hall(laptop), open_at_hall(laptop, opening=2)
    recorded(laptop, other)
    seal_dirty(laptop)
    moment = shops.clock.moment.isoformat()
    laptop.store.write(lambda connection: parts.published(connection, closed, moment))
    shops.clock.moment += timedelta(days=1)
    assert purge(laptop).sessions == (closed,)
    laptop.store.write(lambda connection: parts.published(connection, other, shops.clock.moment.isoformat()))
    with pytest.raises(SessionClosed):
        open_at_hall(laptop)
    assert len(session_page(laptop, other).visits) == 1


def test_a_full_disk_is_told_and_costs_nothing(laptop: Shop) -> None:
    """When the store may grow no more the verb raises a sentence, and all that was saved is there."""
    resource = pytest.importorskip("resource", reason="not run: needs limits for one process")
    session = open_at_hall(laptop)
    recorded(laptop, session)
    seal_dirty(laptop)
    before = all_rows(laptop)
    correct_visit(laptop, session_page(laptop, session).visits[0].id, {"sex": "male"})
    size = (laptop.folder / "store.db").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        with pytest.raises(Exception, match="Everything saved before is safe"):
            seal_dirty(laptop)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert all_rows(laptop)["outbox"] == before["outbox"]
    assert len(seal_dirty(laptop)) == 1


def test_envelopes_are_a_chain(laptop: Shop) -> None:
    """Each envelope names the one before it, of whichever session."""
    first, second = open_at_hall(laptop), open_at_hall(laptop, opening=2)
    ids = seal_dirty(laptop)
    recorded(laptop, second)
    ids += seal_dirty(laptop)
    sealed = laptop.store.read(outbox.waiting)
    assert tuple(own.id for own in sealed) == ids
    assert [(own.seq, own.prev) for own in sealed] == [(1, None), (2, ids[0]), (3, ids[1])]
    assert {own.session for own in sealed[:2]} == {first, second}
    part = laptop.store.read(lambda connection: parts.own_part(connection, second))
    assert part is not None
    assert (part.revision, part.dirty) == (2, False)
    for own in sealed:
        assert check(Sealed(own.id, own.age, own.minisig)).seq == own.seq


def test_only_coordinators_open_an_envelope(shops: Shops, laptop: Shop, coordinator: Shop) -> None:
    """What a laptop sealed it cannot read itself; the coordinator finds exactly what it knew."""
    session = open_at_hall(laptop)
    recorded(laptop, session)
    seal_dirty(laptop)
    (own,) = laptop.store.read(outbox.waiting)
    envelope = Envelope(own.id, own.age, own.minisig, laptop.desk.key, own.seq, own.prev)
    part = laptop.store.read(lambda connection: assembled(connection, session))

    def secret(shop: Shop, name: str) -> str:
        return shop.store.read(lambda connection: facts.text_fact(connection, name)) or ""

    opened = open_envelope(envelope, (secret(coordinator, facts.COORDINATOR_IDENTITY),), laptop.desk.network)
    assert (opened.part, opened.desk_name, opened.seq) == (part, laptop.desk.name, 1)
    with pytest.raises(Unsound) as unsound:
        open_envelope(envelope, (secret(laptop, facts.DESK_IDENTITY),), laptop.desk.network)
    assert unsound.value.reason == "not_for_us"
    assert secret(laptop, facts.COORDINATOR_IDENTITY) == ""


def test_sealing_needs_the_desks_own_keys(laptop: Shop) -> None:
    """A store without them is no whole store: nothing is sealed, and nothing is lost."""
    session = open_at_hall(laptop)
    seed = laptop.store.read(lambda connection: facts.fact(connection, facts.DESK_SEED))
    laptop.store.write(
        lambda connection: connection.execute("DELETE FROM fact WHERE name = 'desk_seed'") and None
    )
    with pytest.raises(DamagedStore):
        seal_dirty(laptop)
    laptop.store.write(lambda connection: facts.keep_fact(connection, facts.DESK_SEED, seed or b""))
    assert [row.id for row in sessions(laptop)] == [session]
    assert len(seal_dirty(laptop)) == 1


def test_a_part_that_is_not_there_cannot_be_assembled(laptop: Shop) -> None:
    """Asking for one is a mistake of the program."""
    with pytest.raises(LookupError):
        laptop.store.read(lambda connection: assembled(connection, "0" * 32))
