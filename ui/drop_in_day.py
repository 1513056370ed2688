"""A whole drop-in day for three desks and a coordinator, on real ledgers and through the real window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from onestopshop.central.merging import merge
from onestopshop.central.sync import sync
from onestopshop.cli.release_file import write_release
from onestopshop.clock import SetClock
from onestopshop.desk.directory import read_directory
from onestopshop.desk.earlier_totals import keep_totals
from onestopshop.desk.ledger import Taken
from onestopshop.desk.opening import create_network, join, open_shop
from onestopshop.desk.setup_changes import accept_met, approve, current_setup_file
from onestopshop.desk.venue_changes import keep_venue
from onestopshop.documents.report_forms import REPORT_ENDINGS, report_writer
from onestopshop.errors import Refused
from onestopshop.identity import SessionId
from onestopshop.merge.merging import Outcome
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.planning import plan_releases
from onestopshop.reports.protected import Agreement
from onestopshop.reports.reading import read_material
from onestopshop.reports.releasing import entered_releases, prepared_release
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.year_report import report_of, report_template
from onestopshop.sheets.recovery_sheet import recovery_sheet_pdf
from onestopshop.sheets.session_sheet import session_sheet_pdf
from onestopshop.sheets.session_totals import read_session_totals
from onestopshop.sheets.slips import slips_pdf
from onestopshop.shop import Shop
from onestopshop.spreadsheet.earlier_totals import read_totals
from onestopshop.spreadsheet.ledger_import import import_ledger
from resources import read_bytes, read_text
from ui.window_session import record_session

PASSPHRASE = "river lantern chalk maple seven anchor"  # noqa: S105 - printed, and of this demonstration only
POLICE = Agreement("Kent Police, Ashford district", "Information sharing agreement 12 of 2026")
NETWORK = "Kent One Stop Shops"
THE_DAY = date(2026, 6, 23)
YEAR_2013, YEAR_2014 = (Period(Month(year, 7), Month(year + 1, 6)) for year in (2013, 2014))
_FOR_OTHERS = ("publish", "partner")
_EXAMPLES = (
    "ashford-2013-14.csv",
    "ashford-2014-15.csv",
    "ashford-map.toml",
    "ashford-earlier-years.toml",
    "tenterden-2016.xlsx",
    "tenterden-map.toml",
)


@dataclass(frozen=True, slots=True)
class Day:
    """The folders of one demonstration."""

    out: Path

    @property
    def central(self) -> Path:
        """The central folder that all desks share."""
        return self.out / "central"

    def shop(self, name: str) -> Path:
        """The shop folder of one desk."""
        return self.out / "shops" / name

    def made(self, folder: str) -> Path:
        """A folder for what the day leaves, created where needed."""
        path = self.out / folder
        path.mkdir(parents=True, exist_ok=True)
        return path


def copy_examples(day: Day) -> Path:
    """Lay out the ledgers and maps that the desks import."""
    ledgers = day.made("ledgers")
    for name in _EXAMPLES:
        (ledgers / name).write_bytes(read_bytes(f"examples/{name}"))
    return ledgers


def found(day: Day, clock: SetClock) -> Shop:
    """The coordinator founds the network; the recovery key exists on its printed sheet only."""
    founded = create_network(day.shop("coordinator"), clock, NETWORK, PASSPHRASE)
    sheet = recovery_sheet_pdf(founded.recovery_secret, THE_DAY)
    (day.made("sheets") / "recovery-sheet.pdf").write_bytes(sheet)
    return founded.shop


def joined(day: Day, clock: SetClock, coordinator: Shop, name: str) -> Shop:
    """A laptop joins with the setup file, and the coordinator approves it."""
    shop = join(day.shop(name), clock, current_setup_file(coordinator), f"{name.title()} laptop", PASSPHRASE)
    approve(coordinator, shop.desk.key)
    return shop


def import_ashford(day: Day, ashford: Shop) -> tuple[str, ...]:
    """Desk A takes in two years of Ashford's visits."""
    ledgers = day.out / "ledgers"
    said = []
    for name in ("ashford-2013-14.csv", "ashford-2014-15.csv"):
        taken = import_ledger(ashford, ledgers / name, ledgers / "ashford-map.toml")
        said.append(_said(name, taken))
    sync(ashford, day.central)
    return tuple(said)


def import_tenterden(day: Day, tenterden: Shop) -> tuple[str, ...]:
    """Desk B's ledger has a day that does not exist: refused by row number, then left out by the map."""
    ledgers = day.out / "ledgers"
    ledger, map_file = ledgers / "tenterden-2016.xlsx", ledgers / "tenterden-map.toml"
    said = []
    try:
        import_ledger(tenterden, ledger, map_file)
    except Refused as refused:
        said.append(f"tenterden-2016.xlsx: refused, nothing taken: {refused}")
    text = map_file.read_text(encoding="utf-8").replace("skip_rows = []", "skip_rows = [65]")
    map_file.write_text(text, encoding="utf-8", newline="\n")
    taken = import_ledger(tenterden, ledger, map_file)
    said.append(_said("tenterden-2016.xlsx", taken))
    sync(tenterden, day.central)
    return tuple(said)


def _said(name: str, taken: Taken) -> str:
    return f"{name}: read {taken.read}, new {taken.new}, known {taken.known}, skipped {taken.skipped}"


def settle(day: Day, coordinator: Shop) -> Outcome:
    """The coordinator merges, accepts venues and agencies first met elsewhere, and puts out the setup."""
    outcome = merge(coordinator, [day.central])
    accept_met(coordinator)
    keep_venue(coordinator, "Ashford One Stop Shop", opens="09:30", weekday=THE_DAY.weekday())
    sync(coordinator, day.central)
    return outcome


def hold_session(day: Day, clock: SetClock) -> SessionId:
    """Desk C records twelve visits through the real window, closes the session and syncs."""
    session = record_session(day.shop("rural"), clock, PASSPHRASE, day.central, day.made("screenshots"))
    rural = open_shop(day.shop("rural"), clock, PASSPHRASE)
    sheets = day.made("sheets")
    try:
        sheet = session_sheet_pdf(read_session_totals(rural, session))
        (sheets / "session-sheet.pdf").write_bytes(sheet)
        (sheets / "slips.pdf").write_bytes(slips_pdf(read_directory(rural), THE_DAY, slips=4))
    finally:
        rural.close()
    return session


def report(day: Day, coordinator: Shop) -> tuple[ProtectedReport, ProtectedReport]:
    """The year report on 2014/15 and on 2013/14, in every form and profile.

    Those for the public and the police are releases, planned beforehand. Returns the internal reports on
    2014/15 and 2013/14.
    """
    keep_totals(coordinator, read_totals(day.out / "ledgers" / "ashford-earlier-years.toml"))
    reports = day.made("reports")
    internal = []
    plan_releases(coordinator, (YEAR_2013, YEAR_2014))
    for period, name in ((YEAR_2014, "2014-15"), (YEAR_2013, "2013-14")):
        material = read_material(coordinator, period)
        template = report_template("year", material)
        for profile in _FOR_OTHERS:
            prepared = prepared_release(coordinator, template, material, profile, POLICE)
            for ending in REPORT_ENDINGS:
                write_release(coordinator, prepared, reports / f"year-{name}-{profile}{ending}")
        made = report_of(template, material, "internal")
        for ending in REPORT_ENDINGS:
            (reports / f"year-{name}-internal{ending}").write_bytes(report_writer(ending)(made))
        internal.append(made)
    sync(coordinator, day.central)
    return internal[0], internal[1]


def ledger(coordinator: Shop) -> tuple[str, ...]:
    """A line a release: when, what, for whom, and in which forms."""
    return tuple(
        f"{found.release.day}  {found.release.title}, for {found.release.recipient or 'the public'}:"
        f" {' '.join(found.written or ())}"
        for found in entered_releases(coordinator)
    )


def morning() -> SetClock:
    """Twenty-five past nine on the day of the session."""
    return SetClock(datetime(2026, 6, 23, 9, 25).astimezone())


def published_text() -> str:
    """The figures as the council published them."""
    return read_text("examples/published.toml")
