"""Undoing a merge, and merging again."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from onestopshop.desk.setup_changes import change_setup
from onestopshop.merge.merging import merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.undoing import UnknownMerge, undo_merge
from onestopshop.network import Setup
from onestopshop.shop import CoordinatorsOnly
from tests.merge.partnership import (
    FIRST,
    SECOND,
    Partnership,
    cells,
    counted,
    opened,
    recorded,
    sealed,
    visits,
)


def test_what_was_undone_counts_again_when_it_is_merged_again(partnership: Partnership) -> None:
    """Undo takes away what that merge brought and no more; merging again gives exactly what was there."""
    coordinator, first, second = partnership.coordinator(), partnership.shop(FIRST), partnership.shop(SECOND)
    recorded(first, opened(first), {})
    merge_files(coordinator, partnership.exported(FIRST))
    alone = cells(coordinator)
    recorded(first, opened(first), {"sex": "male"})
    recorded(second, opened(second, day=date(2015, 5, 1)), {"sex": "male"})
    files = partnership.exported(FIRST, SECOND)
    outcome = merge_files(coordinator, files)
    both = counted(coordinator)
    assert visits(coordinator) == 3
    changes = undo_merge(coordinator, f" {outcome.merge} ")
    assert (changes.told, len(changes.changed)) == ("merge_undone", 2)
    assert cells(coordinator) == alone
    assert differences(coordinator) == ()
    assert merge_files(coordinator, []).new == 0
    again = merge_files(coordinator, [*files, *files])
    assert (again.new, again.known, again.held) == (2, 1, ())
    assert counted(coordinator) == both
    assert differences(coordinator) == ()


def test_a_merge_is_undone_once(partnership: Partnership) -> None:
    """What never was, was undone or was a dry run cannot be undone."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    recorded(first, opened(first), {})
    merge = str(merge_files(coordinator, partnership.exported(FIRST)).merge)
    undo_merge(coordinator, merge)
    for unknown in (merge, "", "nothing"):
        with pytest.raises(UnknownMerge, match="stands here"):
            undo_merge(coordinator, unknown)
    with pytest.raises(CoordinatorsOnly):
        undo_merge(first, merge)


def test_what_was_undone_is_judged_again(partnership: Partnership) -> None:
    """Where its desk was revoked meanwhile, an undone envelope is held when it comes again."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    recorded(first, opened(first), {})
    files = partnership.exported(FIRST)
    undo_merge(coordinator, str(merge_files(coordinator, files).merge))

    def revoked(setup: Setup) -> Setup:
        roster = tuple(msgspec.structs.replace(entry, revoked_from=1) for entry in setup.roster)
        return msgspec.structs.replace(setup, roster=roster)

    coordinator.store.write(lambda connection: change_setup(connection, revoked))
    outcome = merge_files(coordinator, files)
    assert [held.reason for held in outcome.held] == ["revoked"]
    assert (outcome.merge, visits(coordinator)) == (None, 0)


def test_an_older_revision_counts_while_the_newer_is_undone(partnership: Partnership) -> None:
    """The revision that was superseded takes the place of the one that stopped counting."""
    coordinator, first = partnership.coordinator(), partnership.shop(FIRST)
    session = opened(first)
    recorded(first, session, {})
    old = sealed(first)
    recorded(first, session, {})
    (new,) = set(sealed(first)) - set(old)
    late = merge_files(coordinator, [partnership.file("new", [new])])
    merge_files(coordinator, [partnership.file("old", old)])
    assert visits(coordinator) == 2
    undo_merge(coordinator, str(late.merge))
    assert visits(coordinator) == 1
    assert differences(coordinator) == ()
