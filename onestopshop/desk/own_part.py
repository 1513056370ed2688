"""This desk's part of a session as it is sealed."""

from __future__ import annotations

from onestopshop.agency import Agency
from onestopshop.desk.directory import settled, unlisted
from onestopshop.desk.own_desk import own_desk
from onestopshop.identity import DeskKey
from onestopshop.part import MetOption, Part
from onestopshop.store import Connection, attendances, facts, parts, setups, visits
from onestopshop.venue import Venue


def assembled(connection: Connection, session: str) -> Part:
    """All that this desk knows of a session, in an order that does not depend on what was done when.

    Raises LookupError where this desk knows nothing of it.
    """
    own = parts.own_part(connection, session)
    if own is None:
        raise LookupError(session)
    line = facts.text_fact(connection, facts.DESK_LINE) or own_desk(connection).key
    met = unlisted(settled(connection), setups.met_in(connection, session))
    return Part(
        session=own.session,
        attendances=attendances.attendances_of(connection, session),
        visits=tuple(sorted(visits.visits_of(connection, session), key=lambda visit: visit.id)),
        referrals=tuple(
            sorted(visits.visits_of(connection, session, "referral"), key=lambda referral: referral.id)
        ),
        withdrawn=visits.withdrawn_from(connection, session),
        feedback=attendances.feedback_of(connection, session),
        counts=own.counts,
        venues=tuple(thing for thing in met if isinstance(thing, Venue)),
        agencies=tuple(thing for thing in met if isinstance(thing, Agency)),
        options=tuple(thing for thing in met if isinstance(thing, MetOption)),
        line=DeskKey(line),
    )
