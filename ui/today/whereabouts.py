"""Where a session is, in words that claim no more than is known."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication

from onestopshop.central.outbox import OutboxRow, together_words
from onestopshop.central.place import Place, PlaceKind
from onestopshop.desk.sessions import SessionRow
from ui.wording import short_day


def _tr(text: str) -> str:
    return QCoreApplication.translate("whereabouts", text)


def session_standing(row: SessionRow, where: OutboxRow | None) -> tuple[str, str]:
    """How a session stands, and the look of those words."""
    if row.open:
        return _tr("Open"), "good"
    return standing(where) if where is not None else (_tr("Only on this laptop"), "warn")


def standing(where: OutboxRow) -> tuple[str, str]:
    """How far a session has come, and the look of those words."""
    if where.state == "here":
        return _tr("Only on this laptop"), "warn"
    if where.state == "published":
        return published(where), "small"
    return " · ".join(filter(None, (received(where), together_words(where.together)))), "good"


def published(where: OutboxRow) -> str:
    """ "On “KINGSTON”, reread", or nothing before it was published."""
    return Place(cast("PlaceKind", where.place_kind), where.place).published() if where.place else ""


def received(where: OutboxRow) -> str:
    """ "Received 22 June", or nothing before the coordinators' receipt is here."""
    if where.state != "received":
        return ""
    return _tr("Received {day}").format(day=short_day(where.on)) if where.on else _tr("Received")
