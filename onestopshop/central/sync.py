"""A sync: seal what changed, publish it, fold, take in receipts and setup, and say what is true."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onestopshop.central.exported_file import make_folder, put_bytes
from onestopshop.central.folder import SETUP, FolderMissing, FolderRefused, Found, found_in
from onestopshop.central.folding import fold
from onestopshop.central.place import Place, place_of
from onestopshop.central.publishing import envelopes_in, publish
from onestopshop.central.taking_in import take_in_receipts, take_in_setups
from onestopshop.central.tidying import remove_received
from onestopshop.desk.sealing import seal_dirty
from onestopshop.envelope.envelope import Sealed
from onestopshop.progress import Progress, unwatched
from onestopshop.shop import Shop
from onestopshop.store import Connection, outbox, parts, setups

_STEPS = 5


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What is true after a sync. `waiting` counts the envelopes that have no receipt yet."""

    place: Place
    published: int
    central_folded: bool
    received: int
    waiting: int
    setup_taken: bool
    alarms: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Where this desk's sessions are now, exactly."""
        return self.place.published()


def sync(shop: Shop, folder: Path, progress: Progress = unwatched) -> SyncReport:
    """Bring this desk and a central folder together. The folder is created where its parent exists.

    Raises FolderMissing, FolderRefused, Cancelled from `progress` between two steps, a store's troubles.
    Whatever is raised, every sealed envelope stays in the outbox and is published again by the next sync.
    """
    place = place_of(folder)
    if not folder.is_dir() and not folder.parent.is_dir():
        raise FolderMissing(name=folder.name)
    progress(0, _STEPS)
    seal_dirty(shop)
    progress(1, _STEPS)
    try:
        make_folder(folder)
        published = _publish(shop, folder, place, found_in([folder]))
        progress(2, _STEPS)
        _put_setup(shop, folder)
        found = found_in([folder])
        folded = fold(folder, found.envelopes)
    except OSError as error:
        raise FolderRefused(name=folder.name) from error
    progress(3, _STEPS)
    taken, alarms = take_in_setups(shop, found.setups)
    received = take_in_receipts(shop, found.receipts)
    progress(4, _STEPS)
    remove_received(shop, folder, found)
    waiting = shop.store.read(outbox.waiting)
    progress(_STEPS, _STEPS)
    return SyncReport(place, published, folded, received, len(waiting), taken, alarms)


def _publish(shop: Shop, folder: Path, place: Place, found: Found) -> int:
    waiting = shop.store.read(outbox.waiting)
    there = envelopes_in(found.envelopes, {sealed.id for sealed in waiting})
    missing = [Sealed(sealed.id, sealed.age, sealed.minisig) for sealed in waiting if sealed.id not in there]
    if missing:
        publish(folder, missing)
    moment = shop.clock.now().isoformat(timespec="seconds")

    def write(connection: Connection) -> None:
        outbox.placed(connection, [sealed.id for sealed in waiting], place.name, place.kind)
        for sealed in waiting:
            parts.published(connection, sealed.session, moment)

    if waiting:
        shop.store.write(write)
    return len(missing)


def _put_setup(shop: Shop, folder: Path) -> None:
    """A coordinator's sync leaves the newest setup. Another coordinator's newer one is not overwritten."""
    if not shop.desk.coordinator:
        return
    take_in_setups(shop, [folder / SETUP])
    newest = shop.store.read(setups.newest_setup)
    if newest is not None:
        put_bytes(folder / SETUP, newest)
