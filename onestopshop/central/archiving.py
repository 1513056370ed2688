"""Archives by year: what coordinators received in a year that is over leaves the central file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from onestopshop.central.folder import CENTRAL, archive_of
from onestopshop.central.folding import (
    archives_in,
    is_signed,
    is_torn,
    listed_in,
    rewrite,
    sound_in,
    whole_in,
)
from onestopshop.envelope.receipt_file import Receipt
from onestopshop.identity import DeskKey, EnvelopeId


def archive(
    folder: Path,
    files: Iterable[Path],
    away: Collection[Path],
    receipts: Iterable[Receipt],
    coordinators: Collection[DeskKey],
) -> None:
    """Keep the central file small: envelopes received in a year that is over go to that year's archive.

    A year is over once a receipt of a later one is there, whatever this laptop's clock says. What the desks
    of coordinators wrote stays, so that the sheet of paper and `central.dropin` alone restore one of them.
    An envelope leaves `central.dropin` only when an archive was found to hold it before this sync wrote
    anything: so two laptops that archive at once cost nothing, and it takes two syncs.
    A folder that refuses keeps what it has; nothing is raised.
    """
    central = folder / CENTRAL
    archives = archives_in(folder, files)
    try:
        due = _due(receipts, coordinators)
        listed = set() if central in away else set(listed_in(central))
        there = sound_in(archives, listed & due.keys(), is_signed)
        lacking = whole_in(central, (listed & due.keys()) - there)
        for year in sorted({due[envelope] for envelope in lacking}):
            file = archive_of(folder, year)
            if file not in away:
                rewrite(file, {one: sealed for one, sealed in lacking.items() if due[one] == year})
        for file in archives:
            if file not in away and is_torn(file):
                rewrite(file, {})
        if there and there < listed:  # a central file without any envelope would be none
            rewrite(central, {}, without=there)
    except OSError:
        return


def _due(receipts: Iterable[Receipt], coordinators: Collection[DeskKey]) -> dict[EnvelopeId, int]:
    """The year in which each envelope was first received, where that year is over."""
    first: dict[EnvelopeId, int] = {}
    newest = 0
    for receipt in receipts:
        year = receipt.on.year
        newest = max(newest, year)
        for desk, envelopes in receipt.received.items():
            if desk not in coordinators:
                first.update((one, min(year, first.get(one, year))) for one in envelopes)
    return {one: year for one, year in first.items() if year < newest}
