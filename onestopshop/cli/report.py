"""`report`: figures for the council and funders, protected before anything can be printed."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.files import write_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import venue_named
from onestopshop.documents.report_forms import report_writer
from onestopshop.errors import Refused
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.protected import Agreement
from onestopshop.reports.reading import read_material
from onestopshop.reports.year_report import shipped_report


class PeriodRefused(Refused):
    """The months are no months, or the last comes before the first."""

    sentence = "Give whole months as 2014-07, the first before the last."


@click.command("report")
@click.argument("name")
@click.option("--from", "first", required=True, help="First month, as 2014-07.")
@click.option("--to", "last", required=True, help="Last month, as 2015-06.")
@click.option("--venue", help="One venue only.")
@click.option(
    "--profile",
    type=click.Choice(["publish", "partner", "internal"]),
    default="publish",
    show_default=True,
    help="For the public, for a partner, or for the network alone.",
)
@click.option("--recipient", default="", help="For whom a partner's report is; printed on every page.")
@click.option("--agreement", default="", help="What allows a partner's report; printed on every page.")
@click.option("--preview", is_flag=True, help="Look at it only: no release is noted.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@pass_invocation
def report_command(
    invocation: Invocation,
    name: str,
    first: str,
    last: str,
    venue: str | None,
    profile: str,
    recipient: str,
    agreement: str,
    preview: bool,
    out: Path,
) -> None:
    """Write the report NAME (year) on whole months to a .pdf, .html, .docx, .xlsx, .csv or .json file.

    A .zip file holds one CSV file a table.
    """
    del preview  # nothing is noted as released yet, with or without it
    writer = report_writer(out.suffix)
    agreed = Agreement(recipient, agreement) if profile == "partner" else None
    try:
        period = Period(Month.parse(first), Month.parse(last))
    except ValueError as error:
        raise PeriodRefused from error
    shop = invocation.shop()
    at = venue_named(read_directory(shop), venue).id if venue is not None else None
    write_file(out, writer(shipped_report(name, read_material(shop, period, at), profile, agreed)))
