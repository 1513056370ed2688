"""Folding: the central export file becomes the union of itself, every session file and every stray copy."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from onestopshop.central.exported_file import NotReread, put
from onestopshop.central.folder import CENTRAL, is_plain
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed, check
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import EnvelopeId


def fold(folder: Path, files: Iterable[Path]) -> bool:
    """Bring `central.dropin` up to the union of these files; returns whether it holds it now.

    Every envelope whose bytes are those of its name is taken over as it is, whatever version wrote it; one
    that was damaged or re-signed in the central file is replaced by a sound copy. A refused replacement is no
    failure: the session files stand. Raises nothing.
    """
    central = folder / CENTRAL
    try:
        missing = _missing(central, [file for file in files if file != central])
        if missing or _is_torn(central):
            _replace(central, missing)
    except OSError:
        return False
    return True


def listed_in(file: Path) -> list[EnvelopeId]:
    """The ids that a file lists, in its order, unhashed; none where there is no file. Raises OSError."""
    listed: list[EnvelopeId] = []

    def pass_over(envelope: EnvelopeId) -> bool:
        listed.append(envelope)
        return False

    for _ in _pieces(file, wanted=pass_over):
        pass
    return listed


def sound_in(
    files: Iterable[Path], wanted: Iterable[EnvelopeId], is_sound: Callable[[Sealed], bool]
) -> set[EnvelopeId]:
    """Which of the wanted envelopes stand whole and sound in these files; an unreadable one has none."""
    missing = set(wanted)
    found: set[EnvelopeId] = set()
    for file in files:
        try:
            for sealed in _whole(file, wanted=missing.__contains__):
                if is_sound(sealed):
                    found.add(sealed.id)
                    missing.discard(sealed.id)
        except OSError:
            continue
    return found


def is_signed(sealed: Sealed) -> bool:
    """Whether the desk that an envelope names signed it, or a later version wrote it in ways of its own."""
    try:
        check(sealed)
    except Unsound as unsound:
        return unsound.reason == "newer_format"
    return True


def _missing(central: Path, others: list[Path]) -> dict[EnvelopeId, Sealed]:
    """The envelopes of other files that the central file lacks, or has only in a state nobody believes."""
    listed = set(listed_in(central))
    elsewhere: set[EnvelopeId] = set()
    for file in others:
        try:
            elsewhere.update(listed_in(file))
        except OSError:
            continue
    wanted = elsewhere - sound_in([central], elsewhere & listed, is_signed)
    missing: dict[EnvelopeId, Sealed] = {}

    def note(sealed: Sealed) -> bool:
        signed = is_signed(sealed)
        if signed or sealed.id not in listed:
            missing[sealed.id] = sealed
        return signed

    sound_in(others, wanted, note)
    return missing


def _is_torn(central: Path) -> bool:
    """Whether the file is cut, or holds what belongs to no envelope, as far as can be told unhashed."""
    return any(isinstance(piece, dropin.Damage) for piece in _pieces(central, wanted=lambda _: False))


def _replace(central: Path, missing: dict[EnvelopeId, Sealed]) -> None:
    kept: Iterable[Sealed] = (sealed for sealed in _whole(central) if sealed.id not in missing)
    if any(first >= second for first, second in pairwise(listed_in(central))):
        # Somebody else's tar: its envelopes are put in order in memory.
        kept = sorted({sealed.id: sealed for sealed in kept}.values(), key=_by_id)
    union = heapq.merge(kept, sorted(missing.values(), key=_by_id), key=_by_id)
    written: list[tuple[EnvelopeId, bytes]] = []

    def noted() -> Iterator[Sealed]:
        for sealed in union:
            written.append((sealed.id, sealed.minisig))
            yield sealed

    def reread(file: Path) -> None:
        if [(sealed.id, sealed.minisig) for sealed in _whole(file)] != written:
            raise NotReread

    put(central, lambda file: dropin.write(file, noted()), reread)


def _by_id(sealed: Sealed) -> EnvelopeId:
    return sealed.id


def _any(_: EnvelopeId) -> bool:
    return True


def _whole(file: Path, wanted: Callable[[EnvelopeId], bool] = _any) -> Iterator[Sealed]:
    """The envelopes of a file whose bytes are those of their names."""
    return (piece for piece in _pieces(file, wanted) if isinstance(piece, Sealed))


def _pieces(file: Path, wanted: Callable[[EnvelopeId], bool]) -> Iterator[Sealed | dropin.Damage]:
    """What a file holds; nothing where there is no plain file. Raises OSError."""
    if is_plain(file):
        with file.open("rb") as stream:
            yield from dropin.read(stream, wanted=wanted)
