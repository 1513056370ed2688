"""Which venue a ledger means, or what is known of one that is first met in it."""

from __future__ import annotations

from onestopshop.identity import ListId, OptionId, VenueId, met_id, normalised
from onestopshop.network import Setup
from onestopshop.spreadsheet import faults
from onestopshop.spreadsheet.cells import is_name
from onestopshop.spreadsheet.faults import CellRefused
from onestopshop.spreadsheet.ledger_map import LedgerMap, MapValueWrong
from onestopshop.venue import Venue

_VENUE_LIST = "venue"
_AREAS = ListId("lives_in")


class VenueNames:
    """The venues of the network by name, and those that the ledger adds while it is read."""

    def __init__(self, ledger_map: LedgerMap, setup: Setup) -> None:
        """Raises MapValueWrong where the map's area is no answer of "lives_in", or its venue no name."""
        self._network = setup.network
        self._constant = ledger_map.constant_venue() or ""
        self._kind = ledger_map.kind or (
            "group programme" if ledger_map.record == "referral" else "one stop shop"
        )
        self._area = _area(ledger_map, setup)
        self._meant = {normalised(k): str(v) for k, v in ledger_map.values.get("venue", {}).items()}
        self._known = {normalised(venue.id): venue for venue in reversed(setup.venues)}
        self._known |= {normalised(venue.name): venue for venue in reversed(setup.venues)}
        self._met: dict[VenueId, Venue] = {}
        if self._constant and not is_name(self._constant):
            raise MapValueWrong(key="venue")

    def venue(self, text: str) -> VenueId:
        """The venue that a cell names; an empty one means the map's own. Raises CellRefused."""
        word = text or self._constant
        name = " ".join(self._meant.get(normalised(word), word).split())
        if not name:
            raise CellRefused(faults.NO_VENUE)
        if normalised(name) not in self._known:
            self._known[normalised(name)] = self._first_met(name)
        found = self._known[normalised(name)]
        if found.met:
            self._met[found.id] = found
        return found.id

    def met(self) -> tuple[Venue, ...]:
        """The venues named so far that the network has not accepted, in the order of their naming."""
        return tuple(self._met.values())

    def _first_met(self, name: str) -> Venue:
        if not is_name(name):
            raise CellRefused(faults.NOT_A_VENUE)
        venue_id = VenueId(met_id(self._network, _VENUE_LIST, name))
        return Venue(venue_id, name, kind=self._kind, area=self._area, met=True)


def _area(ledger_map: LedgerMap, setup: Setup) -> OptionId | None:
    if ledger_map.area is None:
        return None
    areas = setup.list(_AREAS)
    found = areas.named(ledger_map.area) if areas else None
    if found is None:
        raise MapValueWrong(key="area")
    return found.id
