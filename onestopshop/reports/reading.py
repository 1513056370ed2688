"""Reading what a report is made from out of the coordinator's store."""

from __future__ import annotations

from onestopshop.clock import local_date
from onestopshop.desk.directory import directory
from onestopshop.identity import AgencyId, VenueId
from onestopshop.reporting_year import MONTHS_OF_A_QUARTER, Period, year_of
from onestopshop.reports.material import HeldSession, Material
from onestopshop.shop import Shop, need_coordinator
from onestopshop.store import Connection, merged, stated_figures, tallies


def read_material(
    shop: Shop, period: Period, venue: VenueId | None = None, agency: AgencyId | None = None
) -> Material:
    """Everything that a report on these whole months needs, of one venue or agency or of all.

    Raises CoordinatorsOnly. The work does not grow with the visits: tallies by month and venue are kept as
    visits are merged.
    """
    need_coordinator(shop)

    def read(connection: Connection) -> Material:
        setup = directory(connection)
        first, last = (
            year_of(month.first_day(), setup.policies.year_starts) for month in (period.first, period.last)
        )
        reach = Period(first.year_before().first, last.last)
        return Material(
            setup,
            period,
            local_date(shop.clock),
            tallies.tallies_of(connection, reach, venue),
            venue,
            tallies.visits_by_place(connection, venue),
            tallies.earlier_totals(connection),
            agency,
            stated_figures.stated_figures(connection),
            _held(connection, period, venue),
        )

    return shop.store.read(read)


def _held(connection: Connection, period: Period, venue: VenueId | None) -> tuple[HeldSession, ...]:
    """The sessions of up to a quarter; of a longer period the tallies by month are enough."""
    if len(period.months()) > MONTHS_OF_A_QUARTER:
        return ()
    return tuple(
        HeldSession(
            session.date,
            session.venue,
            frozenset(cell.option for cell in session.tally if cell[:2] == ("attendance", "came")),
        )
        for session in merged.sessions_held(connection, period, venue)
    )
