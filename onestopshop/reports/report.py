"""A report with its exact numbers: the figures and tables of a template over a period."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onestopshop.agency import Agency
from onestopshop.reporting_year import Period
from onestopshop.reports.attendance_strip import AttendanceStrip, attendance_strip
from onestopshop.reports.counts import Counts, counts_of
from onestopshop.reports.earlier import earlier_value
from onestopshop.reports.figure import Counted, Figure
from onestopshop.reports.figures import figures
from onestopshop.reports.material import Material
from onestopshop.reports.people_figures import of_referrals
from onestopshop.reports.stated import stated_of
from onestopshop.reports.table import Table
from onestopshop.reports.tables import BY_MONTH, table
from onestopshop.reports.template import Template
from onestopshop.reports.wording import month_words
from onestopshop.stated_figure import StatedFigure
from onestopshop.venue import Venue

_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one period."""

    figures: tuple[tuple[Figure, Counted], ...]
    everyone: int
    """How many visits, or referrals, the report's breakdowns are of."""
    counts: Counts


@dataclass(frozen=True, slots=True)
class Report:
    """Exact, so it can neither be printed nor written to a file: `suppression.protect` makes what can."""

    network: str
    venue: Venue | None
    agency: Agency | None
    period: Period
    is_reporting_year: bool
    threshold: int
    template: Template
    now: Measured
    year_before: Measured
    tables: tuple[Table, ...]
    stated: tuple[StatedFigure, ...] = ()
    attendance_strip: AttendanceStrip | None = None
    tables_before: tuple[Table, ...] = ()
    """The charts by month, a year earlier."""


def build(template: Template, material: Material) -> Report:
    """Count everything that a template names."""
    setup, period = material.setup, material.period
    is_longer = len(period.months()) > _MONTHS_OF_A_YEAR  # the same months a year earlier are partly the same
    tallies = material.tallies.items()
    known = figures(setup.questions)
    chosen = tuple(known[figure] for figure in template.figure_ids())
    if template.subject == "referral":
        chosen = tuple(map(of_referrals, chosen))
    counts, counts_before = (
        counts_of(told, setup, at, material.day, template.subject, material.venue, material.agency)
        for told, at in ((tallies, period), ((() if is_longer else tallies), period.year_before()))
    )
    return Report(
        network=setup.name,
        venue=setup.venue(material.venue) if material.venue else None,
        agency=next((agency for agency in setup.agencies if agency.id == material.agency), None),
        period=period,
        is_reporting_year=period.is_reporting_year(setup.policies.year_starts),
        threshold=setup.policies.threshold,
        template=template,
        now=_measured(chosen, counts, material),
        year_before=_measured(chosen, counts_before, material),
        tables=tuple(table(table_id, counts, material) for table_id in template.table_ids()),
        stated=stated_of(template, material),
        attendance_strip=attendance_strip(template, counts, material),
        tables_before=_year_before(template, counts_before, material),
    )


def _measured(chosen: tuple[Figure, ...], counts: Counts, material: Material) -> Measured:
    counted = tuple((figure, _counted(figure, counts, material)) for figure in chosen)
    everyone = counts.everyone()
    if counts.is_empty() and (total := earlier_value(material, counts.period, "visits")):
        everyone = total.value or 0
    return Measured(counted, everyone, counts)


def _year_before(template: Template, counts: Counts, material: Material) -> tuple[Table, ...]:
    """The template's charts by month, with the months of the year before in which anything was recorded.

    They tell numbers and no percentages.
    """
    months = counts.period.months()
    silent = {
        words
        for month in months
        if not counts.answers_in_month(month, "session", "status")
        and not counts.in_month(month, counts.subject, "", "all")
        for words in (str(month), month_words(month))
    }
    found = (table(name, counts, material) for name in template.charts if name in BY_MONTH)
    return tuple(
        replace(before, base=None, rows=tuple(row for row in before.rows if row.label not in silent))
        for before in found
    )


def _counted(figure: Figure, counts: Counts, material: Material) -> Counted:
    if counts.is_empty() and (earlier := earlier_value(material, counts.period, figure.id)):
        return earlier
    return figure.count(counts)
