"""A lost laptop is no longer believed from one of its envelopes on, wherever the network merges."""

from __future__ import annotations

from datetime import date

import pytest

from onestopshop.desk.roster import desks
from onestopshop.desk.setup_changes import NotADeskKey, approve
from onestopshop.merge.merging import merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.revoking import NoSuchPlaceInChain, OwnDesk, revoke
from onestopshop.shop import CoordinatorsOnly
from onestopshop.store import setups
from tests.merge.partnership import FIRST, STRANGER, Partnership, opened, recorded, sealed, visits


def three_sealed(partnership: Partnership) -> None:
    """Three envelopes of the first laptop, each with a visit of its own day."""
    first = partnership.shop(FIRST)
    for day in (1, 2, 3):
        recorded(first, opened(first, day=date(2015, 6, day)), {"sex": "female"})
        sealed(first)


def test_later_ones_stop_counting_and_earlier_ones_stay(partnership: Partnership) -> None:
    """From the second on nothing counts, nothing is removed, and approving again brings it all back."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    three_sealed(partnership)
    files = partnership.exported(FIRST)
    merge_files(coordinator, files)
    changes = revoke(coordinator, first.desk.key.upper(), 2)
    assert changes.values == (2, False)
    assert visits(coordinator) == 1
    assert differences(coordinator) == ()
    listed = {desk.key: (desk.standing, desk.last_seq) for desk in desks(coordinator)}
    assert listed[first.desk.key] == ("revoked", 3)
    again = merge_files(coordinator, files)
    assert (again.new, again.known, [held.reason for held in again.held]) == (0, 1, ["revoked"] * 2)
    approve(coordinator, first.desk.key)
    assert merge_files(coordinator, files).new == 2
    assert visits(coordinator) == 3


def test_another_coordinator_follows_at_the_next_merge(partnership: Partnership) -> None:
    """A setup that revokes a desk takes effect with the next merge, of whatever files."""
    one, two = partnership.coordinator(), partnership.coordinator(1)
    three_sealed(partnership)
    files = partnership.exported(FIRST)
    for coordinator in (one, two):
        merge_files(coordinator, files)
    revoke(one, partnership.shop(FIRST).desk.key, 3)
    setup = one.store.read(setups.newest_setup) or b""
    two.store.write(lambda connection: setups.keep_setup(connection, 99, setup))
    assert visits(two) == 3
    assert [held.reason for held in merge_files(two, []).held] == ["revoked"]
    assert visits(one) == visits(two) == 2
    assert differences(two) == ()


def test_without_a_number_all_that_was_merged_stays(partnership: Partnership) -> None:
    """A laptop lost today: what is here counts, the next that carries its key does not."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    three_sealed(partnership)
    merge_files(coordinator, partnership.exported(FIRST))
    assert revoke(coordinator, first.desk.key).values == (4, False)
    recorded(first, opened(first, day=date(2015, 6, 4)), {"sex": "female"})
    outcome = merge_files(coordinator, partnership.exported(FIRST))
    assert [held.reason for held in outcome.held] == ["revoked"]
    assert visits(coordinator) == 3
    never_seen = partnership.shop(STRANGER).desk.key
    assert revoke(coordinator, never_seen).values == (1, False)


def test_what_is_refused(partnership: Partnership) -> None:
    """Something else than a key, a number that no envelope has, the own laptop, and a volunteer's laptop."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    with pytest.raises(NotADeskKey):
        revoke(coordinator, "Ashford laptop")
    with pytest.raises(NoSuchPlaceInChain):
        revoke(coordinator, first.desk.key, 0)
    with pytest.raises(OwnDesk):
        revoke(coordinator, coordinator.desk.key)
    with pytest.raises(CoordinatorsOnly):
        revoke(first, coordinator.desk.key)
