"""From winning revisions to what is counted: sessions, their tallies, and the tallies by month and venue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onestopshop.identity import DeskKey, SessionId
from onestopshop.joint import joint_session
from onestopshop.merge.kept_part import Opener
from onestopshop.merge.occasion import Occasions
from onestopshop.part import Part
from onestopshop.store import Connection, merged, tallies
from onestopshop.store.merged import MergedSession
from onestopshop.tally import Cell, Tally, tally

_AT_ONCE = 512
"""Sessions whose parts are in memory together; a month and venue is written once for all of them."""

Forks = set[tuple[SessionId, DeskKey]]
"""Parts with two lines of revisions, by session and desk."""

_Changes = dict[tuple[str, str], Tally]
"""What counting changes of each month and venue."""


def count_sessions(connection: Connection, sessions: Iterable[SessionId], part_of: Opener) -> Forks:
    """Count these sessions anew from their winning revisions, and those that share a ledger's row with them.

    Returns which parts of the sessions handed in are forked. What is counted does not depend on the order or
    the company in which sessions are handed in.
    """
    listed = sorted(set(sessions))
    forks: Forks = set()
    for start in range(0, len(listed), _AT_ONCE):
        forks |= _count_some(connection, listed[start : start + _AT_ONCE], part_of)
    return forks


def _count_some(connection: Connection, sessions: Sequence[SessionId], part_of: Opener) -> Forks:
    forks: Forks = set()
    occasions = Occasions(connection, part_of)
    placed: set[SessionId] = set()
    for session in sessions:
        placed |= occasions.placed(session)
        forks.update((session, desk) for desk in occasions.told(session).forked)
    touched: set[SessionId] = set()
    parts = {session: occasions.parts(session) for session in sorted(placed)}
    for session, told in parts.items():
        touched |= _keep_rows(connection, session, told)
    changes: _Changes = {}
    for session in sorted(touched):
        told = parts[session] if session in parts else occasions.parts(session)
        _count(connection, session, told, changes)
    for (month, venue), change in sorted(changes.items()):
        tallies.add_to_tally(connection, month, venue, change)
    return forks


def _keep_rows(connection: Connection, session: SessionId, parts: tuple[Part, ...]) -> set[SessionId]:
    """Note which ledger rows the session holds; returns the sessions to count, this one among them."""
    number = merged.session_number(connection, session)
    held = merged.rows_in(connection, number)
    now = _ledger_rows(parts)
    sharing = {session}
    if held - now:  # a row that leaves this session may begin to count in another
        sharing.update(other for _, other in merged.shared_rows(connection, number))
    if held != now:
        merged.change_rows(connection, number, now - held, held - now)
    if now:
        sharing.update(other for _, other in merged.shared_rows(connection, number))
    return sharing


def _count(connection: Connection, session: SessionId, parts: tuple[Part, ...], changes: _Changes) -> None:
    """Keep how one session is counted, and note what that changes of its month and venue."""
    number = merged.session_number(connection, session)
    before = merged.merged_session(connection, number)
    _month_and_venue(changes, before).subtract(before.tally)
    if not parts:
        merged.forget_merged(connection, number)
        return
    # A row that several sessions hold counts in the one with the least id.
    elsewhere = (row for row, other in merged.shared_rows(connection, number) if other < session)
    joint = joint_session(parts, frozenset(row.decode() for row in elsewhere))
    counted = tally(joint)
    visits = counted[Cell("visit", "", "all")]
    now = MergedSession(session, joint.venue, joint.date, joint.status, visits, counted)
    merged.keep_merged(connection, now)
    _month_and_venue(changes, now).update(counted)


def _month_and_venue(changes: _Changes, session: MergedSession) -> Tally:
    return changes.setdefault((session.date.isoformat()[:7], session.venue), Tally())


def _ledger_rows(parts: tuple[Part, ...]) -> set[bytes]:
    """The rows and feedback tokens of ledgers that would count here. A withdrawn row is not held."""
    gone = {visit for part in parts for visit in part.withdrawn}
    rows: set[str] = set()
    for part in parts:
        rows.update(visit.id for visit in (*part.visits, *part.referrals) if visit.imported)
        rows.update(token for feedback in part.feedback for token in feedback.rows)
    return {row.encode() for row in rows - gone}
