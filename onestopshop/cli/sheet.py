"""`sheet`: pages for a session, made in memory and written only where they were asked for."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.files import write_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.period import PeriodRefused
from onestopshop.clock import local_date
from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import venue_named
from onestopshop.identity import SessionId
from onestopshop.reporting_year import Month
from onestopshop.sheets.month_pack import month_pack_pdf
from onestopshop.sheets.privacy_notice import privacy_notice_pdf
from onestopshop.sheets.session_sheet import session_sheet_pdf
from onestopshop.sheets.session_totals import read_session_totals
from onestopshop.sheets.sign_in_reading import read_month, read_sign_in
from onestopshop.sheets.sign_in_sheet import sign_in_pdf
from onestopshop.sheets.slips import slips_pdf

_OUT = click.Path(path_type=Path, dir_okay=False)


@click.group("sheet")
def sheet_group() -> None:
    """Printed pages for sessions."""


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


@sheet_group.command("sign-in")
@click.option("--session", required=True, help="The session's id.")
@click.option("--out", type=_OUT, required=True)
@pass_invocation
def _sign_in(invocation: Invocation, session: str, out: Path) -> None:
    """The sheet at the door: agencies with their slots, and room to write when they came and left."""
    write_file(out, sign_in_pdf([read_sign_in(invocation.shop(), SessionId(session))]))


@sheet_group.command("month")
@click.option("--month", required=True, help="The month, as 2027-06.")
@click.option("--venue", help="One venue only.")
@click.option("--out", type=_OUT, required=True)
@pass_invocation
def _month(invocation: Invocation, month: str, venue: str | None, out: Path) -> None:
    """A month's pack for all venues: what is on when, notices and sign-in sheets."""
    try:
        wanted = Month.parse(month)
    except ValueError as error:
        raise PeriodRefused from error
    shop = invocation.shop()
    setup = read_directory(shop)
    at = venue_named(setup, venue).id if venue is not None else None
    write_file(out, month_pack_pdf(setup, wanted, read_month(shop, wanted, at)))


@sheet_group.command("privacy")
@click.option("--out", type=_OUT, required=True)
@pass_invocation
def _privacy(invocation: Invocation, out: Path) -> None:
    """The privacy notice for the wall, with the line that volunteers say."""
    write_file(out, privacy_notice_pdf(read_directory(invocation.shop())))
