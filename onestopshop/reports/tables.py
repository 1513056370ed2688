"""Every table that can be reported, each defined once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from onestopshop.reporting_year import Month, Period, year_name, year_of
from onestopshop.reports.agency_tables import (
    agencies_present,
    agency_gaps,
    agency_hours,
    agency_months,
    agency_venues,
)
from onestopshop.reports.breakdown import Breakdown, breakdown_table
from onestopshop.reports.counts import Counts
from onestopshop.reports.earlier import earlier_value
from onestopshop.reports.material import Material
from onestopshop.reports.table import OTHER, Row, Table
from onestopshop.reports.venue_tables import (
    venue_completeness,
    venue_rate,
    venue_response,
    venue_sessions,
    venue_visits,
    venue_within_area,
)

_BREAKDOWNS = (
    Breakdown(
        "ordinal", "Which visit of the reporting year", "ordinal", "keep", subject="visit", ordered=True
    ),
    Breakdown("sex", "Sex", "sex", "keep"),
    Breakdown("age_band", "Age", "age_band", "between", ordered=True),
    Breakdown("ethnic_group", "Ethnic group", "ethnic_group", "drop"),
    Breakdown("ethnic_broad", "Ethnic group, in five groups", "ethnic_group", "keep", broad=True),
    Breakdown("lives_in", "Lives in", "lives_in", "drop"),
    Breakdown("heard_about", "How people heard of us", "heard_about", "drop"),
    Breakdown("referred_by", "Referred by", "referred_by", "drop", subject="referral"),
    Breakdown("risk_level", "Risk level", "risk_level", "keep", ordered=True),
    Breakdown("need", "Needs", "needs", "drop", several=True),
    Breakdown("need_unmet", "Needs that met no agency", "needs", "drop", subject="unmet", several=True),
    Breakdown("agency_seen", "Agencies seen", "agencies_seen", "drop", several=True),
    Breakdown("referred_to", "Referred to", "referred_to", "drop", several=True),
    Breakdown("helpful", "Was the visit helpful?", "helpful", "keep", subject="feedback"),
)


def _unit(counts: Counts) -> str:
    return "Referrals" if counts.subject == "referral" else "Visits"


def _by_month(counts: Counts) -> Table:
    """Rows are labelled "2015-06": pages say it in words."""
    rows = tuple(
        Row(str(month), counts.in_month(month, counts.subject, "", "all"), cells=(str(month),))
        for month in counts.period.months()
    )
    return Table(
        "month",
        "By month",
        _unit(counts),
        rows,
        of=(counts.subject, "month"),
        base=counts.everyone(),
        fixed=True,
    )


def _by_venue(counts: Counts) -> Table:
    rows = [
        Row(
            venue.name,
            counts.at_venue(venue.id).get("all", 0),
            OTHER if venue.met else "",
            keep=False,
            cells=(venue.id,),
        )
        for venue in counts.setup.venues
    ]
    unlisted = counts.everyone() - sum(row.value for row in rows)
    rows += [Row(OTHER, unlisted, cells=("",))] if unlisted else []
    return Table(
        "venue",
        "By venue",
        _unit(counts),
        tuple(rows),
        of=(counts.subject, "venue"),
        base=counts.everyone(),
        largest_first=True,
    )


def _by_year(material: Material) -> Table:
    """One row for each reporting year that ended with the period or before: counted, or the earlier total."""
    starts = material.setup.policies.year_starts
    numbers: dict[Period, int] = {}
    for (month, _), visits in material.visits_by_place.items():
        year = year_of(Month.parse(month).first_day(), starts)
        numbers[year] = numbers.get(year, 0) + visits
    for total in material.earlier:
        if (
            total.figure == "visits"
            and total.period.is_reporting_year(starts)
            and total.period not in numbers
        ):
            earlier = earlier_value(material, total.period, "visits")
            if earlier is not None and earlier.value is not None:
                numbers[total.period] = earlier.value
    rows = tuple(
        Row(year_name(year), numbers[year], cells=(str(year.first),))
        for year in sorted(numbers)
        if year.last <= material.period.last
    )
    return Table("year", "By reporting year", "Visits", rows, of=("visit", "year"), exact=True, fixed=True)


_COUNTED: Mapping[str, Callable[[Counts], Table]] = MappingProxyType(
    {
        "month": _by_month,
        "venue": _by_venue,
        "agency_present": agencies_present,
        "agency_hours": agency_hours,
        "agency_gap": agency_gaps,
        "agency_month": agency_months,
        "agency_venue": agency_venues,
        "venue_sessions": venue_sessions,
        "venue_visits": venue_visits,
        "venue_rate": venue_rate,
        "venue_within_area": venue_within_area,
        "venue_response": venue_response,
        "venue_completeness": venue_completeness,
    }
)
TABLE_IDS = (*_COUNTED, "year", *(breakdown.id for breakdown in _BREAKDOWNS))


def table(table_id: str, counts: Counts, material: Material) -> Table:
    """The table with this id, which must be one of TABLE_IDS."""
    if table_id == "year":
        return _by_year(material)
    if table_id in _COUNTED:
        return _COUNTED[table_id](counts)
    breakdown = next(found for found in _BREAKDOWNS if found.id == table_id)
    return breakdown_table(counts, breakdown)
