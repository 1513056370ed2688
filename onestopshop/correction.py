"""What a coordinator puts right in a session that was handed over: part of nobody's account of the day."""

from __future__ import annotations

import msgspec

from onestopshop.identity import VisitId, derived_id
from onestopshop.session import Session
from onestopshop.visit import Visit


class Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that one coordinator's desk puts right in one session, sealed like a part in a line of its own."""

    withdrawn: tuple[VisitId, ...] = ()
    """Visits and referrals that do not count: withdrawn, or replaced by those below."""
    visits: tuple[Visit, ...] = ()
    referrals: tuple[Visit, ...] = ()
    setup: bytes = b""
    """The signed setup file of the day: with the sheet of paper, the central file restores everything."""
    secrets: bytes = b""
    """An age file that only the sheet of paper opens: the age secrets of this coordinator, one a line."""
    root: bytes = b""
    """An age file that only coordinators' laptops open, each with its own key: the seed of the root key."""
    reader: str = ""
    """The age key with which this laptop would open envelopes: it asks to be a coordinator's."""
    counts_as: Session | None = None
    """The opening to which all that desks told of this session belongs: another day, venue or session."""


def replacement_id(visit: VisitId) -> VisitId:
    """The id of what replaces a visit: the same at every coordinator, so that two of them count once."""
    return VisitId(derived_id(visit, "replaced"))
