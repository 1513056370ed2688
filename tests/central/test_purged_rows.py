"""Rows that were purged are in no byte of the shop any more, and no old copy of the laptop doubles them."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import apsw

from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.desk.own_desk import own_desk
from onestopshop.desk.retention import purge
from onestopshop.desk.sessions import session_page
from onestopshop.desk.setup_changes import approve
from onestopshop.desk.visits import correct_visit, withdraw_visit
from onestopshop.identity import SessionId, VisitId
from onestopshop.merge.correcting import merged_session, merged_sessions
from onestopshop.merge.rebuilding import differences
from onestopshop.shop import Shop
from onestopshop.store import outbox
from tests.central.central_folder import envelopes, own_ids, visited
from tests.desk.shops import ASHFORD, COORDINATOR, Shops, open_at_hall, recorded

COPY = "copy of ashford"
MARK = b'"children":17'
"""An answer that nothing else in a store says."""


def day_later(shops: Shops, shop: Shop) -> tuple[SessionId, ...]:
    """What is purged a day after it was published."""
    shops.clock.moment += timedelta(hours=24)
    return purge(shop).sessions


def in_clear(shops: Shops, name: str) -> bytes:
    """Every page of a closed laptop's store without its encryption, those that are free now too."""
    copy = shops.folder / "in clear.db"
    shutil.copy(shops[name].folder / "store.db", copy)
    (raw_key,) = shops.template.shops[name].raw_keys
    plain = apsw.Connection(str(copy))
    for pragma, value in (
        ("cipher", "sqlcipher"),
        ("legacy", 4),
        ("hexkey", f"x'{raw_key.hex()}'".encode().hex()),
    ):
        plain.pragma(pragma, value)
    plain.execute("PRAGMA rekey = ''")
    plain.close()
    content = copy.read_bytes()
    copy.unlink()
    assert content.startswith(b"SQLite format 3\0")
    return content


def test_no_byte_of_a_purged_row_is_left(shops: Shops, laptop: Shop, folder: Path) -> None:
    """Neither a page in use nor a free one, neither journal nor log holds a visit, a change or what was
    taken back; what was there before is found by the same search."""
    session = open_at_hall(laptop)
    visits = [recorded(laptop, session, children=17) for _ in range(3)]
    correct_visit(laptop, visits[0], {"sex": "male", "children": 17})
    withdraw_visit(laptop, visits[1])
    sync(laptop, folder)
    laptop.close()
    marks = [MARK, *(visit.encode() for visit in visits)]
    assert [mark in in_clear(shops, ASHFORD) for mark in marks] == [True] * 4
    laptop = shops.again(ASHFORD)
    assert day_later(shops, laptop) == (session,)
    beside = {file.name: file.stat().st_size for file in laptop.folder.glob("store.db?*")}
    assert {name: size for name, size in beside.items() if size} == {}, "journal and log are empty"
    laptop.close()
    left = in_clear(shops, ASHFORD)
    assert [mark in left for mark in marks] == [False] * 4
    files = [file for file in laptop.folder.rglob("*") if file.is_file() and "backups" not in file.parts]
    assert [file.name for file in files if any(mark in file.read_bytes() for mark in marks)] == []
    laptop = shops.again(ASHFORD)
    assert len(laptop.store.read(outbox.waiting)) == 1, "the envelope stays until it is received"
    shutil.rmtree(folder)
    assert sync(laptop, folder).published == 1


def test_the_sealed_session_stays_until_it_is_received(shops: Shops, laptop: Shop, folder: Path) -> None:
    """What is purged at the laptop counts at the coordinator, though the folder was emptied meanwhile."""
    visited(laptop, visits=3)
    sync(laptop, folder)
    day_later(shops, laptop)
    shutil.rmtree(folder)
    sync(laptop, folder)
    assert set(envelopes(folder / "central.dropin")) == own_ids(laptop)
    merge(shops[COORDINATOR], [folder])
    assert counted(shops[COORDINATOR]) == 3


def counted(coordinator: Shop) -> int:
    """The visits that count, each once."""
    ids: list[VisitId] = []
    for session in merged_sessions(coordinator):
        ids += [visit.id for visit in merged_session(coordinator, session.id).visits]
    assert len(ids) == len(set(ids)) == sum(session.visits for session in merged_sessions(coordinator))
    assert differences(coordinator) == ()
    return len(ids)


def settle(shops: Shops, folder: Path, *names: str) -> Shop:
    """Sync, approve and merge until nothing is new; returns the coordinator."""
    coordinator = shops[COORDINATOR]
    for _ in range(2):
        for name in names:
            sync(shops[name], folder)
            approve(coordinator, shops[name].store.read(own_desk).key)
        merge(coordinator, [folder])
    return coordinator


def test_a_backup_with_rows_that_were_purged_since_doubles_nothing(shops: Shops, folder: Path) -> None:
    """The laptop recorded one more and purged all; its backup of before brings the first two again."""
    session = visited(shops[ASHFORD], visits=2)
    sync(shops[ASHFORD], folder)
    shops.clone(ASHFORD, COPY)
    recorded(shops[ASHFORD], session)
    sync(shops[ASHFORD], folder)
    assert day_later(shops, shops[ASHFORD]) == (session,)
    restored = shops[COPY]
    assert sync(restored, folder).alarms == ("desk_copied",)
    assert len(session_page(restored, session).visits) == 2
    assert counted(settle(shops, folder, ASHFORD, COPY)) == 3


def test_a_backup_of_before_any_sync_loses_nothing(shops: Shops, folder: Path) -> None:
    """Restored to the day before, the laptop records on: what it had purged and what it records now count."""
    session = visited(shops[ASHFORD], visits=1)
    shops.clone(ASHFORD, COPY)
    recorded(shops[ASHFORD], session)
    sync(shops[ASHFORD], folder)
    day_later(shops, shops[ASHFORD])
    restored = shops[COPY]
    recorded(restored, session)
    assert "desk_copied" in sync(restored, folder).alarms
    assert counted(settle(shops, folder, COPY)) == 3


def test_a_backup_without_the_purged_rows_takes_nothing_away(shops: Shops, folder: Path) -> None:
    """A copy made after the purge has totals and no rows: its new key seals no empty part over them."""
    visited(shops[ASHFORD], visits=2)
    sync(shops[ASHFORD], folder)
    day_later(shops, shops[ASHFORD])
    shops.clone(ASHFORD, COPY)
    visited(shops[ASHFORD], opening=2)
    sync(shops[ASHFORD], folder)
    restored = shops[COPY]
    visited(restored, opening=3)
    assert sync(restored, folder).alarms == ("desk_copied",)
    sealed = restored.store.read(outbox.waiting)
    assert len({one.session for one in sealed if one.desk == restored.store.read(own_desk).key}) == 1
    assert counted(settle(shops, folder, ASHFORD, COPY)) == 4
