"""The one way from exact numbers to printable ones: merge categories, hide small numbers, round the rest."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, replace

from onestopshop.errors import Refused
from onestopshop.reporting_year import Period
from onestopshop.reports.protected import (
    PROFILES,
    Agreement,
    Profile,
    ProtectedFigure,
    ProtectedTable,
)
from onestopshop.reports.report import Report
from onestopshop.reports.reserve import Edition, least_reserve
from onestopshop.reports.rule import EXACT, PARTNER, Rule, publishing
from onestopshop.reports.showing import Reserve
from onestopshop.reports.stated import ProtectedStated, ProtectedTarget, protected_stated, targets
from onestopshop.reports.template import Template
from onestopshop.reports.wording import period_title

_SEAL = object()


class UnknownProfile(Refused):
    """A profile that does not exist."""

    sentence = "A report is made to “publish”, for a “partner” or “internal”: choose one."


class AgreementNeeded(Refused):
    """A partner's report without a recipient or without what allows it."""

    sentence = (
        "A partner's report names for whom it is and which agreement allows it, each in up to "
        "{most} letters. Give both, or make the report for the public."
    )


_MOST_LETTERS = 80


@dataclass(frozen=True, slots=True)
class ProtectedReport:
    """A report that may be printed. Only `protect` can make one, so nothing else can be printed."""

    profile: Profile
    threshold: int
    title: str
    network: str
    period: Period
    template: Template
    figures: tuple[ProtectedFigure, ...]
    year_before: tuple[ProtectedFigure, ...]
    tables: tuple[ProtectedTable, ...]
    stated: tuple[ProtectedStated, ...] = ()
    targets: tuple[ProtectedTarget, ...] = ()
    agreement: Agreement | None = None
    """What allows a partner's report; None for the others."""
    preview: bool = False
    """Whether it is only to be looked at: no release, and marked as such."""
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise TypeError("only protect() makes a protected report")

    def figure(self, figure_id: str) -> ProtectedFigure:
        """The figure with this id, which the template must name."""
        return next(figure for figure in self.figures if figure.id == figure_id)

    def before(self, figure_id: str) -> ProtectedFigure:
        """The same figure a year earlier."""
        return next(figure for figure in self.year_before if figure.id == figure_id)

    def table(self, table_id: str) -> ProtectedTable:
        """The table with this id, which the template must name."""
        return next(table for table in self.tables if table.id == table_id)


def protect(report: Report, profile: str, agreement: Agreement | None = None) -> ProtectedReport:
    """The report as readers of that profile may see it. Raises UnknownProfile and AgreementNeeded.

    Small numbers are hidden and others rounded as the profile's rule says; then an attacker puts together all
    that is told, and more is held back until no hidden number can be worked out.
    """
    chosen, agreed = checked(profile, agreement)
    now, before = editions(report, chosen)
    return protected(report, chosen, agreed, (least_reserve(now), least_reserve(before)))


def checked(profile: str, agreement: Agreement | None) -> tuple[Profile, Agreement | None]:
    """The profile of this name, with its agreement where it needs one. Raises as `protect`."""
    chosen = next((known for known in PROFILES if known == profile), None)
    if chosen is None:
        raise UnknownProfile
    if chosen != "partner":
        return chosen, None
    if agreement is None or not (_is_named(agreement.recipient) and _is_named(agreement.name)):
        raise AgreementNeeded(most=_MOST_LETTERS)
    return chosen, agreement


def editions(report: Report, profile: Profile) -> tuple[Edition, Edition]:
    """The report's own period and the year before, as readers of the profile may see them."""
    rule, at_venue = _rule(profile, report), report.venue is not None
    return (
        Edition(report.now, report.tables, rule, at_venue),
        Edition(report.year_before, (), rule, at_venue),
    )


def protected(
    report: Report, profile: Profile, agreement: Agreement | None, reserves: tuple[Reserve, Reserve]
) -> ProtectedReport:
    """The report with so much held back of its own period and of the year before, which an audit must have
    found to be enough."""
    now, before = editions(report, profile)
    figures, tables = now.shown(reserves[0])
    earlier, _ = before.shown(reserves[1])
    return ProtectedReport(
        profile,
        now.rule.threshold,
        _title(report, now.rule),
        report.network,
        report.period,
        report.template,
        figures,
        earlier,
        tables,
        protected_stated(report.stated, now.rule),
        targets(report.stated, figures),
        agreement,
        seal=_SEAL,
    )


def as_preview(report: ProtectedReport) -> ProtectedReport:
    """The same report, marked on every page as one that is not released."""
    return replace(report, preview=True, seal=_SEAL)


def _is_named(words: str) -> bool:
    return bool(words.strip()) and len(words) <= _MOST_LETTERS


def _rule(profile: Profile, report: Report) -> Rule:
    if profile == "internal":
        return EXACT
    return PARTNER if profile == "partner" else publishing(report.threshold)


def _title(report: Report, rule: Rule) -> str:
    place = report.network
    if report.venue is not None:
        unnamed = rule.accepted_only and report.venue.met
        place = f"{report.network}, one venue" if unnamed else report.venue.name
    if report.agency is not None:
        place = f"{report.agency.name} at {place}"
    return f"{place}, {period_title(report.period, is_reporting_year=report.is_reporting_year)}"
