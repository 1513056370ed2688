"""A merge: every envelope of every file looked at once, in one transaction, with nothing ever deleted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import UNSET

from onestopshop.desk import books
from onestopshop.desk.directory import settled
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed
from onestopshop.identity import DeskKey, EnvelopeId, MergeId, random_id
from onestopshop.merge.account import Account, account_of
from onestopshop.merge.counting import Forks, count_sessions
from onestopshop.merge.gap import Gap, gaps
from onestopshop.merge.judgement import DISTRUST, Judged, judged
from onestopshop.merge.kept_part import coordinator_identities, opener
from onestopshop.merge.rehearsal import rehearse
from onestopshop.merge.revoking import hold_revoked
from onestopshop.part import Content, Part
from onestopshop.progress import Progress, unwatched
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, envelopes, merged, setups
from onestopshop.store.envelopes import Kept, State, Stated

_BATCH = 512
"""Opened envelopes that are counted together: it bounds the memory of a merge of any size."""


@dataclass(frozen=True, slots=True)
class Held:
    """An envelope that is kept and not counted, and why."""

    id: EnvelopeId
    desk: DeskKey
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a merge found: each envelope of its files is either new, known, superseded or held."""

    merge: MergeId | None
    new: int
    known: int
    superseded: int
    forks: int
    damaged: int
    held: tuple[Held, ...]
    gaps: tuple[Gap, ...]
    readable: int
    found: frozenset[EnvelopeId]
    away: int = 0
    """Files whose content is not, or not wholly, on this laptop yet."""
    unfinished: int = 0
    """Files that another program still copies or downloads."""
    account: Account | None = None
    """What happens session by session, where it was asked for."""


def merge_files(
    shop: Shop,
    files: Sequence[Path],
    *,
    dry_run: bool = False,
    account: bool = False,
    progress: Progress = unwatched,
    arriving: Collection[Path] = (),
) -> Outcome:
    """Take the envelopes of these files in, in any order and any number of times.

    A dry run does the same in a transaction that is taken back: what it says is exactly what would happen.
    With `account` it also tells what happens session by session, which takes longer.
    `progress` is told bytes. A file that cannot be read, or not to its end, counts as damaged, unless it is
    among those that are `arriving`.
    Raises CoordinatorsOnly, Cancelled from `progress`, and the troubles of a store.
    """
    need_coordinator(shop)

    def write(connection: Connection) -> Outcome:
        merge = MergeId(random_id())
        run = _Merge(connection, merge, shop.clock.now().isoformat(timespec="seconds"))
        outcome = run.over(files, progress, arriving)
        if not account:
            return outcome
        return replace(outcome, account=account_of(connection, merge, outcome.found))

    if dry_run:
        return replace(rehearse(shop.store, write), merge=None)
    return shop.store.write(write)


class _Merge:
    """One merge while it runs: what is known already, what was met, and what waits to be counted."""

    def __init__(self, connection: Connection, merge: MergeId, moment: str) -> None:
        self._connection = connection
        self._merge = merge
        self._moment = moment
        self._sessions = hold_revoked(connection)  # a setup that came since may believe a desk no longer
        self._setup = settled(connection)
        self._identities = coordinator_identities(connection)
        self._open = opener(connection)
        self._settled = envelopes.settled_ids(connection)
        pending = envelopes.pending(connection)
        self._undone = {id_: found.number for id_, found in pending.items() if found.state == "undone"}
        self._again = {id_: found.number for id_, found in pending.items() if found.state == "held"}
        self._doubtful = {id_: n for id_, n in self._again.items() if pending[id_].reason not in DISTRUST}
        self._noted = merged.noted_desks(connection)
        self._found: set[EnvelopeId] = set()
        self._damaged = self._known = self._admitted = 0
        self._forks: Forks = set()
        self._parts: dict[int, Part] = {}

    def over(self, files: Sequence[Path], progress: Progress, arriving: Collection[Path]) -> Outcome:
        """Look at every file, then again at what is held, and count."""
        merged.begin_merge(self._connection, self._merge, self._moment)
        sizes = [file.stat().st_size if file.is_file() else 0 for file in files]
        total, before = sum(sizes), 0
        for file, size in zip(files, sizes, strict=True):
            before_it = self._damaged
            self._read(file, before, total, progress)
            if file in arriving:
                self._damaged = before_it
            before += size
        for number in sorted(self._again.values()):
            kept = envelopes.kept_envelope(self._connection, number)
            sealed = Sealed(kept.id, kept.age, kept.minisig)
            self._settle(number, judged(sealed, self._setup, self._identities))
        self._count()
        return self._outcome()

    def _read(self, file: Path, before: int, total: int, progress: Progress) -> None:
        progress(before, total)
        try:
            with file.open("rb") as stream:
                for piece in dropin.read(stream, wanted=self._is_wanted):
                    if isinstance(piece, Sealed):
                        self._take(piece)
                    else:
                        self._damaged += 1
                    progress(before + stream.tell(), total)
        except OSError:  # bad never stops good: what was read until here stays
            self._damaged += 1

    def _is_wanted(self, envelope: EnvelopeId) -> bool:
        if envelope in self._doubtful:
            return (
                True  # the bytes are the envelope's, the signature was not: this copy may have the right one
            )
        if envelope in self._found:
            return False
        known = envelope in self._settled
        if not known and envelope not in self._again and envelope not in self._undone:
            return True
        self._found.add(envelope)
        self._known += known
        if envelope in self._undone:
            self._again[envelope] = self._undone[envelope]
        return False

    def _take(self, sealed: Sealed) -> None:
        self._found.add(sealed.id)
        verdict = judged(sealed, self._setup, self._identities)
        number = self._doubtful.get(sealed.id)
        if number is None:
            self._keep(sealed, verdict)
        elif verdict.content is not None:
            del self._doubtful[sealed.id]
            self._again.pop(sealed.id, None)
            claims = verdict.desk, verdict.seq, verdict.prev
            envelopes.replace_signature(self._connection, number, sealed.minisig, *claims)
            self._settle(number, verdict)

    def _keep(self, sealed: Sealed, verdict: Judged) -> None:
        content = verdict.counts
        claims = verdict.desk, verdict.seq, verdict.prev
        state: State = "held" if content is None else "counted"
        number = envelopes.add_envelope(
            self._connection,
            Kept(0, sealed.id, *claims, state, sealed.age, sealed.minisig),
            _stated(verdict.content),
            reason=verdict.reason or None,
            merge=None if content is None else self._merge,
        )
        if verdict.content is None:
            self._doubtful[sealed.id] = number
        self._heed(number, verdict)

    def _settle(self, number: int, verdict: Judged) -> None:
        """Count an envelope that was kept before, or hold it for what is true of it now."""
        stated = _stated(verdict.counts)
        if stated is None:
            envelopes.hold(self._connection, number, verdict.reason)
        else:
            envelopes.admit(self._connection, number, stated, self._merge)
        self._heed(number, verdict)

    def _heed(self, number: int, verdict: Judged) -> None:
        """Note what the desk says of itself, unless it is revoked, and take the part in where it counts."""
        content = verdict.content
        if content is None or verdict.reason == "revoked":
            return
        calls_itself = (content.desk_name, content.desk_recipient)
        if self._noted.get(content.desk) != calls_itself:
            self._noted[content.desk] = calls_itself
            merged.note_desk(self._connection, content.desk, *calls_itself)
        if verdict.counts is not None:
            self._admit(number, content.part)

    def _admit(self, number: int, part: Part) -> None:
        met: tuple[setups.Met, ...] = (*part.venues, *part.agencies, *part.options)
        for thing in met:
            setups.keep_met(self._connection, thing)
        if part.books is not UNSET:
            books.take_in(self._connection, part.books)
        self._admitted += 1
        self._parts[number] = part
        self._sessions.add(part.session.id)
        if len(self._parts) >= _BATCH:
            self._count()

    def _count(self) -> None:
        self._forks |= count_sessions(self._connection, self._sessions, self._part_of)
        self._parts.clear()
        self._sessions.clear()

    def _part_of(self, number: int) -> Part:
        return self._parts.get(number) or self._open(number)

    def _outcome(self) -> Outcome:
        superseded = envelopes.count_superseded(self._connection, self._merge)
        held = tuple(Held(*row) for row in envelopes.held_reasons(self._connection))
        if not self._admitted:
            merged.drop_merge(self._connection, self._merge)
        return Outcome(
            merge=self._merge if self._admitted else None,
            new=self._admitted - superseded,
            known=self._known,
            superseded=superseded,
            forks=len(self._forks),
            damaged=self._damaged,
            held=held,
            gaps=gaps(envelopes.sequences(self._connection)),
            readable=len(self._found),
            found=frozenset(self._found),
        )


def _stated(content: Content | None) -> Stated | None:
    if content is None:
        return None
    return Stated(
        content.part.session.id,
        content.revision,
        content.stated().digest(),
        content.parent,
        content.part.is_coordinators,
    )
