"""Reading what sign-in sheets say before a session: when it is, and which agencies are expected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from onestopshop.attendance import Attendance
from onestopshop.desk.directory import directory
from onestopshop.desk.sessions import UnknownSession
from onestopshop.identity import AgencyId, SessionId, VenueId
from onestopshop.network import Setup
from onestopshop.reporting_year import Month
from onestopshop.sheets.sign_in_sheet import SignIn, Slot
from onestopshop.shop import Shop
from onestopshop.store import Connection, attendances, parts
from onestopshop.store.parts import OwnPart
from onestopshop.venue import Venue

_NO_VENUE = "A venue that is no longer listed"


def read_sign_in(shop: Shop, session: SessionId) -> SignIn:
    """The sheet of a session that this desk knows. Raises UnknownSession."""

    def read(connection: Connection) -> SignIn:
        part = parts.own_part(connection, session)
        if part is None:
            raise UnknownSession
        setup, own = directory(connection), parts.own_parts(connection)
        return _of_part(connection, setup, part, own)

    return shop.store.read(read)


def read_month(shop: Shop, month: Month, venue: VenueId | None = None) -> tuple[SignIn, ...]:
    """The sheets of a month, of one venue or of all.

    A venue with sessions known here has those that are not cancelled; another one has its usual weekday, with
    the agencies of its last session that is known.
    """

    def read(connection: Connection) -> tuple[SignIn, ...]:
        setup, own = directory(connection), parts.own_parts(connection)
        found: list[SignIn] = []
        for listed in setup.venues:
            if venue in (None, listed.id):
                found += _at_venue(connection, setup, listed, month, own)
        return tuple(found)

    return shop.store.read(read)


def _at_venue(
    connection: Connection, setup: Setup, venue: Venue, month: Month, own: Iterable[OwnPart]
) -> list[SignIn]:
    here = [part for part in own if part.session.venue == venue.id]
    known = [part for part in here if Month.of(part.session.date) == month]
    if known:
        going_on = [part for part in known if part.session.status != "cancelled"]
        return [_of_part(connection, setup, part, here) for part in going_on]
    return [
        SignIn(venue.name, day, venue.opens, slots=_usual_slots(connection, setup, here, day))
        for day in _days(month, venue.weekday)
    ]


def _days(month: Month, weekday: int | None) -> list[date]:
    """Every such weekday of the month; none where the venue has no usual day."""
    if weekday is None:
        return []
    first = month.first_day() + timedelta(days=(weekday - month.first_day().weekday()) % 7)
    days = (first + timedelta(weeks=week) for week in range(5))
    return [day for day in days if Month.of(day) == month]


def _of_part(connection: Connection, setup: Setup, part: OwnPart, own: Iterable[OwnPart]) -> SignIn:
    session = part.session
    venue = setup.venue(session.venue) or Venue(session.venue, _NO_VENUE)
    here = [other for other in own if other.session.venue == session.venue]
    slots = _slots(setup, attendances.attendances_of(connection, session.id))
    slots = slots or _usual_slots(connection, setup, here, session.date)
    return SignIn(venue.name, session.date, venue.opens, session.opening, slots)


def _usual_slots(
    connection: Connection, setup: Setup, here: Iterable[OwnPart], day: date
) -> tuple[Slot, ...]:
    """The agencies and slots of the venue's last session before a day of which any are known."""
    earlier = sorted((part for part in here if part.session.date < day), key=lambda part: part.session.date)
    for part in reversed(earlier):
        slots = _slots(setup, attendances.attendances_of(connection, part.session.id))
        if slots:
            return slots
    return ()


def _slots(setup: Setup, known: Iterable[Attendance]) -> tuple[Slot, ...]:
    """Slots as planned, the earliest first, then the agencies without one by name."""
    names: dict[AgencyId, str] = {agency.id: agency.name for agency in setup.agencies}
    slots = [Slot(names.get(a.agency, "An agency"), a.planned_from, a.planned_to) for a in known]
    return tuple(sorted(slots, key=lambda slot: (slot.start or "99:99", slot.agency)))
