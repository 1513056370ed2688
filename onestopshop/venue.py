"""A place where sessions are held: one stop shop, rural drop-in, online, or a group programme."""

from __future__ import annotations

from typing import Literal

import msgspec

from onestopshop.identity import OptionId, VenueId

VenueKind = Literal["one stop shop", "rural drop-in", "online", "group programme"]


class Venue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A venue as the network lists it."""

    id: VenueId
    name: str
    kind: VenueKind = "one stop shop"
    area: OptionId | None = None
    """The local authority that it serves, as an option of "lives_in": for "within the area"."""
    opens: str = ""
    """Usual opening time as "09:30"; empty where it varies."""
    weekday: int | None = None
    """Usual day, Monday 0 to Sunday 6."""
    met: bool = False
    """First met in a ledger or at a desk; the network has not accepted it yet."""
