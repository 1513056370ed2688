"""What is drawn of a report: months beside those of the year before, years, and what is said of both."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from onestopshop.attendance import Attendance
from onestopshop.earlier_total import EarlierTotal
from onestopshop.identity import AgencyId
from onestopshop.joint import JointSession
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.chart import Chart, charts, printed_tables
from onestopshop.reports.protected import Agreement
from onestopshop.reports.report_json import report_json
from onestopshop.reports.report_words import figures_rule, totals_rule
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.year_report import report_of, shipped_report, shipped_template, year_report
from tests.reports.samples import material, network_setup, session

SETUP = network_setup()
LONG = Period(Month(2013, 7), Month(2015, 6))


def months(*numbers: int, year: int = 2014) -> list[JointSession]:
    """A session a month from July on with so many visits; below zero is no session at all."""
    days = [Month(year, 7).plus(place).first_day() for place in range(len(numbers))]
    return [session([{}] * n, day=day) for day, n in zip(days, numbers, strict=True) if n >= 0]


def by_month(report: ProtectedReport) -> Chart:
    """The chart by month."""
    return charts(report)[0]


def test_months_stand_beside_those_of_the_year_before() -> None:
    """Each month has the number of the same month a year earlier; a dash where nothing was recorded."""
    found = material([*months(*[20] * 11, 31), *months(-1, 0, *[15] * 10, year=2013)])
    chart = by_month(year_report(found, "internal"))
    assert chart.headings == ("Month", "Visits", "Visits the year before")
    assert chart.cells()[:3] == (
        ("July 2014", "20", "–"),
        ("August 2014", "20", "0"),
        ("September 2014", "20", "15"),
    )
    assert chart.names == ("2014/15", "2013/14")
    assert chart.note == "Exact numbers. A dash: nothing was recorded in that month."
    assert [column.short for column in chart.columns if column.strong] == ["Jun"]


@pytest.mark.parametrize("profile", ["publish", "internal"])
def test_a_small_month_of_the_year_before_is_not_told(profile: str) -> None:
    """Where one of its months is small none of them stands there; for the network alone they do."""
    report = year_report(material([*months(*[20] * 12), *months(*[15] * 11, 3, year=2013)]), profile)
    assert len(by_month(report).names) == (1 if profile == "publish" else 2)
    written = msgspec.json.decode(report_json(report))
    assert ("tables_year_before" in written) == (profile == "internal")


def test_the_year_before_is_rounded_as_the_year_is() -> None:
    """In public 13 visits a year earlier are 15, in the chart and in JSON."""
    report = year_report(material([*months(*[20] * 12), *months(*[13] * 12, year=2013)]), "publish")
    assert by_month(report).cells()[0] == ("July 2014", "20", "15")
    beside = msgspec.json.decode(report_json(report))["tables_year_before"]["month"]
    assert beside[0] == {"label": "2014-07", "value": 15}


def test_a_withheld_chart_says_so() -> None:
    """Where a month is small there are no columns but the reason, and nothing of the year before."""
    report = year_report(material([*months(*[20] * 11, 3), *months(*[15] * 12, year=2013)]), "publish")
    chart = by_month(report)
    assert (chart.heading, chart.columns, chart.said) == ("Visits by month", (), "")
    assert (
        chart.note == "Left out: it holds a number from 1 to 7, or such a number could be worked out from it."
    )
    assert "tables_year_before" not in msgspec.json.decode(report_json(report))


def test_more_than_a_year_has_nothing_beside_it() -> None:
    """Months of two years would stand beside themselves: neither they nor the figures are compared."""
    found = material([*months(*[20] * 12), *months(*[15] * 12, year=2013)], period=LONG)
    report = year_report(found, "internal")
    assert by_month(report).names == ("July 2013 to June 2015",)
    assert {figure.state for figure in report.year_before if not figure.id.startswith("agency")} == {
        "not available"
    }
    years = [(column.short, column.year) for column in by_month(report).columns if column.year]
    assert years == [("Jul", "2013"), ("Jan", "2014"), ("Jan", "2015")]


def test_what_a_chart_shows_is_said() -> None:
    """Words name the most and the fewest, as exact as the columns are."""
    found = material([*months(20, 11, *[15] * 10), *months(*[15] * 12, year=2013)])
    ends = "most in July 2014: {0}20, fewest in August 2014: {0}1{1}."
    for profile, about, last in (("internal", "", 1), ("publish", "about ", 0)):
        said = by_month(year_report(found, profile)).said
        assert said.startswith("Visits by month, July 2014 to June 2015, drawn as columns: ")
        assert ends.format(about, last) in said
        assert "Beside each month stands the same month a year earlier." in said


def test_years_are_drawn_with_earlier_totals() -> None:
    """The report's own year is the one to notice; a network's first year alone is no chart."""
    earlier = EarlierTotal(None, Period(Month(2012, 7), Month(2013, 6)), "visits", 41, "Annual report")
    report = year_report(material(months(*[20] * 12), earlier=(earlier,)), "publish")
    chart = charts(report)[1]
    assert chart.heading == "Visits by reporting year"
    assert [(c.label, c.value, c.strong) for c in chart.columns] == [
        ("2012/13", 41, False),
        ("2014/15", 240, True),
    ]
    alone = year_report(material(months(*[20] * 12)), "publish")
    assert [chart.heading for chart in charts(alone)] == ["Visits by month"]
    assert "year" not in {table.id for table in printed_tables(alone)}


def test_answers_with_long_names_are_printed_with_bars() -> None:
    """A template may want any table drawn: one whose labels do not fit below columns is printed instead."""
    template = msgspec.structs.replace(
        shipped_template("year", SETUP.questions), charts=("heard_about", "sex"), tables=()
    )
    heard = ("police", "website_or_social_media", "friend_or_family", "poster_or_leaflet", "gp", "school")
    options = SETUP.list(SETUP.question("heard_about").list)  # type: ignore[union-attr, arg-type]
    known = [option.id for option in options.options][: len(heard) + 4]  # type: ignore[union-attr]
    visits = [{"sex": "female" if n % 2 else "male", "heard_about": known[n % len(known)]} for n in range(90)]
    report = report_of(template, material([session(visits)]), "internal")
    assert [chart.heading for chart in charts(report)] == ["Sex"]
    assert [table.id for table in printed_tables(report)] == ["heard_about"]


def test_one_agency_is_compared_too() -> None:
    """Attendances of the year before stand beside an agency's own; they tell of no visitor."""
    found = material([], agency=SETUP.agencies[0].id)
    assert charts(shipped_report("agency", found, "publish")) == ()


def test_a_programme_speaks_of_referrals() -> None:
    """Definitions and bases of who was referred name referrals and no visits."""
    referred = [{"ethnic_group": "white_british", "children": 2}] * 30
    found = material([session(status="register", referrals=referred)])
    report = shipped_report("programme", found, "internal")
    british, children = report.figure("white_british"), report.figure("children")
    assert british.base_words == "all referrals"
    assert british.definition.startswith("Referrals of people recorded as")
    assert children.definition.endswith(
        "added up over all referrals: who is referred twice counts them twice."
    )
    assert (
        year_report(material([session(referred)]), "internal")
        .figure("children")
        .definition.endswith("added up over all visits: who comes twice counts them twice.")
    )


def test_a_partner_reads_why_there_is_no_total() -> None:
    """A table of visitors could tell a hidden number by its total; one of agencies hides nothing."""
    came = (Attendance(AgencyId("police"), came="09:30"),)
    found = material([session([{"sex": "female"}] * 30, attendances=came)])
    report = shipped_report("year", found, "partner", Agreement("Kent Police", "Agreement 12"))
    assert (
        totals_rule(report, report.table("sex"))
        == "Exact numbers, without a total: it could tell a hidden one."
    )
    assert totals_rule(report, report.table("agency_present")) == "Exact numbers."


def test_figures_say_how_exact_they_are() -> None:
    """A group with rounded numbers says what "about" means, one with a hidden number that it is hidden."""
    few = [{"sex": "male"}] * 3 + [{"sex": "female"}] * 60
    report = year_report(material([session(few, day=date(2014, 9, 2))]), "publish")
    assert figures_rule(report, ["new_this_year", "visits"]) == "Exact numbers."
    assert figures_rule(report, ["male"]) == "Exact numbers; small ones are hidden."
    assert figures_rule(report, ["busiest_month"]).startswith("“About”: rounded to the nearest 5")
    assert figures_rule(report, ["supporters"]) == ""
