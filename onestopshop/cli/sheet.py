"""`sheet`: pages for a session, made in memory and written only where they were asked for."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.files import write_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.clock import local_date
from onestopshop.desk.directory import read_directory
from onestopshop.identity import SessionId
from onestopshop.sheets.session_sheet import session_sheet_pdf
from onestopshop.sheets.session_totals import read_session_totals
from onestopshop.sheets.slips import slips_pdf

_OUT = click.Path(path_type=Path, dir_okay=False)


@click.group("sheet")
def sheet_group() -> None:
    """Printed pages for a session."""


@sheet_group.command("session")
@click.option("--session", required=True, help="The session's id.")
@click.option("--out", type=_OUT, required=True)
@pass_invocation
def _session(invocation: Invocation, session: str, out: Path) -> None:
    """One session: venue, date, agencies with their hours, and how many visits."""
    write_file(out, session_sheet_pdf(read_session_totals(invocation.shop(), SessionId(session))))


@sheet_group.command("slips")
@click.option("--count", type=click.IntRange(1, 200), default=10, show_default=True)
@click.option("--first", type=click.IntRange(1, 100_000), default=1, show_default=True)
@click.option("--out", type=_OUT, required=True)
@pass_invocation
def _slips(invocation: Invocation, count: int, first: int, out: Path) -> None:
    """Blank numbered slips with the questions of the visit screen."""
    shop = invocation.shop()
    day = local_date(shop.clock)
    write_file(out, slips_pdf(read_directory(shop), day, slips=count, first_number=first))
