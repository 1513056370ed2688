"""A coordinator's desk and a stick on which three laptops brought sessions; one of them nobody knows yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from onestopshop.central.sync import sync
from onestopshop.clock import SetClock
from onestopshop.desk.opening import join, open_shop
from onestopshop.desk.sessions import close_session, open_session
from onestopshop.desk.setup_changes import accept_met, approve, current_setup_file
from onestopshop.desk.visits import record_visit
from onestopshop.identity import SessionId, VenueId, met_id
from onestopshop.shop import Shop
from onestopshop.store import Cost

LAPTOPS = ("Ashford laptop", "Second laptop", "Tenterden laptop")
PASSPHRASE = "river lantern chalk maple seven anchor"
_CHEAP = Cost(memory=64, passes=1)


def joined(folder: Path, clock: SetClock, coordinator: Shop, name: str, *, approved: bool = True) -> Shop:
    """A laptop of the coordinator's network."""
    shop = join(folder / name, clock, current_setup_file(coordinator), name, PASSPHRASE, cost=_CHEAP)
    if approved:
        approve(coordinator, shop.desk.key)
    return shop


def held_session(shop: Shop, venue: str, day: date, visits: int) -> SessionId:
    """A session with that many visits, closed."""
    at = VenueId(met_id(shop.desk.network, "venue", venue))
    session = SessionId(open_session(shop, at, day).changed[0].id)
    for number in range(visits):
        record_visit(shop, session, {"ordinal": "first", "sex": "female" if number else "male"})
    close_session(shop, session)
    return session


def brought(folder: Path, coordinator_folder: Path, clock: SetClock) -> Path:
    """The stick, for a coordinator whose venues are Ashford and Tenterden.

    "Ashford laptop" and "Second laptop" tell of one session, "Tenterden laptop" of another.
    """
    stick = folder / "KINGSTON"
    stick.mkdir()
    coordinator = open_shop(coordinator_folder, clock, PASSPHRASE)
    accept_met(coordinator)
    for name, venue, day, visits in zip(
        LAPTOPS,
        ("Ashford", "Ashford", "Tenterden"),
        (date(2027, 6, 15), date(2027, 6, 15), date(2027, 6, 10)),
        (4, 2, 3),
        strict=True,
    ):
        laptop = joined(folder, clock, coordinator, name, approved=name != LAPTOPS[2])
        held_session(laptop, venue, day, visits)
        sync(laptop, stick)
        laptop.close()
    coordinator.close()
    return stick
