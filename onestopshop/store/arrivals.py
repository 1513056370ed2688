"""Which accounts of sessions a merge brought, and which merge was the last."""

from __future__ import annotations

from dataclasses import dataclass

from onestopshop.identity import DeskKey, MergeId, SessionId
from onestopshop.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Arrived:
    """One desk's account of one session of which a merge brought at least one revision."""

    session: SessionId
    desk: DeskKey
    correction: bool
    counts: int
    """The number of the envelope that counts of it now."""
    leads: bool
    """Whether that one came with this merge."""
    known: bool
    """Whether an earlier merge had brought a revision of it."""
    joins: bool
    """Whether an earlier merge had brought another desk's account of the session."""


_ARRIVED = """
SELECT here.session, here.desk, here.correction,
    max(CASE WHEN here.state = 'counted' THEN here.number END),
    max(here.state = 'counted' AND here.merge IS :merge),
    max(here.merge IS NOT :merge),
    EXISTS (
        SELECT 1 FROM envelope AS other WHERE other.session = here.session AND other.desk <> here.desk
            AND other.correction = 0 AND other.state = 'counted' AND other.merge IS NOT :merge
    )
FROM envelope AS here LEFT JOIN merged_session ON merged_session.id = here.session
WHERE here.state IN ('counted', 'superseded')
    AND here.session IN (SELECT session FROM envelope WHERE merge = :merge)
GROUP BY here.session, here.desk, here.correction
HAVING max(here.merge IS :merge)
ORDER BY
    merged_session.date DESC, here.session, here.correction, max(here.merge IS NOT :merge) DESC, here.desk
"""


def arrived(connection: Connection, merge: MergeId) -> tuple[Arrived, ...]:
    """What a merge brought, the newest session first."""
    return tuple(
        Arrived(session, desk, bool(correction), counts, bool(leads), bool(known), bool(joins))
        for session, desk, correction, counts, leads, known, joins in connection.execute(
            _ARRIVED, {"merge": merge}
        )
    )


def last_merge(connection: Connection) -> tuple[MergeId, str, int] | None:
    """Id, moment and number of sessions of the last merge that stands and of which anything still counts."""
    row = connection.execute(
        "SELECT id, at FROM merge WHERE undone = 0 AND EXISTS (SELECT 1 FROM envelope WHERE merge = merge.id)"
        " ORDER BY at DESC, (SELECT max(number) FROM envelope WHERE merge = merge.id) DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    counted = connection.execute(
        "SELECT count(DISTINCT session) FROM envelope WHERE merge = ? AND correction = 0", (row[0],)
    ).fetchone()
    return MergeId(row[0]), str(row[1]), int(counted[0])
