"""Figures of a programme to which people are referred: how many took it up and what changed for them."""

from __future__ import annotations

from collections.abc import Callable

from onestopshop.question import Question
from onestopshop.reports.counts import Counts
from onestopshop.reports.figure import NOT_AVAILABLE, Counted, Figure, share
from onestopshop.tally import REVIEWED

OUTCOME = "outcome."
"""How the ids of questions about outcomes begin; their figures begin with "outcome_"."""


def programme_figures(questions: tuple[Question, ...]) -> tuple[Figure, ...]:
    """Referrals, those who engaged, and one figure for each outcome that the network asks about."""
    return (
        Figure("referrals", "referrals", "People referred to the programme.", "", _referrals),
        Figure(
            "engaged",
            "engaged",
            "People referred who took the programme up.",
            "referrals where this is recorded",
            _engaged,
        ),
        Figure(
            "assessed",
            "assessed",
            "People referred for whom at least one outcome was reviewed.",
            "referrals",
            _assessed,
        ),
        *(_outcome(question) for question in questions if question.id.startswith(OUTCOME)),
    )


def outcome_figure(question: str) -> str:
    """The id of the figure on an outcome, from that of its question."""
    return f"outcome_{question.removeprefix(OUTCOME)}"


def _outcome(question: Question) -> Figure:
    return Figure(
        outcome_figure(question.id),
        question.label[:1].lower() + question.label[1:],
        f"People for whom the review of “{question.label}” found an improvement.",
        "people for whom this was reviewed",
        _improved(question.id),
    )


def _improved(question: str) -> Callable[[Counts], Counted]:
    def count(counts: Counts) -> Counted:
        reviewed = sum(counts.of("referral", question, option) for option in REVIEWED)
        unreviewed = counts.of("referral", "assessed", "yes") - reviewed
        return share(counts.of("referral", question, "improved"), reviewed, unreviewed)

    return count


def _referrals(counts: Counts) -> Counted:
    return NOT_AVAILABLE if counts.is_empty() else Counted(counts.everyone("referral"))


def _engaged(counts: Counts) -> Counted:
    recorded = counts.recorded("referral", "engaged")
    everyone = counts.everyone("referral")
    return share(counts.of("referral", "engaged", "yes"), recorded, everyone - recorded)


def _assessed(counts: Counts) -> Counted:
    return share(counts.of("referral", "assessed", "yes"), counts.everyone("referral"), 0)
