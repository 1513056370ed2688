"""Nothing that somebody put into a central folder is counted, believed, or makes anything honest go."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.faults.attacked_folder import attacked
from tests.faults.forgeries import FORGERIES
from tests.merge.partnership import Template
from tests.outcome_table import Outcome


def test_no_forgery_fools_anybody(
    template: Template, elsewhere: Template, place: Path, outcomes: list[Outcome]
) -> None:
    """Every named forgery is held with its reason or counted as damage; the honest sessions count."""
    found = {
        attack.name: attacked(attack, template, elsewhere, Path(tempfile.mkdtemp(dir=place)))
        for attack in FORGERIES
    }
    outcomes.append(("forgeries, each by name", len(found), sum(bool(wrong) for wrong in found.values())))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("protection", "replacement", "fooled"),
    [
        (
            "onestopshop.envelope.minisign.Minisig.signed_by",
            lambda *_: True,
            {"wrong signer", "forged receipt"},
        ),
        ("onestopshop.merge.judgement._distrust", lambda *_: "", {"unknown laptop"}),
        ("onestopshop.envelope.envelope.check_content", lambda *_: None, {"session of another network"}),
    ],
)
def test_the_harness_bites(
    template: Template,
    elsewhere: Template,
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    protection: str,
    replacement: object,
    fooled: set[str],
) -> None:
    """With a protection taken out, the forgeries that it stops are found to get through."""
    monkeypatch.setattr(protection, replacement)
    for attack in (attack for attack in FORGERIES if attack.name in fooled):
        assert attacked(attack, template, elsewhere, Path(tempfile.mkdtemp(dir=place))) != [], attack.name
