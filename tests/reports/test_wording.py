"""Protected numbers read well in a sentence."""

from __future__ import annotations

from onestopshop.reporting_year import Month, Period
from onestopshop.reports.wording import (
    count_words,
    counted_words,
    hidden_words,
    month_words,
    percent_words,
    period_title,
    period_words,
)
from onestopshop.reports.year_report import year_report
from tests.reports.samples import YEAR, material, session

MARCH = Period(Month(2015, 3), Month(2015, 3))


def test_numbers_say_whether_they_are_rounded() -> None:
    """A rounded number is about so many; none is none."""
    assert count_words(210, rounded=True) == "about 210"
    assert count_words(0, rounded=True) == "0"
    assert count_words(12345, rounded=False) == "12,345"
    assert hidden_words(7) == "fewer than 8"


def test_a_number_suits_its_label() -> None:
    """One is one and none is none, whether or not the label counts something."""
    said = [counted_words(text, "sessions cancelled") for text in ("0", "1", "2", "fewer than 8")]
    assert said == [
        "no sessions cancelled",
        "1 session cancelled",
        "2 sessions cancelled",
        "fewer than 8 sessions cancelled",
    ]
    assert counted_words("1", "children, counted at first visits") == "1 child, counted at first visits"
    assert [counted_words(text, "male") for text in ("0", "1")] == ["none male", "1 male"]


def test_percentages_say_whether_they_are_rounded() -> None:
    """A percentage of rounded numbers is about so much, but for none and all; it never breaks over lines."""
    assert percent_words(93, rounded=True) == "about 93\u00a0%"
    assert percent_words(100, rounded=True) == "100\u00a0%"
    assert percent_words(0, rounded=True) == "0\u00a0%"
    assert percent_words(93, rounded=False) == "93\u00a0%"


def test_periods_are_told_in_words() -> None:
    """A reporting year has a name, other periods their months."""
    assert month_words(Month(2015, 6)) == "June 2015"
    assert period_words(YEAR) == "July 2014 to June 2015"
    assert period_words(MARCH) == "March 2015"
    assert period_words(Period(Month(2015, 1), Month(2015, 3))) == "January to March 2015"
    assert period_title(YEAR, is_reporting_year=True) == "2014/15"
    assert period_title(MARCH, is_reporting_year=False) == "March 2015"


def test_every_figure_has_a_text() -> None:
    """A figure's text can stand in a sentence, whatever its state."""
    answers = [{"sex": "male"}] * 12 + [{"sex": "female"}] * 30
    report = year_report(material([session(answers)]), "publish")
    assert report.figure("visits").text == "42"
    assert (report.figure("male").text, report.figure("male").percent_text) == ("about 10", "about 25\u00a0%")
    assert report.figure("busiest_month").text == "September 2014: about 40"
    assert report.figure("children").text == "not available"
    assert report.figure("sessions_missing").text == "0"
