"""What stays readable of a session at a desk after its rows were purged: totals."""

from __future__ import annotations

import msgspec

from onestopshop.part import Part


class SessionTotals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many came, and how many agencies were there: nothing about anybody."""

    visits: int
    referrals: int
    agencies: int


def totals_of(part: Part) -> SessionTotals:
    """The totals of a part."""
    came = sum(attendance.came is not None for attendance in part.attendances)
    return SessionTotals(len(part.visits), len(part.referrals), came)
