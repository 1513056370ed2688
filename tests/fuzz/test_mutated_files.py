"""Files that were damaged or changed on their way: nothing false is believed, nothing crashes or hangs."""

from __future__ import annotations

import os
import random
from itertools import chain

import pytest

from tests.fuzz.mutations import cuts, damages, flips, tried
from tests.fuzz.parsers import parsers
from tests.outcome_table import Outcome

INPUTS = int(os.environ.get("ONESTOPSHOP_FUZZ_INPUTS", "1000000"))
"""Inputs for each reader in the long form; fewer where somebody has less time."""


def test_some_damage_to_each_kind_of_file(outcomes: list[Outcome]) -> None:
    """Flipped bytes, truncations and random damage of each file: none accepted, no crash, none over 1 s."""
    chance = random.Random(1)
    rows = []
    for parser in parsers():
        step = max(1, len(parser.sound) // 150)
        some = (flips(parser.sound, step), cuts(parser.sound, step))
        outcome = tried(parser, chain(*some, (next(damages(parser.sound, chance)) for _ in range(300))))
        rows.append((f"mutated files: {parser.name}", outcome.inputs, outcome.bad))
    outcomes += rows
    assert [row for row in rows if row[2]] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [parser.name for parser in parsers()])
def test_every_flip_every_cut_and_much_damage(name: str, outcomes: list[Outcome]) -> None:
    """Every byte flipped, every truncation, and random damage up to the number asked for: nothing is bad."""
    (parser,) = (one for one in parsers() if one.name == name)
    chance = random.Random()
    every = chain(flips(parser.sound), cuts(parser.sound), damages(parser.sound, chance))
    outcome = tried(parser, every, max(INPUTS, 2 * len(parser.sound)))
    outcomes.append((f"mutated files: {name}", outcome.inputs, outcome.bad))
    assert (outcome.accepted, outcome.slow, outcome.crashes) == (0, 0, [])
    assert outcome.bad == 0


@pytest.mark.parametrize(
    ("protection", "name"),
    [
        ("onestopshop.envelope.minisign.Minisig.signed_by", "setup"),
        ("onestopshop.envelope.minisign.Minisig.signed_by", "signature"),
    ],
)
def test_the_harness_bites(
    monkeypatch: pytest.MonkeyPatch, outcomes: list[Outcome], protection: str, name: str
) -> None:
    """With signatures believed unseen, changed files are found to be accepted."""
    (parser,) = (one for one in parsers() if one.name == name)
    monkeypatch.setattr(protection, lambda *_: True)
    outcome = tried(parser, flips(parser.sound))
    outcomes.append((f"harness bites: {name}, every signature believed", outcome.inputs, outcome.accepted))
    assert outcome.accepted > 20
