"""The operations that write, each with what must be true after it was cut short, refused or done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onestopshop.central.folder import CENTRAL, found_in
from onestopshop.central.folding import is_signed, sound_in
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.clock import SetClock
from onestopshop.desk.people import add_person, people, remove_person
from onestopshop.desk.visits import record_visit
from onestopshop.identity import EnvelopeId, SessionId
from onestopshop.merge.rebuilding import differences
from onestopshop.merge.undoing import undo_merge
from onestopshop.preferences import Preferences
from onestopshop.shop import Shop
from onestopshop.store import Connection, Store, slot_ids, unlock, unpack
from onestopshop.store.backup import check_pages
from onestopshop.store.migrations import MIGRATIONS
from tests.merge.partnership import (
    CHEAP,
    COORDINATOR,
    FIRST,
    NOW,
    PASSPHRASE,
    SECOND,
    Partnership,
    Template,
    opened,
    recorded,
    visits,
)

OTHER = "lantern quarry meadow tinsel hobnail fescue"
LATER = (*MIGRATIONS, ("CREATE TABLE later (a INTEGER) STRICT", "INSERT INTO later VALUES (1)"))
FOLDER, PACK, RESTORED = "central", "pack.tar", "restored"


@dataclass(frozen=True)
class Stage:
    """A folder with closed shops and a central folder, copied for every fault."""

    template: Template
    place: Path

    @property
    def folder(self) -> Path:
        """The central folder."""
        return self.place / FOLDER

    def open(self, name: str) -> Shop:
        """One of its shops, open."""
        closed = self.template.shops[name]
        folder = self.place / name
        return Shop(folder, Store.open(folder, closed.raw_keys), SetClock(NOW), closed.desk, Preferences())


@dataclass(frozen=True)
class Operation:
    """Something that writes. `done` says what is wrong after it returned, `always` whatever happened."""

    name: str
    ready: Callable[[Stage], None]
    run: Callable[[Stage], None]
    done: Callable[[Stage], list[str]]
    always: Callable[[Stage], list[str]]
    on_stick: bool = False
    """Whether a stick that lies about what it wrote must be noticed."""


def stages(template: Template, place: Path) -> Stage:
    """A stage at which two laptops have recorded and nobody has synced."""
    place.mkdir()
    network = Partnership(template, place)
    for name, number in ((FIRST, 2), (SECOND, 1)):
        shop = network.shop(name)
        recorded(shop, opened(shop), *([{}] * number))
    network.shop(COORDINATOR)
    network.close()
    return Stage(template, place)


def _with(name: str, work: Callable[[Shop, Stage], object]) -> Callable[[Stage], None]:
    def step(stage: Stage) -> None:
        shop = stage.open(name)
        try:
            work(shop, stage)
        finally:
            shop.close()

    return step


def _checked(name: str, work: Callable[[Shop, Stage], dict[str, bool]]) -> Callable[[Stage], list[str]]:
    """Opens the shop, reads every page of it, and names what is not as it must be."""

    def check(stage: Stage) -> list[str]:
        shop = stage.open(name)
        try:
            shop.store.read(check_whole)
            return [what for what, sound in work(shop, stage).items() if not sound]
        finally:
            shop.close()

    return check


def check_whole(connection: Connection) -> None:
    """Every page is as the key wrote it, and the tables fit together."""
    check_pages(connection)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _rows(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM visit").fetchone()[0])


def _sealed_ids(connection: Connection) -> set[EnvelopeId]:
    return {EnvelopeId(row[0]) for row in connection.execute("SELECT id FROM outbox")}


def _in_folder(stage: Stage, wanted: set[EnvelopeId]) -> bool:
    if not wanted:
        return True
    return sound_in(found_in([stage.folder]).envelopes, wanted, is_signed) == wanted


def _save(shop: Shop, _: Stage) -> None:
    session = shop.store.read(lambda c: SessionId(c.execute("SELECT session FROM part").fetchone()[0]))
    record_visit(shop, session, {"ordinal": "first"})


def _nothing(_: Stage) -> None:
    """Nothing has to happen before."""


def _synced(*names: str) -> Callable[[Stage], None]:
    def ready(stage: Stage) -> None:
        for name in names:
            _with(name, lambda shop, there: sync(shop, there.folder))(stage)

    return ready


def _merged(stage: Stage) -> None:
    _synced(COORDINATOR, FIRST, SECOND)(stage)
    _with(COORDINATOR, lambda shop, there: merge(shop, [there.folder]))(stage)


def _sync_first(stage: Stage) -> None:
    _with(FIRST, lambda shop, there: sync(shop, there.folder))(stage)


def _own(shop: Shop, stage: Stage, at_least: int) -> dict[str, bool]:
    return {"visits lost": shop.store.read(_rows) >= at_least}


def _published(shop: Shop, stage: Stage) -> dict[str, bool]:
    ids = shop.store.read(_sealed_ids)
    return {"nothing sealed": bool(ids), "not in the folder": _in_folder(stage, ids)}


def _folded(shop: Shop, stage: Stage) -> dict[str, bool]:
    ids = shop.store.read(_sealed_ids)
    return {"not in the central file": sound_in([stage.folder / CENTRAL], ids, is_signed) == ids}


def _others_stand(shop: Shop, stage: Stage) -> dict[str, bool]:
    """What the first laptop had published before stays in the folder, whatever the second one does."""
    first = stage.open(FIRST)
    try:
        ids = first.store.read(_sealed_ids)
    finally:
        first.close()
    return {"others' envelopes lost": _in_folder(stage, ids)} | _own(shop, stage, 1)


def _received(shop: Shop, stage: Stage) -> dict[str, bool]:
    """A receipt that could not be read this time is taken in the next time."""
    sync(shop, stage.folder)
    left = shop.store.read(lambda c: c.execute("SELECT 1 FROM outbox WHERE received IS NULL").fetchall())
    return {"receipt not taken in": not left}


def _counted(shop: Shop, number: int) -> dict[str, bool]:
    return {"not counted": visits(shop) == number, "counts differ": differences(shop) == ()}


def _receipts_true(shop: Shop, stage: Stage, either: set[int]) -> dict[str, bool]:
    """A receipt names only what is merged: it is given after the merge is on the disk."""
    given = bool(found_in([stage.folder]).receipts)
    return {
        "half counted": visits(shop) in either,
        "receipt without merge": not given or visits(shop) == max(either),
        "counts differ": differences(shop) == (),
    }


def _undo(shop: Shop, _: Stage) -> None:
    undo_merge(shop, shop.store.read(lambda c: str(c.execute("SELECT id FROM merge").fetchone()[0])))


def _remove(shop: Shop, _: Stage) -> None:
    (other,) = (person.slot for person in people(shop) if person.name == "Other")
    remove_person(shop, other)


def _opens_by_passphrase(stage: Stage) -> list[str]:
    folder = stage.place / FIRST
    found = unlock(folder, PASSPHRASE, SetClock(NOW))
    with Store.open(folder, found.raw_keys) as store:
        store.read(check_whole)
        return [] if store.read(_rows) == 2 else ["visits lost"]


def _removed(stage: Stage) -> list[str]:
    alone = len(slot_ids(stage.place / FIRST)) == 1
    new = unlock(stage.place / FIRST, PASSPHRASE, SetClock(NOW)).raw_keys
    changed = len(new) == 1 and new != stage.template.shops[FIRST].raw_keys
    return [] if alone and changed else ["not removed"]


def _migrated(stage: Stage) -> None:
    Store.open(stage.place / FIRST, stage.template.shops[FIRST].raw_keys, LATER).close()


def _whole_later(stage: Stage) -> list[str]:
    with Store.open(stage.place / FIRST, stage.template.shops[FIRST].raw_keys, LATER) as store:
        store.read(check_whole)
        rows = store.read(lambda c: c.execute("SELECT count(*) FROM later").fetchone()[0])
        return [] if (rows, store.read(_rows)) == (1, 2) else ["half migrated"]


def _pack(shop: Shop, stage: Stage) -> None:
    shop.store.pack(stage.place / PACK)


def _pack_opens(stage: Stage) -> list[str]:
    """The backup, old or new, restores to a whole shop."""
    again = stage.place / "again"
    shutil.rmtree(again, ignore_errors=True)
    unpack(stage.place / PACK, again)
    with Store.open(again, stage.template.shops[FIRST].raw_keys) as store:
        return [] if store.read(_rows) == 2 else ["backup not whole"]


def _restore(stage: Stage) -> None:
    unpack(stage.place / PACK, stage.place / RESTORED)


def _restored(stage: Stage) -> list[str]:
    """Where there is a shop it is whole; where there is none, it can be restored again."""
    folder = stage.place / RESTORED
    if not (folder / "store.db").exists():
        unpack(stage.place / PACK, folder)
    with Store.open(folder, stage.template.shops[FIRST].raw_keys) as store:
        return [] if store.read(_rows) == 2 else ["not restored"]


def _restored_at_once(stage: Stage) -> list[str]:
    return _restored(stage) if (stage.place / RESTORED / "store.db").exists() else ["nothing restored"]


def _fine(_: Stage) -> list[str]:
    return []


OPERATIONS = (
    Operation(
        "save", _nothing, _with(FIRST, _save),
        _checked(FIRST, lambda shop, stage: _own(shop, stage, 3)),
        _checked(FIRST, lambda shop, stage: _own(shop, stage, 2)),
    ),
    Operation(
        "publish", _nothing, _sync_first, _checked(FIRST, _published),
        _checked(FIRST, lambda shop, stage: _own(shop, stage, 2)), on_stick=True,
    ),
    Operation(
        "fold", _synced(COORDINATOR, FIRST), _with(SECOND, lambda shop, stage: sync(shop, stage.folder)),
        _checked(SECOND, _published), _checked(SECOND, _others_stand), on_stick=True,
    ),
    Operation("take in", _merged, _sync_first, _checked(FIRST, _received),
              _checked(FIRST, lambda shop, stage: _own(shop, stage, 2))),
    Operation(
        "merge", _synced(COORDINATOR, FIRST, SECOND),
        _with(COORDINATOR, lambda shop, stage: merge(shop, [stage.folder])),
        _checked(COORDINATOR, lambda shop, _: _counted(shop, 3)),
        _checked(COORDINATOR, lambda shop, stage: _receipts_true(shop, stage, {0, 3})),
    ),
    Operation(
        "undo", _merged, _with(COORDINATOR, _undo), _checked(COORDINATOR, lambda shop, _: _counted(shop, 0)),
        _checked(COORDINATOR, lambda shop, _: {"half undone": visits(shop) in {0, 3}}),
    ),
    Operation("remove person", _with(FIRST, lambda shop, _: add_person(shop, "Other", OTHER, CHEAP)),
              _with(FIRST, _remove), _removed, _opens_by_passphrase),
    Operation("migrate", _nothing, _migrated, _whole_later, _whole_later),
    Operation("backup", _with(FIRST, _pack), _with(FIRST, _pack), _pack_opens, _pack_opens),
    Operation("restore", _with(FIRST, _pack), _restore, _restored_at_once, _restored),
)  # fmt: skip
"""In the order in which a day meets them."""
