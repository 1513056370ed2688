"""Removing session files that are no longer needed: reread from the central file, and received."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onestopshop.central.folder import CENTRAL, SESSIONS
from onestopshop.central.folding import is_signed, listed_in, sound_in
from onestopshop.identity import EnvelopeId


def remove_received(folder: Path, files: Iterable[Path], received: frozenset[EnvelopeId]) -> int:
    """Remove the session files of which every envelope stands whole in the central file and has a receipt.

    Returns how many were removed. A folder that refuses keeps them; nothing is raised.
    """
    sessions = folder / SESSIONS
    due: dict[Path, set[EnvelopeId]] = {}
    for file in files:
        try:
            listed = set(listed_in(file)) if file.parent == sessions else set()
        except OSError:
            continue
        if listed and listed <= received:
            due[file] = listed
    there = sound_in([folder / CENTRAL], set().union(*due.values()), is_signed)
    return sum(_removed(file) for file, listed in due.items() if listed <= there)


def _removed(file: Path) -> bool:
    try:
        file.unlink()
    except OSError:
        return False
    return True
