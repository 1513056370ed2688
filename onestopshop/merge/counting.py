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


def count_sessions(connection: Connection, sessions: Iterable[SessionId], part_of: Opener) -> int:
    """Count these sessions anew from their winning revisions, and those that share a ledger's row with them.

    Returns how many parts of the sessions handed in are forked.
    """
    forks = 0
    parts: dict[SessionId, tuple[Part, ...]] = {}
    touched: dict[SessionId, None] = {}
    for session in sorted(set(sessions)):
        parts[session], forked = _winning_parts(connection, session, part_of)
        forks += forked
        touched.update(dict.fromkeys(_keep_rows(connection, session, parts[session])))
    for session in sorted(touched):
        if session not in parts:
            parts[session], _ = _winning_parts(connection, session, part_of)
        _count(connection, session, parts[session])
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


def _count(connection: Connection, session: SessionId, parts: tuple[Part, ...]) -> None:
    known = merged.merged_session(connection, session)
    before = known[1] if known else None
    if before is not None and before.tally:
        _add(connection, before, _negative(before.tally))
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
    _add(connection, now, counted)


def _add(connection: Connection, session: MergedSession, difference: Tally) -> None:
    month = session.date.isoformat()[:7]
    tallies.add_to_tally(connection, month, session.venue, difference)
    if any(n < 0 for n in difference.values()):
        tallies.drop_empty_counts(connection, month, session.venue)


def _negative(counts: Tally) -> Tally:
    return Tally({cell: -n for cell, n in counts.items()})


def _ledger_rows(part: Part) -> Iterable[str]:
    yield from (visit.id for visit in part.visits if visit.imported)
    yield from (referral.id for referral in part.referrals if referral.imported)
    for feedback in part.feedback:
        yield from feedback.rows


def _row_key(row: str) -> bytes:
    return row.encode()
