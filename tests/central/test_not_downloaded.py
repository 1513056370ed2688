"""What a cloud lists and has not brought yet is said in words, is no damage, and is taken up later."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from onestopshop.central.alarm import alarm_words
from onestopshop.central.checking import check_files
from onestopshop.central.folder import CENTRAL, SETUP, NotDownloaded, found_in
from onestopshop.central.merging import merge
from onestopshop.central.recovering import recover
from onestopshop.central.sync import sync
from onestopshop.shop import Shop
from tests.central.central_folder import (
    envelopes,
    in_central,
    own_ids,
    received,
    session_files,
    state,
    synced,
    visited,
)
from tests.desk.shops import ASHFORD, CHEAP, COORDINATOR, PASSPHRASE, RURAL, Shops

Dehydrate = Callable[[Path], None]


def blank(file: Path) -> None:
    """The file has its size and reads as zeros."""
    size = file.stat().st_size
    file.write_bytes(b"")
    os.truncate(file, size)


def half_blank(file: Path) -> None:
    """The file has its size and reads as zeros from its middle on."""
    size = file.stat().st_size
    os.truncate(file, size // 2)
    os.truncate(file, size)


def cut(file: Path) -> None:
    """The file ends in its middle."""
    os.truncate(file, file.stat().st_size // 2)


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A place in a folder that OneDrive keeps in step; nothing is there yet."""
    folder = shops.folder / "OneDrive - Kent" / "central"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(params=[blank, half_blank, cut])
def dehydrate(request: pytest.FixtureRequest) -> Dehydrate:
    """A way in which a file that is listed is not here, or not wholly."""
    way: Dehydrate = request.param
    return way


def test_a_central_file_that_is_away_is_left_alone(
    shops: Shops, laptop: Shop, folder: Path, dehydrate: Dehydrate
) -> None:
    """It is not replaced by the little that is here; session files stand; when it is back it is folded."""
    for _ in range(2):
        synced(shops, RURAL, folder, visits=2)
    received(shops[COORDINATOR], folder)
    sync(shops[RURAL], folder)
    assert session_files(folder) == [], "what was received stands in the central file alone"
    whole = (folder / CENTRAL).read_bytes()
    dehydrate(folder / CENTRAL)
    left = (folder / CENTRAL).read_bytes()
    report = synced(shops, ASHFORD, folder)
    assert (report.published, report.central_folded, report.alarms) == (1, False, ("not_downloaded",))
    assert "choose “Always keep on this device”" in alarm_words("not_downloaded")
    assert (folder / CENTRAL).read_bytes() == left
    assert set(envelopes(*session_files(folder))) == own_ids(laptop)
    (folder / CENTRAL).write_bytes(whole)
    report = sync(laptop, folder)
    assert (report.central_folded, report.alarms) == (True, ())
    assert in_central(folder) == own_ids(laptop) | set(envelopes(folder / CENTRAL))
    assert check_files([folder]).intact


def test_a_session_file_that_is_away_stays_and_is_taken_up(
    shops: Shops, coordinator: Shop, folder: Path, dehydrate: Dehydrate
) -> None:
    """It is never removed, even where all that is seen of it was received, and counts when it is here."""
    for opening in (1, 2):
        visited(shops[RURAL], opening=opening)
    sync(shops[RURAL], folder)
    received(coordinator, folder)
    (file,) = session_files(folder)
    whole = file.read_bytes()
    dehydrate(file)
    left = file.read_bytes()
    for shop in (coordinator, shops[RURAL]):
        assert sync(shop, folder).alarms == ("not_downloaded",)
        assert file.read_bytes() == left
    file.write_bytes(whole)
    assert sync(shops[RURAL], folder).alarms == ()
    assert not file.exists()


def test_an_own_session_file_that_is_away_is_written_again(
    laptop: Shop, folder: Path, dehydrate: Dehydrate
) -> None:
    """Nothing is said to be there unless it was reread: the same bytes are written under the same name."""
    visited(laptop)
    sync(laptop, folder)
    (file,) = session_files(folder)
    whole = file.read_bytes()
    (folder / CENTRAL).unlink()
    dehydrate(file)
    report = sync(laptop, folder)
    assert (report.published, report.alarms) == (1, ("set_back",))
    assert file.read_bytes() == whole


def test_an_archive_that_is_away_is_not_written(
    shops: Shops, laptop: Shop, folder: Path, dehydrate: Dehydrate
) -> None:
    """Neither filled, closed nor taken for the place of anything."""
    synced(shops, ASHFORD, folder)
    archive = folder / "archive-2025.dropin"
    shutil.copy(folder / CENTRAL, archive)
    dehydrate(archive)
    left = archive.read_bytes()
    report = synced(shops, RURAL, folder)
    assert (report.central_folded, report.alarms) == (True, ("not_downloaded",))
    assert archive.read_bytes() == left
    assert own_ids(laptop) <= in_central(folder)


def test_a_setup_that_is_away_is_not_overwritten(
    shops: Shops, coordinator: Shop, folder: Path, dehydrate: Dehydrate
) -> None:
    """It may be newer than what this coordinator has, and is not damaged: it stays until it can be read."""
    sync(coordinator, folder)
    dehydrate(folder / SETUP)
    before = state(folder)[SETUP]
    for shop in (coordinator, shops[ASHFORD]):
        assert sync(shop, folder).alarms == ("not_downloaded",)
    assert state(folder)[SETUP] == before


def test_a_central_file_that_never_comes_is_renamed_and_made_anew(
    shops: Shops, laptop: Shop, folder: Path
) -> None:
    """Whoever renames it gets another from the session files and from what is whole in the old one."""
    for opening in (1, 2, 3):
        visited(shops[RURAL], opening=opening)
    sync(shops[RURAL], folder)
    for file in session_files(folder):
        file.unlink()
    cut(folder / CENTRAL)
    left = set(envelopes(folder / CENTRAL))
    assert len(left) == 1
    (folder / CENTRAL).rename(folder / "central that never came.dropin")
    report = synced(shops, ASHFORD, folder)
    assert (report.central_folded, report.alarms) == (True, ("not_downloaded",))
    assert in_central(folder) == left | own_ids(laptop)


def test_a_merge_counts_it_apart_from_damage(
    shops: Shops, coordinator: Shop, folder: Path, dehydrate: Dehydrate
) -> None:
    """What is here counts, what is not is no damage, and the next merge takes it in."""
    for name in (ASHFORD, RURAL):
        synced(shops, name, folder)
    (folder / CENTRAL).unlink()
    file = session_files(folder)[0]
    whole = file.read_bytes()
    dehydrate(file)
    outcome = merge(coordinator, [folder])
    assert (outcome.new, outcome.damaged, outcome.away, outcome.gaps) == (1, 0, 1, ())
    file.write_bytes(whole)
    outcome = merge(coordinator, [folder])
    assert (outcome.new, outcome.known, outcome.away) == (1, 1, 0)


def test_check_counts_it_apart_from_damage(shops: Shops, folder: Path, dehydrate: Dehydrate) -> None:
    """It is not intact, since nobody can tell, and nothing is called damaged or foreign."""
    synced(shops, ASHFORD, folder)
    dehydrate(folder / CENTRAL)
    found = check_files([folder])
    assert (found.not_downloaded, found.intact, found.envelopes) == (1, False, 1)
    assert (found.damaged, found.unsigned, found.foreign_bytes, found.unreadable) == (0, 0, 0, 0)


def test_a_recovery_says_what_to_do(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """A coordinator with the sheet of paper is told to download the file, not that the key is wrong."""
    sync(coordinator, folder)
    for file in [path for path in folder.rglob("*") if path.is_file()]:
        blank(file)
    secret = shops.template.recovery_secret
    with pytest.raises(NotDownloaded, match=r"“central.dropin” is not yet downloaded on this laptop: open"):
        recover(shops.folder / "new", shops.clock, secret, [folder], "New", PASSPHRASE, CHEAP)
    assert not (shops.folder / "new").exists()


def test_a_file_that_a_cloud_refuses_to_open_is_away(
    shops: Shops, laptop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Windows answers while there is no network: an error for the file, and for nothing else."""
    synced(shops, RURAL, folder)
    refused, real = session_files(folder)[0], Path.open

    def without_network(path: Path, *given: object, **named: object) -> object:
        if path == refused:
            raise OSError(22, "The cloud file provider is not running", str(path), 362)
        return real(path, *given, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", without_network)
        assert synced(shops, ASHFORD, folder).alarms == ("not_downloaded",)
        assert (check_files([folder]).not_downloaded, check_files([folder]).unreadable) == (1, 0)
    assert refused.exists()
    assert sync(laptop, folder).alarms == ()


def test_elsewhere_than_in_a_cloud_it_is_damage_and_mended(shops: Shops, dehydrate: Dehydrate) -> None:
    """On a stick or a share a file of zeros or a cut one will not come by itself: it is filled again."""
    stick = shops.folder / "stick"
    synced(shops, ASHFORD, stick)
    whole = (stick / CENTRAL).read_bytes()
    dehydrate(stick / CENTRAL)
    assert found_in([stick]).away == ()
    report = sync(shops[RURAL], stick)
    assert (report.central_folded, report.alarms) == (True, ())
    assert (stick / CENTRAL).read_bytes() == whole


@pytest.mark.parametrize(
    "name",
    [
        "central.dropin.partial",
        "sessions/x.dropin.crdownload",
        "x.dropin.part",
        "CENTRAL.DROPIN.FILEPART",
        "~$central.dropin",
    ],
)
def test_what_another_program_still_brings_is_left_alone(
    shops: Shops, laptop: Shop, folder: Path, name: str
) -> None:
    """Said in words, not read, not removed; taken up under its final name."""
    elsewhere = shops.folder / "elsewhere"
    synced(shops, RURAL, elsewhere)
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    shutil.copy(elsewhere / CENTRAL, file)
    assert synced(shops, ASHFORD, folder).alarms == ("unfinished",)
    mine = own_ids(laptop)
    assert in_central(folder) == mine
    assert (check_files([folder]).unfinished, check_files([folder]).intact) == (1, False)
    assert merge(shops[COORDINATOR], [folder]).unfinished == 1
    file.rename(folder / "arrived.dropin")
    sync(laptop, folder)
    assert in_central(folder) == mine | set(envelopes(elsewhere / CENTRAL))


def test_a_stub_of_icloud_stands_for_a_file_that_is_away(shops: Shops, laptop: Shop, tmp_path: Path) -> None:
    """Its name says so wherever it stands; it is neither read nor counted as foreign."""
    stub = tmp_path / "sessions" / ".x.dropin.icloud"
    stub.parent.mkdir()
    stub.write_bytes(b"bplist00")
    assert synced(shops, ASHFORD, tmp_path).alarms == ("not_downloaded",)
    found = check_files([tmp_path])
    assert (found.not_downloaded, found.foreign_bytes, found.unfinished) == (1, 0, 0)
    assert stub.read_bytes() == b"bplist00"
