"""From winning revisions to what is counted: sessions, their tallies, and the tallies by month and venue."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onestopshop.identity import SessionId
from onestopshop.joint import joint_session
from onestopshop.merge.revision_tree import winner
from onestopshop.part import Part
from onestopshop.store import Connection, envelopes, merged, tallies
from onestopshop.store.merged import MergedSession
from onestopshop.tally import Cell, Tally, tally

Opener = Callable[[int], Part]
"""Opens the envelope of a number that counts, or did."""

_AT_ONCE = 512
"""Sessions whose parts are in memory together; a month and venue is written once for all of them."""


def count_sessions(connection: Connection, sessions: Iterable[SessionId], part_of: Opener) -> int:
    """Count these sessions anew from their winning revisions, and those that share a ledger's row with them.

    Returns how many parts of the sessions handed in are forked.
    """
    due = sorted(set(sessions))
    return sum(
        _count_some(connection, due[at : at + _AT_ONCE], part_of) for at in range(0, len(due), _AT_ONCE)
    )


def _count_some(connection: Connection, sessions: list[SessionId], part_of: Opener) -> int:
    forks = 0
    parts: dict[SessionId, tuple[Part, ...]] = {}
    touched: dict[SessionId, None] = {}
    for session in sessions:
        parts[session], forked = _winning_parts(connection, session, part_of)
        forks += forked
        touched.update(dict.fromkeys(_keep_rows(connection, session, parts[session])))
    changes: dict[tuple[str, str], Tally] = {}
    for session in sorted(touched):
        if session not in parts:
            parts[session], _ = _winning_parts(connection, session, part_of)
        _count(connection, session, parts[session], changes)
    for (month, venue), change in sorted(changes.items()):
        tallies.add_to_tally(connection, month, venue, change)
    return forks


def _winning_parts(
    connection: Connection, session: SessionId, part_of: Opener
) -> tuple[tuple[Part, ...], int]:
    by_desk: dict[str, list[envelopes.Leafed]] = {}
    for revision in envelopes.revisions_of(connection, session):
        by_desk.setdefault(revision.desk, []).append(revision)
    parts: list[Part] = []
    states: list[tuple[envelopes.State, int]] = []
    forks = 0
    for revisions in by_desk.values():
        best = winner(revisions)
        forks += best.forked
        parts.append(part_of(best.number))
        for revision in revisions:
            state: envelopes.State = "counted" if revision.number == best.number else "superseded"
            if state != revision.state:
                states.append((state, revision.number))
    envelopes.set_states(connection, states)
    return tuple(parts), forks


def _keep_rows(connection: Connection, session: SessionId, parts: tuple[Part, ...]) -> set[SessionId]:
    """Note which ledger rows the session holds; returns the sessions to count, this one among them."""
    number = merged.session_number(connection, session)
    held = merged.rows_in(connection, number)
    now = {_row_key(row) for part in parts for row in _ledger_rows(part)}
    sharing = {session}
    if held - now:  # a row that leaves this session may begin to count in another
        sharing.update(other for _, other in merged.shared_rows(connection, number))
    if held != now:
        merged.change_rows(connection, number, now - held, held - now)
    if now:
        sharing.update(other for _, other in merged.shared_rows(connection, number))
    return sharing


def _count(
    connection: Connection,
    session: SessionId,
    parts: tuple[Part, ...],
    changes: dict[tuple[str, str], Tally],
) -> None:
    """Keep how one session is counted, and note what that changes of its month and venue."""
    known = merged.merged_session(connection, session)
    if known is not None:
        _month_and_venue(changes, known[1]).subtract(known[1].tally)
    if not parts:
        if known is not None:
            merged.forget_merged(connection, known[0])
        return
    elsewhere: frozenset[str] = frozenset()
    if known is not None:
        shared = merged.shared_rows(connection, known[0])
        elsewhere = frozenset(row.decode() for row, other in shared if other < session)
    joint = joint_session(parts, elsewhere)
    counted = tally(joint)
    now = MergedSession(
        session, joint.venue, joint.date, joint.status, counted[Cell("visit", "", "all")], counted
    )
    merged.keep_merged(connection, now)
    _month_and_venue(changes, now).update(counted)


def _month_and_venue(changes: dict[tuple[str, str], Tally], session: MergedSession) -> Tally:
    return changes.setdefault((session.date.isoformat()[:7], session.venue), Tally())


def _ledger_rows(part: Part) -> Iterable[str]:
    yield from (visit.id for visit in part.visits if visit.imported)
    yield from (referral.id for referral in part.referrals if referral.imported)
    for feedback in part.feedback:
        yield from feedback.rows


def _row_key(row: str) -> bytes:
    return row.encode()
