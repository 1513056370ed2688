"""What tests of the central folder share: its files, and envelopes found in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from onestopshop.central.folder import CENTRAL
from onestopshop.central.merging import merge
from onestopshop.central.sync import SyncReport, sync
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed
from onestopshop.identity import EnvelopeId, SessionId
from onestopshop.shop import Shop
from onestopshop.store import outbox
from tests.desk.shops import ASHFORD, COORDINATOR, RURAL, Shops, open_at_hall, recorded

BLOCK = 512


def session_files(folder: Path) -> list[Path]:
    """The exported session files, in order of name."""
    return sorted((folder / "sessions").glob("*"))


def receipts(folder: Path) -> list[Path]:
    """The receipts, in order of name."""
    return sorted((folder / "receipts").glob("*"))


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and bytes: equal states mean that nothing was written."""
    return {
        file.relative_to(folder).as_posix(): (file.stat().st_mtime_ns, file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def envelopes(*files: Path) -> dict[EnvelopeId, Sealed]:
    """The whole envelopes of files."""
    found = {}
    for file in files:
        with file.open("rb") as stream:
            for piece in dropin.read(stream, wanted=lambda _: True):
                if isinstance(piece, Sealed):
                    found[piece.id] = piece
    return found


def in_central(folder: Path) -> set[EnvelopeId]:
    """The ids of the whole envelopes in the central export file."""
    return set(envelopes(folder / CENTRAL))


def everything(folder: Path) -> set[EnvelopeId]:
    """The ids of the whole envelopes in the central file and its archives."""
    return in_central(folder) | set(envelopes(*folder.glob("archive-*")))


def own_ids(shop: Shop) -> set[EnvelopeId]:
    """The ids of the envelopes that wait for a receipt."""
    return {own.id for own in shop.store.read(outbox.waiting)}


def written(file: Path, sealed: Iterable[Sealed]) -> Path:
    """A `.dropin` file with these envelopes."""
    with file.open("wb") as stream:
        dropin.write(stream, sorted(sealed, key=lambda one: one.id))
    return file


def visited(shop: Shop, opening: int = 1, visits: int = 1) -> SessionId:
    """A session with visits."""
    session = open_at_hall(shop, opening=opening)
    for _ in range(visits):
        recorded(shop, session)
    return session


def synced(shops: Shops, name: str, folder: Path, visits: int = 1) -> SyncReport:
    """What a sync of a laptop with some new visits says."""
    visited(shops[name], visits=visits)
    return sync(shops[name], folder)


def received(coordinator: Shop, folder: Path) -> None:
    """The coordinator merges the folder, which gets the receipt."""
    assert merge(coordinator, [folder]).readable
    assert receipts(folder)


def two_years(shops: Shops, folder: Path) -> Path:
    """A folder with a session of each laptop received in 2026, and one of each received in 2027."""
    for opening in (1, 2):
        for name in (ASHFORD, RURAL):
            visited(shops[name], opening=opening)
            sync(shops[name], folder)
        sync(shops[COORDINATOR], folder)
        received(shops[COORDINATOR], folder)
        shops.clock.moment += timedelta(days=365)
    return folder
