"""What pages need to be read before they are shown: run on the worker, handed over whole."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from onestopshop.attendance import Attendance
from onestopshop.central.alarm import last_alarms
from onestopshop.central.outbox import OutboxRow, outbox
from onestopshop.changes import Change, Changes
from onestopshop.clock import local_date
from onestopshop.desk.directory import read_directory
from onestopshop.desk.drafts import kept
from onestopshop.desk.retention import purge
from onestopshop.desk.sessions import SessionPage, SessionRow, open_session, session_page, sessions
from onestopshop.identity import SessionId, VenueId
from onestopshop.network import Setup
from onestopshop.session import Session
from onestopshop.shop import Shop
from onestopshop.visit import Answers, Visit
from onestopshop.words import six_words


@dataclass(frozen=True, slots=True)
class Overview:
    """What this laptop knows: names, sessions, and where each session is."""

    setup: Setup
    sessions: tuple[SessionRow, ...]
    outbox: tuple[OutboxRow, ...]
    own_words: tuple[str, ...] = ()
    """This laptop's six words, for as long as the network has not approved it."""
    alarms: tuple[str, ...] = ()
    """What the last sync warned of, in words."""

    def waiting(self) -> int:
        """How many sessions are nowhere but here."""
        return sum(row.state == "here" for row in self.outbox)

    def whereabouts(self, session: SessionId) -> OutboxRow | None:
        """Where a session is."""
        return next((row for row in self.outbox if row.session == session), None)


@dataclass(frozen=True, slots=True)
class Opened:
    """One session to be worked on. `draft` is a visit that was put aside when the window was hidden."""

    overview: Overview
    page: SessionPage
    draft: Answers | None


def read_overview(shop: Shop) -> Overview:
    """Everything but a session. What should no longer be readable is purged first."""
    purge(shop)
    setup = read_directory(shop)
    waits = setup.desk(shop.desk.key) is None
    own_words = six_words(shop.desk.key) if waits else ()
    return Overview(setup, sessions(shop), outbox(shop), own_words, last_alarms(shop))


def read_session(shop: Shop, session: SessionId) -> Opened:
    """A session and what surrounds it. Raises UnknownSession."""
    return Opened(read_overview(shop), session_page(shop, session), kept(shop, session))


def followed(page: SessionPage, changes: Changes) -> SessionPage:
    """The page after a verb, from the snapshots that it brought: the store is not read again."""
    for change in changes.changed:
        page = _with(page, change)
    if any(change.noun == "visit" for change in changes.changed) and not changes.told.startswith("undone"):
        page = dataclasses.replace(page, undo=changes.told)
    return page


def _with(page: SessionPage, change: Change) -> SessionPage:
    row = change.row
    if change.noun == "visit":
        others = tuple(visit for visit in page.visits if visit.id != change.id)
        visits = (*others, row) if isinstance(row, Visit) else others
        return dataclasses.replace(page, visits=tuple(sorted(visits, key=lambda visit: visit.number)))
    if change.noun == "attendance":
        there = [known.agency for known in page.attendances]
        others_there = {known.agency: known for known in page.attendances if known.agency != change.id}
        if isinstance(row, Attendance):
            others_there[row.agency] = row
            there += [row.agency]
        ordered = dict.fromkeys(agency for agency in there if agency in others_there)
        return dataclasses.replace(page, attendances=tuple(others_there[agency] for agency in ordered))
    if change.noun == "feedback" and isinstance(row, dict):
        return dataclasses.replace(page, feedback={**page.feedback, **row})
    if change.noun == "count" and isinstance(row, int):
        return dataclasses.replace(page, counts={**page.counts, change.id: row})
    if change.noun == "session" and isinstance(row, Session):
        return dataclasses.replace(page, session=row)
    return page


def resume(shop: Shop) -> Opened | Overview:
    """What to show after unlocking: today's session that is still open, or else the overview."""
    overview = read_overview(shop)
    today = local_date(shop.clock)
    for row in overview.sessions:
        if row.open and row.date == today:
            return Opened(overview, session_page(shop, row.id), kept(shop, row.id))
    return overview


def start_session(shop: Shop, venue: str, day: date, opening: int) -> Opened:
    """Open a session, and read it."""
    changes = open_session(shop, VenueId(venue), day, opening)
    return read_session(shop, SessionId(changes.changed[0].id))


def reopen_session(shop: Shop, session: SessionId) -> Opened:
    """Open a session that is known, and read it. Raises UnknownSession and SessionClosed."""
    known = session_page(shop, session).session
    return start_session(shop, known.venue, known.date, known.opening)
