"""A merge: every envelope of every file looked at once, in one transaction, with nothing ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onestopshop.desk.directory import settled
from onestopshop.desk.setup_changes import complete_roster
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Envelope, Sealed, open_envelope
from onestopshop.identity import DeskKey, EnvelopeId, MergeId, SessionId, random_id
from onestopshop.merge.counting import count_sessions
from onestopshop.merge.gap import Gap, gaps
from onestopshop.merge.judgement import Judged, judged
from onestopshop.network import Setup
from onestopshop.part import Content, Part
from onestopshop.progress import Progress, unwatched
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, envelopes, facts, merged, setups
from onestopshop.store.envelopes import Kept, Stated

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


class _Previewed(Exception):
    """Carries the outcome out of a transaction that is taken back."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def merge_files(
    shop: Shop, files: Sequence[Path], *, dry_run: bool = False, progress: Progress = unwatched
) -> Outcome:
    """Take the envelopes of these files in, in any order and any number of times.

    A dry run does the same in a transaction that is taken back: what it says is exactly what would happen.
    Raises CoordinatorsOnly, Cancelled from `progress`, and the troubles of a store.
    """
    need_coordinator(shop)

    def write(connection: Connection) -> Outcome:
        run = _Merge(connection, MergeId(random_id()), shop.clock.now().isoformat(timespec="seconds"))
        outcome = run.over(files, progress)
        if dry_run:
            raise _Previewed(replace(outcome, merge=None))
        return outcome

    try:
        return shop.store.write(write)
    except _Previewed as previewed:
        return previewed.outcome


class _Merge:
    """One merge while it runs: what is known already, what was met, and what waits to be counted."""

    def __init__(self, connection: Connection, merge: MergeId, moment: str) -> None:
        self._connection = connection
        self._merge = merge
        self._moment = moment
        self._setup: Setup = settled(connection)
        secret = facts.text_fact(connection, facts.COORDINATOR_IDENTITY)
        self._identities = (secret,) if secret else ()
        self._settled = envelopes.settled_ids(connection)
        self._pending = envelopes.pending_states(connection)
        self._noted = dict(merged.noted_desks(connection))
        self._found: set[EnvelopeId] = set()
        self._damaged = self._known = self._forks = 0
        self._admitted: list[int] = []
        self._parts: dict[int, Part] = {}
        self._sessions: set[SessionId] = set()

    def over(self, files: Sequence[Path], progress: Progress) -> Outcome:
        """Look at every file, then again at what is held, and count."""
        merged.begin_merge(self._connection, self._merge, self._moment)
        for done, file in enumerate(files):
            progress(done, len(files))
            self._read(file)
        self._retry_held()
        self._count()
        complete_roster(self._connection)
        return self._outcome()

    def _read(self, file: Path) -> None:
        with file.open("rb") as stream:
            for piece in dropin.read(stream, wanted=self._is_wanted):
                if isinstance(piece, Sealed):
                    self._take(piece.id, piece.age, piece.minisig)
                else:
                    self._damaged += 1

    def _is_wanted(self, envelope: EnvelopeId) -> bool:
        if envelope in self._found:
            return False
        if envelope in self._settled:
            self._found.add(envelope)
            self._known += 1
            return False
        if self._pending.get(envelope) == "held":
            self._found.add(envelope)
            return False
        return True

    def _take(self, envelope: EnvelopeId, age: bytes, minisig: bytes) -> None:
        self._found.add(envelope)
        verdict = judged(envelope, age, minisig, self._setup, self._identities)
        stated = self._note(verdict)
        if self._pending.get(envelope) == "undone":
            number = envelopes.number_of(self._connection, envelope) or 0
            self._settle_pending(number, verdict, stated)
            return
        counted = verdict.reason is None
        number = envelopes.add_envelope(
            self._connection,
            Kept(
                0,
                envelope,
                verdict.desk,
                verdict.seq,
                verdict.prev,
                "counted" if counted else "held",
                age,
                minisig,
            ),
            stated,
            reason=verdict.reason,
            merge=self._merge if counted else None,
        )
        if counted:
            self._admit(number, verdict)

    def _retry_held(self) -> None:
        for number in envelopes.pending_numbers(self._connection, "held"):
            kept = envelopes.kept_envelope(self._connection, number)
            verdict = judged(kept.id, kept.age, kept.minisig, self._setup, self._identities)
            self._settle_pending(number, verdict, self._note(verdict))

    def _settle_pending(self, number: int, verdict: Judged, stated: Stated | None) -> None:
        if verdict.reason is not None or stated is None:
            envelopes.hold(self._connection, number, verdict.reason or "damaged")
        else:
            envelopes.admit(self._connection, number, stated, self._merge)
            self._admit(number, verdict)

    def _note(self, verdict: Judged) -> Stated | None:
        content = verdict.content
        if content is None:
            return None
        calls_itself = (content.desk_name, content.desk_recipient)
        if self._noted.get(content.desk) != calls_itself:
            self._noted[content.desk] = calls_itself
            merged.note_desk(self._connection, content.desk, *calls_itself)
        return Stated(content.part.session.id, content.revision, content.stated().digest(), content.parent)

    def _admit(self, number: int, verdict: Judged) -> None:
        if verdict.content is None:
            return
        part = verdict.content.part
        met: tuple[setups.Met, ...] = (*part.venues, *part.agencies, *part.options)
        for thing in met:
            setups.keep_met(self._connection, thing)
        self._admitted.append(number)
        self._parts[number] = part
        self._sessions.add(part.session.id)
        if len(self._parts) >= _BATCH:
            self._count()

    def _count(self) -> None:
        self._forks += count_sessions(self._connection, self._sessions, self._part_of)
        self._parts.clear()
        self._sessions.clear()

    def _part_of(self, number: int) -> Part:
        opened = self._parts.get(number)
        return opened or part_of_envelope(self._connection, number, self._setup, self._identities)

    def _outcome(self) -> Outcome:
        superseded = envelopes.count_superseded(self._connection, self._merge)
        held = tuple(Held(*row) for row in envelopes.held_reasons(self._connection))
        if not self._admitted:
            merged.drop_merge(self._connection, self._merge)
        return Outcome(
            self._merge if self._admitted else None,
            len(self._admitted) - superseded,
            self._known,
            superseded,
            self._forks,
            self._damaged,
            held,
            gaps(envelopes.sequences(self._connection)),
            len(self._found),
            frozenset(self._found),
        )


def part_of_envelope(connection: Connection, number: int, setup: Setup, identities: Iterable[str]) -> Part:
    """The part that a kept envelope carries, opened anew from its bytes."""
    kept = envelopes.kept_envelope(connection, number)
    sealed = Envelope(kept.id, kept.age, kept.minisig, kept.desk, kept.seq, kept.prev)
    content: Content = open_envelope(sealed, tuple(identities), setup.network)
    return content.part
