"""Figures that partners stated and targets that were set, as the coordinator's store keeps them."""

from __future__ import annotations

from onestopshop.identity import VenueId
from onestopshop.reporting_year import Month, Period
from onestopshop.stated_figure import StatedFigure
from onestopshop.store.connection import Connection


def keep_stated(connection: Connection, stated: StatedFigure) -> None:
    """Keep a stated figure in place of one of the same kind, venue, period and label."""
    connection.execute(
        "INSERT OR REPLACE INTO stated_figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            stated.kind,
            stated.venue or "",
            str(stated.period.first),
            str(stated.period.last),
            stated.label,
            stated.value,
            stated.base,
            stated.tenths,
            stated.source,
            stated.edition,
        ),
    )


def stated_figures(connection: Connection) -> tuple[StatedFigure, ...]:
    """Every stated figure, in order of label within its period."""
    rows = connection.execute(
        "SELECT kind, label, first, last, value, base, tenths, source, venue, edition FROM stated_figure"
        " ORDER BY first, last, label, venue"
    )
    return tuple(
        StatedFigure(
            kind,
            label,
            Period(Month.parse(first), Month.parse(last)),
            value,
            base,
            tenths,
            source,
            VenueId(venue) if venue else None,
            edition,
        )
        for kind, label, first, last, value, base, tenths, source, venue, edition in rows
    )
