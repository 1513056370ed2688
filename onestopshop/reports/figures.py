"""Every figure that can be reported, each defined once."""

from __future__ import annotations

from onestopshop.question import Question
from onestopshop.reports.agency_figures import AGENCY_FIGURES
from onestopshop.reports.figure import Figure
from onestopshop.reports.group_figures import GROUP_FIGURES
from onestopshop.reports.people_figures import PEOPLE_FIGURES
from onestopshop.reports.programme_figures import programme_figures
from onestopshop.reports.session_figures import SESSION_FIGURES
from onestopshop.reports.visit_figures import VISIT_FIGURES


def figures(questions: tuple[Question, ...]) -> dict[str, Figure]:
    """Figures by id, in the order in which they are explained. The questions settle the outcomes."""
    every = (
        *SESSION_FIGURES[:3],
        *VISIT_FIGURES,
        *PEOPLE_FIGURES,
        *SESSION_FIGURES[3:],
        *AGENCY_FIGURES,
        *programme_figures(questions),
        *GROUP_FIGURES,
    )
    return {figure.id: figure for figure in every}
