"""Merging what laptops exported: what counts, what is known, what is superseded, and what is shared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onestopshop.desk.attendances import came, new_agency
from onestopshop.desk.roster import desks
from onestopshop.desk.sessions import cancel_session, new_venue, open_session
from onestopshop.desk.setup_changes import approve
from onestopshop.desk.visits import correct_visit, undo_last, withdraw_visit
from onestopshop.errors import Cancelled
from onestopshop.identity import SessionId, VenueId, VisitId, session_id
from onestopshop.merge.gap import Gap
from onestopshop.merge.merging import merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.progress import Progress
from onestopshop.shop import CoordinatorsOnly
from onestopshop.tally import Cell
from tests.merge.partnership import (
    DAY,
    FIRST,
    SECOND,
    STRANGER,
    Partnership,
    cells,
    counted,
    imported,
    listed_venues,
    opened,
    recorded,
    row,
    rows_of,
    sealed,
    venue,
    visits,
)


def test_two_laptops_at_one_session_count_together(partnership: Partnership) -> None:
    """Both parts add up to one session that was held; a second merge knows everything and changes nothing."""
    coordinator, first, second = (
        partnership.coordinator(),
        partnership.shop(FIRST),
        partnership.shop(SECOND),
    )
    recorded(first, opened(first), {"ordinal": "first"}, {"visitor_type": "professional"})
    recorded(second, opened(second), {"ordinal": "second"})
    files = partnership.exported(FIRST, SECOND)
    outcome = merge_files(coordinator, files)
    assert (outcome.new, outcome.known, outcome.superseded, outcome.readable) == (2, 0, 0, 2)
    assert (outcome.forks, outcome.damaged, outcome.held, outcome.gaps) == (0, 0, (), ())
    found = cells(coordinator)
    assert found[Cell("visit", "", "all")] == 2
    assert found[Cell("supporter", "", "all")] == 1
    assert found[Cell("session", "status", "held")] == 1
    before = counted(coordinator)
    again = merge_files(coordinator, files)
    assert (again.merge, again.new, again.known, again.readable) == (None, 0, 2, 2)
    assert counted(coordinator) == before
    assert differences(coordinator) == ()


def test_the_newest_revision_counts(partnership: Partnership) -> None:
    """Of two revisions in one merge the older is superseded; a later one takes the place of both."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    session = opened(first)
    recorded(first, session, {"ordinal": "first"})
    early = sealed(first)
    recorded(first, session, {"ordinal": "second"})
    outcome = merge_files(coordinator, partnership.exported(FIRST))
    assert (outcome.new, outcome.superseded) == (1, 1)
    assert visits(coordinator) == 2
    assert merge_files(coordinator, [partnership.file("early", early)]).known == 1
    recorded(first, session, {}, {})
    assert merge_files(coordinator, partnership.exported(FIRST)).new == 1
    assert visits(coordinator) == 4
    assert differences(coordinator) == ()


def test_a_withdrawn_visit_counts_no_more(partnership: Partnership) -> None:
    """A visit that was taken back leaves the count; what was undone is back in it."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    session = opened(first)
    kept, gone = recorded(first, session, {"sex": "female"}, {"sex": "male"})
    merge_files(coordinator, partnership.exported(FIRST))
    withdraw_visit(first, gone)
    merge_files(coordinator, partnership.exported(FIRST))
    assert (visits(coordinator), cells(coordinator)[Cell("visit", "sex", "male")]) == (1, 0)
    undo_last(first, session)
    correct_visit(first, kept, {"sex": "male"})
    merge_files(coordinator, partnership.exported(FIRST))
    assert (visits(coordinator), cells(coordinator)[Cell("visit", "sex", "male")]) == (2, 2)
    assert differences(coordinator) == ()


def test_a_session_that_one_laptop_cancelled_and_another_held_was_held(partnership: Partnership) -> None:
    """Whichever is merged first, a session that took place is no cancelled one."""
    first, second = partnership.shop(FIRST), partnership.shop(SECOND)
    cancel_session(first, venue(first), DAY, "weather")
    opened(second)
    files = partnership.exported(FIRST, SECOND)
    for copy, ordered in enumerate((files, files[::-1])):
        coordinator = partnership.coordinator(copy)
        for file in ordered:
            merge_files(coordinator, [file])
        found = cells(coordinator)
        assert found[Cell("session", "status", "held")] == 1
        assert found[Cell("session", "status", "cancelled")] == 0


def test_what_was_met_at_a_desk_is_proposed(partnership: Partnership) -> None:
    """A venue and an agency that the network does not list come with the envelope that speaks of them."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    hall = VenueId(new_venue(first, "Village hall").changed[0].id)
    session = SessionId(open_session(first, hall, DAY).changed[0].id)
    agency = new_agency(first, "Credit union").changed[0].id
    came(first, session, agency, "09:30")  # type: ignore[arg-type]
    assert "Village hall" not in listed_venues(coordinator)
    merge_files(coordinator, partnership.exported(FIRST))
    assert "Village hall" in listed_venues(coordinator)
    assert cells(coordinator)[Cell("attendance", "came", agency)] == 1


@pytest.mark.parametrize("order", [1, -1])
def test_a_clone_forks_and_both_lines_count(partnership: Partnership, order: int) -> None:
    """Two copies of a laptop that go on make a fork: what each wrote counts once, in either order."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    session = opened(first)
    recorded(first, session, {"sex": "female"})
    sealed(first)
    clone = partnership.clone(FIRST, "clone")
    recorded(partnership.shop(FIRST), session, {"sex": "male"})
    for _ in range(2):  # the copy goes one revision further
        recorded(clone, session, {"sex": "male"}, {"sex": "male"})
        sealed(clone)
    files = [*partnership.exported(FIRST, "clone")][::order]
    forks = [merge_files(coordinator, [file]).forks for file in files]
    assert forks == [0, 1]
    assert visits(coordinator) == 6
    assert differences(coordinator) == ()
    before = counted(coordinator)
    together = partnership.coordinator(1)
    assert merge_files(together, files).forks == 1
    assert counted(together)[:3] == before[:3]


def test_a_missing_envelope_is_told(partnership: Partnership) -> None:
    """Numbers of a laptop that never came are a gap until they come; they are no fork."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    session = opened(first)
    for _ in range(4):
        recorded(first, session, {"sex": "male"})
        every = sealed(first)
    outcome = merge_files(coordinator, [partnership.file("some", (every[0], every[3]))])
    assert outcome.gaps == (Gap(first.desk.key, 2, 3),)
    assert outcome.forks == 0
    assert visits(coordinator) == 4
    late = merge_files(coordinator, [partnership.file("rest", every[1:3])])
    assert (late.gaps, late.new, late.superseded) == ((), 0, 2)


@pytest.mark.parametrize("order", [1, -1])
def test_a_row_that_two_sessions_hold_counts_once(partnership: Partnership, order: int) -> None:
    """Whichever came first, the row counts in one session; dropped there, it counts in the other."""
    coordinator, first, second = (
        partnership.coordinator(),
        partnership.shop(FIRST),
        partnership.shop(SECOND),
    )
    imported(first, row(first, "shared", "Ashford", sex="male", helpful="yes"), row(first, "own1", "Ashford"))
    imported(second, row(second, "shared", "Tenterden", sex="male"), row(second, "own2", "Tenterden"))
    for file in partnership.exported(FIRST, SECOND)[::order]:
        merge_files(coordinator, [file])
    male = Cell("visit", "sex", "male")
    assert (visits(coordinator), cells(coordinator)[male]) == (3, 1)
    by_session = {
        session_id(coordinator.desk.network, venue(shop, name), DAY): shop
        for shop, name in ((first, "Ashford"), (second, "Tenterden"))
    }
    withdraw_visit(by_session[min(by_session)], VisitId("shared"))
    merge_files(coordinator, partnership.exported(FIRST, SECOND))
    assert (visits(coordinator), cells(coordinator)[male]) == (3, 1)
    withdraw_visit(by_session[max(by_session)], VisitId("shared"))
    merge_files(coordinator, partnership.exported(FIRST, SECOND))
    assert (visits(coordinator), cells(coordinator)[male]) == (2, 0)
    assert cells(coordinator)[Cell("feedback", "helpful", "yes")] == 1
    assert differences(coordinator) == ()


def test_a_row_withdrawn_at_one_of_two_desks_counts_elsewhere(partnership: Partnership) -> None:
    """Where one desk takes a row of its session back, another session that holds the row counts it."""
    coordinator, first, second = (
        partnership.coordinator(),
        partnership.shop(FIRST),
        partnership.shop(SECOND),
    )
    names = sorted(
        ("Ashford", "Tenterden"), key=lambda name: session_id(first.desk.network, venue(first, name), DAY)
    )
    imported(first, row(first, "shared", names[0]))
    imported(second, row(second, "shared", names[0]))
    withdraw_visit(first, VisitId("shared"))
    merge_files(coordinator, partnership.exported(FIRST, SECOND))
    assert visits(coordinator) == 0
    imported(coordinator, row(coordinator, "shared", names[1]))
    merge_files(coordinator, [partnership.file("own", sealed(coordinator))])
    assert visits(coordinator) == 1
    assert differences(coordinator) == ()


def test_a_dry_run_changes_nothing_and_tells_the_same(partnership: Partnership) -> None:
    """A preview leaves every row of the store as it was, and the merge then finds what it said."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    recorded(first, opened(first), {"ordinal": "first"})
    recorded(partnership.shop(STRANGER), opened(partnership.shop(STRANGER)), {})
    files = partnership.exported(FIRST, STRANGER)
    before = rows_of(coordinator)
    preview = merge_files(coordinator, files, dry_run=True)
    assert rows_of(coordinator) == before
    done = merge_files(coordinator, files)
    assert preview.merge is None
    assert (preview.new, preview.held, preview.found) == (done.new, done.held, done.found)
    assert done.merge is not None


def stopping_after(steps: int) -> Progress:
    """Progress that is stopped by the person after so many steps."""
    left = iter(range(steps))

    def told(done: int, total: int) -> None:
        if next(left, None) is None:
            raise Cancelled

    return told


def test_a_merge_that_is_stopped_leaves_nothing(partnership: Partnership) -> None:
    """Stopped after any step, between files or within one, the store is as it was; then it can be done."""
    coordinator, first, second = (
        partnership.coordinator(),
        partnership.shop(FIRST),
        partnership.shop(SECOND),
    )
    for shop in (first, second):
        for day in (1, 2):
            recorded(shop, opened(shop, day=date(2015, 6, day)), {})
    files = partnership.exported(FIRST, SECOND)
    before = rows_of(coordinator)
    told: list[tuple[int, int]] = []
    merge_files(coordinator, files, dry_run=True, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert {total for _, total in told} == {sum(file.stat().st_size for file in files)}
    assert len(told) == 6

    for last in range(len(told)):
        with pytest.raises(Cancelled):
            merge_files(coordinator, files, progress=stopping_after(last))
        assert rows_of(coordinator) == before
    assert merge_files(coordinator, files).new == 4


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    partnership: Partnership, tmp_path: Path
) -> None:
    """A file that is gone counts as damaged; what the next one holds is merged."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    recorded(first, opened(first), {})
    outcome = merge_files(coordinator, [tmp_path / "gone.dropin", *partnership.exported(FIRST)])
    assert (outcome.damaged, outcome.new) == (1, 1)


def test_only_a_coordinator_merges(partnership: Partnership) -> None:
    """A laptop without the network's keys refuses before it looks at anything."""
    with pytest.raises(CoordinatorsOnly):
        merge_files(partnership.shop(FIRST), [])


def test_a_desk_that_waits_is_counted_once_it_is_approved(partnership: Partnership) -> None:
    """What a laptop wrote before it was approved is kept, and counts at the next merge of anything."""
    coordinator, stranger = partnership.coordinator(), partnership.shop(STRANGER)
    recorded(stranger, opened(stranger), {}, {})
    outcome = merge_files(coordinator, partnership.exported(STRANGER))
    assert [(held.desk, held.reason) for held in outcome.held] == [(stranger.desk.key, "waiting")]
    assert (outcome.merge, outcome.new, outcome.readable, visits(coordinator)) == (None, 0, 1, 0)
    assert merge_files(coordinator, partnership.exported(STRANGER)).held == outcome.held
    approve(coordinator, stranger.desk.key)
    later = merge_files(coordinator, [])
    assert (later.new, later.held, later.readable) == (1, (), 0)
    assert later.merge is not None
    assert visits(coordinator) == 2
    assert differences(coordinator) == ()
    listed = {desk.key: desk for desk in desks(coordinator)}[stranger.desk.key]
    assert (listed.name, listed.standing, listed.last_seq) == ("stranger laptop", "approved", 1)
