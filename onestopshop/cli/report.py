"""`report`: figures for the council and funders, protected before anything can be printed."""

from __future__ import annotations

from pathlib import Path

import click

from onestopshop.cli.files import read_file, write_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.desk.attendances import agency_named
from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import venue_named
from onestopshop.documents.report_forms import report_writer
from onestopshop.errors import Refused
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.material import Material
from onestopshop.reports.protected import Agreement
from onestopshop.reports.reading import read_material
from onestopshop.reports.suppression import ProtectedReport, as_preview
from onestopshop.reports.year_report import AgencyMissing, report_of, shipped_report, template_in


class PeriodRefused(Refused):
    """The months are no months, or the last comes before the first."""

    sentence = "Give whole months as 2014-07, the first before the last."


@click.command("report")
@click.argument("name")
@click.option("--from", "first", required=True, help="First month, as 2014-07.")
@click.option("--to", "last", required=True, help="Last month, as 2015-06.")
@click.option("--venue", help="One venue only.")
@click.option("--agency", help="The agency that the report “agency” is about.")
@click.option(
    "--profile",
    type=click.Choice(["publish", "partner", "internal"]),
    default="publish",
    show_default=True,
    help="For the public, for a partner, or for the network alone.",
)
@click.option("--recipient", default="", help="For whom a partner's report is; printed on every page.")
@click.option("--agreement", default="", help="What allows a partner's report; printed on every page.")
@click.option("--preview", is_flag=True, help="Look at it only: each page says that it is not for release.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@pass_invocation
def report_command(
    invocation: Invocation,
    name: str,
    first: str,
    last: str,
    venue: str | None,
    agency: str | None,
    profile: str,
    recipient: str,
    agreement: str,
    preview: bool,
    out: Path,
) -> None:
    """Write the report NAME on whole months to a .pdf, .html, .docx, .xlsx, .csv or .json file.

    NAME is year, quarter, programme, agencies, agency, network or service, or a file of your own that ends in
    .toml. A .zip file holds one CSV file a table.
    """
    writer = report_writer(out.suffix)
    agreed = Agreement(recipient, agreement) if profile == "partner" else None
    try:
        period = Period(Month.parse(first), Month.parse(last))
    except ValueError as error:
        raise PeriodRefused from error
    shop = invocation.shop()
    known = read_directory(shop)
    at = venue_named(known, venue).id if venue is not None else None
    of = agency_named(known, agency).id if agency is not None else None
    made = _report(name, read_material(shop, period, at, of), profile, agreed)
    write_file(out, writer(as_preview(made) if preview else made))


def _report(name: str, material: Material, profile: str, agreed: Agreement | None) -> ProtectedReport:
    """A report that ships, or one after a coordinator's own template."""
    if not name.lower().endswith(".toml"):
        return shipped_report(name, material, profile, agreed)
    if material.agency is not None:
        raise AgencyMissing
    untrusted_text = read_file(Path(name)).decode("utf-8-sig", errors="replace")
    return report_of(template_in(untrusted_text, material.setup.questions), material, profile, agreed)
