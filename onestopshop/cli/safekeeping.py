"""`backup`, `restore` and `purge`: keeping what must be kept, and no more."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.files import need_file, need_room
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say
from onestopshop.desk.retention import purge
from onestopshop.store import unpack


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_invocation
def backup_command(invocation: Invocation, file: Path) -> None:
    """Write one verified, encrypted backup of the whole shop to FILE."""
    need_room(file)
    invocation.shop().store.pack(file)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_invocation
def restore_command(invocation: Invocation, file: Path) -> None:
    """Set up the shop folder from a backup. A folder that holds a shop is left as it is."""
    unpack(need_file(file), invocation.folder)


@click.command("purge")
@click.option("--dry-run", is_flag=True, help="List the sessions, and delete nothing.")
@pass_invocation
def purge_command(invocation: Invocation, dry_run: bool) -> None:
    """Delete the rows of sessions that were published and reread; totals and envelopes stay."""
    for session in purge(invocation.shop(), dry_run=dry_run).sessions:
        say(session)
