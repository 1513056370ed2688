"""The reports that ship, by name, and those that a coordinator writes."""

from __future__ import annotations

from onestopshop.errors import Refused
from onestopshop.question import Question
from onestopshop.reports.figures import figures
from onestopshop.reports.material import Material
from onestopshop.reports.programme_figures import OUTCOME, outcome_figure
from onestopshop.reports.protected import Agreement
from onestopshop.reports.report import build
from onestopshop.reports.suppression import ProtectedReport, protect
from onestopshop.reports.template import Template, TemplateFault, read_template
from resources import resource

REPORT_NAMES = ("year", "quarter", "programme", "agencies", "agency", "network", "service")
ONE_AGENCY = "agency"
"""The report that is about one agency and tells nothing of another."""


class UnknownReport(Refused):
    """A report that does not ship."""

    sentence = "There is no report of that name. Choose one of these, or a file that ends in .toml: {names}."


_LARGEST = 16_000
"""Bytes: ten times the largest that ships. Reading TOML made to do harm takes memory by their square."""


class AgencyMissing(Refused):
    """One agency's report without the agency, or another report with one."""

    sentence = "The report “agency” is about one agency, and no other report is: give --agency with it alone."


def shipped_template(name: str, questions: tuple[Question, ...]) -> Template:
    """The template that ships under this name. Raises UnknownReport."""
    if name not in REPORT_NAMES:
        raise UnknownReport(names=", ".join(REPORT_NAMES))
    return template_in(resource(f"reports/{name}.toml").read_text(encoding="utf-8"), questions)


def own_template(untrusted_file: bytes, questions: tuple[Question, ...]) -> Template:
    """The template in a coordinator's own file, whatever wrote it. Raises TemplateFault."""
    if len(untrusted_file) > _LARGEST:
        raise TemplateFault(line=1, reason=f"a template has up to {_LARGEST:,} letters, and this has more")
    return template_in(untrusted_file.decode("utf-8-sig", errors="replace"), questions)


def template_in(text: str, questions: tuple[Question, ...]) -> Template:
    """The template that a TOML text holds, with the outcomes that the network shows. Raises TemplateFault."""
    outcomes = tuple(
        outcome_figure(question.id)
        for question in questions
        if question.id.startswith(OUTCOME) and not question.hidden
    )
    return read_template(text, frozenset(figures(questions)), outcomes)


def shipped_report(
    name: str, material: Material, profile: str, agreement: Agreement | None = None
) -> ProtectedReport:
    """A shipped report, protected.

    Raises UnknownReport, AgencyMissing, UnknownProfile and AgreementNeeded.
    """
    return report_of(report_template(name, material), material, profile, agreement)


def report_template(name: str, material: Material) -> Template:
    """The template that ships under this name, for this material. Raises UnknownReport and AgencyMissing."""
    if (name == ONE_AGENCY) != (material.agency is not None):
        raise AgencyMissing
    return shipped_template(name, material.setup.questions)


def report_of(
    template: Template, material: Material, profile: str, agreement: Agreement | None = None
) -> ProtectedReport:
    """The report that a template describes, protected. Raises UnknownProfile and AgreementNeeded."""
    return protect(build(template, material), profile, agreement)


def year_report(material: Material, profile: str) -> ProtectedReport:
    """The year report, protected. Raises UnknownProfile."""
    return shipped_report("year", material, profile)
