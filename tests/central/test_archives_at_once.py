"""Two laptops that archive at once: wherever one comes between, nothing is lost, and all converges."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from onestopshop.central import exported_file
from onestopshop.central.sync import sync
from tests.central.central_folder import everything, in_central, two_years
from tests.desk.shops import ASHFORD, RURAL, Shops

OLD = "archive-2026.dropin"


@pytest.fixture
def made(shops: Shops) -> Path:
    """A folder in which a year is over and not yet archived, and the central file alone holds everything."""
    folder = two_years(shops, shops.folder / "made")
    sync(shops[ASHFORD], folder)
    shutil.rmtree(folder / "sessions")
    (folder / OLD).unlink()
    return folder


def interrupt(patch: pytest.MonkeyPatch, at: int, between: Callable[[], None]) -> list[str]:
    """Let something happen just before a file is put in place, by its number; returns what was put there."""
    real, placed = exported_file.put_in_place, list[str]()

    def put_in_place(finished: Path, path: Path) -> None:
        placed.append(path.name)
        if len(placed) == at:
            patch.setattr(exported_file, "put_in_place", real)
            between()
            patch.setattr(exported_file, "put_in_place", put_in_place)
        real(finished, path)

    patch.setattr(exported_file, "put_in_place", put_in_place)
    return placed


@pytest.mark.parametrize(("at", "file"), [(1, OLD), (2, "central.dropin")])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_one_laptop_archives_between_any_two_steps_of_the_other(
    shops: Shops, made: Path, monkeypatch: pytest.MonkeyPatch, at: int, file: str, times: int
) -> None:
    """Just before the archive, and before the shorter central file, the other syncs up to three times."""
    before = everything(made)

    def other_laptop() -> None:
        for _ in range(times):
            sync(shops[RURAL], made)
            assert everything(made) == before

    with monkeypatch.context() as patch:
        placed = interrupt(patch, at, other_laptop)
        for _ in range(2):
            sync(shops[ASHFORD], made)
            assert everything(made) == before
    assert placed[at - 1] == file
    for name in (ASHFORD, RURAL):
        sync(shops[name], made)
    assert everything(made) == before
    assert len(in_central(made)) == len(before) - 2
