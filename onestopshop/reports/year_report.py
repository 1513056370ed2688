"""The reports that ship: the year of the One Stop Shops, and a programme to which people are referred."""

from __future__ import annotations

from onestopshop.errors import Refused
from onestopshop.question import Question
from onestopshop.reports.figures import figures
from onestopshop.reports.material import Material
from onestopshop.reports.protected import Agreement
from onestopshop.reports.report import build
from onestopshop.reports.suppression import ProtectedReport, protect
from onestopshop.reports.template import Template, read_template
from resources import resource

REPORT_NAMES = ("year", "programme")


class UnknownReport(Refused):
    """A report that does not ship."""

    sentence = "There is no report of that name; choose “year” or “programme”."


def shipped_template(name: str, questions: tuple[Question, ...]) -> Template:
    """The template that ships under this name. Raises UnknownReport."""
    if name not in REPORT_NAMES:
        raise UnknownReport
    text = resource(f"reports/{name}.toml").read_text(encoding="utf-8")
    return read_template(text, frozenset(figures(questions)))


def shipped_report(
    name: str, material: Material, profile: str, agreement: Agreement | None = None
) -> ProtectedReport:
    """A shipped report, protected. Raises UnknownReport, UnknownProfile and AgreementNeeded."""
    return protect(build(shipped_template(name, material.setup.questions), material), profile, agreement)


def year_report(material: Material, profile: str) -> ProtectedReport:
    """The year report, protected. Raises UnknownProfile."""
    return shipped_report("year", material, profile)
