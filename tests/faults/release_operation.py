"""Releasing a report while something goes wrong: no report is outside of which the ledger knows nothing."""

from __future__ import annotations

from pathlib import Path

from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.cli.release_file import write_release
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.reading import read_material
from onestopshop.reports.releasing import entered_releases, prepared_release
from onestopshop.reports.year_report import report_template
from tests.faults.operations import Operation, Stage, check_whole
from tests.merge.partnership import COORDINATOR, FIRST

QUARTER = Period(Month(2015, 4), Month(2015, 6))


def _out(stage: Stage) -> Path:
    return stage.place / "reports" / "quarter.json"


def _ready(stage: Stage) -> None:
    """A coordinator who has merged a laptop's visits, and a folder for reports."""
    _out(stage).parent.mkdir()
    laptop = stage.open(FIRST)
    sync(laptop, stage.folder)
    laptop.close()
    coordinator = stage.open(COORDINATOR)
    merge(coordinator, [stage.folder])
    coordinator.close()


def _run(stage: Stage) -> None:
    shop = stage.open(COORDINATOR)
    try:
        material = read_material(shop, QUARTER)
        template = report_template("quarter", material)
        write_release(shop, prepared_release(shop, template, material, "publish"), _out(stage))
    finally:
        shop.close()


def _entries(stage: Stage) -> list[tuple[str, ...] | None]:
    """What the ledger says was written of each release; every page of the store is read."""
    shop = stage.open(COORDINATOR)
    try:
        shop.store.read(check_whole)
        return [found.written for found in entered_releases(shop)]
    finally:
        shop.close()


def _outside(stage: Stage) -> list[Path]:
    """Files that hold any of the report; the trial for room holds zeros."""
    return [file for file in _out(stage).parent.iterdir() if file.read_bytes().strip(b"\0")]


def _done(stage: Stage) -> list[str]:
    wrong = [] if _entries(stage) == [("json",)] else ["not in the ledger"]
    return wrong + ([] if _outside(stage) == [_out(stage)] else ["not written"])


def _always(stage: Stage) -> list[str]:
    """An entry without a file is safe; and the same report can be made after any fault."""
    wrong = ["outside without an entry"] if _outside(stage) and not _entries(stage) else []
    if _entries(stage) == [("json",)] and not _out(stage).exists():
        wrong.append("said to be written")
    _run(stage)
    return wrong + _done(stage)


RELEASE = Operation("release", _ready, _run, _done, _always)
