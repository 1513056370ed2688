"""A file is replaced whole or not at all, whatever goes wrong in between."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import BinaryIO

import pytest

from onestopshop.store import durable


def test_a_file_is_replaced_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    """The new content stands under the name, whatever the umask says, and nothing is left beside it."""
    path = tmp_path / "keys"
    path.write_bytes(b"old")
    (tmp_path / "keys.tmp").write_bytes(b"left by a kill")
    before = os.umask(0)
    try:
        durable.write_durably(path, b"new")
    finally:
        os.umask(before)
    assert path.read_bytes() == b"new"
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["keys"]


def test_what_fails_in_writing_leaves_the_old_file(tmp_path: Path) -> None:
    """An error in the middle removes the new file and not the old one."""
    path = tmp_path / "keys"
    path.write_bytes(b"old")

    def fill(file: BinaryIO) -> None:
        file.write(b"ne")
        raise OSError(28, "full")

    with pytest.raises(OSError, match="full"):
        durable.with_new_file(path, fill)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["keys"]


def test_what_fails_its_check_leaves_the_old_file(tmp_path: Path) -> None:
    """A new file that its check refuses never takes the name."""
    path = tmp_path / "keys"
    path.write_bytes(b"old")

    def check(growing: Path) -> None:
        raise ValueError(growing.read_bytes().decode())

    with pytest.raises(ValueError, match="new"):
        durable.with_new_file(path, lambda file: file.write(b"new"), check)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["keys"]


def test_an_existing_file_is_never_opened_as_a_new_one(tmp_path: Path) -> None:
    """A name that is taken, even by a link, is refused."""
    path = tmp_path / "keys"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        durable.open_private(path)


def test_a_rename_that_is_refused_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another program holds for a moment is put in place when it lets go."""
    finished, path = tmp_path / "new", tmp_path / "old"
    finished.write_bytes(b"new")
    freed = threading.Event()
    real = os.replace

    def held(source: Path, target: Path) -> None:
        if not freed.is_set():
            freed.set()
            raise PermissionError(13, "held")
        real(source, target)

    monkeypatch.setattr(durable.os, "replace", held)
    durable.put_in_place(finished, path, waits=(0.0, 0.0))
    assert path.read_bytes() == b"new"


def test_a_rename_that_stays_refused_is_an_error(tmp_path: Path) -> None:
    """When every wait is over the refusal is told."""
    finished = tmp_path / "new"
    finished.write_bytes(b"new")
    target = tmp_path / "folder"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        durable.put_in_place(finished, target, waits=())
