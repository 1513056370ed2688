"""A few weeks of a network in which everything happens that a merge has to deal with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from onestopshop.desk.attendances import came, expect
from onestopshop.desk.feedback import set_count, set_feedback
from onestopshop.desk.sessions import cancel_session, new_venue, open_session, plan_session
from onestopshop.desk.visits import correct_visit, withdraw_visit
from onestopshop.envelope import minisign
from onestopshop.envelope.envelope import Sealed
from onestopshop.identity import AgencyId, DeskKey, SessionId, VenueId, VisitId
from onestopshop.store import facts
from tests.merge.partnership import (
    FIRST,
    SECOND,
    STRANGER,
    Partnership,
    Template,
    imported,
    opened,
    recorded,
    row,
    sealed,
    venue,
)

CLONE = "clone"
IDVA = AgencyId("idva")


class History:
    """Every envelope that was sealed, and one of them with a signature that is not the desk's.

    No dataclass: hypothesis would print every byte of it.
    """

    def __init__(self, envelopes: tuple[Sealed, ...], forged: Sealed, stranger: DeskKey) -> None:
        self.envelopes = envelopes
        self.forged = forged
        self.stranger = stranger


def history(template: Template, folder: Path) -> History:
    """Two laptops, a clone of the first and one that waits; a ledger at two desks and in two sessions."""
    here = Partnership(template, folder)
    _first_weeks(here)
    here.clone(FIRST, CLONE)
    _later_weeks(here)
    envelopes = {one.id: one for name in here.opened for one in sealed(here.shop(name))}
    made = History(
        tuple(envelopes.values()), _forged(here, sealed(here.shop(SECOND))[0]), here.shop(STRANGER).desk.key
    )
    here.close()
    return made


def _first_weeks(here: Partnership) -> None:
    first, second = here.shop(FIRST), here.shop(SECOND)
    session = opened(first)
    expect(first, session, IDVA, "09:30", "12:00")
    kept, gone = recorded(first, session, {"ordinal": "first", "children": 2}, {"sex": "male"})
    sealed(first)
    withdraw_visit(first, gone)
    correct_visit(first, kept, {"ordinal": "first", "children": 1, "needs": ("housing",)})
    other = opened(second)
    came(second, other, IDVA, "09:45")
    recorded(second, other, {"ordinal": "second", "needs": ("legal",), "agencies_seen": ("idva",)})
    set_feedback(second, other, "helpful", {"yes": 3, "no": 1})
    set_count(second, other, "observers", 2)
    plan_session(second, venue(second), date(2015, 6, 24))
    cancel_session(first, venue(first), date(2015, 6, 17), "holiday")
    imported(first, row(first, "r1", helpful="yes"), row(first, "r2", "Tenterden", sex="male"))
    imported(second, row(second, "r1", "Tenterden", helpful="yes"), row(second, "r2", sex="male"))
    imported(second, row(second, "r3", "Tenterden", day=date(2015, 5, 6)))
    sealed(second)


def _later_weeks(here: Partnership) -> None:
    first, clone, second = here.shop(FIRST), here.shop(CLONE), here.shop(SECOND)
    recorded(clone, opened(clone), {"ordinal": "third_or_more"}, {"sex": "female"})
    sealed(clone)
    recorded(clone, opened(clone), {"sex": "female"})
    recorded(first, opened(first), {"visitor_type": "friend_or_family"})
    withdraw_visit(second, VisitId("r1"))
    hall = VenueId(new_venue(second, "Village hall").changed[0].id)
    recorded(second, SessionId(open_session(second, hall, date(2015, 4, 1)).changed[0].id), {})
    stranger = here.shop(STRANGER)
    recorded(stranger, opened(stranger), {"ordinal": "first"})
    imported(stranger, row(stranger, "r3", "Tenterden", day=date(2015, 5, 6)))


def _forged(here: Partnership, envelope: Sealed) -> Sealed:
    seed = here.shop(STRANGER).store.read(lambda connection: facts.fact(connection, facts.DESK_SEED)) or b""
    desk = here.shop(STRANGER).desk.key
    comment = f"dropin/1 desk={desk} seq=1 prev=-"
    return Sealed(envelope.id, envelope.age, minisign.sign(envelope.age, comment, seed))
