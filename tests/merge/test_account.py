"""What a merge does, session by session, before and after it is made."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from onestopshop.clock import SetClock
from onestopshop.desk.visits import withdraw_visit
from onestopshop.merge import account
from onestopshop.merge.account import Account
from onestopshop.merge.correcting import correct_withdraw
from onestopshop.merge.correction_sealing import seal_setup
from onestopshop.merge.merging import merge_files
from onestopshop.merge.undoing import last_merge, undo_merge
from onestopshop.shop import Shop
from tests.merge.partnership import DAY, FIRST, SECOND, STRANGER, Partnership, opened, recorded, sealed


def told(shop: Shop, *files: Path) -> Account:
    """The account of a merge that is rehearsed first; both must say the same."""
    before = merge_files(shop, files, dry_run=True, account=True).account
    after = merge_files(shop, files, account=True).account
    assert before is not None
    assert after == before
    return after


def lines(given: Account) -> list[tuple[str, str, int, str]]:
    """Date, laptop, visits, and what happens."""
    return [(one.date.isoformat(), given.desk_name(one.desk), one.visits, one.what) for one in given.arrivals]


def test_desks_of_one_session_stand_together(partnership: Partnership) -> None:
    """The newest session comes first; of two laptops there the second joins; what is known has no line."""
    coordinator, first, second = partnership.coordinator(), partnership.shop(FIRST), partnership.shop(SECOND)
    recorded(first, opened(first), {}, {})
    recorded(second, opened(second), {})
    recorded(second, opened(second, day=DAY - timedelta(days=7)), {})
    given = told(coordinator, *partnership.exported(FIRST, SECOND))
    at_once = sorted((given.desk_name(one.desk), one.visits) for one in given.arrivals[:2])
    assert at_once == [("first laptop", 2), ("second laptop", 1)]
    assert [one.what for one in given.arrivals] == ["new", "joins", "new"]
    assert (given.sessions, given.arrivals[0].venue_name) == (2, "Ashford")
    assert (given.arrivals[0].opening, given.arrivals[0].referrals) == (1, 0)
    again = told(coordinator, *partnership.exported(FIRST, SECOND))
    assert (again.arrivals, again.already) == ((), 3)


def test_later_and_earlier_versions_are_told_apart(partnership: Partnership) -> None:
    """A later version replaces; an earlier one that comes afterwards goes behind; another desk joins."""
    coordinator, first, second = partnership.coordinator(), partnership.shop(FIRST), partnership.shop(SECOND)
    session = opened(first)
    recorded(first, session, {})
    one = sealed(first)
    recorded(first, session, {})
    two = set(sealed(first)) - set(one)
    recorded(first, session, {})
    three = set(sealed(first)) - set(one) - two
    recorded(second, opened(second), {})
    day = DAY.isoformat()
    assert lines(told(coordinator, partnership.file("two", two))) == [(day, "first laptop", 2, "new")]
    assert lines(told(coordinator, partnership.file("one", one))) == [(day, "first laptop", 2, "older")]
    later = told(coordinator, partnership.file("three", three), *partnership.exported(SECOND))
    assert lines(later) == [(day, "first laptop", 3, "replaces"), (day, "second laptop", 1, "joins")]


def test_a_long_list_is_cut(partnership: Partnership) -> None:
    """What is not told one by one is counted, so that nobody has to open or read thousands."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    for number in range(account.MOST_ARRIVALS + 2):
        recorded(first, opened(first, day=date(2015, 1, 1) + timedelta(days=number)), {})
    given = told(coordinator, *partnership.exported(FIRST))
    assert (len(given.arrivals), given.more) == (account.MOST_ARRIVALS, 2)
    assert given.arrivals[0].date > given.arrivals[-1].date


def test_coordinators_own_envelopes_are_named_as_such(partnership: Partnership) -> None:
    """What another coordinator put right, and the network's own setup, are no sessions of a laptop."""
    coordinator, other = partnership.coordinator(), partnership.coordinator(1)
    first = partnership.shop(FIRST)
    session = opened(first)
    (visit,) = recorded(first, session, {})
    files = partnership.exported(FIRST)
    merge_files(coordinator, files)
    correct_withdraw(coordinator, session, visit)
    seal_setup(coordinator)
    corrections = partnership.file("corrections", sealed(coordinator))
    given = told(other, corrections, *files)
    assert {one.what for one in given.arrivals} == {"new", "put_right", "network"}
    assert given.sessions == 1


def test_forks_and_waiting_desks_are_named(partnership: Partnership) -> None:
    """Before anything is written, a copied laptop shows, and a laptop that waits has its name."""
    coordinator, first, stranger = (
        partnership.coordinator(),
        partnership.shop(FIRST),
        partnership.shop(STRANGER),
    )
    session = opened(first)
    (visit,) = recorded(first, session, {})
    partnership.exported(FIRST)
    copy = partnership.clone(FIRST, "copy")
    recorded(copy, session, {})
    withdraw_visit(partnership.shop(FIRST), visit)
    recorded(stranger, opened(stranger), {})
    files = [*partnership.exported(FIRST, STRANGER), partnership.file("copied", sealed(copy))]
    outcome = merge_files(coordinator, files, dry_run=True, account=True)
    given = outcome.account
    assert given is not None
    assert [fork.desk_name for fork in given.forks] == ["first laptop"]
    assert [given.desk_name(held.desk) for held in outcome.held] == ["stranger laptop"]


def test_the_last_merge_that_stands(partnership: Partnership) -> None:
    """The one that was made last, with its sessions; after undoing it, the one before; then none."""
    coordinator, first, second = partnership.coordinator(), partnership.shop(FIRST), partnership.shop(SECOND)
    assert last_merge(coordinator) is None
    recorded(first, opened(first), {})
    merge_files(coordinator, partnership.exported(FIRST))
    earlier = last_merge(coordinator)
    assert isinstance(coordinator.clock, SetClock)
    coordinator.clock.moment += timedelta(hours=1)
    for day in (1, 2):
        recorded(second, opened(second, day=date(2015, 5, day)), {})
    merge_files(coordinator, partnership.exported(SECOND))
    last = last_merge(coordinator)
    assert last is not None
    assert last.sessions == 2
    undo_merge(coordinator, last.id)
    assert last_merge(coordinator) == earlier
    undo_merge(coordinator, earlier.id if earlier else "")
    assert last_merge(coordinator) is None
