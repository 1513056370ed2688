"""Imports a ledger: reads everything first, then takes all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from onestopshop.clock import local_date
from onestopshop.desk.directory import directory
from onestopshop.desk.ledger import Taken, take_in
from onestopshop.progress import Progress, unwatched
from onestopshop.shop import Shop
from onestopshop.spreadsheet.ledger_file import ledger_rows
from onestopshop.spreadsheet.ledger_map import LedgerMap, read_map
from onestopshop.spreadsheet.translation import translated


def import_ledger(
    shop: Shop,
    path: Path,
    map_path: Path | None = None,
    *,
    dry_run: bool = False,
    progress: Progress = unwatched,
) -> Taken:
    """Take in the CSV or XLSX ledger at `path`; without a map, its headings and words are the network's own.

    A dry run checks and counts the same and writes nothing. Raises Refused: LedgerRefused holds every faulty
    cell. `progress` counts rows, first as they are read and then as they are stored.
    """
    ledger_map = LedgerMap() if map_path is None else read_map(map_path)
    rows = ledger_rows(path, ledger_map.sheet)
    setup = shop.store.read(directory)
    ledger = translated(rows, ledger_map, setup, local_date(shop.clock), progress)
    return take_in(shop, ledger, dry_run=dry_run, progress=progress)
