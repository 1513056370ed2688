"""While a laptop waits for approval: its six words, to be read to the coordinator by telephone."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.controls.page import RING_ROOM
from ui.controls.text import text_label


class ApprovalCard(QWidget):
    """Shown until the network's setup names this laptop. What is recorded meanwhile is not lost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame(self)
        card.setProperty("look", "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(RING_ROOM, 0, RING_ROOM, 12)
        around.addWidget(card)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 14)
        inside.setSpacing(6)
        title = self.tr("This laptop waits for a coordinator's approval")
        inside.addWidget(text_label(title, "heading", wraps=True))
        ask = self.tr("Ring your coordinator and read out these six words. They must see the same ones.")
        inside.addWidget(text_label(ask, "soft", wraps=True))
        self._words = text_label("", "spelt", wraps=True)
        self._words.setAccessibleName(self.tr("This laptop's six words"))
        inside.addWidget(self._words)
        meanwhile = self.tr("You can record sessions already: they count once the laptop is approved.")
        inside.addWidget(text_label(meanwhile, "small", wraps=True))
        self.hide()

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show the words; with none, the laptop is approved and nothing is shown."""
        self._words.setText(" ".join(words))
        self.setVisible(bool(words))
