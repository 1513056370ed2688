"""Puts bytes on the disk so that a power cut leaves the old file or the new one, never half of either."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_WAITS = (0.05, 0.1, 0.25, 0.5)
"""Seconds between tries on Windows, where a virus scanner or a sync program may hold a file for a moment."""


def write_durably(path: Path, content: bytes) -> None:
    """Replace `path` by a file readable only by its owner that holds `content`, or leave it as it was.

    Raises OSError.
    """
    with_new_file(path, lambda file: file.write(content))


def _trusting(growing: Path) -> None:
    """No check beyond what the system reports."""


def with_new_file(
    path: Path, fill: Callable[[BinaryIO], object], check: Callable[[Path], None] = _trusting
) -> None:
    """Let `fill` write a new file beside `path`; when it is on the disk it takes the place of `path`.

    `check` may read the new file first. Whatever either raises leaves `path` as it was and nothing beside
    it. Raises OSError.
    """
    growing = path.with_name(path.name + ".tmp")
    growing.unlink(missing_ok=True)
    try:
        with open_private(growing) as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        check(growing)
        put_in_place(growing, path)
    except BaseException:
        growing.unlink(missing_ok=True)
        raise


def open_private(path: Path) -> BinaryIO:
    """A new file that only its owner may read, open for writing; FileExistsError when there is one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def put_in_place(finished: Path, path: Path, *, waits: tuple[float, ...] = _WAITS) -> None:
    """Rename `finished` to `path` and see the new name onto the disk. Raises OSError.

    A refusal is tried again after each of `waits` seconds: on Windows it is mostly another program that
    looks at the file for a moment.
    """
    for wait in waits:
        try:
            os.replace(finished, path)
            break
        except PermissionError:
            time.sleep(wait)
    else:
        os.replace(finished, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See the names in `folder` onto the disk, where the system offers that (Windows does not)."""
    if os.name == "nt":  # pragma: no cover - runs on Windows only
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
