"""The release calendar: coordinators declare the year's reports together, so that none is refused later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from onestopshop.changes import Change, Changes
from onestopshop.desk.books import seal_books
from onestopshop.desk.directory import read_directory
from onestopshop.errors import Refused
from onestopshop.identity import VenueId
from onestopshop.release_calendar import PlannedRelease
from onestopshop.reporting_year import MONTHS_OF_A_QUARTER, Period
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, releases


class QuartersRefused(Refused):
    """A period that is not made of quarters."""

    sentence = "These months are no whole quarters. Give 3, 6, 9 or 12 months, or leave out --quarters."


class NotPlanned(Refused):
    """Nothing of this is on the calendar."""

    sentence = "No report is planned for these months there. `releases calendar` lists what is."


def quarters_of(period: Period) -> tuple[Period, ...]:
    """The quarters of a period, from its first month on. Raises QuartersRefused."""
    if len(period.months()) % MONTHS_OF_A_QUARTER:
        raise QuartersRefused
    return period.quarters()


def releases_of_year(year: Period, venues: Iterable[VenueId]) -> tuple[PlannedRelease, ...]:
    """What is planned together of a reporting year: its quarters, the year, and the year of each venue."""
    everywhere = tuple(_planned(period, None) for period in (*quarters_of(year), year))
    return everywhere + tuple(_planned(year, venue) for venue in venues)


def planned_releases(shop: Shop) -> tuple[PlannedRelease, ...]:
    """What is on the calendar now, in order of months. Raises CoordinatorsOnly."""
    need_coordinator(shop)
    every = shop.store.read(releases.planned_releases)
    return tuple(planned for planned in every if not planned.dropped)


def plan_releases(
    shop: Shop, periods: Iterable[Period], venues: Iterable[VenueId | None] = (None,)
) -> Changes:
    """Put reports on these periods on the calendar, for each of these venues; None is the whole network.

    What is there already stays. The calendar is sealed for the other coordinators. Raises CoordinatorsOnly.
    """
    wanted = [_planned(period, venue) for period in periods for venue in venues]
    return _changed(shop, "releases_planned", wanted)


def plan_year(shop: Shop, year: Period) -> Changes:
    """Put on the calendar what `releases_of_year` gives for every venue. What is there already stays.

    Raises CoordinatorsOnly.
    """
    venues = (venue.id for venue in read_directory(shop).venues)
    return _changed(shop, "releases_planned", releases_of_year(year, venues))


def drop_planned(
    shop: Shop, periods: Iterable[Period], venues: Iterable[VenueId | None] = (None,)
) -> Changes:
    """Take planned reports off the calendar; what was released stays in the ledger.

    Raises NotPlanned where none of them is on it, and CoordinatorsOnly.
    """
    unwanted = [_planned(period, venue, dropped=True) for period in periods for venue in venues]
    changes = _changed(shop, "releases_dropped", unwanted)
    if not changes.changed:
        raise NotPlanned
    return changes


def is_planned(connection: Connection, period: Period, venue: VenueId | None) -> bool:
    """Whether a report on this period and venue is on the calendar."""
    key = _planned(period, venue).key
    return any(
        planned.key == key and not planned.dropped for planned in releases.planned_releases(connection)
    )


def _planned(period: Period, venue: VenueId | None, *, dropped: bool = False) -> PlannedRelease:
    return PlannedRelease(str(period.first), str(period.last), venue, dropped)


def _changed(shop: Shop, told: str, wanted: Sequence[PlannedRelease]) -> Changes:
    need_coordinator(shop)

    def write(connection: Connection) -> Changes:
        known = {planned.key: planned for planned in releases.planned_releases(connection)}
        changed = []
        for planned in wanted:
            before = known.get(planned.key)
            stands = before is not None and not before.dropped
            if stands == planned.dropped:
                after = msgspec.structs.replace(planned, edition=before.edition + 1 if before else 1)
                releases.keep_planned(connection, after)
                changed.append(Change("planned release", " ".join(map(str, after.key)), after))
        if changed:
            seal_books(connection)
        return Changes(told, tuple(changed), (len(changed),))

    return shop.store.write(write)
