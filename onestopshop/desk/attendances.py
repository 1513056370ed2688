"""Which agencies are expected at a session, came, and left."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from onestopshop.agency import Agency
from onestopshop.attendance import Attendance
from onestopshop.changes import Change, Changes
from onestopshop.desk.directory import directory
from onestopshop.desk.naming import LONGEST_NAME, cleaned_name
from onestopshop.desk.sessions import writable_part
from onestopshop.errors import Refused
from onestopshop.identity import AgencyId, SessionId, met_id, normalised
from onestopshop.network import Setup
from onestopshop.shop import Shop
from onestopshop.store import Connection, attendances, parts, setups

_MOST_WORKERS = 99


class UnknownAgency(Refused):
    """No agency of that name or id is known."""

    sentence = "No agency is called “{name}”. Add it first, or check the spelling."


class AgencyNameRefused(Refused):
    """An agency's name is empty or too long."""

    sentence = "Give the agency's name in at most 80 letters. Never write a person's name."


class NotATime(Refused):
    """A time of day is not one."""

    sentence = "Give the time as 09:30."


class WorkersRefused(Refused):
    """Nobody came, or more than one agency sends."""

    sentence = "Give the number of workers as a whole number from 1 to 99."


def agency_named(setup: Setup, word: str) -> Agency:
    """The agency with this name or id, whatever its case and outer spaces. Raises UnknownAgency."""
    sought = normalised(word)
    for agency in setup.agencies:
        if sought in (normalised(agency.name), agency.id):
            return agency
    raise UnknownAgency(name=word[:LONGEST_NAME])


def new_agency(shop: Shop, name: str) -> Changes:
    """Add an agency here; it is proposed to the network with the first session it comes to."""
    cleaned = cleaned_name(name, AgencyNameRefused)

    def write(connection: Connection) -> Changes:
        listed = directory(connection).agencies
        known = next((agency for agency in listed if normalised(agency.name) == normalised(cleaned)), None)
        if known is None:
            known = Agency(AgencyId(met_id(shop.desk.network, "agency", cleaned)), cleaned, met=True)
            setups.keep_met(connection, known)
        return Changes("agency_added", (Change("agency", known.id, known),))

    return shop.store.write(write)


def expect(
    shop: Shop,
    session: SessionId,
    agency: AgencyId,
    planned_from: str | None = None,
    planned_to: str | None = None,
) -> Changes:
    """Note that an agency is expected, with its slot where it has one. Times are "HH:MM"."""
    check_times(planned_from, planned_to)
    return _change(
        shop,
        session,
        agency,
        "agency_expected",
        lambda known: msgspec.structs.replace(known, planned_from=planned_from, planned_to=planned_to),
    )


def came(
    shop: Shop, session: SessionId, agency: AgencyId, at: str | None = None, workers: int = 1
) -> Changes:
    """Mark an agency as here, from a time on the hall's clock; now where none is given."""
    moment = at or _now(shop)
    check_times(moment)
    if not 1 <= workers <= _MOST_WORKERS:
        raise WorkersRefused
    return _change(
        shop,
        session,
        agency,
        "agency_came",
        lambda known: msgspec.structs.replace(known, came=moment, left=None, workers=workers),
    )


def left(shop: Shop, session: SessionId, agency: AgencyId, at: str | None = None) -> Changes:
    """Mark an agency as gone, at a time on the hall's clock; now where none is given."""
    moment = at or _now(shop)
    check_times(moment)
    return _change(
        shop,
        session,
        agency,
        "agency_left",
        lambda known: msgspec.structs.replace(known, came=known.came or moment, left=moment),
    )


def forget(shop: Shop, session: SessionId, agency: AgencyId) -> Changes:
    """Take an agency off the session: it was put there by mistake."""

    def write(connection: Connection) -> Changes:
        writable_part(connection, session)
        attendances.forget_attendance(connection, session, agency)
        parts.touch(connection, session)
        return Changes("agency_forgotten", (Change("attendance", agency),))

    return shop.store.write(write)


def _change(
    shop: Shop,
    session: SessionId,
    agency: AgencyId,
    told: str,
    change: Callable[[Attendance], Attendance],
) -> Changes:
    def write(connection: Connection) -> Changes:
        writable_part(connection, session)
        listed = next((known for known in directory(connection).agencies if known.id == agency), None)
        if listed is None:
            raise UnknownAgency(name=agency[:LONGEST_NAME])
        known = next(
            (a for a in attendances.attendances_of(connection, session) if a.agency == agency),
            Attendance(agency),
        )
        changed = change(known)
        attendances.keep_attendance(connection, session, changed)
        if listed.met:
            setups.note_met_in(connection, session, listed)
        parts.touch(connection, session)
        return Changes(told, (Change("attendance", agency, changed),), (listed.name,))

    return shop.store.write(write)


def _now(shop: Shop) -> str:
    return shop.clock.now().astimezone().strftime("%H:%M")


def check_times(*times: str | None) -> None:
    """Raise NotATime unless each time that is given is one, as "09:30"."""
    for time in times:
        if time is not None:
            hours, colon, minutes = time.partition(":")
            digits = colon and len(hours) == len(minutes) == 2 and (hours + minutes).isascii()
            if not (digits and (hours + minutes).isdigit() and int(hours) < 24 and int(minutes) < 60):
                raise NotATime
