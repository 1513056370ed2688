"""`import` and `totals`: what was counted before the app."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.files import need_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say, warn
from onestopshop.desk.directory import read_directory
from onestopshop.desk.earlier_totals import keep_totals
from onestopshop.errors import Refused
from onestopshop.reports.figures import figures
from onestopshop.spreadsheet.earlier_totals import read_stated, read_totals
from onestopshop.spreadsheet.ledger_import import import_ledger


class UnknownFigure(Refused):
    """A target for a figure that no report has."""

    sentence = (
        "There is no figure called “{name}”. A target is set for a figure of a report, such as referrals."
    )


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
    """Keep what was not counted here, as FILE.toml lists it.

    [[total]]: totals of years before the app; [[partner]]: figures that agencies stated; [[target]]: what was
    aimed at.
    """
    path, shop = need_file(file), invocation.shop()
    totals, stated = read_totals(path), read_stated(path)
    known = figures(read_directory(shop).questions)
    for found in (named.stated for named in stated):
        if found.kind == "target" and found.label not in known:
            raise UnknownFigure(name=found.label)
    kept = keep_totals(shop, totals, stated)
    say("totals", *kept.values)
