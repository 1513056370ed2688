"""Totals of years before the app, where nothing was counted."""

from __future__ import annotations

from onestopshop.reporting_year import Period
from onestopshop.reports.figure import Counted
from onestopshop.reports.material import Material


def earlier_value(material: Material, period: Period, figure: str) -> Counted | None:
    """The total entered for exactly this period, or None where there is none.

    For the whole network it is the network's own total, or else the sum of those of its venues.
    """
    found = [total for total in material.earlier if (total.period, total.figure) == (period, figure)]
    chosen = [total for total in found if total.venue == material.venue]
    if not chosen and material.venue is None:
        chosen = found
    if not chosen:
        return None
    sources = dict.fromkeys(total.source for total in chosen if total.source)
    return Counted(sum(total.value for total in chosen), not_recorded=None, source="; ".join(sources))
