"""A report that was published or given to a partner, and all that its readers know from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from onestopshop.identity import AgencyId, VenueId
from onestopshop.reporting_year import Month, Period

ReleaseProfile = Literal["publish", "partner"]


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """Whole months at one venue, or at all of them."""

    first: str
    """As "2015-06"."""
    last: str
    venue: str = ""
    """Empty for the whole network."""


class ToldCell(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What the numbers of a release add up: of whom, which question, which answer, and as it was counted."""

    subject: str
    question: str
    option: str
    scope: int
    """Its place among the scopes."""
    numbers: tuple[tuple[int, int], ...] = ()
    """The place of a month and venue among those of the release, and the exact count there; none is 0."""

    def total(self) -> int:
        """The exact count over all months and venues of its scope."""
        return sum(n for _, n in self.numbers)


class ToldSum(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """What readers know of some cells less others, by their places: it lies between two numbers."""

    plus: tuple[int, ...]
    minus: tuple[int, ...] = ()
    low: int = 0
    high: int | None = None
    """None where there is no upper end."""
    each: bool = False
    """Whether it holds of every month and venue as well, as answers add up to all visits."""


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What readers know from one release, and what is hidden in it: nothing else is needed to audit another.

    The counts are exact, so it is for coordinators only.
    """

    scopes: tuple[Scope, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    """Month and venue."""
    cells: tuple[ToldCell, ...] = ()
    sums: tuple[ToldSum, ...] = ()
    secrets: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    """Sums of cells, less others, that were small when it was released; small cells are secrets anyway."""
    merges: dict[str, int] = {}
    """How often tables were merged more than small numbers needed, so that it can be printed alike again."""
    figures: dict[str, int] = {}
    """How far figures were held back."""

    def is_sound(self) -> bool:
        """Whether every place exists, no count is below 0, and what is told is true of the counts."""
        if not all(
            0 <= cell.scope < len(self.scopes)
            and all(0 <= place < len(self.places) and n >= 0 for place, n in cell.numbers)
            for cell in self.cells
        ):
            return False
        totals = [cell.total() for cell in self.cells]
        listed = [*((found.plus, found.minus) for found in self.sums), *self.secrets]
        if not all(0 <= cell < len(totals) for plus, minus in listed for cell in (*plus, *minus)):
            return False
        return all(
            found.low <= _less(totals, found) and (found.high is None or _less(totals, found) <= found.high)
            for found in self.sums
        )


def _less(totals: Sequence[int], found: ToldSum) -> int:
    return sum(totals[cell] for cell in found.plus) - sum(totals[cell] for cell in found.minus)


class Release(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the ledger of what left the network."""

    id: str
    day: date
    """When it was released."""
    profile: ReleaseProfile
    title: str
    template: str
    """The template's title."""
    subject: str
    """Of whom it tells: "visit" or "referral"."""
    first: str
    """As "2015-06"."""
    last: str
    threshold: int
    """Numbers from 1 to this one were hidden."""
    told: Told
    venue: VenueId | None = None
    """None for the whole network."""
    agency: AgencyId | None = None
    recipient: str = ""
    """For whom, where it is a partner's."""
    agreement: str = ""
    by: str = ""
    """The coordinator's desk, by name."""
    planned: bool = False
    """Whether it was in the release calendar."""

    def period(self) -> Period:
        """The months that it covers. Raises ValueError where they are none."""
        return Period(Month.parse(self.first), Month.parse(self.last))
