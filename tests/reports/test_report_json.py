"""The JSON report has the shape that other programs rely on."""

from __future__ import annotations

from typing import Any

import msgspec

from onestopshop.reports.report_json import report_json
from onestopshop.reports.tables import TABLE_IDS
from onestopshop.reports.year_report import year_report
from tests.reports.samples import material, session

YEAR_FIGURES = {
    "visits visitors visitors_twice_or_more new_this_year busiest_month quietest_month within_area male",
    "white_british other_ethnicities white_european ethnicity_unknown children children_first_visits",
    "feedback_responses helpful heard_through_agency agency_attendances need_unmet sessions",
    "sessions_cancelled sessions_missing supporters",
}

OTHER_REPORTS = {
    "referred_by",
    "need_unmet",
    "agency_hours",
    "agency_gap",
    "agency_month",
    "agency_venue",
    "venue_sessions",
    "venue_visits",
    "venue_rate",
    "venue_within_area",
    "venue_response",
    "venue_completeness",
}


def written(profile: str, visits: int = 30, males: int = 3) -> dict[str, Any]:
    """A year report as JSON, read back."""
    answers = [{"sex": "male" if number < males else "female"} for number in range(visits)]
    found: dict[str, Any] = msgspec.json.decode(
        report_json(year_report(material([session(answers)]), profile))
    )
    return found


def test_the_report_names_its_profile_and_period() -> None:
    """Profile, months, figures, tables and the year before: nothing else stands at the top."""
    found = written("internal")
    assert (found["profile"], found["from"], found["to"]) == ("internal", "2014-07", "2015-06")
    assert set(found) == {"profile", "from", "to", "figures", "tables", "year_before"}


def test_the_year_report_holds_every_figure_and_table_of_a_year() -> None:
    """All figures but a programme's, and all tables but those of a programme, of agencies and of venues."""
    found = written("internal")
    assert set(found["figures"]) == set(" ".join(YEAR_FIGURES).split())
    assert set(found["year_before"]) == set(found["figures"])
    assert set(found["tables"]) == set(TABLE_IDS) - OTHER_REPORTS


def test_a_figure_has_its_four_numbers() -> None:
    """Counts have neither base nor percentage; the busiest month names its month."""
    figures = written("internal")["figures"]
    assert figures["male"] == {"value": 3, "base": 30, "percent": 10, "not_recorded": 0}
    assert figures["visits"] == {"value": 30, "base": None, "percent": None, "not_recorded": 0}
    assert figures["sessions"] == {"value": 1, "base": None, "percent": None, "not_recorded": 0}
    assert figures["busiest_month"] == {"value": 30, "month": "2014-09"}


def test_what_is_suppressed_is_null_and_says_so() -> None:
    """A small number is null beside "suppressed", in figures and in each row of a withheld table."""
    found = written("publish")
    male = found["figures"]["male"]
    assert male == {"value": None, "base": None, "percent": None, "not_recorded": None, "suppressed": True}
    assert found["tables"]["sex"] == [
        {"label": label, "value": None, "percent": None, "suppressed": True}
        for label in ("Female", "Male", "Not known", "Prefer not to say", "Not asked")
    ]
    few = written("publish", visits=4)["figures"]["busiest_month"]
    assert few == {"value": None, "month": None, "suppressed": True}


def test_what_a_period_cannot_give_is_null_and_says_so() -> None:
    """What was never recorded is null beside "not_available"."""
    figures = written("publish")["figures"]
    assert figures["children"]["value"] is None
    assert figures["children"]["not_available"] is True
    assert "suppressed" not in figures["children"]


def test_rows_have_label_value_and_percent() -> None:
    """Months are labelled as other programs write them."""
    tables = written("internal")["tables"]
    assert {"label": "2014-09", "value": 30, "percent": 100} in tables["month"]
    assert tables["sex"] == [
        {"label": "Female", "value": 27, "percent": 90},
        {"label": "Male", "value": 3, "percent": 10},
    ]


def test_the_same_report_is_the_same_bytes() -> None:
    """The order in which counts were read does not show."""
    visits = [{"sex": "male"}, {"sex": "female", "age_band": "25_34"}]
    one, other = (material([session(order)]) for order in (visits, visits[::-1]))
    assert report_json(year_report(one, "internal")) == report_json(year_report(other, "internal"))
