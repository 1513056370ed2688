"""Reading what the sheet of a session may say out of the store, and nothing more."""

from __future__ import annotations

from onestopshop.desk.directory import read_directory
from onestopshop.desk.sessions import UnknownSession, session_page, sessions
from onestopshop.identity import SessionId
from onestopshop.sheets.session_sheet import SessionTotals
from onestopshop.shop import Shop


def read_session_totals(shop: Shop, session: SessionId) -> SessionTotals:
    """A session's totals, also after its rows were purged here. Raises UnknownSession."""
    row = next((row for row in sessions(shop) if row.id == session), None)
    if row is None:
        raise UnknownSession
    names = {agency.id: agency.name for agency in read_directory(shop).agencies}
    page = session_page(shop, session)
    hours = [(names.get(known.agency, "An agency"), known) for known in page.attendances]
    return SessionTotals(
        row.venue_name, row.date, row.opening, row.visits, tuple(sorted(hours, key=lambda pair: pair[0]))
    )
