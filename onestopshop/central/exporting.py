"""All that a coordinator keeps, as one file for another coordinator."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from onestopshop.central.exported_file import NotReread, put
from onestopshop.central.folder import FolderRefused
from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed
from onestopshop.identity import EnvelopeId
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import envelopes


def export(shop: Shop, file: Path) -> int:
    """Write every envelope that is kept here, held and undone ones too, and reread the file.

    A desk publishes an envelope until one coordinator has it; where the folder is lost after that, this is
    how the others get it. Returns how many were written. Raises CoordinatorsOnly and FolderRefused.
    """
    need_coordinator(shop)
    numbers = shop.store.read(envelopes.numbers_by_id)

    def kept() -> Iterator[Sealed]:
        for number in numbers.values():
            found = shop.store.read(partial(envelopes.kept_envelope, number=number))
            yield Sealed(found.id, found.age, found.minisig)

    def reread(written: Path) -> None:
        with written.open("rb") as stream:
            there: list[EnvelopeId] = [
                piece.id for piece in dropin.read(stream, wanted=lambda _: True) if isinstance(piece, Sealed)
            ]
        if there != list(numbers):
            raise NotReread

    try:
        put(file, lambda stream: dropin.write(stream, kept()), reread)
    except OSError as error:
        raise FolderRefused(name=file.parent.name) from error
    return len(numbers)
