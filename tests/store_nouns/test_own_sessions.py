"""What a desk keeps of its own sessions: parts, attendances, feedback, and what was met."""

from __future__ import annotations

from datetime import date

from onestopshop.agency import Agency
from onestopshop.attendance import Attendance
from onestopshop.identity import AgencyId, Digest, ListId, OptionId, SessionId, VenueId, VisitId
from onestopshop.part import Feedback, MetOption
from onestopshop.question import Option
from onestopshop.session import Session
from onestopshop.store import Connection, Store, attendances, ledgers, parts, setups, visits
from onestopshop.venue import Venue
from onestopshop.visit import Visit

EARLY = Session(SessionId("early"), VenueId("hall"), date(2015, 5, 1))
LATE = Session(SessionId("late"), VenueId("hall"), date(2015, 6, 1), 2, "cancelled", "weather")
IDVA, POLICE = AgencyId("idva"), AgencyId("police")


def begun(connection: Connection) -> None:
    """Two parts, the later one first."""
    parts.add_part(connection, LATE, open_now=False)
    parts.add_part(connection, EARLY, open_now=True)


def test_a_new_part_is_dirty_and_as_its_session_says(store: Store) -> None:
    """Parts are listed newest first, dirty ones oldest first; an unknown session has none."""
    store.write(begun)
    early = store.read(lambda c: parts.own_part(c, "early"))
    assert early == parts.OwnPart(EARLY, True, True, 0, None, {}, None, False, None)
    assert store.read(lambda c: parts.own_part(c, "none")) is None
    assert [part.session for part in store.read(parts.own_parts)] == [LATE, EARLY]
    assert store.read(parts.dirty_sessions) == ("early", "late")


def test_a_part_is_published_once_and_touched_anew(store: Store) -> None:
    """Sealed it is clean, published it has a moment that stays, and a touch takes both away."""
    store.write(begun)

    def work(connection: Connection) -> None:
        parts.published(connection, "early", "too soon")  # it is dirty: what was published is not this
        parts.sealed_as(connection, "early", 3, Digest("ab"))
        parts.published(connection, "early", "first")
        parts.published(connection, "early", "second")
        parts.set_counts(connection, "early", {"observers": 2})
        parts.set_status(connection, "early", "planned", None)
        parts.set_open(connection, "early", open_now=False)

    store.write(work)
    part = store.read(lambda c: parts.own_part(c, "early"))
    assert part is not None
    assert (part.dirty, part.revision, part.parent, part.published_at) == (False, 3, "ab", "first")
    assert (part.counts, part.session.status, part.open) == ({"observers": 2}, "planned", False)
    assert store.read(parts.dirty_sessions) == ("late",)
    store.write(lambda c: parts.touch(c, "early"))
    touched = store.read(lambda c: parts.own_part(c, "early"))
    assert touched is not None
    assert (touched.dirty, touched.published_at, touched.revision) == (True, None, 3)


def test_a_purge_leaves_no_row_of_that_session(store: Store) -> None:
    """Visits, drafts, steps and feedback of rows are gone; another session's stay."""

    def work(connection: Connection) -> None:
        begun(connection)
        for session in ("early", "late"):
            visits.add_visit(connection, session, Visit(VisitId(f"v-{session}"), {}, 1))
            visits.add_visit(connection, session, Visit(VisitId(f"w-{session}"), {}, 2))
            visits.remove_visit(connection, session, VisitId(f"w-{session}"))
            visits.remember(connection, session, "told", VisitId("x"), None)
            visits.keep_draft(connection, session, {"sex": "male"})
            ledgers.add_ledger_feedback(connection, session, f"t-{session}", "helpful", "yes")
        parts.purge_rows(connection, "early", b"totals")

    store.write(work)

    def left(connection: Connection, session: str) -> list[object]:
        return [
            visits.visits_of(connection, session),
            visits.withdrawn_from(connection, session),
            visits.last_done(connection, session),
            visits.kept_draft(connection, session),
            attendances.feedback_of(connection, session),
        ]

    assert store.read(lambda c: left(c, "early")) == [(), (), None, None, ()]
    assert all(store.read(lambda c: left(c, "late")))
    part = store.read(lambda c: parts.own_part(c, "early"))
    assert part is not None
    assert (part.purged, part.open, part.totals) == (True, False, b"totals")


def test_an_attendance_is_one_an_agency(store: Store) -> None:
    """What is kept last stands, in order of agency, until it is forgotten."""

    def work(connection: Connection) -> None:
        begun(connection)
        for seen in (Attendance(POLICE), Attendance(IDVA), Attendance(POLICE, came="10:00")):
            attendances.keep_attendance(connection, "early", seen)

    store.write(work)
    seen = store.read(lambda c: attendances.attendances_of(c, "early"))
    assert seen == (Attendance(IDVA), Attendance(POLICE, came="10:00"))
    store.write(lambda c: attendances.forget_attendance(c, "early", IDVA))
    assert store.read(lambda c: attendances.attendances_of(c, "early")) == seen[1:]


def test_feedback_is_what_was_counted_and_what_rows_say(store: Store) -> None:
    """Counts are replaced as a whole, zeros are not kept, and rows stand beside them by token."""

    def work(connection: Connection) -> None:
        begun(connection)
        attendances.keep_feedback(connection, "early", "helpful", {"yes": 3, "no": 1})
        attendances.keep_feedback(connection, "early", "helpful", {"yes": 2, "no": 0})
        ledgers.add_ledger_feedback(connection, "early", "t1", "helpful", "no")
        ledgers.add_ledger_feedback(connection, "early", "t2", "again", "yes")

    store.write(work)
    assert store.read(lambda c: attendances.feedback_of(c, "early")) == (
        Feedback("again", {}, {"t2": "yes"}),
        Feedback("helpful", {"yes": 2}, {"t1": "no"}),
    )


def test_what_was_met_first_stays(store: Store) -> None:
    """Venues, agencies and options come back as they were first met, for all and for one session."""
    hall = Venue(VenueId("hall"), "Hall", met=True)
    union = Agency(AgencyId("union"), "Union", met=True)
    poster = MetOption(ListId("heard"), Option(OptionId("poster"), "Poster", OptionId("media")))

    def work(connection: Connection) -> None:
        begun(connection)
        setups.keep_met(connection, poster)
        setups.note_met_in(connection, "early", hall)
        setups.note_met_in(connection, "early", hall)
        setups.note_met_in(connection, "early", union)
        setups.keep_met(connection, Venue(VenueId("hall"), "Another name"))

    store.write(work)
    assert store.read(setups.all_met) == (union, poster, hall)
    assert store.read(lambda c: setups.met_in(c, "early")) == (union, hall)
    assert store.read(lambda c: setups.met_in(c, "late")) == ()


def test_the_newest_setup_is_the_highest_version(store: Store) -> None:
    """Whichever came last; a desk that has none says so."""
    assert store.read(setups.newest_setup) is None
    for version in (2, 10, 9):
        store.write(lambda c, version=version: setups.keep_setup(c, version, f"v{version}".encode()))
    assert store.read(setups.newest_setup) == b"v10"
