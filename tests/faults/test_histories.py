"""Whatever happens to laptops and folders: all coordinators end up counting the same, each visit once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

import onestopshop.merge.occasion as occasion
import onestopshop.store.connection as connection
from onestopshop.merge.revision_tree import Winner
from onestopshop.store import Connection, Store, outbox
from onestopshop.store.envelopes import Leafed
from tests.desk.shops import Template
from tests.faults.histories import End, History
from tests.faults.two_coordinators import partnership
from tests.outcome_table import Outcome

HISTORIES = int(os.environ.get("ONESTOPSHOP_HISTORIES", "10000"))
"""In the long form; fewer where somebody has less time."""
AT_ONCE = 250
"""Histories of one run of hypothesis, which remembers all of a run."""
STEPS = 18


@pytest.fixture(scope="module")
def network(place: Path) -> Iterator[Template]:
    """One network, without what takes most of the time and decides nothing here.

    Its stores lock no memory, which hides keys, and keep no backups, which the fault points try.
    """
    with pytest.MonkeyPatch.context() as patched:
        kept = tuple(one for one in connection.PRAGMAS if one[0] != "cipher_memory_security")
        patched.setattr(connection, "PRAGMAS", kept)
        patched.setattr(Store, "back_up", lambda store: store.folder)
        yield partnership(place)


def lived(network: Template, place: Path, histories: int, *, stops: bool = True) -> list[End]:
    """How so many histories ended. Fails at the first bad end, or with `stops` off notes it and goes on."""

    class Here(History):
        pass

    Here.template, Here.place, Here.ends, Here.stops = network, place, [], stops
    phases = (Phase.generate, Phase.shrink) if stops else (Phase.generate,)
    while len(Here.ends) < histories:
        number = min(AT_ONCE, histories - len(Here.ends))
        chosen = settings(max_examples=number, stateful_step_count=STEPS, phases=phases)
        run_state_machine_as_test(Here, settings=chosen)
    return Here.ends


def bitten(network: Template, place: Path) -> list[End]:
    """How histories ended without a protection: so many that one ended badly, and 200 at most."""
    ends: list[End] = []
    while len(ends) < 200 and not any(end.bad for end in ends):
        ends += lived(network, place, 20, stops=False)
    return ends


def expect_none_lost(ends: list[End], outcomes: list[Outcome]) -> None:
    """Notes what was tried, and fails where a history ended badly."""
    outcomes += [
        ("histories", len(ends), sum(end.bad for end in ends)),
        ("histories: visits in them, lost", sum(end.recorded for end in ends), sum(end.lost for end in ends)),
        ("histories: visits in them, counted twice or falsely", sum(end.recorded for end in ends),
         sum(end.twice + end.false for end in ends)),
        ("histories: coordinators that differ", len(ends), sum(end.apart for end in ends)),
    ]  # fmt: skip
    assert [end for end in ends if end.bad] == []
    assert sum(end.recorded for end in ends) > len(ends)


def test_some_histories(network: Template, place: Path, outcomes: list[Outcome]) -> None:
    """Nothing acknowledged is lost and nothing counts twice, in any history."""
    expect_none_lost(lived(network, place, 30), outcomes)


@pytest.mark.slow
def test_many_histories(network: Template, place: Path, outcomes: list[Outcome]) -> None:
    """The same, very often."""
    expect_none_lost(lived(network, place, HISTORIES), outcomes)


def test_the_harness_bites_without_receipts(
    network: Template, place: Path, monkeypatch: pytest.MonkeyPatch, outcomes: list[Outcome]
) -> None:
    """Where a laptop believes that published is received, visits are lost, and the harness finds it."""
    waiting = outbox.waiting

    def unplaced(connection: Connection) -> tuple[outbox.Sealed, ...]:
        return tuple(own for own in waiting(connection) if own.place is None)

    monkeypatch.setattr(outbox, "waiting", unplaced)
    ends = bitten(network, place)
    outcomes.append(("harness bites: histories, no receipt rule", len(ends), sum(end.bad for end in ends)))
    assert any(end.bad for end in ends)


def test_the_harness_bites_without_the_rule_for_winners(
    network: Template, place: Path, monkeypatch: pytest.MonkeyPatch, outcomes: list[Outcome]
) -> None:
    """Where the revision that came first counts, not the last of its line, the harness finds it."""

    def first(revisions: list[Leafed]) -> Winner:
        return Winner(min(revision.number for revision in revisions), forked=False)

    monkeypatch.setattr(occasion, "winner", first)
    ends = bitten(network, place)
    outcomes.append(
        ("harness bites: histories, no rule for winners", len(ends), sum(end.bad for end in ends))
    )
    assert any(end.bad for end in ends)
