"""Removing files that are no longer needed: sessions that were reread and received, and what a kill left."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from onestopshop.central.folder import CENTRAL, RECEIPTS, SESSIONS, is_plain
from onestopshop.central.folding import archives_in, is_signed, listed_in, sound_in
from onestopshop.envelope.kind import kind_of
from onestopshop.identity import EnvelopeId

_UNNAMED = re.compile(r"[0-9a-f]{16}\.tmp")
_STALE = timedelta(days=1)


def remove_received(
    folder: Path, files: Collection[Path], away: Collection[Path], received: frozenset[EnvelopeId]
) -> int:
    """Remove the session files of which every envelope stands whole in the central file and has a receipt.

    An archive is part of the central file. A file that is not wholly on this laptop stays. Returns how many
    were removed. A folder that refuses keeps them; nothing is raised.
    """
    sessions = folder / SESSIONS
    due: dict[Path, set[EnvelopeId]] = {}
    for file in files:
        try:
            listed = set(listed_in(file)) if file.parent == sessions and file not in away else set()
        except OSError:
            continue
        if listed and listed <= received:
            due[file] = listed
    central = (folder / CENTRAL, *archives_in(folder, files))
    there = sound_in(central, set().union(*due.values()), is_signed)
    return sum(_removed(file) for file, listed in due.items() if listed <= there)


def remove_stale(folder: Path, now: datetime) -> int:
    """Remove what a kill left of a file that was being written here, a day ago or longer.

    Such a file was never said to be there, and what it holds is written again. Only one that is called as
    ours are, and begins as ours do or is empty, is taken for one. Returns how many were removed; nothing is
    raised.
    """
    return sum(
        _removed(file)
        for place in (folder, folder / SESSIONS, folder / RECEIPTS)
        if place.is_dir()
        for file in sorted(place.glob("*.tmp"))
        if _UNNAMED.fullmatch(file.name) and _is_stale(file, now)
    )


def _is_stale(file: Path, now: datetime) -> bool:
    try:
        found = file.stat()
        if not is_plain(file) or now.timestamp() - found.st_mtime < _STALE.total_seconds():
            return False
        with file.open("rb") as stream:
            return found.st_size == 0 or kind_of(stream) != "nothing"
    except OSError:
        return False


def _removed(file: Path) -> bool:
    try:
        file.unlink()
    except OSError:
        return False
    return True
