"""Agencies at this desk's sessions, and the feedback that was counted there."""

from __future__ import annotations

import msgspec

from onestopshop.attendance import Attendance
from onestopshop.part import Feedback, canonical
from onestopshop.store.connection import Connection


def keep_attendance(connection: Connection, session: str, attendance: Attendance) -> None:
    """Keep one agency's attendance in place of what was known of it."""
    connection.execute(
        "INSERT OR REPLACE INTO attendance VALUES (?, ?, ?)",
        (session, attendance.agency, canonical(attendance)),
    )


def forget_attendance(connection: Connection, session: str, agency: str) -> None:
    """Forget that an agency was expected or came."""
    connection.execute("DELETE FROM attendance WHERE session = ? AND agency = ?", (session, agency))


def attendances_of(connection: Connection, session: str) -> tuple[Attendance, ...]:
    """The attendances of a session in order of agency id."""
    rows = connection.execute("SELECT content FROM attendance WHERE session = ? ORDER BY agency", (session,))
    return tuple(msgspec.json.decode(row[0], type=Attendance) for row in rows)


def keep_feedback(connection: Connection, session: str, question: str, counts: dict[str, int]) -> None:
    """Keep the tally of one feedback question in place of what was counted before."""
    connection.execute("DELETE FROM feedback WHERE session = ? AND question = ?", (session, question))
    connection.executemany(
        "INSERT INTO feedback VALUES (?, ?, ?, ?)",
        [(session, question, option, number) for option, number in sorted(counts.items()) if number],
    )


def feedback_of(connection: Connection, session: str) -> tuple[Feedback, ...]:
    """The feedback of a session: counted by volunteers, and said by a ledger's rows."""
    counts: dict[str, dict[str, int]] = {}
    rows: dict[str, dict[str, str]] = {}
    for question, option, number in connection.execute(
        "SELECT question, option, number FROM feedback WHERE session = ?", (session,)
    ):
        counts.setdefault(question, {})[option] = number
    for question, token, option in connection.execute(
        "SELECT question, token, option FROM ledger_feedback WHERE session = ?", (session,)
    ):
        rows.setdefault(question, {})[token] = option
    return tuple(
        Feedback(question, counts.get(question, {}), rows.get(question, {}))
        for question in sorted(counts.keys() | rows.keys())
    )
