"""Templates are read strictly: what they name exists, or the line is told."""

from __future__ import annotations

import msgspec
import pytest

from onestopshop.desk.shipped import shipped_questions
from onestopshop.reports.figures import figures
from onestopshop.reports.template import TemplateFault, read_template
from onestopshop.reports.year_report import REPORT_NAMES, UnknownReport, own_template, shipped_template

KNOWN = frozenset(figures(shipped_questions()))
GOOD = """title = "Short"
subject = "visit"
headline = ["visits"]
charts = ["month"]
tables = ["sex", "month"]

[[groups]]
title = "People"
figures = ["male", "visits"]
"""


def test_a_template_is_read() -> None:
    """Figures and tables come once each: charts first, then tables."""
    template = read_template(GOOD, KNOWN)
    assert template.figure_ids() == ("male", "visits")
    assert template.table_ids() == ("month", "sex")


def test_brackets_without_end_are_refused() -> None:
    """A file that is no template at all stops nothing: it is refused as any other."""
    with pytest.raises(TemplateFault, match="brackets"):
        read_template("title = " + "[" * 100_000, KNOWN)


def test_figures_of_the_headline_alone_are_counted_too() -> None:
    """A headline figure that no group has is part of the report."""
    assert read_template(GOOD.replace('"visits"]\ncharts', '"children"]\ncharts'), KNOWN).figure_ids() == (
        "children",
        "male",
        "visits",
    )


@pytest.mark.parametrize("name", REPORT_NAMES)
def test_the_shipped_templates_are_sound(name: str) -> None:
    """Each shipped report can be read with the questions that ship."""
    assert shipped_template(name, shipped_questions()).headline


def test_every_outcome_of_the_network_is_in_the_programme_report() -> None:
    """The programme's template holds the outcomes that the network asks about, whichever they are."""
    found = shipped_template("programme", shipped_questions()).figure_ids()
    hidden = {q.id.replace("outcome.", "outcome_") for q in shipped_questions() if q.hidden}
    assert {figure for figure in KNOWN - hidden if figure.startswith("outcome_")} <= set(found)
    without = tuple(question for question in shipped_questions() if not question.id.startswith("outcome."))
    assert shipped_template("programme", without).figure_ids()


def test_a_report_that_does_not_ship_is_refused() -> None:
    """Only names of shipped reports are taken, so that no path can be smuggled in."""
    for name in ("month", "../lists/sex", ""):
        with pytest.raises(UnknownReport):
            shipped_template(name, ())


@pytest.mark.parametrize(
    ("was", "now", "line", "reason"),
    [
        ('"male"', '"men"', 9, "no figure called men"),
        ('"sex"', '"gender"', 5, "no table called gender"),
        ('headline = ["visits"]', 'headline = ["visit"]', 3, "no figure called visit"),
        ('subject = "visit"', 'subject = "person"', 2, "subject has a value"),
        ("[[groups]]", "[[groups", 7, "not written as TOML"),
        ('title = "Short"\n', 'title = "Short"\ncolour = "red"\n', 2, "no setting called colour"),
        ('title = "Short"\n', "", 1, "title is missing"),
    ],
)
def test_a_fault_is_told_with_its_line(was: str, now: str, line: int, reason: str) -> None:
    """An unknown id, a wrong word, an unknown or missing key: the line and the reason are told."""
    with pytest.raises(TemplateFault) as refused:
        read_template(GOOD.replace(was, now), KNOWN)
    assert f"Line {line} " in str(refused.value)
    assert reason in str(refused.value)


def test_totals_by_year_need_the_number_of_visits() -> None:
    """The table of years tells the total of the year before, which that year's own audit must hear of."""
    without = GOOD.replace('"sex"', '"year"').replace('"visits"', '"sessions"')
    with pytest.raises(TemplateFault, match=r"Line 5 .*the table year needs the figure visits"):
        read_template(without, KNOWN)
    assert read_template(GOOD.replace('"sex"', '"year"'), KNOWN).tables == ("year", "month")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00 = [", "not written as TOML"),
        (b"a = " + b"[" * 15_000, "too many brackets"),
        (b".".join([b"a"] * 20_000) + b" = 1", "up to 16,000 letters"),
    ],
)
def test_a_file_made_to_do_harm_is_refused(content: bytes, reason: str) -> None:
    """Whatever wrote it: a sentence, and no memory or depth of the computer is used up."""
    with pytest.raises(TemplateFault, match=reason):
        own_template(content, shipped_questions())


def test_a_file_of_another_program_is_read() -> None:
    """A mark at the beginning, as Notepad writes it, is no fault."""
    assert own_template(b"\xef\xbb\xbf" + GOOD.encode(), shipped_questions()).title == "Short"


def test_hidden_outcomes_are_left_out() -> None:
    """A network that hides a measure has no line for it, and one that shows it has."""
    first = next(question for question in shipped_questions() if question.id == "outcome.own_strengths")
    hidden = tuple(
        msgspec.structs.replace(question, hidden=question is first)
        for question in (first, *shipped_questions())
    )
    shown = shipped_template("programme", hidden[1:]).figure_ids()
    assert "outcome_own_strengths" in shown
    without = tuple(q for q in hidden if q.id != first.id or q.hidden)
    assert "outcome_own_strengths" not in shipped_template("programme", without).figure_ids()
