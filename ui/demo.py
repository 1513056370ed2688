"""`demo OUT`: plays a whole drop-in day and leaves everything that it made where it can be looked at."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from onestopshop.reports.suppression import ProtectedReport
from ui import drop_in_day
from ui.drop_in_day import Day


@click.command("demo")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
def demo_command(out: Path) -> None:
    """A whole drop-in day for three desks, on real ledgers and through the real window.

    OUT is a new folder; it then holds stores, the central folder, reports, sheets and screenshots.
    """
    if out.exists() and any(out.iterdir()):
        raise click.UsageError(f"{out} is not empty. Name a new folder.")
    day, clock = Day(out), drop_in_day.morning()
    drop_in_day.copy_examples(day)
    click.echo(f"Everything below is locked with the passphrase: {drop_in_day.PASSPHRASE}")
    coordinator = drop_in_day.found(day, clock)
    try:
        _play(day, coordinator, clock)
        reports = drop_in_day.report(day, coordinator)
        released = drop_in_day.ledger(coordinator)
    finally:
        coordinator.close()
    _say_where(day)
    click.echo()
    for line in ("released:", *released, "", *comparison(*reports)):
        click.echo(line)


def _play(day: Day, coordinator: Any, clock: Any) -> None:
    for name, task in (("ashford", drop_in_day.import_ashford), ("tenterden", drop_in_day.import_tenterden)):
        shop = drop_in_day.joined(day, clock, coordinator, name)
        try:
            for line in task(day, shop):
                click.echo(line)
        finally:
            shop.close()
    click.echo(f"merged: new {drop_in_day.settle(day, coordinator).new}")
    drop_in_day.joined(day, clock, coordinator, "rural").close()
    drop_in_day.hold_session(day, clock)
    outcome = drop_in_day.settle(day, coordinator)
    click.echo(f"merged: new {outcome.new}, known {outcome.known}")


def _say_where(day: Day) -> None:
    for words, path in (
        ("stores", day.out / "shops"),
        ("central file", day.central / "central.dropin"),
        ("reports", day.out / "reports"),
        ("sheets", day.out / "sheets"),
        ("screenshots", day.out / "screenshots"),
    ):
        click.echo(f"{words:<13} {path}")


def comparison(report_2014: ProtectedReport, report_2013: ProtectedReport) -> Iterator[str]:
    """A line a published figure: what the council published, and what came out of the merged store."""
    published = tomllib.loads(drop_in_day.published_text())
    yield f"{'figure':<42} {'published':>12} {'reported':>12}"
    for name, report in (("ashford-2014-15", report_2014), ("ashford-2013-14", report_2013)):
        for figure, stated in published[name].items():
            if figure == "rows":
                continue
            for label, wanted, given in _pairs(figure, stated, report):
                mark = "" if str(wanted) == str(given) else "   differs"
                yield f"{name[8:]} {label:<34} {wanted:>12} {given:>12}{mark}"


def _pairs(figure: str, stated: Any, report: ProtectedReport) -> Iterator[tuple[str, object, object]]:
    figures = {known.id: known for known in report.figures}
    if figure == "visits_by_year":
        rows = next(table for table in report.tables if table.id == "year").rows
        counted = {row.label: row.value for row in rows}
        for year, number in stated.items():
            yield f"visits {year}", number, counted.get(year)
    elif isinstance(stated, dict):
        known = figures[figure]
        yield figure, f"{stated['visits']} ({stated['month']})", f"{known.value} ({known.month})"
    elif figure == "feedback_response_percent":
        yield figure, stated, figures["feedback_responses"].percent
    elif figure.endswith("_percent"):
        yield figure, stated, figures[figure.removesuffix("_percent")].percent
    else:
        yield figure, stated, figures[figure].value
