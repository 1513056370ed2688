"""What a network says of its venues: name, kind, area, usual day and time."""

from __future__ import annotations

import msgspec

from onestopshop.changes import Change, Changes
from onestopshop.desk.attendances import check_times
from onestopshop.desk.directory import directory
from onestopshop.desk.setup_changes import change_setup
from onestopshop.errors import Refused
from onestopshop.identity import ListId, OptionId, VenueId, met_id, normalised
from onestopshop.network import Setup
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection
from onestopshop.venue import Venue, VenueKind

AREAS = ListId("lives_in")
"""The list of areas in which visitors live and which venues serve."""


class UnknownArea(Refused):
    """The area is none of those that visitors can live in."""

    sentence = (
        "“{name}” is not on the list of areas. Give a council area as the list has it, such as Ashford."
    )


def keep_venue(
    shop: Shop,
    name: str,
    kind: VenueKind | None = None,
    area: str | None = None,
    opens: str | None = None,
    weekday: int | None = None,
) -> Changes:
    """List a venue, or change what is said of it (Monday is 0). Raises UnknownArea."""
    need_coordinator(shop)
    if opens:
        check_times(opens)

    def write(connection: Connection) -> Changes:
        setup = directory(connection)
        known = next((v for v in setup.venues if normalised(v.name) == normalised(name)), None)
        venue = known or Venue(VenueId(met_id(setup.network, "venue", name)), " ".join(name.split()))
        venue = msgspec.structs.replace(
            venue,
            kind=kind or venue.kind,
            area=venue.area if area is None else _area(setup, area),
            opens=venue.opens if opens is None else opens,
            weekday=venue.weekday if weekday is None else weekday,
            met=False,
        )

        def listing(before: Setup) -> Setup:
            if before.venue(venue.id) is None:
                return msgspec.structs.replace(before, venues=(*before.venues, venue))
            kept = tuple(venue if other.id == venue.id else other for other in before.venues)
            return msgspec.structs.replace(before, venues=kept)

        change_setup(connection, listing)
        return Changes("venue_kept", (Change("venue", venue.id, venue),))

    return shop.store.write(write)


def _area(setup: Setup, name: str) -> OptionId:
    areas = setup.list(AREAS)
    found = areas.named(name) if areas else None
    if found is None:
        raise UnknownArea(name=name[:40])
    return found.id
