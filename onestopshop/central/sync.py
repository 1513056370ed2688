"""A sync: seal what changed, publish it, fold, take in receipts and setup, and say what is true."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from onestopshop.central.alarm import keep_alarms
from onestopshop.central.archiving import archive
from onestopshop.central.copies import is_copied
from onestopshop.central.exported_file import make_folder, put_bytes
from onestopshop.central.folder import SETUP, FolderMissing, FolderRefused, Found, found_in
from onestopshop.central.folding import fold
from onestopshop.central.place import Place, place_of
from onestopshop.central.publishing import publish, unpublished
from onestopshop.central.taking_in import (
    read_receipts,
    received_in,
    take_in_keys,
    take_in_receipts,
    take_in_setups,
)
from onestopshop.central.tidying import remove_received, remove_stale
from onestopshop.desk.books import seal_unshared
from onestopshop.desk.directory import settled
from onestopshop.desk.new_root import renew_reader
from onestopshop.desk.own_desk import take_new_key
from onestopshop.desk.people import follow_paper
from onestopshop.desk.sealing import seal_dirty
from onestopshop.envelope.envelope import Sealed
from onestopshop.envelope.receipt_file import Receipt
from onestopshop.errors import Trouble
from onestopshop.merge.correction_sealing import seal_setup
from onestopshop.progress import Progress, unwatched
from onestopshop.shop import Shop
from onestopshop.store import Connection, outbox, parts, setups

_STEPS = 5
_OTHERS_WORD = {"setup_newer", "setup_changed", "setup_rival"}


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What is true after a sync. `waiting` counts the envelopes that have no receipt yet.

    `alarms` are those of `take_in_setups`, and

    - "desk_copied": this laptop took a new key, which waits for approval, since a copy of it, or one restored
      from an old backup, writes to the same folder
    - "set_back": what this laptop had put into a folder of this name was missing, and is there again
    - "not_downloaded": a cloud lists a file whose content is not, or not wholly, on this laptop
    - "unfinished": another program still copies or downloads a file
    """

    place: Place
    published: int
    central_folded: bool
    received: int
    waiting: int
    setup_taken: bool
    keys_taken: bool
    """Whether the network's root key came with it: a laptop that a coordinator added is one's from now on."""
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
    progress(0, _STEPS)
    try:
        if not folder.is_dir() and not folder.parent.is_dir():
            raise FolderMissing(name=folder.name)
        copied = _noticed_copy(shop, folder)
        seal_dirty(shop)
        seal_setup(shop)
        seal_unshared(shop)
        progress(1, _STEPS)
        make_folder(folder)
        found = found_in([folder])
        published, set_back = _publish(shop, place, folder, found)
        progress(2, _STEPS)
        taken, alarms = _put_setup(shop, folder, found)
        found = found_in([folder])
        folded = fold(folder, found.envelopes, found.away)
    except OSError as error:
        raise FolderRefused(name=folder.name) from error
    progress(3, _STEPS)
    taken_too, alarms_too = take_in_setups(shop, found.setups)
    keys_taken = _follow_root(shop, found)
    receipts = read_receipts(shop, found.receipts)
    received = take_in_receipts(shop, receipts)
    progress(4, _STEPS)
    _tidy(shop, folder, found, receipts)
    warned = tuple(dict.fromkeys((*copied, *set_back, *alarms, *alarms_too, *_not_here(found))))
    keep_alarms(shop, warned)
    progress(_STEPS, _STEPS)
    return SyncReport(
        place,
        published,
        folded,
        received,
        len(shop.store.read(outbox.waiting)),
        setup_taken=taken or taken_too,
        keys_taken=keys_taken,
        alarms=warned,
    )


def _follow_root(shop: Shop, found: Found) -> bool:
    """After a new root: a coordinator gets its key and reads with a new one, the new sheet opens this store.

    Where the disk does not allow it now, the next sync does it; the sync itself goes on. Returns whether the
    root key came.
    """
    taken = take_in_keys(shop, found.envelopes)
    with suppress(Trouble):
        shop.store.write(renew_reader)
    with suppress(Trouble):
        follow_paper(shop)
    return taken


def _noticed_copy(shop: Shop, folder: Path) -> tuple[str, ...]:
    """Where another laptop writes with this one's key, take a new one before anything more is sealed."""
    if not folder.is_dir():
        return ()
    found = found_in([folder])
    if not is_copied(shop, found.envelopes, read_receipts(shop, found.receipts)):
        return ()
    take_new_key(shop)
    return ("desk_copied",)


def _not_here(found: Found) -> tuple[str, ...]:
    """What the folder lists and nobody could read now: it is taken up by a later sync."""
    return (*(["not_downloaded"] if found.away else []), *(["unfinished"] if found.unfinished else []))


def _tidy(shop: Shop, folder: Path, found: Found, receipts: tuple[Receipt, ...]) -> None:
    """Remove what is not needed, and archive what is old."""
    roster = shop.store.read(settled).roster
    coordinators = {entry.desk for entry in roster if entry.coordinator}
    remove_received(folder, found.envelopes, found.away, received_in(receipts))
    archive(folder, found.envelopes, found.away, receipts, coordinators)
    remove_stale(folder, shop.clock.now())


def _publish(shop: Shop, place: Place, folder: Path, found: Found) -> tuple[int, tuple[str, ...]]:
    waiting = shop.store.read(outbox.waiting)
    sealed = [Sealed(own.id, own.age, own.minisig) for own in waiting]
    missing = unpublished(found.envelopes, sealed)
    gone = {one.id for one in missing}
    was_there = any(
        (own.place, own.place_kind) == (place.name, place.kind) for own in waiting if own.id in gone
    )
    if missing:
        publish(folder, missing)
    moment = shop.clock.now().isoformat(timespec="seconds")

    def write(connection: Connection) -> None:
        outbox.placed(connection, [own.id for own in waiting], place.name, place.kind)
        for own in waiting:
            parts.published(connection, own.session, moment)

    if waiting:
        shop.store.write(write)
    return len(missing), ("set_back",) if was_there else ()


def _put_setup(shop: Shop, folder: Path, found: Found) -> tuple[bool, tuple[str, ...]]:
    """A coordinator's sync leaves the newest setup, in place of a damaged or forged one too.

    What another coordinator put there is not overwritten: a newer one, or a rival of the same version.
    """
    if not shop.desk.coordinator:
        return False, ()
    file = folder / SETUP
    if file in (*found.away, *found.unreadable):  # it may be newer than ours
        return False, ()
    taken, alarms = take_in_setups(shop, [file] if file in found.setups else [])
    newest = shop.store.read(setups.newest_setup)
    if newest is not None and not _OTHERS_WORD & set(alarms):
        put_bytes(file, newest)
    return taken, alarms
