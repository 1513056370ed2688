"""Merging what folders and files hold, and giving each folder its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onestopshop.central.folder import FolderMissing, FolderRefused, found_in
from onestopshop.central.receipts import give_receipt
from onestopshop.merge.merging import Outcome, merge_files
from onestopshop.progress import Progress, unwatched
from onestopshop.shop import Shop


def merge(
    shop: Shop,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    account: bool = False,
    progress: Progress = unwatched,
) -> Outcome:
    """Merge everything that these files and folders hold; each folder gets a receipt after a verified backup.

    What a cloud has not brought to this laptop is counted apart and is no damage: a later merge takes it up.
    With `account` the outcome also tells what happens session by session.
    Raises FolderMissing for a path that is not there, FolderRefused where one cannot be read or a receipt not
    be written (what was merged stays merged), CoordinatorsOnly, Cancelled and the troubles of a store.
    """
    for path in paths:
        if not path.exists():
            raise FolderMissing(name=path.name)
    try:
        found = found_in(paths)
        outcome = merge_files(
            shop,
            found.envelopes,
            dry_run=dry_run,
            account=account,
            progress=progress,
            arriving=found.away,
        )
        outcome = replace(outcome, away=len(found.away), unfinished=len(found.unfinished))
    except OSError as error:
        raise FolderRefused(name=paths[0].name) from error
    if dry_run:
        return outcome
    if outcome.merge is not None:
        shop.store.back_up()
    for folder in (path for path in paths if path.is_dir()):
        try:
            give_receipt(shop, folder, outcome.found, found_in([folder]).receipts, outcome.merge)
        except OSError as error:
            raise FolderRefused(name=folder.name) from error
    return outcome
