"""Figures about visits, and about visitors as far as visits tell of them."""

from __future__ import annotations

from onestopshop.reporting_year import Month
from onestopshop.reports.counts import Counts
from onestopshop.reports.figure import NOT_AVAILABLE, Counted, Figure, share


def _visits(counts: Counts) -> Counted:
    return NOT_AVAILABLE if counts.is_empty() else Counted(counts.everyone("visit"))


def _is_reporting_year(counts: Counts) -> bool:
    return counts.period.is_reporting_year(counts.setup.policies.year_starts)


def _visitors(counts: Counts) -> Counted:
    recorded = counts.recorded("visit", "ordinal")
    if not recorded or not _is_reporting_year(counts):
        return NOT_AVAILABLE
    return Counted(counts.of("visit", "ordinal", "first"), not_recorded=counts.everyone("visit") - recorded)


def _twice_or_more(counts: Counts) -> Counted:
    visitors = counts.of("visit", "ordinal", "first")
    second = counts.of("visit", "ordinal", "second")
    # At one venue more second visits than first ones are possible: people who came elsewhere before.
    if not visitors or second > visitors or not _is_reporting_year(counts):
        return NOT_AVAILABLE
    return share(second, visitors, counts.everyone("visit") - counts.recorded("visit", "ordinal"))


def _new_this_year(counts: Counts) -> Counted:
    recorded = counts.recorded("visit", "ordinal")
    return share(counts.of("visit", "ordinal", "first"), recorded, counts.everyone("visit") - recorded)


def _months_held(counts: Counts) -> tuple[tuple[int, Month], ...]:
    return tuple(
        (counts.in_month(month, "visit", "", "all"), month)
        for month in counts.period.months()
        if counts.in_month(month, "session", "status", "held")
    )


def _busiest(counts: Counts) -> Counted:
    held = _months_held(counts)
    if not held:
        return NOT_AVAILABLE
    visits, month = max(held, key=lambda found: found[0])
    return Counted(visits, month=month)


def _quietest(counts: Counts) -> Counted:
    held = _months_held(counts)
    if not held:
        return NOT_AVAILABLE
    visits, month = min(held, key=lambda found: found[0])
    return Counted(visits, month=month)


def _heard_through_agency(counts: Counts) -> Counted:
    sources = counts.list_of("heard_about")
    through = {
        option.id
        for option in sources.options
        if any(sources.under(option.id, above.id) for above in sources.options if above.agency)
    }
    found = sum(n for option, n in counts.answers("visit", "heard_about").items() if option in through)
    recorded = counts.recorded("visit", "heard_about")
    return share(found, recorded, counts.everyone("visit") - recorded)


def _need_unmet(counts: Counts) -> Counted:
    unmet = counts.of("visit", "need_unmet", "yes")
    met = counts.of("visit", "need_unmet", "no")
    return share(unmet, unmet + met, counts.everyone("visit") - counts.recorded("visit", "needs"))


def _supporters(counts: Counts) -> Counted:
    supporters = counts.everyone("supporter")
    if not supporters and not counts.recorded("visit", "visitor_type"):
        return NOT_AVAILABLE
    unknown = counts.everyone("visit") - counts.recorded("visit", "visitor_type")
    return Counted(supporters, not_recorded=unknown)


VISIT_FIGURES = (
    Figure(
        "visits",
        "visits",
        "Every coming of a victim-survivor to a session; one person may come several times.",
        "",
        _visits,
        exact=True,
    ),
    Figure(
        "visitors",
        "visitors",
        "Visits that were the person's first to any venue of the network in the reporting year; "
        "given for a whole reporting year only.",
        "",
        _visitors,
        venue_label="visitors new to the network",
    ),
    Figure(
        "visitors_twice_or_more",
        "visitors came twice or more",
        "Visits that were the person's second in the reporting year: everybody who came twice or more "
        "has exactly one; given for a whole reporting year only.",
        "visitors",
        _twice_or_more,
    ),
    Figure(
        "new_this_year",
        "first visits of the reporting year",
        "Visits that were the person's first to any venue of the network since the reporting year began.",
        "visits where it was asked which visit this is",
        _new_this_year,
        venue_label="visits by people new to the network",
    ),
    Figure(
        "busiest_month",
        "visits in the busiest month",
        "The month with the most visits among those in which a session was held; the earliest if "
        "several are equal.",
        "",
        _busiest,
    ),
    Figure(
        "quietest_month",
        "visits in the quietest month",
        "The month with the fewest visits among those in which a session was held; the earliest if "
        "several are equal.",
        "",
        _quietest,
    ),
    Figure(
        "heard_through_agency",
        "heard of us through an agency",
        "Visits of people who heard of the service through an agency, as the police, a GP or a school.",
        "visits where it is recorded how they heard",
        _heard_through_agency,
    ),
    Figure(
        "need_unmet",
        "visits with a need and no agency seen",
        "Visits with a recorded need on which the person saw no agency.",
        "visits where both needs and agencies seen are recorded and there was a need",
        _need_unmet,
    ),
    Figure(
        "supporters",
        "supporters",
        "Friends, relatives and professionals who came with or for somebody; they are not among the visits.",
        "",
        _supporters,
    ),
)
"""How many visits there were, by whom and when."""
