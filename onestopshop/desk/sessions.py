"""Opening and closing a session, and what the page of a session shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from onestopshop.attendance import Attendance
from onestopshop.changes import Change, Changes
from onestopshop.desk.directory import directory
from onestopshop.desk.naming import cleaned_name
from onestopshop.desk.retention import purge_published
from onestopshop.desk.totals import SessionTotals
from onestopshop.errors import Refused
from onestopshop.identity import OptionId, SessionId, VenueId, met_id, normalised, session_id
from onestopshop.network import Setup
from onestopshop.session import CancelReason, Session, Status
from onestopshop.shop import Shop
from onestopshop.store import Connection, attendances, parts, setups, visits
from onestopshop.venue import Venue, VenueKind
from onestopshop.visit import Visit

YEARS = range(1990, 2200)
"""In which a session can be, whatever this laptop's clock says."""
_MOST_OPENINGS = 9


class UnknownVenue(Refused):
    """No venue of that name or id is known."""

    sentence = "No venue is called “{name}”. Check the spelling; a coordinator can add a venue."


class VenueNameRefused(Refused):
    """A venue's name is empty, too long or cannot be printed."""

    sentence = "Give the venue's name in at most 80 letters. Never write a person's name."


class NoSuchOpening(Refused):
    """A day or an opening with which no session could ever be merged."""

    sentence = "Give a day from 1990 on, and its opening as a number from 1 to 9."


class UnknownSession(Refused):
    """No session of that id is known at this desk."""

    sentence = "This laptop knows no such session. `session list` shows those that it knows."


class SessionClosed(Refused):
    """The session is closed and was given on: its rows can no longer be read here."""

    sentence = "This session was closed and handed over. Ask a coordinator to correct it."


class SessionNotOpen(Refused):
    """The session is closed, and can be opened again."""

    sentence = "This session is closed. Open it again first, then go on."


class SessionWasHeld(Refused):
    """A session with visits was to be cancelled or planned."""

    sentence = "This session has visits, so it was held. Take its visits back first if that is wrong."


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of the list of sessions."""

    id: SessionId
    venue_name: str
    date: date
    opening: int
    status: Status
    open: bool
    purged: bool
    visits: int


@dataclass(frozen=True, slots=True)
class SessionPage:
    """All that the page of one session shows."""

    session: Session
    venue: Venue
    open: bool
    purged: bool
    attendances: tuple[Attendance, ...]
    visits: tuple[Visit, ...]
    feedback: dict[str, int]
    counts: dict[str, int]
    undo: str | None


def venue_named(setup: Setup, word: str) -> Venue:
    """The venue with this name or id, whatever its case and outer spaces. Raises UnknownVenue."""
    sought = normalised(word)
    for venue in setup.venues:
        if sought in (normalised(venue.name), venue.id):
            return venue
    raise UnknownVenue(name=word[:60])


def new_venue(
    shop: Shop, name: str, kind: VenueKind = "one stop shop", area: OptionId | None = None, opens: str = ""
) -> Changes:
    """Add a venue here; it is proposed to the network with its first session. Raises VenueNameRefused."""
    cleaned = cleaned_name(name, VenueNameRefused)

    def write(connection: Connection) -> Changes:
        setup = directory(connection)
        known = next((venue for venue in setup.venues if normalised(venue.name) == normalised(cleaned)), None)
        if known is None:
            venue_id = VenueId(met_id(shop.desk.network, "venue", cleaned))
            known = Venue(venue_id, cleaned, kind, area, opens, met=True)
            setups.keep_met(connection, known)
        return Changes("venue_added", (Change("venue", known.id, known),))

    return shop.store.write(write)


def open_session(shop: Shop, venue: VenueId, day: date, opening: int = 1) -> Changes:
    """Open a session, or open it again at this desk; what was published and reread before is purged first.

    Returns the session's id as that of the first change. Raises UnknownVenue, NoSuchOpening, SessionClosed.
    """
    session = _session(shop, venue, day, opening, "held", None)

    def write(connection: Connection) -> Changes:
        purge_published(connection, shop.clock, at_opening=session.id)
        _keep(connection, session, open_now=True)
        return Changes("session_opened", (Change("session", session.id, session),))

    return shop.store.write(write)


def close_session(shop: Shop, session: SessionId) -> Changes:
    """Close a session at this desk: nothing more is expected to come."""

    def write(connection: Connection) -> Changes:
        part = known_part(connection, session)
        parts.set_open(connection, session, open_now=False)
        visits.forget_undos(connection, session)
        visits.keep_draft(connection, session, None)
        return Changes("session_closed", (Change("session", session, part.session),))

    return shop.store.write(write)


def cancel_session(shop: Shop, venue: VenueId, day: date, reason: CancelReason, opening: int = 1) -> Changes:
    """Record that a session was not held, and why.

    Raises UnknownVenue, NoSuchOpening, SessionClosed, and SessionWasHeld where it has visits.
    """
    return _without_holding(shop, _session(shop, venue, day, opening, "cancelled", reason))


def plan_session(shop: Shop, venue: VenueId, day: date, opening: int = 1) -> Changes:
    """Record that a session is planned: if nothing is ever heard of it, reports say that it is missing.

    Raises what cancelling raises.
    """
    return _without_holding(shop, _session(shop, venue, day, opening, "planned", None))


def _without_holding(shop: Shop, session: Session) -> Changes:
    def write(connection: Connection) -> Changes:
        if visits.visits_of(connection, session.id) or visits.visits_of(connection, session.id, "referral"):
            raise SessionWasHeld
        _keep(connection, session, open_now=False)
        return Changes(f"session_{session.status}", (Change("session", session.id, session),))

    return shop.store.write(write)


def _session(
    shop: Shop, venue: VenueId, day: date, opening: int, status: Status, reason: CancelReason | None
) -> Session:
    if day.year not in YEARS or not 1 <= opening <= _MOST_OPENINGS:
        raise NoSuchOpening
    return Session(session_id(shop.desk.network, venue, day, opening), venue, day, opening, status, reason)


def _keep(connection: Connection, session: Session, *, open_now: bool) -> None:
    """Begin this desk's part of a session, or say of it what is true now."""
    venue = directory(connection).venue(session.venue)
    if venue is None:
        raise UnknownVenue(name=session.venue)
    part = parts.own_part(connection, session.id)
    if part is None:
        parts.add_part(connection, session, open_now=open_now)
    elif part.purged:
        raise SessionClosed
    else:
        parts.set_open(connection, session.id, open_now=open_now)
        if part.session != session:
            parts.set_status(connection, session.id, session.status, session.reason)
            parts.touch(connection, session.id)
    if venue.met:
        setups.note_met_in(connection, session.id, venue)


def known_part(connection: Connection, session: str) -> parts.OwnPart:
    """This desk's part of a session. Raises UnknownSession."""
    part = parts.own_part(connection, session)
    if part is None:
        raise UnknownSession
    return part


def writable_part(connection: Connection, session: str) -> parts.OwnPart:
    """The part, where it can still be changed here. Raises UnknownSession and SessionClosed."""
    part = known_part(connection, session)
    if part.purged:
        raise SessionClosed
    return part


def sessions(shop: Shop) -> tuple[SessionRow, ...]:
    """Every session that this desk knows, the newest first."""

    def read(connection: Connection) -> tuple[SessionRow, ...]:
        setup = directory(connection)
        return tuple(_row(connection, setup, part) for part in parts.own_parts(connection))

    return shop.store.read(read)


def session_page(shop: Shop, session: SessionId) -> SessionPage:
    """All that the page of a session shows. Raises UnknownSession."""

    def read(connection: Connection) -> SessionPage:
        part = known_part(connection, session)
        last = visits.last_done(connection, session)
        feedback = attendances.feedback_of(connection, session)
        return SessionPage(
            part.session,
            _venue(directory(connection), part.session.venue),
            part.open,
            part.purged,
            attendances.attendances_of(connection, session),
            visits.visits_of(connection, session),
            {option: number for asked in feedback for option, number in asked.counts.items()},
            part.counts,
            last.told if last else None,
        )

    return shop.store.read(read)


def _row(connection: Connection, setup: Setup, part: parts.OwnPart) -> SessionRow:
    if part.totals is not None:
        count = msgspec.json.decode(part.totals, type=SessionTotals).visits
    else:
        count = visits.count_of(connection, part.session.id)
    session = part.session
    name = _venue(setup, session.venue).name
    return SessionRow(
        session.id, name, session.date, session.opening, session.status, part.open, part.purged, count
    )


def _venue(setup: Setup, venue: VenueId) -> Venue:
    return setup.venue(venue) or Venue(venue, "A venue that is no longer listed")
