"""What a coordinator puts right in merged sessions; each of it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from onestopshop.changes import Change, Changes
from onestopshop.correction import Correction, replacement_id
from onestopshop.desk.directory import directory
from onestopshop.desk.sessions import YEARS, NoSuchOpening, UnknownVenue
from onestopshop.desk.visits import NoSuchVisit, NothingToUndo, check_answers
from onestopshop.errors import Refused
from onestopshop.identity import SessionId, VenueId, VisitId, session_id
from onestopshop.joint import JointSession, joint_session
from onestopshop.merge.correction_sealing import seal_correction
from onestopshop.merge.counting import count_sessions
from onestopshop.merge.kept_part import opener
from onestopshop.merge.occasion import Occasions
from onestopshop.session import Session
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, corrections, merged
from onestopshop.store.corrections import KeptCorrection
from onestopshop.store.merged import MergedSession
from onestopshop.visit import Answers, Visit

MOST_OPENINGS = 9


class NotMerged(Refused):
    """A session of which nothing is merged here, or that was moved to another."""

    sentence = "No such session is merged here. `correct sessions` lists those that are."


@dataclass(frozen=True, slots=True)
class Corrected:
    """One thing that this desk puts right."""

    session: SessionId
    what: Literal["withdrawn", "replaced", "moved"]
    of: str
    """The visit that is withdrawn or replaced, or the session to which all was moved."""


def merged_sessions(shop: Shop) -> tuple[MergedSession, ...]:
    """Every session as it is counted, in order of date. Raises CoordinatorsOnly."""
    need_coordinator(shop)
    return shop.store.read(merged.merged_sessions)


def merged_session(shop: Shop, session: SessionId) -> JointSession:
    """A session as it is counted, with its visits. Raises NotMerged and CoordinatorsOnly."""
    need_coordinator(shop)
    return shop.store.read(lambda connection: _joint(connection, session))


def correct_withdraw(shop: Shop, session: SessionId, visit: VisitId) -> Changes:
    """Let a visit or referral count no more. Raises NotMerged, NoSuchVisit and CoordinatorsOnly."""
    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        source, _ = _holding(connection, session, visit)
        before = _kept(connection, source)
        after = msgspec.structs.replace(
            before.correction, withdrawn=_with(before.correction.withdrawn, visit)
        )
        return _corrected(connection, "visit_withdrawn", before, after)

    return shop.store.write(write)


def correct_replace(shop: Shop, session: SessionId, visit: VisitId, answers: Answers) -> Changes:
    """Let a visit or referral count with these answers instead.

    What replaces it has the same id at every coordinator, so that it counts once. Raises NotMerged,
    NoSuchVisit, AnswerRefused, NoRowForThem and CoordinatorsOnly.
    """
    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        checked = check_answers(directory(connection), answers)
        source, joint = _holding(connection, session, visit)
        before = _kept(connection, source)
        after = replacing(before.correction, joint, visit, checked)
        return _corrected(connection, "visit_corrected", before, after)

    return shop.store.write(write)


def replacing(before: Correction, joint: JointSession, visit: VisitId, answers: Answers) -> Correction:
    """The correction with one more visit or referral replaced, or a replacement replaced again."""
    again = any(visit == row.id for row in (*before.visits, *before.referrals))
    old = next(row for row in (*joint.visits, *joint.referrals) if row.id == visit)
    new = Visit(
        visit if again else replacement_id(visit), answers, old.number, corrections=old.corrections + 1
    )
    gone = before.withdrawn if again else _with(before.withdrawn, visit)
    if old in joint.visits:
        return msgspec.structs.replace(before, withdrawn=gone, visits=_placing(before.visits, new))
    return msgspec.structs.replace(before, withdrawn=gone, referrals=_placing(before.referrals, new))


def _placing(rows: tuple[Visit, ...], new: Visit) -> tuple[Visit, ...]:
    by_id = {row.id: row for row in rows} | {new.id: new}
    return tuple(by_id[key] for key in sorted(by_id))


def correct_move(shop: Shop, session: SessionId, venue: VenueId, day: date, opening: int = 1) -> Changes:
    """Count all that desks told of a session at another venue, day or opening; one that is there is joined.

    Sessions that were moved to it before stay with it. Raises NotMerged, UnknownVenue, NoSuchOpening and
    CoordinatorsOnly.
    """
    if day.year not in YEARS or not 1 <= opening <= MOST_OPENINGS:
        raise NoSuchOpening
    there = Session(session_id(shop.desk.network, venue, day, opening), venue, day, opening)
    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        if directory(connection).venue(venue) is None:
            raise UnknownVenue(name=venue[:60])
        _joint(connection, session)
        touched = Occasions(connection, opener(connection)).sources(session)
        for one in touched:
            before = _kept(connection, one)
            place = None if one == there.id else there
            seal_correction(connection, before, msgspec.structs.replace(before.correction, counts_as=place))
        count_sessions(connection, touched, opener(connection))
        return Changes("session_moved", (Change("session", session), Change("session", there.id, there)))

    return shop.store.write(write)


def correct_undo(shop: Shop, session: SessionId, visit: VisitId | None = None) -> Changes:
    """Undo what was put right of a visit, or, without one, that the session was moved.

    Only what this desk put right can be undone here. Raises NothingToUndo and CoordinatorsOnly.
    """

    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        kept = corrections.correction_of(connection, session)
        before = kept.correction if kept else Correction()
        after = _without(before, visit)
        if kept is None or after == before:
            raise NothingToUndo
        return _corrected(connection, "correction_undone", kept, after)

    return shop.store.write(write)


def _without(before: Correction, visit: VisitId | None) -> Correction:
    if visit is None:
        return msgspec.structs.replace(before, counts_as=None)
    gone = {visit, replacement_id(visit)}
    return msgspec.structs.replace(
        before,
        withdrawn=tuple(one for one in before.withdrawn if one not in gone),
        visits=tuple(row for row in before.visits if row.id not in gone),
        referrals=tuple(row for row in before.referrals if row.id not in gone),
    )


def corrected(shop: Shop) -> tuple[Corrected, ...]:
    """All that this desk puts right, in order of session. Raises CoordinatorsOnly."""
    need_coordinator(shop)
    found: list[Corrected] = []
    for kept in shop.store.read(corrections.corrections):
        session, correction = kept.session.id, kept.correction
        there = {row.id for row in (*correction.visits, *correction.referrals)}
        found += [
            Corrected(session, "replaced" if replacement_id(visit) in there else "withdrawn", visit)
            for visit in correction.withdrawn
        ]
        if correction.counts_as is not None:
            found.append(Corrected(session, "moved", correction.counts_as.id))
    return tuple(found)


def _corrected(connection: Connection, told: str, before: KeptCorrection, after: Correction) -> Changes:
    """Seal what is put right, and count its session anew."""
    session = before.session.id
    seal_correction(connection, before, after)
    count_sessions(connection, [session], opener(connection))
    return Changes(told, (Change("session", session),))


def _holding(connection: Connection, session: SessionId, visit: VisitId) -> tuple[SessionId, JointSession]:
    """Which of the sessions that count in one holds a visit, and what is counted of it."""
    occasions = Occasions(connection, opener(connection))
    counted = {source: occasions.corrected(source) for source in occasions.sources(session)}
    if not counted:
        raise NotMerged
    for source, parts in counted.items():
        joint = joint_session(parts)
        if any(row.id == visit for row in (*joint.visits, *joint.referrals)):
            return source, joint
    raise NoSuchVisit


def _kept(connection: Connection, session: SessionId) -> KeptCorrection:
    """What this desk puts right so far in a session that is merged."""
    kept = corrections.correction_of(connection, session)
    if kept is not None:
        return kept
    told = Occasions(connection, opener(connection)).told(session)
    own = msgspec.structs.replace(told.parts[0].session, status="planned", reason=None)
    return KeptCorrection(own, Correction(), 0, None)


def _joint(connection: Connection, session: SessionId) -> JointSession:
    parts = Occasions(connection, opener(connection)).parts(session)
    if not parts:
        raise NotMerged
    return joint_session(parts)


def _with(visits: tuple[VisitId, ...], visit: VisitId) -> tuple[VisitId, ...]:
    return tuple(sorted({*visits, visit}))
