"""Reports that leave the network: what readers know already is put beside them before they are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onestopshop.errors import Refused
from onestopshop.release import Release, Told
from onestopshop.reports.material import Material
from onestopshop.reports.protected import Agreement
from onestopshop.reports.report import build
from onestopshop.reports.suppression import ProtectedReport, protect
from onestopshop.reports.template import Template


class ExposesByDifference(Refused):
    """A report that tells a small number together with what was released before."""

    sentence = "{reason} {instead}"


@dataclass(frozen=True, slots=True)
class Released:
    """A report that may leave the network, and what its readers know from it, for the ledger."""

    report: ProtectedReport
    told: Told


def released_report(
    template: Template,
    material: Material,
    profile: str,
    agreement: Agreement | None = None,
    earlier: Sequence[Release] = (),
    *,
    planned: bool = False,
) -> Released:
    """The report for the public or for a partner, of which nothing hidden can be worked out beside all the
    earlier releases. `planned`: it is in the release calendar, so more is held back instead of refusing it.

    Raises ExposesByDifference where it is not planned and gives something away; UnknownProfile and
    AgreementNeeded. An internal report is no release: asking for one raises ValueError.
    """
    if profile == "internal":
        raise ValueError("an internal report is no release")
    return Released(protect(build(template, material), profile, agreement), Told())
