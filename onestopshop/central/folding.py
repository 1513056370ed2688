"""Folding: the central export file becomes the union of itself, every session file and every stray copy."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from onestopshop.central.exported_file import NotReread, put
from onestopshop.central.folder import CENTRAL, is_archive, is_plain
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed, check
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import EnvelopeId


def fold(folder: Path, files: Iterable[Path], away: Collection[Path] = ()) -> bool:
    """Bring `central.dropin` up to the union of these files; returns whether it holds it now.

    Every envelope whose bytes are those of its name is taken over as it is, whatever version wrote it; one
    that was damaged or re-signed in the central file is replaced by a sound copy. What stands in an archive
    of the folder is not brought back. A refused replacement is no failure: the session files stand; nor is a
    central file that is away, which is left as it is. Raises nothing.
    """
    central = folder / CENTRAL
    if central in away:
        return False
    archives = archives_in(folder, files)
    try:
        missing = _missing((central, *archives), [f for f in files if f != central and f not in archives])
        if missing or is_torn(central):
            rewrite(central, missing)
    except OSError:
        return False
    return True


def archives_in(folder: Path, files: Iterable[Path]) -> list[Path]:
    """The archives of a folder among its files."""
    return [file for file in files if file.parent == folder and is_archive(file)]


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
        if not missing:
            break
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


def _missing(standing: Sequence[Path], others: list[Path]) -> dict[EnvelopeId, Sealed]:
    """The envelopes of other files that these lack, or have only in a state nobody believes."""
    listed = set(listed_in(standing[0])).union(*map(_listed_as_far_as_read, standing[1:]))
    elsewhere: set[EnvelopeId] = set()
    for file in others:
        elsewhere |= _listed_as_far_as_read(file)
    wanted = elsewhere - sound_in(standing, elsewhere & listed, is_signed)
    missing: dict[EnvelopeId, Sealed] = {}

    def note(sealed: Sealed) -> bool:
        signed = is_signed(sealed)
        if signed or sealed.id not in listed:
            missing[sealed.id] = sealed
        return signed

    sound_in(others, wanted, note)
    return missing


def _listed_as_far_as_read(file: Path) -> set[EnvelopeId]:
    try:
        return set(listed_in(file))
    except OSError:
        return set()


def is_torn(file: Path) -> bool:
    """Whether a file is cut, or holds what belongs to no envelope, as far as can be told unhashed.

    Raises OSError.
    """
    return any(isinstance(piece, dropin.Damage) for piece in _pieces(file, wanted=lambda _: False))


def whole_in(file: Path, wanted: Collection[EnvelopeId]) -> dict[EnvelopeId, Sealed]:
    """The wanted envelopes that a file holds whole and signed, held in memory. Raises OSError."""
    return {sealed.id: sealed for sealed in _whole(file, wanted.__contains__) if is_signed(sealed)}


def rewrite(file: Path, missing: Mapping[EnvelopeId, Sealed], without: Collection[EnvelopeId] = ()) -> None:
    """Let a file hold what it holds whole, the missing ones besides, and not those that are to go.

    The new file is written beside it and reread before and after it takes its place. Raises OSError.
    """
    gone = missing.keys() | set(without)
    kept: Iterable[Sealed] = (sealed for sealed in _whole(file) if sealed.id not in gone)
    if any(first >= second for first, second in pairwise(listed_in(file))):
        # Somebody else's tar: its envelopes are put in order in memory.
        kept = sorted({sealed.id: sealed for sealed in kept}.values(), key=_by_id)
    union = heapq.merge(kept, sorted(missing.values(), key=_by_id), key=_by_id)
    written: list[tuple[EnvelopeId, bytes]] = []

    def noted() -> Iterator[Sealed]:
        for sealed in union:
            written.append((sealed.id, sealed.minisig))
            yield sealed

    def reread(there: Path) -> None:
        if [(sealed.id, sealed.minisig) for sealed in _whole(there)] != written:
            raise NotReread

    put(file, lambda stream: dropin.write(stream, noted()), reread)


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
