"""What a coordinator's store derives from envelopes, and the totals of years before the app."""

from __future__ import annotations

from datetime import date

from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import DeskKey, Digest, EnvelopeId, MergeId, SessionId, VenueId
from onestopshop.reporting_year import Month, Period
from onestopshop.store import Connection, Store, envelopes, merged, tallies
from onestopshop.store.envelopes import Kept, Pending, Stated
from onestopshop.store.merged import MergedSession
from onestopshop.tally import Cell, Tally

ALL, MALE = Cell("visit", "", "all"), Cell("visit", "sex", "male")
HALL, CHURCH = VenueId("hall"), VenueId("church")
YEAR = Period(Month(2014, 7), Month(2015, 6))
DESK = DeskKey("ab" * 32)


def test_counts_are_added_and_taken_back(store: Store) -> None:
    """Months and venues are apart; what comes down to nothing leaves no trace."""

    def work(connection: Connection) -> None:
        tallies.add_to_tally(connection, "2015-06", HALL, Tally({ALL: 3, MALE: 1}))
        tallies.add_to_tally(connection, "2015-06", HALL, Tally({MALE: -1, ALL: 1}))
        tallies.add_to_tally(connection, "2015-06", CHURCH, Tally({ALL: 2}))
        tallies.add_to_tally(connection, "2014-06", CHURCH, Tally({ALL: 5}))
        tallies.add_to_tally(connection, "2015-01", CHURCH, Tally({MALE: 1}))
        tallies.add_to_tally(connection, "2015-01", CHURCH, Tally({MALE: -1}))

    store.write(work)
    assert store.read(tallies.all_counts) == {
        ("2015-06", HALL): {ALL: 4},
        ("2015-06", CHURCH): {ALL: 2},
        ("2014-06", CHURCH): {ALL: 5},
    }
    of_hall = {("2015-06", HALL): {"visit": {"": {"all": 4}}}}
    of_church = {("2015-06", CHURCH): {"visit": {"": {"all": 2}}}}
    assert store.read(lambda c: tallies.tallies_of(c, YEAR)) == of_hall | of_church
    assert store.read(lambda c: tallies.tallies_of(c, YEAR, HALL)) == of_hall
    at_hall = {("2015-06", HALL): 4}
    assert store.read(tallies.visits_by_place) == at_hall | {("2015-06", CHURCH): 2, ("2014-06", CHURCH): 5}
    assert store.read(lambda c: tallies.visits_by_place(c, HALL)) == at_hall


def test_an_earlier_total_replaces_one_of_the_same_figure(store: Store) -> None:
    """One total a venue, period and figure; the whole network's comes before the venues'."""
    year = YEAR.year_before()
    totals = [
        EarlierTotal(HALL, year, "visits", 7, "Annual report"),
        EarlierTotal(None, year, "visits", 300),
        EarlierTotal(None, year, "visits", 301),
    ]
    for total in totals:
        store.write(lambda c, total=total: tallies.keep_earlier_total(c, total))
    assert store.read(tallies.earlier_totals) == (totals[2], totals[0])


def test_sessions_held_are_found_by_date_and_venue(store: Store) -> None:
    """Both ends of the months are in; cancelled sessions and other venues are not."""
    days = [date(2014, 6, 30), date(2014, 7, 1), date(2015, 6, 30), date(2015, 7, 1)]
    sessions = [
        MergedSession(SessionId(f"{venue}-{day}"), venue, day, "held", 1, Tally({ALL: 1}))
        for venue in (HALL, CHURCH)
        for day in days
    ]
    cancelled = MergedSession(SessionId("off"), HALL, date(2014, 8, 5), "cancelled", 0, Tally())
    for session in (*sessions, cancelled):
        store.write(lambda c, session=session: merged.keep_merged(c, session))
    assert store.read(lambda c: merged.sessions_held(c, YEAR, HALL)) == tuple(sessions[1:3])
    assert {found.id for found in store.read(lambda c: merged.sessions_held(c, YEAR))} == {
        found.id for found in sessions if found.date in YEAR
    }


def test_a_merged_session_keeps_its_number(store: Store) -> None:
    """Kept again it is replaced; rows that two sessions hold are found from either; forgotten it is gone."""
    one, other = SessionId("one"), SessionId("other")
    now = MergedSession(one, HALL, date(2015, 6, 3), "held", 2, Tally({ALL: 2}))

    def work(connection: Connection) -> tuple[int, int]:
        numbers = merged.session_number(connection, one), merged.session_number(connection, other)
        assert merged.merged_session(connection, numbers[0]).tally == Tally()
        merged.keep_merged(connection, now)
        merged.change_rows(connection, numbers[0], {b"r1", b"r2"}, set())
        merged.change_rows(connection, numbers[1], {b"r2", b"r3"}, set())
        merged.change_rows(connection, numbers[0], set(), {b"r1"})
        assert merged.session_number(connection, one) == numbers[0]
        return numbers

    first, second = store.write(work)
    assert store.read(lambda c: merged.merged_session(c, first)) == now
    assert store.read(lambda c: merged.rows_in(c, second)) == {b"r2", b"r3"}
    assert store.read(lambda c: merged.shared_rows(c, first)) == ((b"r2", other),)
    assert store.read(lambda c: merged.shared_rows(c, second)) == ((b"r2", one),)
    store.write(lambda c: merged.forget_merged(c, first))
    assert store.read(lambda c: merged.shared_rows(c, second)) == ()
    store.write(merged.forget_counts)
    assert store.write(lambda c: merged.rows_in(c, merged.session_number(c, other))) == set()


def test_a_merge_stands_until_it_is_undone(store: Store) -> None:
    """A merge that took nothing in leaves no note; one that was undone stands no more."""
    for merge in ("m1", "m2"):
        store.write(lambda c, merge=merge: merged.begin_merge(c, MergeId(merge), "now"))
    store.write(lambda c: merged.drop_merge(c, MergeId("m2")))
    assert [store.read(lambda c, m=m: merged.merge_stands(c, m)) for m in ("m1", "m2")] == [True, False]
    store.write(lambda c: merged.undo_merge(c, MergeId("m1")))
    assert not store.read(lambda c: merged.merge_stands(c, "m1"))


def test_a_desk_is_noted_as_it_calls_itself_last(store: Store) -> None:
    """The newest name and key stand."""
    for name in ("old", "new"):
        store.write(lambda c, name=name: merged.note_desk(c, DESK, name, "age1"))
    assert store.read(merged.noted_desks) == {DESK: ("new", "age1")}


def kept(name: str, seq: int, state: envelopes.State, desk: DeskKey = DESK) -> Kept:
    """An envelope as it is handed in."""
    return Kept(0, EnvelopeId(name), desk, seq, None, state, b"age", b"sig")


def test_an_envelope_moves_between_its_states(store: Store) -> None:
    """Held, counted, superseded, undone: each is listed where it stands, and its bytes stay."""
    merge = MergeId("m")
    stated = Stated(SessionId("s"), 1, Digest("d1"), None)
    newer = Stated(SessionId("s"), 2, Digest("d2"), Digest("d1"))

    def work(connection: Connection) -> tuple[int, int, int]:
        merged.begin_merge(connection, merge, "now")
        counted = envelopes.add_envelope(connection, kept("a", 1, "counted"), stated, merge=merge)
        waits = envelopes.add_envelope(connection, kept("b", 2, "held"), newer, reason="waiting")
        bad = envelopes.add_envelope(connection, kept("c", 0, "held", DeskKey("")), None, reason="signature")
        return counted, waits, bad

    counted, waits, bad = store.write(work)
    assert store.read(envelopes.settled_ids) == {"a"}
    assert store.read(envelopes.pending) == {
        "b": Pending(waits, "held", "waiting"),
        "c": Pending(bad, "held", "signature"),
    }
    assert store.read(envelopes.held_reasons) == (("b", DESK, "waiting"), ("c", "", "signature"))
    assert list(store.read(lambda c: tuple(envelopes.sequences(c)))) == [(DESK, 1), (DESK, 2)]

    def settle(connection: Connection) -> None:
        envelopes.admit(connection, waits, newer, merge)
        envelopes.set_states(connection, [("superseded", counted)])
        envelopes.replace_signature(connection, bad, b"right", DESK, 3, EnvelopeId("b"))
        envelopes.hold(connection, bad, "revoked")

    store.write(settle)
    assert store.read(lambda c: envelopes.count_superseded(c, merge)) == 1
    assert store.read(lambda c: envelopes.kept_envelope(c, bad)) == Kept(
        bad, EnvelopeId("c"), DESK, 3, EnvelopeId("b"), "held", b"age", b"right"
    )
    assert [one.state for one in store.read(lambda c: envelopes.revisions_of(c, SessionId("s")))] == [
        "superseded",
        "counted",
    ]
    found = {EnvelopeId(name) for name in "abc"}
    assert store.read(lambda c: envelopes.settled_among(c, found)) == (("a", DESK, "s"), ("b", DESK, "s"))
    assert store.write(lambda c: envelopes.undo_envelopes(c, merge)) == ("s",)
    assert store.read(envelopes.session_ids) == ()
    assert {one.state for one in store.read(envelopes.pending).values()} == {"held", "undone"}


def test_joint_totals_are_those_of_merged_sessions(store: Store) -> None:
    """Visits, agencies that came and desks that count; a session that is not merged has none."""
    session = SessionId("s")
    came = Tally({ALL: 2, Cell("attendance", "came", "idva"): 1, Cell("attendance", "planned", "police"): 1})

    def work(connection: Connection) -> None:
        merged.begin_merge(connection, MergeId("m"), "now")
        stated = Stated(session, 1, Digest("d1"), None)
        envelopes.add_envelope(connection, kept("a", 1, "counted"), stated, merge=MergeId("m"))
        merged.keep_merged(connection, MergedSession(session, HALL, date(2015, 6, 3), "held", 2, came))

    store.write(work)
    wanted = (session, SessionId("unknown"))
    assert store.read(lambda c: envelopes.joint_totals(c, wanted)) == ((session, 2, 1, 1, 1),)
    assert store.read(envelopes.session_ids) == (session,)
