"""What belongs to one session as it is counted: its parts, those moved to it, and what was put right."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from onestopshop.correction import Correction
from onestopshop.identity import DeskKey, SessionId
from onestopshop.merge.kept_part import Opener
from onestopshop.merge.revision_tree import winner
from onestopshop.part import Part, canonical
from onestopshop.session import Session
from onestopshop.store import Connection, corrections, envelopes


@dataclass(frozen=True, slots=True)
class Told:
    """The revisions of one session that count, and of which desks there are forks."""

    parts: tuple[Part, ...]
    corrections: tuple[Correction, ...]
    forked: tuple[DeskKey, ...]

    @property
    def counts_as(self) -> Session | None:
        """Where coordinators say that it belongs. Of two that differ, the same one whoever asks."""
        said = [one.counts_as for one in self.corrections if one.counts_as is not None]
        return max(said, key=canonical) if said else None


class Occasions:
    """The sessions of one count, each opened once."""

    def __init__(self, connection: Connection, part_of: Opener) -> None:
        self._connection = connection
        self._part_of = part_of
        self._told: dict[SessionId, Told] = {}

    def told(self, session: SessionId) -> Told:
        """What is told of a session; its envelopes are marked as counted or superseded."""
        if session not in self._told:
            self._told[session] = self._winning(session)
        return self._told[session]

    def placed(self, session: SessionId) -> set[SessionId]:
        """Note where a session belongs now; returns the sessions to count: where it was, and where it is."""
        before = corrections.moved_to(self._connection, session)
        there = self.told(session).counts_as
        now = session if there is None else there.id
        corrections.keep_move(self._connection, session, now)
        return {session, before, now}

    def parts(self, session: SessionId) -> tuple[Part, ...]:
        """The parts that count in a session. None where no desk told of it, whatever was put right."""
        return tuple(part for source in self.sources(session) for part in self.corrected(source))

    def sources(self, session: SessionId) -> tuple[SessionId, ...]:
        """The sessions whose parts count in one: itself unless it was moved, and those moved to it."""
        own = (session,) if corrections.moved_to(self._connection, session) == session else ()
        every = (*own, *corrections.moved_into(self._connection, session))
        return tuple(source for source in every if self.told(source).parts)

    def corrected(self, source: SessionId) -> tuple[Part, ...]:
        """The parts of one session, as those of where it belongs, with what was put right in it."""
        told = self.told(source)
        there = told.counts_as
        parts = told.parts if there is None else tuple(_moved(part, there) for part in told.parts)
        return (*parts, *(_as_part(correction, parts[0].session) for correction in told.corrections))

    def _winning(self, session: SessionId) -> Told:
        lines: dict[tuple[DeskKey, bool], list[envelopes.Leafed]] = {}
        for revision in envelopes.revisions_of(self._connection, session):
            lines.setdefault((revision.desk, revision.correction), []).append(revision)
        parts: list[Part] = []
        forked: list[DeskKey] = []
        states: list[tuple[envelopes.State, int]] = []
        for (desk, correction), revisions in lines.items():
            best = winner(revisions)
            if best.forked and not correction:
                forked.append(desk)
            counting = (best.number,) if correction else (best.number, *best.beside)
            parts.extend(self._part_of(number) for number in counting)
            for revision in revisions:
                state: envelopes.State = "counted" if revision.number in counting else "superseded"
                if state != revision.state:
                    states.append((state, revision.number))
        envelopes.set_states(self._connection, states)
        return Told(
            tuple(part for part in parts if not part.is_coordinators),
            tuple(part.correction for part in parts if part.correction is not None),
            tuple(forked),
        )


def _moved(part: Part, there: Session) -> Part:
    """The part as one of the session that it belongs to.

    Its line is told apart: what a laptop counted at two sessions adds up where they are joined.
    """
    own = part.session
    session = msgspec.structs.replace(there, status=own.status, reason=own.reason)
    line = None if part.line is None else DeskKey(part.line + own.id)
    return msgspec.structs.replace(part, session=session, line=line)


def _as_part(correction: Correction, session: Session) -> Part:
    """What a correction adds and takes, as a part that says nothing of whether the session was held."""
    planned = msgspec.structs.replace(session, status="planned", reason=None)
    return Part(
        planned,
        visits=correction.visits,
        referrals=correction.referrals,
        withdrawn=correction.withdrawn,
    )
