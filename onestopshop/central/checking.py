"""Checking files without any key: envelopes, desks, gaps, damage, and bytes that belong to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onestopshop.central.folder import FolderMissing, FolderRefused, Found, found_in
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed, check
from onestopshop.envelope.unsound import Unsound
from onestopshop.identity import DeskKey, EnvelopeId
from onestopshop.merge.gap import Gap, gaps


@dataclass(frozen=True, slots=True)
class Checked:
    """What files hold, as far as it can be told without opening an envelope."""

    files: int
    envelopes: int
    desks: tuple[tuple[DeskKey, int, int], ...]
    """Desk, number of envelopes, highest sequence number."""
    gaps: tuple[Gap, ...]
    damaged: int
    unsigned: int
    """Envelopes whose signature is missing or not the desk's."""
    newer: int
    """Envelopes of a newer format: whole, as far as can be told."""
    foreign_bytes: int
    unreadable: int
    not_downloaded: int
    """Files whose content is not, or not wholly, on this laptop: what is missing of them is no damage."""
    unfinished: int
    """Files that another program still copies or downloads."""

    @property
    def intact(self) -> bool:
        """Whether there is something, and nothing is damaged, missing, or not here yet."""
        harmed = self.damaged or self.unsigned or self.foreign_bytes or self.unreadable or self.gaps
        return self.envelopes > 0 and not (harmed or self.not_downloaded or self.unfinished)


def check_files(paths: Sequence[Path]) -> Checked:
    """Check every envelope of these files and folders.

    Raises FolderMissing for a path that is not there, and FolderRefused for a folder that cannot be listed.
    """
    for path in paths:
        if not path.exists():
            raise FolderMissing(name=path.name)
    try:
        found = found_in(paths)
        foreign = sum(file.stat().st_size for file in found.nothing)
    except OSError as error:
        raise FolderRefused(name=paths[0].name) from error
    return _checked(found, foreign)


def _checked(found: Found, foreign: int) -> Checked:
    tally = _Tally()
    for file in found.envelopes:
        tally.read(file, arriving=file in found.away)
    by_desk: dict[DeskKey, list[int]] = {}
    for desk, seq in tally.sequences.values():
        by_desk.setdefault(desk, []).append(seq)
    return Checked(
        len(found.envelopes),
        len(tally.sequences) + tally.newer,
        tuple((desk, len(seqs), max(seqs)) for desk, seqs in sorted(by_desk.items())),
        gaps(tally.sequences.values()),
        tally.damaged,
        tally.unsigned,
        tally.newer,
        tally.foreign + foreign,
        len(found.unreadable) + tally.unreadable,
        len(found.away),
        len(found.unfinished),
    )


class _Tally:
    """Counts while files are read; an envelope that stands in several files counts once."""

    def __init__(self) -> None:
        self.sequences: dict[EnvelopeId, tuple[DeskKey, int]] = {}
        self.damaged = self.unsigned = self.newer = self.foreign = self.unreadable = 0
        self._seen: set[EnvelopeId] = set()

    def read(self, file: Path, *, arriving: bool) -> None:
        """Count one file; of one that is still arriving, what is whole."""
        try:
            with file.open("rb") as stream:
                for piece in dropin.read(stream, wanted=lambda name: name not in self._seen):
                    if isinstance(piece, Sealed) or not arriving:
                        self._count(piece)
        except OSError:
            self.unreadable += not arriving

    def _count(self, piece: Sealed | dropin.Damage) -> None:
        if isinstance(piece, Sealed):
            self._seen.add(piece.id)
            self._check(piece)
        elif piece.harm == "foreign":
            self.foreign += piece.size
        elif piece.harm == "unsigned":
            self.unsigned += 1
        else:
            self.damaged += 1

    def _check(self, sealed: Sealed) -> None:
        try:
            envelope = check(sealed)
        except Unsound as unsound:
            if unsound.reason == "newer_format":
                self.newer += 1
            else:
                self.unsigned += 1
        else:
            self.sequences[envelope.id] = (envelope.desk, envelope.seq)
