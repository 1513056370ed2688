"""What holds of any merge: order, company and repetition change nothing."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onestopshop.desk.setup_changes import approve
from onestopshop.merge.merging import Outcome, merge_files
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.undoing import undo_merge
from onestopshop.shop import Shop
from onestopshop.tally import Cell
from tests.merge.history import History, history
from tests.merge.partnership import (
    FIRST,
    SECOND,
    Counted,
    Partnership,
    Template,
    cells,
    counted,
    imported,
    row,
)

FEW = settings(max_examples=12)


class Expected:
    """What is counted in the end; no dataclass, because hypothesis would print all of it."""

    def __init__(self, found: Counted) -> None:
        self.found = found


@pytest.fixture(scope="module")
def past(template: Template, tmp_path_factory: pytest.TempPathFactory) -> History:
    """What the network's laptops sealed."""
    return history(template, tmp_path_factory.mktemp("history"))


@pytest.fixture(scope="module")
def bystander(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Partnership]:
    """A network in which nobody has merged anything."""
    made = Partnership(template, tmp_path_factory.mktemp("bystander"))
    made.coordinator()
    yield made
    made.close()


@pytest.fixture(scope="module")
def expected(past: History, template: Template, tmp_path_factory: pytest.TempPathFactory) -> Expected:
    """What is counted once everything was merged in the order in which it was sealed."""
    made = Partnership(template, tmp_path_factory.mktemp("expected"))
    coordinator = made.coordinator()
    merge_files(coordinator, [made.file("all", past.envelopes)])
    approve(coordinator, past.stranger)
    merge_files(coordinator, [])
    assert differences(coordinator) == ()
    found = counted(coordinator)
    made.close()
    return Expected(found)


def files_of(made: Partnership, past: History, deal: list[list[int]]) -> list[Path]:
    """Files by the places of their envelopes; the last holds a copy of one with another signature."""
    count = len(past.envelopes)
    files = [
        made.file(f"file{at}", [past.envelopes[place % count] for place in places])
        for at, places in enumerate(deal)
    ]
    return [*files, made.file("forged", [past.forged])]


DEALS = st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=12), min_size=1, max_size=5)


@settings(max_examples=15)
@given(deal=DEALS, seed=st.integers(0, 1000))
def test_a_merge_tells_the_same_in_any_order(
    past: History, bystander: Partnership, deal: list[list[int]], seed: int
) -> None:
    """Split, doubled and shuffled, the same envelopes give the same outcome to the last number."""
    coordinator = bystander.coordinator()
    files = files_of(bystander, past, deal)

    def told(merged: list[Path]) -> Outcome:
        return merge_files(coordinator, merged, dry_run=True)

    once = told(files)
    assert told(random.Random(seed).sample([*files, *files], 2 * len(files))) == once
    assert told(files_of(bystander, past, [[place for places in deal for place in places]])) == once


@settings(max_examples=25)
@given(
    deal=DEALS,
    steps=st.lists(st.integers(0, 4), max_size=5),
    undone=st.sets(st.integers(0, 4)),
    approved_at=st.integers(0, 6),
)
def test_every_history_of_merges_ends_alike(
    past: History,
    expected: Expected,
    template: Template,
    deal: list[list[int]],
    steps: list[int],
    undone: set[int],
    approved_at: int,
) -> None:
    """Merged in any pieces, undone in between, with a desk approved at any moment: the end is the same."""
    with tempfile.TemporaryDirectory() as folder:
        made = Partnership(template, Path(folder))
        coordinator = made.coordinator()
        try:
            files = files_of(made, past, deal)
            for at, step in enumerate(steps):
                if at == approved_at:
                    approve(coordinator, past.stranger)
                merge = merge_files(coordinator, [files[step % len(files)]]).merge
                if at in undone and merge is not None:
                    undo_merge(coordinator, merge)
                assert differences(coordinator) == ()
            approve(coordinator, past.stranger)
            merge_files(coordinator, [*files, made.file("all", past.envelopes)])
            assert counted(coordinator) == expected.found
            assert differences(coordinator) == ()
        finally:
            made.close()


ROWS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from(("Ashford", "Tenterden")),
        st.sampled_from(("male", "female")),
        st.sampled_from((None, "yes", "no")),
        st.sampled_from((None, "A", "B", "C")),
    ),
    min_size=1,
    max_size=12,
)
Written = list[tuple[int, str, str, str | None, str | None]]


def take(shop: Shop, written: Written, places: list[int], *, references: bool) -> None:
    """Import these rows of a ledger."""
    rows = []
    for place in places:
        days, name, sex, helpful, reference = written[place]
        more = {"helpful": helpful, "reference": reference if references else None, "sex": sex}
        rows.append(row(shop, f"row{place:02}", name, date(2015, 6, 1) + timedelta(days=days), **more))
    imported(shop, *rows)


@FEW
@given(written=ROWS, cut=st.integers(0, 12), overlap=st.integers(0, 3))
def test_a_ledger_counts_the_same_however_it_came(
    template: Template, written: Written, cut: int, overlap: int
) -> None:
    """Whole, in halves, twice or at two desks, each row and each feedback answer counts once."""
    every = list(range(len(written)))
    halves = every[:cut], every[max(cut - overlap, 0) :]
    results = []
    with tempfile.TemporaryDirectory() as folder:
        made = Partnership(template, Path(folder))
        try:
            for way in range(4):
                one, other = made.shop(f"{FIRST}{way}", FIRST), made.shop(f"{SECOND}{way}", SECOND)
                if way == 0:
                    take(one, written, every, references=False)
                elif way == 1:
                    take(one, written, halves[1], references=False)
                    take(one, written, halves[0], references=False)
                elif way == 2:
                    take(one, written, every, references=False)
                    take(other, written, every[::-1], references=False)
                else:
                    take(one, written, halves[0], references=False)
                    take(other, written, halves[1], references=False)
                coordinator = made.coordinator(way)
                merge_files(coordinator, made.exported(f"{FIRST}{way}", f"{SECOND}{way}"))
                assert differences(coordinator) == ()
                results.append(cells(coordinator))
        finally:
            made.close()
    assert results[0][Cell("visit", "", "all")] == len(written)
    assert results[1:] == [results[0]] * 3


@FEW
@given(written=ROWS, cut=st.integers(0, 12))
def test_references_of_one_desk_count_the_same_in_halves(
    template: Template, written: Written, cut: int
) -> None:
    """Where one desk imports both halves, ordinals come out as from the whole ledger, in either order."""
    every = list(range(len(written)))
    results = []
    with tempfile.TemporaryDirectory() as folder:
        made = Partnership(template, Path(folder))
        try:
            for way, pieces in enumerate(([every], [every[cut:], every[:cut]], [every[:cut], every])):
                name = f"{FIRST}{way}"
                for piece in pieces:
                    take(made.shop(name, FIRST), written, piece, references=True)
                    made.exported(name)
                coordinator = made.coordinator(way)
                merge_files(coordinator, made.exported(name))
                results.append(cells(coordinator))
        finally:
            made.close()
    assert results[1:] == [results[0]] * 2


def test_an_outcome_counts_each_envelope_once(past: History, bystander: Partnership) -> None:
    """New, superseded and held are together all that was found; the fork is one, and nothing is missing."""
    outcome = merge_files(bystander.coordinator(), [bystander.file("all", past.envelopes)], dry_run=True)
    assert outcome.new + outcome.superseded + len(outcome.held) == outcome.readable == len(past.envelopes)
    assert {held.reason for held in outcome.held} == {"waiting"}
    assert (outcome.forks, outcome.gaps, outcome.damaged, outcome.known) == (1, (), 0, 0)
    assert outcome.found == frozenset(one.id for one in past.envelopes)
