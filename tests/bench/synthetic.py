"""A network, a desk and sealed sessions with random answers: nobody in them exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from onestopshop.clock import SystemClock
from onestopshop.desk.directory import settled
from onestopshop.desk.opening import create_network
from onestopshop.desk.setup_changes import approve
from onestopshop.envelope import dropin, keys
from onestopshop.envelope.envelope import Envelope, Sealed, seal_content
from onestopshop.identity import EnvelopeId, VenueId, VisitId, session_id
from onestopshop.network import Setup
from onestopshop.part import CONTENT_FORMAT, Content, Part
from onestopshop.session import Session
from onestopshop.shop import Shop
from onestopshop.store import Cost
from onestopshop.visit import Visit

VISITS_A_SESSION = 15
VENUES = tuple(VenueId(f"venue_{number}") for number in range(20))
PASSPHRASE = "river lantern chalk maple seven anchor"
_CHEAP = Cost(memory=64, passes=1)


@dataclass(frozen=True, slots=True)
class Network:
    """A coordinator's open shop, and the seed of a desk that it approved."""

    shop: Shop
    setup: Setup
    seed: bytes


def network(folder: Path) -> Network:
    """A new network in a folder."""
    shop = create_network(folder / "shop", SystemClock(), "Bench", PASSPHRASE, cost=_CHEAP).shop
    seed = keys.new_seed()
    approve(shop, keys.desk_key(seed))
    return Network(shop, shop.store.read(settled), seed)


def session_day(number: int) -> tuple[VenueId, date, int]:
    """Venue, date and opening of the number-th session: twenty venues, one day after the other."""
    day, venue = divmod(number, len(VENUES))
    return VENUES[venue], date(2000, 1, 1) + timedelta(days=day % 9000), 1 + day // 9000


def visit(chance: random.Random, setup: Setup) -> Visit:
    """One visit with random answers to ten questions."""
    answers: dict[str, str | int | tuple[str, ...]] = {"children": chance.randrange(4)}
    for name in ("sex", "age_band", "ethnic_group", "lives_in", "heard_about", "ordinal", "risk_level"):
        options = setup.list(setup.question(name).list)
        answers[name] = chance.choice(options.options).id
    answers["agencies_seen"] = (chance.choice(setup.agencies[:8]).id,)
    answers["visitor_type"] = "victim_survivor"
    return Visit(VisitId(f"{chance.getrandbits(128):032x}"), answers)


def part(chance: random.Random, made: Network, number: int) -> Part:
    """The part of one session."""
    venue, day, opening = session_day(number)
    session = Session(session_id(made.setup.network, venue, day, opening), venue, day, opening)
    visits = sorted((visit(chance, made.setup) for _ in range(VISITS_A_SESSION)), key=lambda one: one.id)
    return Part(session, visits=tuple(visits))


def envelopes(made: Network, first: int, count: int) -> Iterator[Envelope]:
    """Sealed sessions from one number on, chained from there."""
    chance = random.Random(first)
    prev = None if first == 0 else EnvelopeId("0" * 64)
    recipients = made.setup.recipients.for_venue(VENUES[0])
    recipient = keys.new_age_pair().recipient
    desk = keys.desk_key(made.seed)
    for number in range(first, first + count):
        content = Content(
            CONTENT_FORMAT, made.setup.network, desk, "Desk", recipient, number + 1, 1, None,
            part(chance, made, number),
        )  # fmt: skip
        sealed = seal_content(content, prev, recipients, made.seed)
        prev = sealed.id
        yield sealed


def exported(made: Network, folder: Path, first: int, count: int) -> list[Path]:
    """Session files with these sessions, 500 to a file so that making them takes little memory."""
    files = []
    for begin in range(first, first + count, 500):
        path = folder / f"{begin}.dropin"
        sealed: list[Sealed] = sorted(
            envelopes(made, begin, min(500, first + count - begin)), key=lambda one: one.id
        )
        with path.open("wb") as file:
            dropin.write(file, sealed)
        files.append(path)
    return files
