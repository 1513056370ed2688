"""A visit that is being entered when the window is hidden or locked: put aside, encrypted."""

from __future__ import annotations

from onestopshop.identity import SessionId
from onestopshop.shop import Shop
from onestopshop.store import visits
from onestopshop.visit import Answers


def keep(shop: Shop, session: SessionId, answers: Answers | None) -> None:
    """Put the answers aside in the store, or forget those put aside. They are part of no visit."""
    shop.store.write(lambda connection: visits.keep_draft(connection, session, answers))


def kept(shop: Shop, session: SessionId) -> Answers | None:
    """The answers that were put aside for a session, or None."""
    return shop.store.read(lambda connection: visits.kept_draft(connection, session))
