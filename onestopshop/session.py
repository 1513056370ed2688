"""One opening of a venue on a date."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from onestopshop.identity import SessionId, VenueId

Status = Literal["held", "cancelled", "planned", "register"]
"""A planned session that never returned is missing. A register lists a programme's referrals: no opening."""

CancelReason = Literal["no venue", "no volunteers", "no agencies", "weather", "holiday", "health", "other"]


class Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An opening, as one desk knows it. A venue may open more than once on a day: opening 1, 2, …"""

    id: SessionId
    venue: VenueId
    date: date
    opening: int = 1
    status: Status = "held"
    reason: CancelReason | None = None


_CERTAINTY: dict[Status, int] = {"held": 3, "register": 2, "cancelled": 1, "planned": 0}


def joint_status(statuses: tuple[Status, ...]) -> Status:
    """What is true of a session that several desks know: held if any held it, else the most that any says."""
    return max(statuses, key=lambda status: _CERTAINTY[status])
