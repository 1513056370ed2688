"""`check` tells without any key what files hold: envelopes, desks, gaps, damage, and what is nothing."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from onestopshop.central.checking import check_files
from onestopshop.central.folder import CENTRAL, FolderMissing
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.envelope.envelope import Sealed
from onestopshop.merge.gap import Gap
from onestopshop.shop import Shop
from tests.central.central_folder import (
    BLOCK,
    envelopes,
    received,
    session_files,
    synced,
    visited,
    written,
)
from tests.desk.shops import ASHFORD, RURAL, Shops


@pytest.fixture
def folder(shops: Shops) -> Path:
    """A folder with one envelope of one laptop and two of another."""
    folder = shops.folder / "central"
    synced(shops, ASHFORD, folder)
    for opening in (1, 2):
        visited(shops[RURAL], opening=opening)
        sync(shops[RURAL], folder)
    return folder


def test_a_whole_folder_is_intact(shops: Shops, folder: Path) -> None:
    """An envelope that stands in several files counts once; each desk has a number and a highest one."""
    found = check_files([folder])
    assert (found.intact, found.files, found.envelopes, found.gaps) == (True, 4, 3, ())
    expected = {(shops[ASHFORD].desk.key, 1, 1), (shops[RURAL].desk.key, 2, 2)}
    assert set(found.desks) == expected
    assert check_files([folder, folder / CENTRAL]).envelopes == 3


def test_a_single_file_is_checked_whatever_it_is_called(folder: Path) -> None:
    """A file that is named is looked at under any name."""
    renamed = folder.parent / "from the stick"
    renamed.write_bytes((folder / CENTRAL).read_bytes())
    assert check_files([renamed]).intact


def test_a_gap_is_named(shops: Shops, folder: Path) -> None:
    """A desk's missing number is a gap, from the first that was ever given."""
    late = [one for one in envelopes(folder / CENTRAL).values() if b"seq=2" in one.minisig]
    file = written(folder.parent / "late.dropin", late)
    found = check_files([file])
    assert (found.intact, found.gaps) == (False, (Gap(shops[RURAL].desk.key, 1, 1),))


def test_nothing_is_not_intact(tmp_path: Path) -> None:
    """An empty folder, and files that hold no envelope, are no good news."""
    assert not check_files([tmp_path]).intact
    for name, content in (("a.dropin", b""), ("b.dropin", b"Tea at ten")):
        (tmp_path / name).write_bytes(content)
    found = check_files([tmp_path])
    assert (found.intact, found.envelopes, found.foreign_bytes) == (False, 0, len(b"Tea at ten"))


def test_damage_is_counted_and_the_rest_stands(folder: Path) -> None:
    """A flipped bit, a spoilt or missing signature, a cut and foreign bytes each show, and cost only one."""
    whole = (folder / CENTRAL).read_bytes()
    flipped = bytearray(whole)
    flipped[BLOCK + 100] ^= 1
    first = next(iter(envelopes(folder / CENTRAL).values()))
    at = whole.index(first.minisig) - BLOCK
    end = at + 2 * BLOCK
    cases = {
        "damaged": bytes(flipped),
        "unsigned": whole.replace(b"trusted comment: dropin/1", b"trusted comment: dropin/x", 1),
        "foreign_bytes": whole[:at] + whole[at:end] + b"x" * BLOCK + whole[end:],
    }
    for name, content in cases.items():
        file = folder.parent / "harmed.dropin"
        file.write_bytes(content)
        found = check_files([file])
        assert getattr(found, name) >= 1, name
        assert not found.intact, name
    file.write_bytes(whole[:at] + whole[end:])
    assert check_files([file]).unsigned == 1
    length = len(whole.rstrip(b"\0"))
    file.write_bytes(whole[: length + -length % BLOCK])
    assert (check_files([file]).damaged, check_files([file]).envelopes) == (1, 3)


def test_a_later_version_is_whole_and_known_as_such(folder: Path) -> None:
    """Envelopes in a format that is not known here are counted as newer and are no damage."""
    first = next(one for one in envelopes(folder / CENTRAL).values() if b"seq=1" in one.minisig)
    later = Sealed(first.id, first.age, first.minisig.replace(b"dropin/1", b"dropin/2"))
    found = check_files([written(folder.parent / "later.dropin", [later])])
    assert (found.newer, found.envelopes, found.intact) == (1, 1, True)


def test_what_is_not_there_is_told(folder: Path) -> None:
    """A missing stick is no empty one."""
    with pytest.raises(FolderMissing, match="“stick” is not there"):
        check_files([folder, folder / "stick"])


@pytest.mark.skipif(os.name == "nt", reason="not run: needs sockets in folders")
def test_what_cannot_be_read_is_counted(folder: Path) -> None:
    """A thing under a file's name that cannot be opened shows as unreadable, and the others are checked."""
    place = folder.parent / "s"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        found = check_files([folder, place])
    assert (found.unreadable, found.envelopes, found.intact) == (1, 3, False)


def test_a_receipt_or_setup_changes_nothing(shops: Shops, coordinator: Shop, folder: Path) -> None:
    """They belong to the folder and are neither envelopes nor foreign."""
    received(coordinator, folder)
    sync(coordinator, folder)
    assert check_files([folder]).intact


def test_merging_names_what_is_missing(coordinator: Shop, folder: Path) -> None:
    """A path that is not there stops a merge before it begins."""
    with pytest.raises(FolderMissing):
        merge(coordinator, [folder, folder / "gone"])
    assert merge(coordinator, [*session_files(folder)]).new == 3
