"""Folding: the central export file becomes the union of itself, every session file and every stray copy."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from onestopshop.central.exported_file import NotReread, put
from onestopshop.central.folder import CENTRAL
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed
from onestopshop.identity import EnvelopeId


def fold(folder: Path, files: Iterable[Path]) -> bool:
    """Bring `central.dropin` up to the union of these files; returns whether it holds it now.

    Every envelope whose bytes are those of its name is taken over as it is, whatever version wrote it. A
    refused replacement is no failure: the session files stand. Raises nothing.
    """
    central = folder / CENTRAL
    try:
        listed = listed_in(central)
        missing = _whole((file for file in files if file != central), without=set(listed))
        if not missing and central.exists():
            return True
        _replace(central, listed, missing)
    except OSError:
        return False
    return True


def listed_in(file: Path) -> list[EnvelopeId]:
    """The ids that a file lists, in its order, unhashed; none where there is no file."""
    listed: list[EnvelopeId] = []

    def pass_over(envelope: EnvelopeId) -> bool:
        listed.append(envelope)
        return False

    if file.exists():
        with file.open("rb") as stream:
            for _ in dropin.read(stream, wanted=pass_over):
                pass
    return listed


def _replace(central: Path, listed: list[EnvelopeId], missing: dict[EnvelopeId, Sealed]) -> None:
    in_order = all(first < second for first, second in pairwise(listed))
    if in_order:
        kept: Iterator[Sealed] = _envelopes(central)
    else:  # somebody else's tar: its envelopes are put in order in memory
        kept = iter(sorted(_whole([central], without=set()).values(), key=_by_id))
    union = heapq.merge(kept, sorted(missing.values(), key=_by_id), key=_by_id)
    written: list[EnvelopeId] = []

    def noted() -> Iterator[Sealed]:
        for sealed in union:
            if not written or sealed.id > written[-1]:
                written.append(sealed.id)
                yield sealed

    def check(file: Path) -> None:
        if [sealed.id for sealed in _envelopes(file)] != written:
            raise NotReread

    put(central, lambda file: dropin.write(file, noted()), check)


def _by_id(sealed: Sealed) -> EnvelopeId:
    return sealed.id


def _envelopes(file: Path) -> Iterator[Sealed]:
    if file.exists():
        with file.open("rb") as stream:
            for piece in dropin.read(stream, wanted=lambda _: True):
                if isinstance(piece, Sealed):
                    yield piece


def _whole(files: Iterable[Path], without: set[EnvelopeId]) -> dict[EnvelopeId, Sealed]:
    found: dict[EnvelopeId, Sealed] = {}
    for file in files:
        try:
            with file.open("rb") as stream:
                for piece in dropin.read(
                    stream, wanted=lambda name: name not in without and name not in found
                ):
                    if isinstance(piece, Sealed):
                        found[piece.id] = piece
        except OSError:
            continue
    return found
