"""`sync`, `check` and `merge`: between laptops and coordinators."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.central.alarm import KEYS_TAKEN, alarm_words
from onestopshop.central.checking import Checked, check_files
from onestopshop.central.folder import FolderMissing
from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say, say_json, warn
from onestopshop.merge.forks import forks
from onestopshop.merge.merging import Outcome
from onestopshop.merge.undoing import undo_merge

_UNDO = "undo"
_FAULTS = (
    "damaged",
    "unsigned",
    "newer",
    "foreign_bytes",
    "unreadable",
    "not_downloaded",
    "unfinished",
)


@click.command("sync")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@pass_invocation
def sync_command(invocation: Invocation, folder: Path) -> None:
    """Publish this laptop's sessions in FOLDER and take in receipts and setup."""
    report = sync(invocation.shop(), folder)
    say(report.sentence)
    say(f"published {report.published}, received {report.received}, waiting {report.waiting}")
    if report.keys_taken:
        say(KEYS_TAKEN)
    for alarm in report.alarms:
        warn(alarm_words(alarm))


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def check_command(context: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Check files and folders without any key: envelopes, desks, gaps, damage.

    `central.dropin` is checked together with the archives beside it.
    """
    checked = check_files(paths)
    if as_json:
        say_json(_checked_json(checked))
    else:
        _say_checked(checked)
    context.exit(0 if checked.intact else 1)


def _say_checked(checked: Checked) -> None:
    say("files", checked.files)
    say("envelopes", checked.envelopes)
    for desk, count, last in checked.desks:
        say("desk", desk, count, last)
    for gap in checked.gaps:
        say("gap", gap.desk, gap.first, gap.last)
    for name in _FAULTS:
        if number := getattr(checked, name):
            say(name, number)


def _checked_json(checked: Checked) -> dict[str, object]:
    return {
        "intact": checked.intact,
        "files": checked.files,
        "envelopes": checked.envelopes,
        "desks": [{"desk": desk, "envelopes": count, "last": last} for desk, count, last in checked.desks],
        "gaps": [{"desk": gap.desk, "from": gap.first, "to": gap.last} for gap in checked.gaps],
    } | {name: getattr(checked, name) for name in _FAULTS}


@click.command("merge")
@click.argument("paths", nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
@pass_invocation
def merge_command(
    invocation: Invocation, context: click.Context, paths: tuple[str, ...], dry_run: bool, as_json: bool
) -> None:
    """Take in exported session files, or a folder of them, which then gets a receipt.

    `merge undo MERGE_ID` takes a merge back: its sessions stop counting, nothing is removed.
    """
    if len(paths) == 2 and paths[0] == _UNDO:
        undo_merge(invocation.shop(), paths[1])
        return
    outcome = merge(invocation.shop(), _there(paths), dry_run=dry_run)
    if as_json:
        say_json(_json(outcome))
    else:
        _say(outcome)
    for alarm, files in (("not_downloaded", outcome.away), ("unfinished", outcome.unfinished)):
        if files:
            warn(alarm_words(alarm))
    if outcome.readable == 0:
        context.exit(1)


@click.command("forks")
@pass_invocation
def forks_command(invocation: Invocation) -> None:
    """List what copies of one laptop wrote: session, date, venue, desk, name, lines, visits not in all."""
    for fork in forks(invocation.shop()):
        place = fork.date.isoformat(), fork.venue_name
        say(fork.session, *place, fork.desk, fork.desk_name, fork.lines, fork.apart)


def _there(paths: tuple[str, ...]) -> list[Path]:
    """What is there of what was named: a stick that is missing does not stop the others."""
    there = [Path(path) for path in paths if Path(path).exists()]
    missing = [FolderMissing(name=Path(path).name) for path in paths if not Path(path).exists()]
    if not there:
        raise missing[0]
    for said in missing:
        warn(said)
    return there


def _say(outcome: Outcome) -> None:
    if outcome.merge is not None:
        say("merge", outcome.merge)
    say(
        f"new {outcome.new}, known {outcome.known}, superseded {outcome.superseded},"
        f" held {len(outcome.held)}, forks {outcome.forks}, damaged {outcome.damaged}"
    )
    for held in outcome.held:
        say("held", held.id, held.desk, held.reason)
    for gap in outcome.gaps:
        say("gap", gap.desk, gap.first, gap.last)


def _json(outcome: Outcome) -> dict[str, object]:
    return {
        "merge": outcome.merge,
        "new": outcome.new,
        "known": outcome.known,
        "superseded": outcome.superseded,
        "forks": outcome.forks,
        "damaged": outcome.damaged,
        "held": [{"id": held.id, "desk": held.desk, "reason": held.reason} for held in outcome.held],
        "gaps": [{"desk": gap.desk, "from": gap.first, "to": gap.last} for gap in outcome.gaps],
    }
