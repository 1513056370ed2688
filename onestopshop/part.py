"""All that one desk knows of one session: what an envelope carries, and what a merge counts."""

from __future__ import annotations

import hashlib
from datetime import date

import msgspec

from onestopshop.agency import Agency
from onestopshop.attendance import Attendance
from onestopshop.books import Books
from onestopshop.correction import Correction
from onestopshop.identity import DeskKey, Digest, ListId, NetworkId, VenueId, VisitId, session_id
from onestopshop.question import Option
from onestopshop.session import Session
from onestopshop.venue import Venue
from onestopshop.visit import Visit

CONTENT_FORMAT = "dropin/1"
BOOKS_FORMAT = "dropin/2"
"""Of a content with books. A program that does not know them holds it as newer, in its place in the chain."""
PROGRAMME_COUNTS = ("signed_up", "started", "completed", "waiting")
"""Headcounts of a group programme: who newly signed up, started, completed, or was put on a waiting list."""
COUNT_NAMES = (
    "observers",
    "person_causing_harm",
    "slips_used",
    "slips_entered",
    "slips_shredded",
    *PROGRAMME_COUNTS,
)
"""Headcounts of a session that are not visits."""


class MetOption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An option first met at a desk, under a harmonised parent, proposed to the network."""

    list: ListId
    option: Option


class Feedback(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tally of one feedback question at a session.

    `counts` is what volunteers counted from the cards in the box. `rows` is what a ledger said, by a token of
    the row: so that a row imported at two desks counts once although its answer is on no visit.
    """

    question: str
    counts: dict[str, int] = {}
    rows: dict[str, str] = {}


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One revision's content. Everything stands in order of id: equal knowledge gives equal bytes."""

    session: Session
    attendances: tuple[Attendance, ...] = ()
    visits: tuple[Visit, ...] = ()
    referrals: tuple[Visit, ...] = ()
    withdrawn: tuple[VisitId, ...] = ()
    """Visits that no longer count: taken back at this desk, or replaced by a coordinator's correction."""
    feedback: tuple[Feedback, ...] = ()
    counts: dict[str, int] = {}
    venues: tuple[Venue, ...] = ()
    agencies: tuple[Agency, ...] = ()
    options: tuple[MetOption, ...] = ()
    line: DeskKey | None = None
    """The key with which this laptop began. One that was copied takes a new key and keeps its line."""
    correction: Correction | None = None
    """What a coordinator puts right. Such a part says nothing else, and counts only from a coordinator."""
    books: Books | msgspec.UnsetType = msgspec.UNSET
    """Entries of a coordinator's books. Such a part says nothing else, and counts only from a coordinator.
    It is left out where there are none: a content of the first format has no such member."""

    @property
    def is_coordinators(self) -> bool:
        """Whether only a coordinator's desk may say it, in a line of revisions of its own."""
        return self.correction is not None or self.books is not msgspec.UNSET

    @property
    def format(self) -> str:
        """The format of a content that carries it."""
        return CONTENT_FORMAT if self.books is msgspec.UNSET else BOOKS_FORMAT


def network_session(network: NetworkId, of: str = "network") -> Session:
    """What stands in the place of a session where a coordinator seals the network's own: setup or books."""
    venue, day = VenueId(of), date(2000, 1, 1)
    return Session(session_id(network, venue, day), venue, day, status="planned")


_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(value: msgspec.Struct) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: equal values give equal bytes."""
    return _ENCODER.encode(value)


class Revision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A numbered state of a part, naming the digest of the one before it."""

    revision: int
    parent: Digest | None
    part: Part

    def digest(self) -> Digest:
        """SHA-256 of the canonical JSON. Sequence numbers stay out: sealed twice, it is the same revision."""
        return Digest(hashlib.sha256(canonical(self)).hexdigest())


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The plaintext of an envelope: the part, and who says so in what order."""

    format: str
    network: NetworkId
    desk: DeskKey
    desk_name: str
    desk_recipient: str
    """The desk's own age key, so that receipts can be sealed to it."""
    seq: int
    revision: int
    parent: Digest | None
    """Digest of the revision before, or None for the first."""
    part: Part

    def stated(self) -> Revision:
        """The revision without who sealed it and in what order."""
        return Revision(self.revision, self.parent, self.part)
