"""A network with real stores for tests of merging: a coordinator, laptops, and what they write and seal."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from onestopshop.clock import SetClock
from onestopshop.desk.directory import read_directory
from onestopshop.desk.ledger import Ledger, LedgerRow, take_in
from onestopshop.desk.opening import create_network, join
from onestopshop.desk.sealing import seal_dirty
from onestopshop.desk.sessions import new_venue, open_session
from onestopshop.desk.setup_changes import accept_met, approve
from onestopshop.desk.visits import record_visit
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed
from onestopshop.identity import SessionId, VenueId, VisitId, met_id
from onestopshop.preferences import Preferences
from onestopshop.shop import Desk, Shop
from onestopshop.store import Connection, Cost, Store, outbox, setups, unlock
from onestopshop.store.tallies import all_counts
from onestopshop.tally import Cell
from onestopshop.visit import Answers

CHEAP = Cost(memory=64, passes=1)
PASSPHRASE = "plum anchor velvet tundra siren cobble"
NOW = datetime(2015, 6, 3, 18, 0, tzinfo=UTC)
DAY = date(2015, 6, 3)
VENUES = ("Ashford", "Tenterden")
COORDINATOR, FIRST, SECOND, STRANGER = "coordinator", "first", "second", "stranger"
VISITS = Cell("visit", "", "all")


@dataclass(frozen=True)
class Closed:
    """A shop that can be copied and opened without a passphrase being stretched again."""

    folder: Path
    raw_keys: tuple[bytes, ...]
    desk: Desk


@dataclass(frozen=True)
class Template:
    """One network's closed shops, by name. The stranger's laptop has joined and is not approved."""

    shops: dict[str, Closed]


def made_template(folder: Path) -> Template:
    """A network of two venues with two approved laptops and one that waits."""
    clock = SetClock(NOW)
    founded = create_network(folder / COORDINATOR, clock, "Kent", PASSPHRASE, cost=CHEAP).shop
    for name in VENUES:
        new_venue(founded, name)
    accept_met(founded)
    setup = founded.store.read(setups.newest_setup) or b""
    opened = {COORDINATOR: founded}
    for name in (FIRST, SECOND, STRANGER):
        opened[name] = join(folder / name, clock, setup, f"{name} laptop", PASSPHRASE, cost=CHEAP)
    for name in (FIRST, SECOND):
        approve(founded, opened[name].desk.key)
    for shop in opened.values():
        shop.close()
    return Template(
        {
            name: Closed(shop.folder, unlock(shop.folder, PASSPHRASE, clock).raw_keys, shop.desk)
            for name, shop in opened.items()
        }
    )


@dataclass
class Partnership:
    """The template's shops, copied into a folder and opened as they are asked for."""

    template: Template
    folder: Path
    opened: dict[str, Shop] = field(default_factory=dict)

    def shop(self, name: str, of: str | None = None) -> Shop:
        """The open shop of that name; `of` names the shop that it is a copy of, as it is in the template."""
        if name not in self.opened:
            closed = self.template.shops[of or name]
            shutil.copytree(closed.folder, self.folder / name)
            self.opened[name] = self._open(name, closed)
        return self.opened[name]

    def clone(self, name: str, copy: str) -> Shop:
        """A copy of a laptop as it is now, opened beside it: what a cloned disk or an old backup gives."""
        self.shop(name).close()
        shutil.copytree(self.folder / name, self.folder / copy)
        closed = self.template.shops[name]
        self.opened[name], self.opened[copy] = self._open(name, closed), self._open(copy, closed)
        return self.opened[copy]

    def coordinator(self, copy: int = 0) -> Shop:
        """A coordinator who has merged nothing yet; another one for another number."""
        return self.shop(f"{COORDINATOR}{copy}", COORDINATOR)

    def close(self) -> None:
        """Close every shop."""
        for shop in self.opened.values():
            shop.close()

    def file(self, name: str, envelopes: Iterable[Sealed]) -> Path:
        """A `.dropin` file with these envelopes."""
        path = self.folder / f"{name}.dropin"
        with path.open("wb") as stream:
            dropin.write(stream, sorted({one.id: one for one in envelopes}.values(), key=lambda one: one.id))
        return path

    def exported(self, *names: str) -> tuple[Path, ...]:
        """A file of all that each of these laptops has sealed, with what changed sealed first."""
        return tuple(self.file(f"{name} exported", sealed(self.shop(name))) for name in names)

    def _open(self, name: str, closed: Closed) -> Shop:
        folder = self.folder / name
        shop = Store.open(folder, closed.raw_keys)
        return Shop(folder, shop, SetClock(NOW), closed.desk, Preferences())


def sealed(shop: Shop) -> tuple[Sealed, ...]:
    """Every envelope of a laptop, after sealing what changed."""
    seal_dirty(shop)
    return tuple(Sealed(one.id, one.age, one.minisig) for one in shop.store.read(outbox.waiting))


def venue(shop: Shop, name: str = VENUES[0]) -> VenueId:
    """The id of a venue."""
    return VenueId(met_id(shop.desk.network, "venue", name))


def opened(shop: Shop, name: str = VENUES[0], day: date = DAY) -> SessionId:
    """A session that is open now."""
    return SessionId(open_session(shop, venue(shop, name), day).changed[0].id)


def recorded(shop: Shop, session: SessionId, *visits: Answers) -> list[VisitId]:
    """Visits with these answers."""
    return [VisitId(record_visit(shop, session, answers).changed[0].id) for answers in visits]


def row(shop: Shop, who: str, name: str = VENUES[0], day: date = DAY, **more: object) -> LedgerRow:
    """A row of a ledger. `more` are answers, and a `reference` or a `helpful` for the feedback question."""
    reference = more.pop("reference", None)
    helpful = more.pop("helpful", None)
    return LedgerRow(
        1,
        "visit",
        day,
        venue(shop, name),
        dict(more),  # type: ignore[arg-type]
        {} if helpful is None else {"helpful": str(helpful)},
        None if reference is None else str(reference),
        VisitId(who),
        {"helpful": f"{who}.helpful"},
    )


def imported(shop: Shop, *rows: LedgerRow) -> None:
    """A ledger of these rows, taken in."""
    take_in(shop, Ledger(tuple(rows)))


def rows_of(shop: Shop) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to see that nothing was changed."""

    def read(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
        names = [
            str(found[0])
            for found in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}

    return shop.store.read(read)


Counted = tuple[object, ...]


def counted(shop: Shop) -> Counted:
    """All that merging derives, but for the order in which things were numbered."""

    def read(connection: Connection) -> Counted:
        sessions = connection.execute("SELECT id, venue, date, status, visits, tally FROM merged_session")
        shared = connection.execute(
            "SELECT merged_row.id, merged_session.id FROM merged_row JOIN merged_session ON number = session"
        )
        # A revision that two clones sealed counts in the envelope that came first, so no id stands here.
        stand = connection.execute("SELECT session, desk, digest, state, reason FROM envelope")
        claims = connection.execute("SELECT id, desk, seq, prev FROM envelope")
        return (
            all_counts(connection),
            sorted(sessions),
            sorted(shared),
            sorted(stand, key=repr),
            sorted(claims, key=repr),
            sorted(connection.execute("SELECT * FROM met_desk")),
        )

    return shop.store.read(read)


def cells(shop: Shop) -> Counter[Cell]:
    """What is counted, over all months and venues."""
    found: Counter[Cell] = Counter()
    for counts in shop.store.read(all_counts).values():
        found.update(counts)
    return found


def visits(shop: Shop) -> int:
    """How many visits are counted."""
    return cells(shop)[VISITS]


def listed_venues(shop: Shop) -> set[str]:
    """The names of the venues that the shop knows, accepted or not."""
    return {known.name for known in read_directory(shop).venues}
