"""A network chooses the outcomes that it reviews: what ships can be shown and hidden, its own added."""

from __future__ import annotations

from onestopshop.desk.directory import read_directory
from onestopshop.desk.question_changes import add_question, hide_question, show_question
from onestopshop.identity import QuestionId
from onestopshop.reports.year_report import shipped_template
from onestopshop.shop import Shop

CORE = QuestionId("outcome.core_daily_life")


def reported(shop: Shop) -> set[str]:
    """The outcomes in the shop's programme report."""
    found = shipped_template("programme", read_directory(shop).questions).figure_ids()
    return {figure for figure in found if figure.startswith("outcome_")}


def test_the_core_set_ships_hidden_and_can_be_shown(coordinator: Shop) -> None:
    """Ten measures are reported at first, each of the five others once shown, and none that is hidden."""
    assert len(reported(coordinator)) == 10
    shipped = [q for q in read_directory(coordinator).questions if q.id.startswith("outcome.core_")]
    assert (len(shipped), all(q.hidden and q.list == "outcome" for q in shipped)) == (5, True)
    show_question(coordinator, CORE)
    hide_question(coordinator, QuestionId("outcome.own_strengths"))
    assert "outcome_core_daily_life" in reported(coordinator)
    assert "outcome_own_strengths" not in reported(coordinator)


def test_a_measure_of_ones_own_is_reported(coordinator: Shop) -> None:
    """It is asked of referrals, answered from the list of outcomes, and has a figure."""
    add_question(coordinator, "Better sleep", "outcome", "The funder asks")
    added = read_directory(coordinator).questions[-1]
    assert (added.label, added.kind, added.list, added.scope) == (
        "Better sleep",
        "one",
        "outcome",
        "referral",
    )
    assert added.id.replace("outcome.", "outcome_") in reported(coordinator)
