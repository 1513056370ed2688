"""The root of the command line: global options, and how outcomes become exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from onestopshop import __version__
from onestopshop.cli.attendance import ATTENDANCE_COMMANDS
from onestopshop.cli.correct import correct_group
from onestopshop.cli.desk import desk_group
from onestopshop.cli.exchange import check_command, forks_command, merge_command, sync_command
from onestopshop.cli.invocation import Invocation
from onestopshop.cli.ledger import import_command, totals_command
from onestopshop.cli.network import network_group
from onestopshop.cli.person import person_group
from onestopshop.cli.releases import releases_group
from onestopshop.cli.report import report_command
from onestopshop.cli.safekeeping import backup_command, purge_command, restore_command
from onestopshop.cli.session import outbox_command, session_group, visit_group
from onestopshop.cli.sheet import sheet_group
from onestopshop.errors import Cancelled, Told


class _Said(click.ClickException):
    """One plain sentence on standard error, and exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Say the sentence as it is."""
        click.echo(self.message, file=file or sys.stderr)


class _Group(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it tells is said without a traceback."""
        try:
            return super().invoke(ctx)
        except Told as told:
            raise _Said(str(told)) from told
        except (Cancelled, KeyboardInterrupt):
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onestopshop")
@click.option(
    "--shop",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The shop folder; the user's own data folder where this is not given.",
)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file whose first line answers the passphrase prompt.",
)
@click.pass_context
def main_group(context: click.Context, folder: Path | None, passphrase_file: Path | None) -> None:
    """Record, share and report on drop-in sessions without recording who came.

    Without a command the window opens.
    """
    context.obj = Invocation(folder, passphrase_file)
    context.call_on_close(context.obj.close)


for _command in ATTENDANCE_COMMANDS:
    session_group.add_command(_command)
for _command in (
    network_group,
    desk_group,
    person_group,
    import_command,
    totals_command,
    session_group,
    visit_group,
    outbox_command,
    sync_command,
    check_command,
    merge_command,
    forks_command,
    correct_group,
    report_command,
    releases_group,
    sheet_group,
    backup_command,
    restore_command,
    purge_command,
):
    main_group.add_command(_command)
