"""`import` and `totals`: what was counted before the app."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.files import need_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say, warn
from onestopshop.desk.earlier_totals import keep_totals
from onestopshop.spreadsheet.earlier_totals import read_totals
from onestopshop.spreadsheet.ledger_import import import_ledger

_NOTES = {
    "references_not_joined": (
        "Visitor references are joined within this laptop only: people who are also in a ledger that another"
        " laptop imports are counted as new there."
    ),
    "venues_met": (
        "A venue of this ledger is not on the network's list yet. If its name is misspelt, correct the map"
        " before you sync."
    ),
}


@click.command("import")
@click.argument("ledger", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--columns",
    "map_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The map of the ledger's headings and words.",
)
@click.option("--dry-run", is_flag=True, help="Check and count, and take nothing.")
@pass_invocation
def import_command(invocation: Invocation, ledger: Path, map_file: Path | None, dry_run: bool) -> None:
    """Take a CSV or XLSX ledger in: all of its rows, each once, or none."""
    taken = import_ledger(invocation.shop(), ledger, map_file, dry_run=dry_run)
    say(f"read {taken.read}, new {taken.new}, known {taken.known}, skipped {taken.skipped}")
    for note in taken.notes:
        warn(_NOTES[note])


@click.command("totals")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_invocation
def totals_command(invocation: Invocation, file: Path) -> None:
    """Keep the totals of years before the app, as FILE.toml lists them."""
    kept = keep_totals(invocation.shop(), read_totals(need_file(file)))
    say("totals", *kept.values)
