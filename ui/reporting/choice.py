"""What a coordinator chose to report, and the verbs that make it, show it and write it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onestopshop.agency import Agency
from onestopshop.cli.files import read_file, write_file
from onestopshop.cli.release_file import write_release
from onestopshop.desk.directory import read_directory
from onestopshop.documents.report_forms import report_writer
from onestopshop.identity import AgencyId, VenueId
from onestopshop.reporting_year import Period
from onestopshop.reports.material import Material
from onestopshop.reports.periods import KnownPeriods, known_periods
from onestopshop.reports.protected import Agreement, Profile
from onestopshop.reports.reading import read_material
from onestopshop.reports.releasing import PreparedRelease, prepared_release
from onestopshop.reports.suppression import ProtectedReport, as_preview
from onestopshop.reports.template import Template
from onestopshop.reports.year_report import (
    REPORT_NAMES,
    own_template,
    report_of,
    report_template,
    shipped_template,
)
from onestopshop.shop import Shop
from onestopshop.venue import Venue

if TYPE_CHECKING:
    from onestopshop.sheets.page_pictures import PagePicture


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from."""

    network: str
    reports: tuple[tuple[str, str], ...]
    """Title and name of each report that ships."""
    periods: KnownPeriods
    venues: tuple[Venue, ...]
    agencies: tuple[Agency, ...]


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A coordinator's own report, read from a template."""

    file: Path
    title: str
    untrusted_content: bytes
    """What the file held when it was read: what it may name depends on the network's questions of the day."""


OwnReports = dict[Path, OwnReport]
"""Those that were read since the app was opened, by file: kept while it is locked, and never on the disk."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One report, for one circle of readers."""

    report: str | OwnReport
    """Its name where it ships."""
    period: Period
    venue: VenueId | None
    agency: AgencyId | None
    profile: Profile
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report as it would be printed. Nothing of it has left the store by being made."""

    report: ProtectedReport
    """What may be written as it is: one of the network's own, or a preview until it is released."""
    release: PreparedRelease | None
    """What releasing it would enter; None for the network's own."""
    pages: tuple[PagePicture, ...]


def read_choices(shop: Shop) -> Choices:
    """Everything that can be chosen. Raises CoordinatorsOnly."""
    setup = read_directory(shop)
    titles = ((shipped_template(name, setup.questions).title, name) for name in REPORT_NAMES)
    return Choices(
        setup.name,
        tuple(titles),
        known_periods(shop),
        tuple(sorted(setup.venues, key=lambda venue: venue.name)),
        tuple(sorted(setup.agencies, key=lambda agency: agency.name)),
    )


def read_own_report(shop: Shop, file: Path) -> OwnReport:
    """A report of one's own. Raises FileNotRead, and TemplateFault with the line and the reason."""
    content = read_file(file)
    return OwnReport(file, own_template(content, read_directory(shop).questions).title, content)


def make_report(shop: Shop, choice: Choice) -> MadeReport:
    """Make the report and draw its pages: a preview, unless it is the network's own or was released before.

    Raises AgreementNeeded, TemplateFault, and ExposesByDifference where it may not be released.
    """
    from onestopshop.sheets.page_pictures import page_pictures  # only who reports waits for what draws

    material = read_material(shop, choice.period, choice.venue, choice.agency)
    template = _template(choice.report, material)
    release = None
    if choice.profile == "internal":
        report = report_of(template, material, choice.profile)
    else:
        release = prepared_release(shop, template, material, choice.profile, choice.agreement)
        report = release.report if release.again else as_preview(release.report)
    return MadeReport(report, release, page_pictures(report_writer(".pdf")(report)))


def write_shown(made: MadeReport, file: Path) -> Path:
    """Write what is shown: the network's own report, or a preview. Raises FileNotWritten."""
    write_file(file, report_writer(file.suffix)(made.report))
    return file


def release_report(shop: Shop, release: PreparedRelease, file: Path) -> Path:
    """Enter a release in the ledger and write its file, by the one way that there is."""
    write_release(shop, release, file)
    return file


def _template(report: str | OwnReport, material: Material) -> Template:
    if isinstance(report, OwnReport):
        return own_template(report.untrusted_content, material.setup.questions)
    return report_template(report, material)
