"""The figures that the services published come out of the ledgers that ship, to the last one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onestopshop.earlier_total import EarlierTotal
from onestopshop.reporting_year import Month, Period
from onestopshop.reports.protected import Agreement
from onestopshop.reports.report_json import report_json
from onestopshop.reports.suppression import ProtectedReport
from onestopshop.reports.year_report import shipped_report
from tests.reports.samples import ledger_sessions, material

PUBLISHED = tomllib.loads(
    (Path(__file__).parents[1] / "ledgers" / "published.toml").read_text(encoding="utf-8")
)
POLICE = Agreement("Kent Police & Crime, Ashford", "=Agreement <12>")
"""For whom a partner's report is, with signs that mean something in some form."""
ASHFORD = PUBLISHED["ashford-2014-15"]
STEP_CHANGE = PUBLISHED["step-change-2018-20"]


def ashford(profile: str = "internal") -> ProtectedReport:
    """The year report of Ashford for 2014/15, with the years before the app as totals."""
    setup, sessions = ledger_sessions(
        "ashford-2013-14.csv", "ashford-2014-15.csv", map_name="ashford-map.toml"
    )
    years = [(year, n) for year, n in ASHFORD["visits_by_year"].items() if year < "2013"]
    earlier = tuple(
        EarlierTotal(
            None, Period(Month(int(year[:4]), 7), Month(int(year[:4]) + 1, 6)), "visits", n, "Annual report"
        )
        for year, n in years
    )
    found = material(sessions, setup=setup, earlier=earlier)
    return shipped_report("year", found, profile, POLICE)


def figures_of(report: ProtectedReport, key: str = "figures") -> dict[str, dict[str, Any]]:
    """The figures as the JSON report has them."""
    found: dict[str, dict[str, Any]] = msgspec.json.decode(report_json(report))[key]
    return found


def test_ashford_comes_out_as_published() -> None:
    """Every figure that Ashford published for 2014/15 is computed from its rows."""
    found = figures_of(ashford())
    assert found["visits"]["value"] == ASHFORD["visits"]
    assert found["busiest_month"] == {
        "value": ASHFORD["busiest_month"]["visits"],
        "month": ASHFORD["busiest_month"]["month"],
    }
    assert found["quietest_month"] == {
        "value": ASHFORD["quietest_month"]["visits"],
        "month": ASHFORD["quietest_month"]["month"],
    }
    assert found["male"]["value"] == ASHFORD["male"]
    assert found["children"]["value"] == ASHFORD["children"]
    assert found["heard_through_agency"]["value"] == ASHFORD["heard_through_agency"]


@pytest.mark.parametrize(
    ("figure", "published"),
    [
        ("within_area", "within_area_percent"),
        ("visitors_twice_or_more", "visitors_twice_or_more_percent"),
        ("male", "male_percent"),
        ("white_british", "white_british_percent"),
        ("other_ethnicities", "other_ethnicities_percent"),
        ("white_european", "white_european_percent"),
        ("ethnicity_unknown", "ethnicity_unknown_percent"),
        ("helpful", "helpful_percent"),
        ("feedback_responses", "feedback_response_percent"),
    ],
)
def test_ashford_percentages_come_out_as_published(figure: str, published: str) -> None:
    """Every percentage that Ashford published rests on the base that it used."""
    assert figures_of(ashford())[figure]["percent"] == ASHFORD[published]


def test_ashford_year_before_comes_out_as_published() -> None:
    """The comparison with 2013/14 uses that year's own rows."""
    before, published = figures_of(ashford(), "year_before"), PUBLISHED["ashford-2013-14"]
    assert before["visits"]["value"] == published["visits"]
    assert before["within_area"]["percent"] == published["within_area_percent"]
    assert before["visitors_twice_or_more"]["percent"] == published["visitors_twice_or_more_percent"]


def test_ashford_years_come_out_as_published() -> None:
    """The table of years joins what was counted with the totals of the years before the app."""
    rows = ashford().table("year").rows
    assert {row.label: row.value for row in rows} == ASHFORD["visits_by_year"]


def test_ashford_first_visits_stand_in_for_visitors() -> None:
    """Visitors are never more than visits, and first, second and further visits add up to all of them."""
    report = ashford()
    assert report.figure("visitors").value == report.table("ordinal").rows[0].value
    assert sum(row.value or 0 for row in report.table("ordinal").rows) == ASHFORD["visits"]


def test_ashford_published_hides_what_is_small() -> None:
    """For the public the same year tells no table with a small number, and percentages of rounded numbers."""
    found = figures_of(ashford("publish"))
    assert found["visits"]["value"] == ASHFORD["visits"]
    assert found["within_area"] == {"value": 295, "base": 315, "percent": 94, "not_recorded": 0}
    assert found["ethnicity_unknown"]["suppressed"] is True
    ages = [(row.label, row.value) for row in ashford("publish").table("age_band").rows]
    assert ages == [("16 to 24", 40), ("25-34", 125), ("35-44", 90), ("45-54", 35), ("55 to 74", 20)]
    groups = [(row.label, row.value) for row in ashford("publish").table("ethnic_broad").rows]
    assert groups == [("White", 285), ("Other", 15), ("Asian or Asian British", 10)]
    labels = [row.label for row in ashford("publish").table("ethnic_group").rows]
    assert "White European" not in labels, "the network has not accepted it"


def test_step_change_comes_out_as_published() -> None:
    """Every figure of the programme is computed from its rows."""
    setup, sessions = ledger_sessions("step-change-2019-20.csv", map_name="step-change-map.toml")
    period = Period(Month(2018, 4), Month(2020, 9))
    report = shipped_report("programme", material(sessions, setup=setup, period=period), "internal")
    found = figures_of(report)
    assert found["referrals"]["value"] == STEP_CHANGE["referrals"]
    assert (found["engaged"]["value"], found["engaged"]["percent"]) == (72, STEP_CHANGE["engaged_percent"])
    assert found["children"]["value"] == STEP_CHANGE["children"]
    assert found["assessed"]["value"] == STEP_CHANGE["assessed"]
    assert found["white_british"]["value"] == STEP_CHANGE["white_uk"]
    assert found["white_british"]["percent"] == STEP_CHANGE["white_uk_percent"]
    outcomes = {
        figure.label: [figure.value, figure.percent]
        for figure in report.figures
        if figure.id.startswith("outcome_")
    }
    assert outcomes == {label[:1].lower() + label[1:]: n for label, n in STEP_CHANGE["outcomes"].items()}


def test_step_change_ages_come_out_as_published() -> None:
    """The most common age band of the programme is the published one."""
    setup, sessions = ledger_sessions("step-change-2019-20.csv", map_name="step-change-map.toml")
    period = Period(Month(2018, 4), Month(2020, 9))
    rows = (
        shipped_report("programme", material(sessions, setup=setup, period=period), "internal")
        .table("age_band")
        .rows
    )
    recorded = [row for row in rows if row.recorded]
    most = max(recorded, key=lambda row: row.value or 0)
    published = STEP_CHANGE["most_common_age_band"]
    assert (most.label, most.percent) == (published["band"], published["percent"])
    assert (recorded[0].label, recorded[-1].label) == (STEP_CHANGE["youngest_band"], "55 to 64")
