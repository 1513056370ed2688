"""What the tests of envelopes share: a small network with real keys, and what its laptops seal."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec
import pytest

from onestopshop.agency import Agency
from onestopshop.attendance import Attendance
from onestopshop.books import Books
from onestopshop.earlier_total import EarlierTotal
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Envelope, Sealed, seal_content
from onestopshop.envelope.keys import AgePair, desk_key, new_age_pair, new_seed, root_seed
from onestopshop.identity import (
    AgencyId,
    DeskKey,
    EnvelopeId,
    ListId,
    NetworkId,
    OptionId,
    QuestionId,
    VenueId,
    VisitId,
    session_id,
)
from onestopshop.network import SETUP_FORMAT, Policies, Recipients, RosterEntry, Setup
from onestopshop.part import (
    BOOKS_FORMAT,
    CONTENT_FORMAT,
    Content,
    Feedback,
    MetOption,
    Part,
    network_session,
)
from onestopshop.question import Option, OptionList, Question
from onestopshop.release import Release, Scope, Told, ToldCell, ToldSum
from onestopshop.release_calendar import PlannedRelease
from onestopshop.reporting_year import Month, Period
from onestopshop.session import Session
from onestopshop.stated_figure import StatedFigure
from onestopshop.venue import Venue
from onestopshop.visit import Visit

NETWORK = NetworkId("0123456789abcdef0123456789abcdef")
VENUE = VenueId("ashford")
DAY = date(2015, 6, 3)


@dataclass(frozen=True)
class Desk:
    """A laptop's keys."""

    seed: bytes = field(default_factory=new_seed)
    age: AgePair = field(default_factory=new_age_pair)

    @property
    def key(self) -> DeskKey:
        """Its public key."""
        return desk_key(self.seed)


@dataclass(frozen=True)
class World:
    """A network: its keys, two laptops, and what they write."""

    coordinator: AgePair = field(default_factory=new_age_pair)
    paper: AgePair = field(default_factory=new_age_pair)
    stranger: AgePair = field(default_factory=new_age_pair)
    desk: Desk = field(default_factory=Desk)
    other: Desk = field(default_factory=Desk)
    network: NetworkId = NETWORK

    @property
    def recipients(self) -> tuple[str, str]:
        """To whom envelopes are sealed."""
        return self.coordinator.recipient, self.paper.recipient

    @property
    def root_seed(self) -> bytes:
        """The seed of the network's root key."""
        return root_seed(self.paper.secret)

    @property
    def root(self) -> str:
        """The network's root key."""
        return desk_key(self.root_seed)

    def content(self, seq: int = 1, visits: int = 3, desk: Desk | None = None) -> Content:
        """A first revision with that many visits."""
        desk = desk or self.desk
        session = Session(session_id(NETWORK, VENUE, DAY), VENUE, DAY)
        rows = tuple(Visit(VisitId(f"{n:032x}"), {"ordinal": "first", "children": 2}) for n in range(visits))
        return Content(
            CONTENT_FORMAT, NETWORK, desk.key, "Tenterden laptop", desk.age.recipient, seq, 1, None,
            Part(session, visits=rows),
        )  # fmt: skip

    def full_content(self) -> Content:
        """A second revision in which nothing is left out."""
        part = Part(
            session=Session(session_id(NETWORK, VENUE, DAY, 2), VENUE, DAY, 2, "cancelled", "weather"),
            attendances=(Attendance(AgencyId("police"), "09:00", "12:30", "09:05", "23:59", 2),),
            visits=(
                Visit(VisitId("a"), {"needs": ("housing", "money"), "month": "2014-12"}, 1),
                Visit(VisitId("b"), {"age": "25_to_34"}, 0, imported=True, corrections=2),
            ),
            referrals=(Visit(VisitId("c"), {"outcome.safe": "yes"}),),
            withdrawn=(VisitId("e"), VisitId("d")),
            feedback=(Feedback("helpful", {"yes": 4}, {"t0": "no"}),),
            counts={"observers": 1},
            venues=(Venue(VenueId("hall"), "Neuadd", "rural drop-in", OptionId("x"), "09:30", 2, met=True),),
            agencies=(Agency(AgencyId("police"), "Police", met=True),),
            options=(MetOption(ListId("heard"), Option(OptionId("x"), "Ŵy", OptionId("p"), code="E07")),),
        )
        return msgspec.structs.replace(self.content(seq=2), revision=2, parent="ab" * 32, part=part)

    def books_content(self) -> Content:
        """A coordinator's books in which nothing is left out."""
        told = Told(
            (Scope("2026-07", "2026-09", "hall"),),
            (("2026-07", "hall"),),
            (ToldCell("visit", "sex", "", 0, ((0, 12),)), ToldCell("visit", "", "all", 0)),
            (ToldSum((0,), (1,), 10, 14, each=True),),
            (((0,), (1,)),),
            {"sex": 1},
            {"male": 2},
        )
        release = Release(
            "cd" * 16, DAY, "partner", "Kent, 2026", "Year", "visit", "2026-07", "2026-09", 4, told,
            VENUE, AgencyId("police"), "Kent Police", "Agreement 12", "Kent coordinator", planned=True,
        )  # fmt: skip
        period = Period(Month(2012, 7), Month(2013, 6))
        books = Books(
            (release,),
            (PlannedRelease("2026-07", "2026-09", VENUE, dropped=True, edition=2),),
            (EarlierTotal(VENUE, period, "visits", 75, "Annual report", 1),),
            (StatedFigure("partner", "Repeat calls", period, 120, 400, 300, "Kent Police", None, 1),),
        )
        part = Part(network_session(NETWORK, "books"), books=books)
        return msgspec.structs.replace(self.content(), format=BOOKS_FORMAT, part=part)

    def envelope(self, seq: int = 1, visits: int = 3, desk: Desk | None = None) -> Envelope:
        """An envelope as a laptop seals it."""
        desk = desk or self.desk
        prev = None if seq == 1 else EnvelopeId("cd" * 32)
        return seal_content(self.content(seq, visits, desk), prev, self.recipients, desk.seed)

    def envelopes(self, count: int) -> tuple[Envelope, ...]:
        """Some envelopes in order of id."""
        made = (self.envelope(seq) for seq in range(1, count + 1))
        return tuple(sorted(made, key=lambda envelope: envelope.id))

    def file(self, envelopes: Sequence[Sealed]) -> bytes:
        """A `.dropin` file."""
        stream = io.BytesIO()
        dropin.write(stream, envelopes)
        return stream.getvalue()

    def setup(self, version: int = 3, root: str = "") -> Setup:
        """A setup that says a little of everything."""
        return Setup(
            format=SETUP_FORMAT,
            network=NETWORK,
            name="Ashford One Stop Shops",
            version=version,
            root=root or self.root,
            policies=Policies(),
            recipients=Recipients(
                (self.coordinator.recipient,), self.recipients[1], {VENUE: self.recipients}
            ),
            venues=(Venue(VENUE, "Ashford"),),
            agencies=(Agency(AgencyId("police"), "Police"),),
            questions=(
                Question(QuestionId("heard"), "Heard about us", "one", "How?", "To plan.", ListId("heard")),
                Question(QuestionId("which"), "Which", "one", after=(QuestionId("heard"), "poster|radio")),
            ),
            lists=(OptionList(ListId("heard"), (Option(OptionId("poster"), "A poster"),)),),
            roster=(
                RosterEntry(self.desk.key, "Tenterden laptop", self.desk.age.recipient),
                RosterEntry(self.other.key, revoked_from=9),
            ),
        )


@pytest.fixture(scope="session")
def world() -> World:
    """One network for all tests; nothing in it changes."""
    return World()


def found_in(untrusted: bytes) -> tuple[list[Sealed], list[dropin.Damage]]:
    """Everything that the reader finds in a file."""
    found = list(dropin.read(io.BytesIO(untrusted), wanted=lambda _: True))
    return (
        [one for one in found if isinstance(one, Sealed)],
        [one for one in found if isinstance(one, dropin.Damage)],
    )


@pytest.fixture(scope="session")
def look() -> Callable[[bytes], tuple[list[Sealed], list[dropin.Damage]]]:
    """The reader over bytes: envelopes, damage."""
    return found_in
