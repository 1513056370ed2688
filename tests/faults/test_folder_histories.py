"""Whatever a folder goes through between syncs, in the end every visit is counted, and counted once."""

from __future__ import annotations

import os
import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from onestopshop.central.folder import FolderMissing
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.store import Connection, outbox
from tests.merge.partnership import DAY, FIRST, SECOND, Partnership, Template, opened, recorded, visits
from tests.outcome_table import Outcome

LAPTOPS = (FIRST, SECOND)
STEPS = 14
HISTORIES = int(os.environ.get("ONESTOPSHOP_HISTORIES", "1000"))


class History:
    """One network and what happens to its folder."""

    def __init__(self, template: Template, place: Path, chance: random.Random) -> None:
        place.mkdir()
        self._network = Partnership(template, place)
        self._coordinator = self._network.coordinator()
        self._folder = place / "central"
        self._copies = place / "copies"
        self._copies.mkdir()
        self._chance = chance
        self._recorded = self._days = 0

    def lived(self) -> tuple[int, int]:
        """Visits recorded, and visits counted when everybody has synced and merged for the last time."""
        happens = (self._record, self._record, self._sync, self._sync, self._sync, self._merge)
        accidents = (self._copy, self._roll_back, self._delete, self._tear, self._conflict)
        try:
            sync(self._coordinator, self._folder)
            for _ in range(STEPS):
                self._chance.choice(happens + accidents)()
            for name in LAPTOPS:
                sync(self._network.shop(name), self._folder)
            merge(self._coordinator, [self._folder])
            return self._recorded, visits(self._coordinator)
        finally:
            self._network.close()

    def _record(self) -> None:
        shop = self._network.shop(self._chance.choice(LAPTOPS))
        number = self._chance.randint(1, 3)
        self._days += 1
        recorded(shop, opened(shop, day=DAY + timedelta(days=self._days)), *([{}] * number))
        self._recorded += number

    def _sync(self) -> None:
        sync(self._network.shop(self._chance.choice(LAPTOPS)), self._folder)

    def _merge(self) -> None:
        try:
            merge(self._coordinator, [self._folder])
        except FolderMissing:
            return

    def _copy(self) -> None:
        if self._folder.exists():
            shutil.copytree(self._folder, self._copies / f"{self._chance.getrandbits(64)}")

    def _roll_back(self) -> None:
        """The cloud, or somebody, puts an older state of the folder back."""
        if kept := sorted(self._copies.iterdir()):
            shutil.rmtree(self._folder, ignore_errors=True)
            shutil.copytree(self._chance.choice(kept), self._folder)

    def _delete(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _tear(self) -> None:
        """A file ends in the middle, or a piece of it is zeros."""
        if files := sorted(file for file in self._folder.rglob("*") if file.is_file()):
            file = self._chance.choice(files)
            content = file.read_bytes()
            at = self._chance.randrange(len(content) + 1)
            file.write_bytes(content[:at] + self._chance.choice((b"", bytes(4096) + content[at + 4096 :])))

    def _conflict(self) -> None:
        """The cloud keeps both of two files."""
        if (self._folder / "central.dropin").exists():
            shutil.copy(self._folder / "central.dropin", self._folder / "central-LAPTOP2.dropin")


def lost_in(template: Template, place: Path, histories: int, first: int = 0) -> tuple[int, int]:
    """Histories that did not count exactly what was recorded, and the visits recorded in all."""
    wrong = total = 0
    for number in range(first, first + histories):
        made, counted = History(template, place / f"{number}", random.Random(number)).lived()
        shutil.rmtree(place / f"{number}")
        wrong, total = wrong + (made != counted), total + made
    return wrong, total


def expect_none_lost(template: Template, place: Path, histories: int, outcomes: list[Outcome]) -> None:
    """Prints the table and fails where a history ends with another number than was recorded."""
    wrong, total = lost_in(template, place, histories)
    outcomes += [("folder histories", histories, wrong), ("visits recorded in them", total, 0)]
    assert total > histories
    assert wrong == 0


def test_some_histories(template: Template, tmp_path: Path, outcomes: list[Outcome]) -> None:
    """Lost, torn, doubled and rolled-back folders cost no visit and count none twice."""
    expect_none_lost(template, tmp_path, 5, outcomes)


@pytest.mark.slow
def test_many_histories(template: Template, tmp_path: Path, outcomes: list[Outcome]) -> None:
    """The same, very often."""
    expect_none_lost(template, tmp_path, HISTORIES, outcomes)


def test_the_harness_bites(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a laptop believes that published is received, visits are lost, and the harness finds it."""
    waiting = outbox.waiting

    def unplaced(connection: Connection) -> tuple[outbox.Sealed, ...]:
        return tuple(own for own in waiting(connection) if own.place is None)

    monkeypatch.setattr(outbox, "waiting", unplaced)
    wrong, _ = lost_in(template, tmp_path, 5)
    assert wrong > 0
