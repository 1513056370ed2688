"""`report`: figures for the council and funders, protected before anything can be printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from onestopshop.cli.files import read_file, write_file
from onestopshop.cli.invocation import Invocation, pass_invocation
from onestopshop.cli.output import say, say_json
from onestopshop.cli.period import period_of, period_options
from onestopshop.cli.release_file import write_release
from onestopshop.desk.attendances import agency_named
from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import venue_named
from onestopshop.documents.report_forms import report_writer
from onestopshop.reports.material import Material
from onestopshop.reports.protected import Agreement
from onestopshop.reports.reading import read_material
from onestopshop.reports.released import ExposesByDifference
from onestopshop.reports.releasing import prepared_release
from onestopshop.reports.suppression import as_preview
from onestopshop.reports.template import Template
from onestopshop.reports.year_report import AgencyMissing, own_template, report_of, report_template


@click.command("report")
@click.argument("name")
@period_options
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
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on the release, or why not.")
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
    as_json: bool,
    out: Path,
) -> None:
    """Write the report NAME on whole months to a .pdf, .html, .docx, .xlsx, .csv or .json file.

    NAME is year, quarter, programme, agencies, agency, network or service, or a file of your own that ends in
    .toml. A .zip file holds one CSV file a table.

    A report for the public or a partner is a release: it is entered in the ledger (`releases`) before it is
    written, and refused where a small number could be told from it and an earlier one together.
    """
    writer = report_writer(out.suffix)
    agreed = Agreement(recipient, agreement) if profile == "partner" else None
    period = period_of(first, last)
    shop = invocation.shop()
    known = read_directory(shop)
    at = venue_named(known, venue).id if venue is not None else None
    of = agency_named(known, agency).id if agency is not None else None
    material = read_material(shop, period, at, of)
    template = _template(name, material)
    if profile == "internal":
        write_file(out, writer(report_of(template, material, profile)))
        return
    with _refusal_in_json(as_json):
        prepared = prepared_release(shop, template, material, profile, agreed)
    if preview:
        write_file(out, writer(as_preview(prepared.report)))
    else:
        write_release(shop, prepared, out)
    release = None if preview else prepared.release.id
    if as_json:
        say_json({"release": release, "again": prepared.again, "planned": prepared.release.planned})
    elif release:
        say("release", release)


@contextmanager
def _refusal_in_json(wanted: bool) -> Iterator[None]:
    """Where a program reads along, tell it too why a report may not be released."""
    try:
        yield
    except ExposesByDifference as refused:
        if wanted:
            say_json({"release": None, "refused": str(refused)})
        raise


def _template(name: str, material: Material) -> Template:
    """The template of a report that ships, or a coordinator's own."""
    if not name.lower().endswith(".toml"):
        return report_template(name, material)
    if material.agency is not None:
        raise AgencyMissing
    return own_template(read_file(Path(name)), material.setup.questions)
