"""What tests of verbs and of the central folder share: real shops, made once and copied."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from onestopshop.clock import SetClock
from onestopshop.desk.opening import create_network, join
from onestopshop.desk.sessions import new_venue, open_session
from onestopshop.desk.setup_changes import accept_met, approve, current_setup_file
from onestopshop.desk.visits import record_visit
from onestopshop.identity import SessionId, VenueId, VisitId
from onestopshop.preferences import Preferences
from onestopshop.shop import Desk, Shop
from onestopshop.store import Connection, Cost, Store, unlock
from onestopshop.visit import Answers

CHEAP = Cost(memory=64, passes=1)
PASSPHRASE = "plum anchor velvet tundra siren cobble"
MORNING = datetime(2026, 6, 22, 9, 30, tzinfo=UTC)
DAY = date(2026, 6, 22)
COORDINATOR, ASHFORD, RURAL, STRANGER = "coordinator", "ashford", "rural", "stranger"
HALL = "Ashford Gateway"
ANSWERS: Answers = {"visitor_type": "victim_survivor", "ordinal": "first", "sex": "female", "children": 2}


@dataclass(frozen=True)
class Closed:
    """A shop that can be copied and opened without stretching a passphrase again."""

    folder: Path
    raw_keys: tuple[bytes, ...]
    desk: Desk


@dataclass(frozen=True)
class Template:
    """One network's shops: a coordinator, two approved laptops, and one that joined and waits."""

    shops: dict[str, Closed]
    recovery_secret: str


def made_template(folder: Path) -> Template:
    """A network with one accepted venue."""
    clock = SetClock(MORNING)
    founded = create_network(folder / COORDINATOR, clock, "Kent", PASSPHRASE, cost=CHEAP)
    opened = {COORDINATOR: founded.shop}
    new_venue(founded.shop, HALL)
    accept_met(founded.shop)
    for name in (ASHFORD, RURAL, STRANGER):
        setup = current_setup_file(founded.shop)
        opened[name] = join(folder / name, clock, setup, f"{name} laptop", PASSPHRASE, cost=CHEAP)
    for name in (ASHFORD, RURAL):
        approve(founded.shop, opened[name].desk.key)
    for shop in opened.values():
        shop.close()
    closed = {
        name: Closed(shop.folder, unlock(shop.folder, PASSPHRASE, clock).raw_keys, shop.desk)
        for name, shop in opened.items()
    }
    return Template(closed, founded.recovery_secret)


@dataclass
class Shops:
    """The template's shops, copied into a folder and opened as they are asked for, under one clock."""

    template: Template
    folder: Path
    clock: SetClock = field(default_factory=lambda: SetClock(MORNING))
    opened: dict[str, Shop] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Shop:
        """The open shop of that name."""
        if name not in self.opened:
            shutil.copytree(self.template.shops[name].folder, self.folder / name)
            self.opened[name] = self._open(name)
        return self.opened[name]

    def again(self, name: str) -> Shop:
        """The same shop, closed and opened anew."""
        self[name].close()
        self.opened[name] = self._open(name)
        return self.opened[name]

    def close(self) -> None:
        """Close every shop."""
        for shop in self.opened.values():
            shop.close()

    def clone(self, name: str, copy: str) -> Shop:
        """A copy of a laptop as it is now, opened beside it: what a cloned disk or an old backup gives."""
        self[name].close()
        shutil.copytree(self.folder / name, self.folder / copy)
        self.opened[name], self.opened[copy] = self._open(name), self._open(copy, name)
        return self.opened[copy]

    def _open(self, name: str, of: str | None = None) -> Shop:
        closed = self.template.shops[of or name]
        store = Store.open(self.folder / name, closed.raw_keys)
        return Shop(self.folder / name, store, self.clock, closed.desk, Preferences())


def hall(shop: Shop) -> VenueId:
    """The venue that the network lists."""
    return VenueId(new_venue(shop, HALL).changed[0].id)


def open_at_hall(shop: Shop, day: date = DAY, opening: int = 1) -> SessionId:
    """A session at the listed venue, open."""
    return SessionId(open_session(shop, hall(shop), day, opening).changed[0].id)


def recorded(shop: Shop, session: SessionId, **answers: object) -> VisitId:
    """A visit with the usual answers and these."""
    return VisitId(record_visit(shop, session, ANSWERS | answers).changed[0].id)  # type: ignore[operator]


def all_rows(shop: Shop) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table: what is in the store, for comparing."""

    def read(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names
        }

    return shop.store.read(read)
