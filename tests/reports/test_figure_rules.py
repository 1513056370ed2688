"""What a period can and cannot give, and the page that defines every figure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import VenueId
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.figure import Counted
from onestopshop.reports.figure_list import figure_list
from onestopshop.reports.protected import ProtectedFigure
from onestopshop.reports.year_report import year_report
from tests.reports.samples import ASHFORD, RURAL, material, session

QUARTER = Period(Month(2014, 7), Month(2014, 9))
TOTAL = EarlierTotal(ASHFORD, Period(Month(2013, 7), Month(2014, 6)), "visits", 316, "Annual report 2014")


def figure(figure_id: str, *sessions: object, **settings: object) -> ProtectedFigure:
    """One figure, exact."""
    return year_report(material(sessions, **settings), "internal").figure(figure_id)  # type: ignore[arg-type]


def test_the_page_of_figures_is_true() -> None:
    """The page that defines the figures is the one that the definitions give."""
    page = Path(__file__).parents[2] / "docs" / "figures.md"
    assert page.read_text(encoding="utf-8") == figure_list()


def test_visitors_need_a_whole_reporting_year() -> None:
    """In a quarter visitors are not available, while first visits of the reporting year are."""
    visits = session([{"ordinal": "first"}, {"ordinal": "second"}])
    assert figure("visitors", visits).value == 1
    assert figure("visitors", visits, period=QUARTER).state == "not available"
    assert figure("visitors_twice_or_more", visits, period=QUARTER).text == "not available"
    assert figure("new_this_year", visits, period=QUARTER).value == 1


def test_at_a_venue_first_visits_are_new_to_the_network() -> None:
    """The ordinal counts visits to every venue, so that one venue's first visits are labelled so."""
    visits = session([{"ordinal": "first"}])
    assert figure("new_this_year", visits, venue=ASHFORD).label == "visits by people new to the network"
    assert figure("visits", session(venue=RURAL), visits, venue=RURAL).value == 0


def test_nothing_recorded_is_not_nought() -> None:
    """Where nobody was asked, or nothing was received, a figure is not available rather than 0."""
    asked_nothing = session([{}])
    for figure_id in ("male", "children", "within_area", "helpful", "agency_attendances", "supporters"):
        assert figure(figure_id, asked_nothing).state == "not available", figure_id
    assert figure("visits").state == "not available"
    assert figure("sessions_cancelled", asked_nothing).value == 0


def test_a_session_of_this_month_is_not_missing_yet() -> None:
    """Planned sessions are missing from the month after theirs."""
    planned = session(status="planned", day=date(2015, 3, 20))
    assert figure("sessions_missing", planned, day=date(2015, 3, 31)).value == 0
    assert figure("sessions_missing", planned, day=date(2015, 4, 1)).value == 1


def test_an_answer_that_is_not_accepted_counts_where_its_parent_does() -> None:
    """An option first met below "Any other White background" counts as White European."""
    assert figure("white_european", session([{"ethnic_group": "polish"}])).value == 1


def test_the_year_before_may_be_an_earlier_total() -> None:
    """A total entered for the same months stands in where nothing was counted, with its source."""
    found = year_report(material([session([{}])], earlier=(TOTAL,)), "internal").before("visits")
    assert (found.value, found.source) == (316, "Annual report 2014")


@pytest.mark.parametrize(
    ("venues", "expected"),
    [((ASHFORD, RURAL), 30), ((None, ASHFORD), 10), ((None,), 10)],
)
def test_totals_of_venues_add_up_to_the_network(venues: tuple[VenueId | None, ...], expected: int) -> None:
    """The network's own total counts; without one the venues' totals are added up."""
    totals = tuple(
        EarlierTotal(venue, TOTAL.period, "visits", 10 * number)
        for number, venue in enumerate(venues, start=1)
    )
    assert year_report(material([], earlier=totals), "internal").before("visits").value == expected


def test_a_venue_has_its_own_totals_only() -> None:
    """Another venue's total, or the network's, never stands in for this one's."""
    totals = (EarlierTotal(RURAL, TOTAL.period, "visits", 9), EarlierTotal(None, TOTAL.period, "visits", 50))
    report = year_report(material([], earlier=totals, venue=ASHFORD), "internal")
    assert report.before("visits").state == "not available"


def test_a_year_that_was_counted_is_not_replaced_by_a_total() -> None:
    """Where visits were counted, the total entered for that year is not used."""
    counted = session([{}], day=date(2013, 9, 3))
    report = year_report(material([counted], earlier=(TOTAL,)), "internal")
    assert report.before("visits").value == 1
    assert [(row.label, row.value) for row in report.table("year").rows] == [("2013/14", 1)]


def test_years_after_the_period_are_left_out() -> None:
    """The table of years ends with the period's own year; a year that is not over is no year."""
    sessions = [session([{}], day=date(year, 9, 3)) for year in (2013, 2014, 2015)]
    assert [row.label for row in year_report(material(sessions), "internal").table("year").rows] == [
        "2013/14",
        "2014/15",
    ]
    in_part = year_report(material(sessions, period=QUARTER), "internal")
    assert [row.label for row in in_part.table("year").rows] == ["2013/14"]


def test_a_share_is_never_more_than_the_whole() -> None:
    """Numbers that cannot be true are refused where a figure is made."""
    with pytest.raises(ValueError, match="part of its base"):
        Counted(5, base=4)


def test_more_second_visits_than_first_ones_give_no_share() -> None:
    """At one venue people may come for the second time who were first elsewhere: no percentage over 100."""
    visits = session([{"ordinal": "first"}, {"ordinal": "second"}, {"ordinal": "second"}])
    assert figure("visitors_twice_or_more", visits, venue=ASHFORD).state == "not available"
