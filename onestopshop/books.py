"""What coordinators keep beside sessions, and tell each other in envelopes as laptops tell of sessions."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from onestopshop.earlier_total import EarlierTotal
from onestopshop.release import Release
from onestopshop.release_calendar import PlannedRelease
from onestopshop.stated_figure import StatedFigure

Entry = TypeVar("Entry", PlannedRelease, EarlierTotal, StatedFigure)


class Books(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Entries of one coordinator's books. Whoever joins those of all coordinators knows what all know."""

    releases: tuple[Release, ...] = ()
    planned: tuple[PlannedRelease, ...] = ()
    totals: tuple[EarlierTotal, ...] = ()
    stated: tuple[StatedFigure, ...] = ()


def holds_over(entry: Entry, other: Entry | None) -> bool:
    """Whether one account of a matter holds over another of the same: it is of a later edition.

    Of two that coordinators wrote at the same time, the same one holds whoever asks.
    """
    return other is None or _weight(entry) > _weight(other)


def _weight(entry: PlannedRelease | EarlierTotal | StatedFigure) -> tuple[int, bytes]:
    return entry.edition, msgspec.json.encode(entry, order="sorted")
