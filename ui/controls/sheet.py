"""A card in the middle of a page, for the few pages that ask for one thing."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.page import scrolling

_WIDTH = 620


def sheet(parent: QWidget | None = None) -> tuple[QWidget, QVBoxLayout]:
    """A scrolling page with one card in it, and the card's layout."""
    area, column = scrolling(parent)
    card = QFrame()
    card.setProperty("look", "panel")
    card.setMaximumWidth(_WIDTH * 2)
    card.setMinimumWidth(min(_WIDTH, 320))
    inside = QVBoxLayout(card)
    inside.setContentsMargins(32, 28, 32, 32)
    inside.setSpacing(12)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(card, 3)
    across.addStretch(1)
    column.addStretch(1)
    column.addLayout(across)
    column.addStretch(2)
    return area, inside
