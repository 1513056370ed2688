"""Archiving a year that is over, as one more operation in which every call may go wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onestopshop.central.folder import CENTRAL, archive_of, found_in
from onestopshop.central.folding import is_signed, sound_in
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.desk.directory import settled
from onestopshop.envelope import receipt_file
from onestopshop.identity import EnvelopeId, MergeId
from onestopshop.shop import Shop
from onestopshop.store import facts, merged, outbox
from tests.faults.operations import Operation, Stage
from tests.merge.partnership import COORDINATOR, DAY, FIRST, SECOND

LAPTOPS = (FIRST, SECOND)


def _with(stage: Stage, name: str, work: Callable[[Shop], object]) -> object:
    shop = stage.open(name)
    try:
        return work(shop)
    finally:
        shop.close()


def _received_and_over(stage: Stage) -> None:
    """Two laptops' sessions stand in the central file alone, received in a year that a later receipt ends."""
    for name in (COORDINATOR, *LAPTOPS):
        _with(stage, name, lambda shop: sync(shop, stage.folder))
    _with(stage, COORDINATOR, lambda shop: merge(shop, [stage.folder]))
    for name in (*LAPTOPS, COORDINATOR):
        _with(stage, name, lambda shop: sync(shop, stage.folder))
    _with(stage, COORDINATOR, lambda shop: _next_year(shop, stage))


def _next_year(coordinator: Shop, stage: Stage) -> None:
    setup, seed = coordinator.store.read(lambda c: (settled(c), facts.fact(c, facts.ROOT_SEED) or b""))
    receipt = receipt_file.Receipt(
        receipt_file.RECEIPT_FORMAT,
        setup.network,
        MergeId("ab" * 16),
        {coordinator.desk.key: (EnvelopeId("cd" * 32),)},
        (),
        date(DAY.year + 1, 1, 5),
    )
    noted = coordinator.store.read(merged.noted_desks)
    recipients = [recipient for _, recipient in noted.values()]
    file = stage.folder / "receipts" / "next.dropin-receipt"
    file.write_bytes(receipt_file.write(receipt, recipients, seed))


def _archive(stage: Stage) -> None:
    for _ in range(2):
        _with(stage, FIRST, lambda shop: sync(shop, stage.folder))


def _of_laptops(stage: Stage) -> set[EnvelopeId]:
    ids: set[EnvelopeId] = set()
    for name in LAPTOPS:
        ids |= _with(stage, name, lambda shop: shop.store.read(outbox.own_ids))  # type: ignore[arg-type, operator]
    return ids


def _all_there(stage: Stage) -> list[str]:
    """Wherever it was stopped, every envelope stands whole in the central file or in the archive."""
    ids = _of_laptops(stage)
    there = sound_in(found_in([stage.folder]).envelopes, ids, is_signed)
    return [] if len(ids) == 2 and there == ids else ["envelopes lost"]


def _archived(stage: Stage) -> list[str]:
    """What a fault put off is done by the next syncs."""
    _archive(stage)
    ids = _of_laptops(stage)
    wrong = {
        "not in the archive": sound_in([archive_of(stage.folder, DAY.year)], ids, is_signed) != ids,
        "still in the central file": bool(sound_in([stage.folder / CENTRAL], ids, is_signed)),
    }
    return [what for what, is_wrong in wrong.items() if is_wrong]


ARCHIVING = Operation("archive", _received_and_over, _archive, _archived, _all_there, on_stick=True)
