"""A desk's own visits and drafts, its steps that can be undone, and rows of ledgers."""

from __future__ import annotations

from datetime import date

from onestopshop.identity import SessionId, VenueId, VisitId
from onestopshop.session import Session
from onestopshop.store import Connection, Store, ledgers, parts, visits
from onestopshop.store.ledgers import ReferenceEntry
from onestopshop.visit import Visit

HERE = Session(SessionId("here"), VenueId("hall"), date(2015, 5, 1))
ONE = Visit(VisitId("b"), {"sex": "male", "children": 2, "needs": ("housing",)}, 1)
TWO = Visit(VisitId("a"), {}, 2)


def written(connection: Connection) -> None:
    """A session with two visits and a referral."""
    parts.add_part(connection, HERE, open_now=True)
    visits.add_visit(connection, "here", TWO)
    visits.add_visit(connection, "here", ONE)
    visits.add_visit(connection, "here", Visit(VisitId("r"), {"engaged": "yes"}, imported=True), "referral")


def test_visits_and_referrals_are_apart(store: Store) -> None:
    """Visits come in order of their number, referrals by themselves, each with its session."""
    store.write(written)
    assert store.read(lambda c: visits.visits_of(c, "here")) == (ONE, TWO)
    assert [one.id for one in store.read(lambda c: visits.visits_of(c, "here", "referral"))] == ["r"]
    assert store.read(lambda c: visits.visit_of(c, "b")) == ("here", ONE)
    assert store.read(lambda c: visits.visit_of(c, "none")) is None
    assert store.read(lambda c: visits.count_of(c, "here")) == 2


def test_a_number_is_given_once(store: Store) -> None:
    """A withdrawn visit leaves a gap, and the rows of a ledger take no number."""
    store.write(written)
    assert store.read(lambda c: visits.next_number(c, "here")) == 3
    store.write(lambda c: visits.remove_visit(c, "here", TWO.id))
    assert store.read(lambda c: visits.next_number(c, "here")) == 3
    assert store.read(lambda c: visits.next_number(c, "elsewhere")) == 1


def test_a_withdrawn_visit_is_named_until_it_is_put_back(store: Store) -> None:
    """The part says that it was withdrawn, twice the same, and no more once it is restored."""
    store.write(written)
    for _ in range(2):
        store.write(lambda c: visits.remove_visit(c, "here", ONE.id))
    assert store.read(lambda c: visits.withdrawn_from(c, "here")) == ("b",)
    assert store.read(lambda c: visits.visits_of(c, "here")) == (TWO,)
    store.write(lambda c: visits.restore_visit(c, "here", ONE))
    assert store.read(lambda c: visits.withdrawn_from(c, "here")) == ()
    assert store.read(lambda c: visits.visits_of(c, "here")) == (ONE, TWO)


def test_the_last_step_is_undone_first(store: Store) -> None:
    """Steps come back newest first with the visit as it was, and can be forgotten one by one or all."""

    def work(connection: Connection) -> None:
        written(connection)
        visits.change_visit(connection, Visit(ONE.id, {}, 1, corrections=1))
        visits.remember(connection, "here", "recorded", TWO.id, None)
        visits.remember(connection, "here", "corrected", ONE.id, ONE)

    store.write(work)
    found = store.read(lambda c: visits.visit_of(c, "b"))
    assert found is not None
    assert found[1].answers == {}
    last = store.read(lambda c: visits.last_done(c, "here"))
    assert last is not None
    assert (last.told, last.visit, last.before) == ("corrected", ONE.id, ONE)
    store.write(lambda c: visits.forget_undo(c, last))
    earlier = store.read(lambda c: visits.last_done(c, "here"))
    assert earlier is not None
    assert (earlier.told, earlier.before) == ("recorded", None)
    store.write(lambda c: visits.forget_undos(c, "here"))
    assert store.read(lambda c: visits.last_done(c, "here")) is None


def test_one_draft_is_kept_a_session(store: Store) -> None:
    """The answers come back as they were, the last ones put aside, until they are forgotten."""
    for answers in ({"sex": "male"}, {"needs": ("housing", "legal"), "children": 2}):
        store.write(lambda c, answers=answers: visits.keep_draft(c, "here", answers))
    assert store.read(lambda c: visits.kept_draft(c, "here")) == {
        "needs": ("housing", "legal"),
        "children": 2,
    }
    store.write(lambda c: visits.keep_draft(c, "here", None))
    assert store.read(lambda c: visits.kept_draft(c, "here")) is None


def test_a_row_is_known_once_it_was_imported(store: Store) -> None:
    """A row is known from its import on."""
    assert not store.read(lambda c: ledgers.is_known_row(c, "row"))
    store.write(lambda c: ledgers.keep_row(c, "row"))
    assert store.read(lambda c: ledgers.is_known_row(c, "row"))


def test_references_come_by_day_and_leave_by_year(store: Store) -> None:
    """Entries of one reference come in order, stated or not; those of earlier years can be forgotten."""

    def entry(
        year: str, day: date, visit: str, *, stated: bool = False, reference: bytes = b"r"
    ) -> ReferenceEntry:
        return ReferenceEntry(year, reference, day, VisitId(visit), stated)

    second = entry("2014-07", date(2015, 1, 1), "a", stated=True)
    first = entry("2014-07", date(2014, 9, 1), "b")
    others = (
        entry("2013-07", date(2014, 1, 1), "c"),
        entry("2014-07", date(2014, 8, 1), "d", reference=b"q"),
    )
    assert store.read(ledgers.newest_reference_year) is None

    def work(connection: Connection) -> None:
        for one in (second, first, first, *others):
            ledgers.keep_reference(connection, one)

    store.write(work)
    assert store.read(lambda c: ledgers.reference_entries(c, "2014-07", b"r")) == (first, second)
    assert store.read(ledgers.newest_reference_year) == "2014-07"
    assert store.write(lambda c: ledgers.drop_references_before(c, "2014-07")) == 1
    assert store.read(lambda c: ledgers.reference_entries(c, "2013-07", b"r")) == ()
    assert store.read(lambda c: ledgers.reference_entries(c, "2014-07", b"q")) == others[1:]
