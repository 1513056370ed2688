"""Takes a translated ledger into this desk's parts: each row once, and all rows or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from onestopshop.agency import Agency
from onestopshop.desk.directory import directory
from onestopshop.desk.reference import rank_references
from onestopshop.errors import Refused
from onestopshop.identity import NetworkId, SessionId, VenueId, VisitId, session_id
from onestopshop.part import MetOption
from onestopshop.progress import Progress, unwatched
from onestopshop.session import Session, Status, joint_status
from onestopshop.shop import Shop
from onestopshop.store import Connection
from onestopshop.store.ledgers import add_ledger_feedback, is_known_row, keep_row
from onestopshop.store.parts import add_part, own_part, set_status, touch
from onestopshop.store.setups import note_met_in
from onestopshop.store.visits import add_visit
from onestopshop.venue import Venue
from onestopshop.visit import Answers, Visit

Note = Literal["references_not_joined", "venues_met"]
"""What should be said after an import: references of this ledger are not joined with those that another desk
imported; or venues were added that the network does not list (a misspelt name makes one)."""


class SessionClosedHere(Refused):
    """The rows of that session left this desk, so nothing can join them any more."""

    sentence = (
        "The session of {date} is closed on this laptop, so no rows can be added to it here: "
        "ask the coordinator to import this ledger. Nothing was taken."
    )


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row of a ledger in the network's words."""

    number: int
    """As a spreadsheet program shows it."""
    record: Literal["visit", "referral"]
    day: date
    venue: VenueId
    answers: Answers
    feedback: dict[str, str]
    """Option by feedback question; it goes to the session's tallies and never to the visit."""
    reference: str | None
    """The ledger's own sign for a visitor. It is turned into an ordinal and dropped."""
    id: VisitId
    tokens: dict[str, str]
    """By feedback question, the id under which the answer is tallied."""

    def options(self) -> frozenset[str]:
        """Every option that the row names."""
        named: set[str] = set(self.feedback.values())
        for answer in self.answers.values():
            named.update(answer if isinstance(answer, tuple) else (str(answer),))
        return frozenset(named)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A whole ledger, and what it speaks of that the network has not accepted."""

    rows: tuple[LedgerRow, ...]
    venues: tuple[Venue, ...] = ()
    agencies: tuple[Agency, ...] = ()
    options: tuple[MetOption, ...] = ()
    skipped: int = 0
    """Rows that the map left out."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import found and did: `read` rows are the new, the known and the skipped ones together."""

    read: int
    new: int
    known: int
    skipped: int
    notes: tuple[Note, ...] = ()
    venues: tuple[str, ...] = ()
    """Names of the venues that the network does not list."""


@dataclass(slots=True)
class _Opening:
    """The rows of one session."""

    session: Session
    rows: list[LedgerRow] = field(default_factory=list)


def take_in(shop: Shop, ledger: Ledger, *, dry_run: bool = False, progress: Progress = unwatched) -> Taken:
    """Add the rows that this desk does not know yet, in one transaction; a dry run only checks and counts.

    Raises SessionClosedHere before anything is written; `progress` may raise Cancelled, which leaves nothing.
    """
    network = shop.desk.network

    def look(connection: Connection) -> Taken:
        return _counted(ledger, _new_openings(connection, network, ledger))

    def take(connection: Connection) -> Taken:
        openings = _new_openings(connection, network, ledger)
        total, done = sum(len(opening.rows) for opening in openings), 0
        for opening in openings:
            progress(done, total)
            _add(connection, opening, ledger)
            done += len(opening.rows)
        rows = tuple(row for opening in openings for row in opening.rows)
        for changed in rank_references(connection, rows, directory(connection).policies.year_starts):
            touch(connection, changed)
        return _counted(ledger, openings)

    return shop.store.read(look) if dry_run else shop.store.write(take)


def _new_openings(connection: Connection, network: NetworkId, ledger: Ledger) -> list[_Opening]:
    """The sessions that have rows not known yet. Raises SessionClosedHere."""
    openings: dict[SessionId, _Opening] = {}
    for row in ledger.rows:
        if is_known_row(connection, row.id):
            continue
        session = session_id(network, row.venue, row.day)
        if session not in openings:
            part = own_part(connection, session)
            if part is not None and part.purged:
                raise SessionClosedHere(date=f"{row.day:%d/%m/%Y}")
            openings[session] = _Opening(Session(session, row.venue, row.day, status=_status(row)))
        openings[session].rows.append(row)
    return list(openings.values())


def _status(row: LedgerRow) -> Status:
    return "held" if row.record == "visit" else "register"


def _add(connection: Connection, opening: _Opening, ledger: Ledger) -> None:
    session = opening.session
    part = own_part(connection, session.id)
    if part is None:
        add_part(connection, session, open_now=False)
    else:
        joint = joint_status((part.session.status, session.status))
        if joint != part.session.status:
            set_status(connection, session.id, joint, None)
        touch(connection, session.id)
    for row in opening.rows:
        keep_row(connection, row.id)
        add_visit(connection, session.id, Visit(row.id, row.answers, imported=True), row.record)
        for question, option in row.feedback.items():
            add_ledger_feedback(connection, session.id, row.tokens[question], question, option)
    _note_met(connection, opening, ledger)


def _note_met(connection: Connection, opening: _Opening, ledger: Ledger) -> None:
    """A part carries all that it speaks of, since it may be the first of this desk that anybody reads."""
    named = frozenset[str]().union(*(row.options() for row in opening.rows))
    met: list[Venue | Agency | MetOption] = [v for v in ledger.venues if v.id == opening.session.venue]
    met += [agency for agency in ledger.agencies if agency.id in named]
    met += [option for option in ledger.options if option.option.id in named]
    for known in met:
        note_met_in(connection, opening.session.id, known)


def _counted(ledger: Ledger, openings: list[_Opening]) -> Taken:
    new = sum(len(opening.rows) for opening in openings)
    notes: list[Note] = []
    if any(row.reference for row in ledger.rows):
        notes.append("references_not_joined")
    if ledger.venues:
        notes.append("venues_met")
    return Taken(
        read=len(ledger.rows) + ledger.skipped,
        new=new,
        known=len(ledger.rows) - new,
        skipped=ledger.skipped,
        notes=tuple(notes),
        venues=tuple(venue.name for venue in ledger.venues),
    )
