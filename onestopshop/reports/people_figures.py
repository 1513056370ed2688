"""Figures about who came: where they live, sex, ethnic group, children."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from onestopshop.question import NOT_RECORDED
from onestopshop.reports.counts import Counts
from onestopshop.reports.figure import NOT_AVAILABLE, Counted, Figure, share
from onestopshop.venue import Venue

_WHITE_BRITISH = "white_british"
_WHITE_EUROPEAN = "white_other"


def _within_area(counts: Counts) -> Counted:
    within = base = everyone = 0
    for venue_id in counts.venues():
        venue = counts.setup.venue(venue_id)
        if venue is None or venue.area is None:
            continue
        within += within_area_at(counts, venue)
        base += counts.recorded_at_venue(venue_id, "lives_in")
        everyone += counts.at_venue(venue_id).get("all", 0)
    return share(within, base, everyone - base)


def within_area_at(counts: Counts, venue: Venue) -> int:
    """How many at one venue live in the area that it serves, month by month: areas change on a date."""
    areas, area = counts.list_of("lives_in"), venue.area
    if area is None:
        return 0
    return sum(
        n
        for month, answers in counts.homes(venue.id).items()
        for option, n in answers.items()
        if areas.within(option, area, month.first_day())
    )


def _male(counts: Counts) -> Counted:
    recorded = counts.recorded(counts.subject, "sex")
    return share(counts.of(counts.subject, "sex", "male"), recorded, counts.everyone() - recorded)


def _of_ethnic_group(counts: Counts, group: str) -> int:
    groups = counts.list_of("ethnic_group")
    answers = counts.answers(counts.subject, "ethnic_group")
    return sum(n for option, n in answers.items() if groups.under(option, group))


def _ethnic_share(counts: Counts, value: int) -> Counted:
    recorded = counts.recorded(counts.subject, "ethnic_group")
    if not recorded:
        return NOT_AVAILABLE
    return share(value, counts.everyone(), counts.everyone() - recorded)


def _white_british(counts: Counts) -> Counted:
    return _ethnic_share(counts, _of_ethnic_group(counts, _WHITE_BRITISH))


def _other_ethnicities(counts: Counts) -> Counted:
    recorded = counts.recorded(counts.subject, "ethnic_group")
    return _ethnic_share(counts, recorded - _of_ethnic_group(counts, _WHITE_BRITISH))


def _white_european(counts: Counts) -> Counted:
    return _ethnic_share(counts, _of_ethnic_group(counts, _WHITE_EUROPEAN))


def _ethnicity_unknown(counts: Counts) -> Counted:
    unknown = counts.everyone() - counts.recorded(counts.subject, "ethnic_group")
    return share(unknown, counts.everyone(), unknown)


def _sum_of_numbers(answers: Mapping[str, int]) -> int:
    return sum(int(option) * n for option, n in answers.items() if option not in NOT_RECORDED)


def _children(counts: Counts) -> Counted:
    recorded = counts.recorded(counts.subject, "children")
    if not recorded:
        return NOT_AVAILABLE
    total = _sum_of_numbers(counts.answers(counts.subject, "children"))
    return Counted(total, not_recorded=counts.everyone() - recorded)


def _children_first_visits(counts: Counts) -> Counted:
    recorded = counts.recorded("first", "children")
    if not recorded:
        return NOT_AVAILABLE
    first_visits = counts.of("visit", "ordinal", "first")
    total = _sum_of_numbers(counts.answers("first", "children"))
    return Counted(total, not_recorded=first_visits - recorded)


PEOPLE_FIGURES = (
    Figure(
        "within_area",
        "from within the area",
        "Visits of people who live in the local authority that the venue serves, as it stood in the month of "
        "the visit.",
        "visits for which it is recorded where people live, at venues that serve one authority",
        _within_area,
    ),
    Figure("male", "male", "Victim-survivors recorded as male.", "visits where sex is recorded", _male),
    Figure(
        "white_british",
        "White British",
        "Visits of people recorded as English, Welsh, Scottish, Northern Irish or British.",
        "all visits",
        _white_british,
    ),
    Figure(
        "other_ethnicities",
        "of other ethnic groups",
        "Visits of people whose ethnic group is recorded and is not White British; White European is "
        "included.",
        "all visits",
        _other_ethnicities,
    ),
    Figure(
        "white_european",
        "White European",
        "Visits of people recorded as, or within, any other White background.",
        "all visits",
        _white_european,
    ),
    Figure(
        "ethnicity_unknown",
        "of unknown ethnic group",
        "Visits for which no ethnic group is recorded: not asked, not known, or preferred not to say.",
        "all visits",
        _ethnicity_unknown,
    ),
    Figure(
        "children",
        "children",
        "Children who live with the person, added up over all visits: who comes twice counts them twice.",
        "",
        _children,
        exact=True,
    ),
    Figure(
        "children_first_visits",
        "children, counted at first visits",
        "Children who live with the person, added up over first visits of the reporting year: nobody "
        "is counted twice.",
        "",
        _children_first_visits,
    ),
)
"""Who came, as far as they wished to say. In a programme's report: who was referred."""


def of_referrals(figure: Figure) -> Figure:
    """The figure as a programme's report words it: of referrals where it tells who came."""
    if figure not in PEOPLE_FIGURES or figure.id == "children_first_visits":
        return figure
    return replace(figure, definition=_reworded(figure.definition), base=_reworded(figure.base))


def _reworded(words: str) -> str:
    for visit, referral in (
        ("Visit", "Referral"),
        ("visit", "referral"),
        ("comes twice", "is referred twice"),
    ):
        words = words.replace(visit, referral)
    return words
