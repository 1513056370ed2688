"""The partnership that runs the One Stop Shops, and all that it settles for its desks: the setup."""

from __future__ import annotations

from typing import Literal

import msgspec

from onestopshop.agency import Agency, agency_options
from onestopshop.identity import DeskKey, ListId, NetworkId, VenueId
from onestopshop.question import AGENCY_LIST, OptionList, Question
from onestopshop.venue import Venue

SETUP_FORMAT = "dropin-setup/1"


class RosterEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A desk that the network trusts, or trusted until it was lost."""

    desk: DeskKey
    name: str = ""
    recipient: str = ""
    """The desk's own age key, to which receipts are sealed; empty until an envelope of it was opened."""
    coordinator: bool = False
    revoked_from: int | None = None
    """The first sequence number that is no longer believed; earlier envelopes stay."""
    reader: str = ""
    """The age key with which a coordinator opens envelopes; empty at other desks."""


class Recipients(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """To whom envelopes are sealed: the coordinators' age keys and the paper recovery key."""

    coordinators: tuple[str, ...]
    recovery: str
    by_venue: dict[VenueId, tuple[str, ...]] = {}

    def for_venue(self, venue: VenueId) -> tuple[str, ...]:
        """The recipients of an envelope of that venue; the paper key is always among them."""
        return (*self.by_venue.get(venue, self.coordinators), self.recovery)

    def everybody(self) -> frozenset[str]:
        """Every age key that something may be sealed to, of whichever venue."""
        return frozenset((*self.coordinators, self.recovery)).union(*self.by_venue.values())


class Policies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the network chose where it has a choice."""

    year_starts: int = 7
    """Month in which the reporting year starts, 1 to 12."""
    rows_stay_hours: int = 24
    """How long rows stay readable on a desk after they were published and reread; 24 at most."""
    threshold: Literal[5, 7, 10] = 7
    """Counts from 1 to this number are hidden in what is published."""


class Succession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A root key's word on which one comes after it."""

    old: str
    new: str
    """Both are Ed25519 public keys as 64 hex digits."""
    signature: bytes
    """A minisign signature by the old one over the digits of the new one."""


class Setup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of all that the network settles, signed by its root key."""

    format: str
    network: NetworkId
    name: str
    version: int
    root: str
    """The root's Ed25519 public key as 64 hex digits."""
    policies: Policies
    recipients: Recipients
    venues: tuple[Venue, ...]
    agencies: tuple[Agency, ...]
    questions: tuple[Question, ...]
    lists: tuple[OptionList, ...]
    roster: tuple[RosterEntry, ...]
    succession: tuple[Succession, ...] = ()
    """Every root that was replaced, the oldest first: a desk that relies on one of them follows."""
    signed: dict[DeskKey, int] = {}
    """How many changes of each coordinator's laptop are in this version."""

    def holds(self, other: Setup) -> bool:
        """Whether every change that the other setup holds is in this one."""
        return all(self.signed.get(desk, 0) >= number for desk, number in other.signed.items())

    def list(self, list_id: ListId) -> OptionList | None:
        """The list with this id; the agencies are a list too."""
        if list_id == AGENCY_LIST:
            return agency_options(self.agencies)
        return next((found for found in self.lists if found.id == list_id), None)

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)

    def venue(self, venue_id: str) -> Venue | None:
        """The venue with this id, or None."""
        return next((venue for venue in self.venues if venue.id == venue_id), None)

    def desk(self, desk: str) -> RosterEntry | None:
        """The roster's entry for a desk key, or None where it is not approved."""
        return next((entry for entry in self.roster if entry.desk == desk), None)
