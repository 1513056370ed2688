"""How far a session has come, in words that claim no more than is known."""

from __future__ import annotations

from datetime import date

import pytest

from onestopshop.central.outbox import OutboxRow, Whereabouts
from onestopshop.identity import SessionId
from onestopshop.store.joint_totals import JointTotal
from ui.closing.where_column import WhereColumn
from ui.demonstration import application
from ui.theme import LIGHT, Theme
from ui.today.whereabouts import standing

TOGETHER = JointTotal(SessionId("a"), 17, 1, 2, 3)
DAY = date(2026, 6, 22)


def row(state: Whereabouts, together: JointTotal | None = None) -> OutboxRow:
    """A session in that state."""
    on = DAY if state == "received" else None
    return OutboxRow(SessionId("a"), "Ashford", DAY, state, "KINGSTON", "stick", on, together)


@pytest.mark.parametrize(
    ("where", "words", "look"),
    [
        (row("here"), "Only on this laptop", "warn"),
        (row("published"), "On “KINGSTON”, reread", "small"),
        (row("received"), "Received 22 June", "good"),
        (row("received", TOGETHER), "Received 22 June · 17 visits and 1 agency on 2 laptops", "good"),
    ],
)
def test_a_session_says_where_it_is(where: OutboxRow, words: str, look: str) -> None:
    """Here, on the stick, or received; and once received, what all laptops counted."""
    assert standing(where) == (words, look)


def test_the_closing_page_shows_the_joint_totals() -> None:
    """They stand below the day on which the coordinators received it."""
    Theme(application(), tokens=LIGHT).follow()
    column = WhereColumn()
    column.show_place(row("received", TOGETHER))
    assert column.standing()[1] == "Received 22 June by the coordinators"
    assert "17 visits and 1 agency on 2 laptops" in [
        card.accessibleDescription() for card in column.findChildren(type(column._received))
    ]
