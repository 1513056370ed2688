"""Shows the recovery key once, to be written on paper and locked away."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.sheet import sheet
from ui.controls.text import text_label

_GROUP = 4


class PaperKeyPanel(QWidget):
    """The key in groups of four. It can be left only by saying that it is on paper."""

    written_down = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        area, inside = sheet(self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(area)
        inside.addWidget(text_label(self.tr("Write this recovery key on paper now"), "title"))
        words = self.tr(
            "It opens everything if every passphrase is lost, and it is shown only this once. "
            "Lock the paper away, not near this laptop. Do not take a photograph of it."
        )
        inside.addWidget(text_label(words, "soft", wraps=True))
        self._key = text_label("", "spelt", wraps=True)
        self._key.setAccessibleName(self.tr("Recovery key"))
        inside.addSpacing(8)
        inside.addWidget(self._key)
        inside.addSpacing(8)
        self._done = KeyedButton(self.tr("It is on paper"), "", "filled", self)
        self._done.clicked.connect(self._finish)
        across = QHBoxLayout()
        across.addWidget(self._done)
        across.addStretch(1)
        inside.addLayout(across)

    def show_secret(self, secret: str) -> None:
        """Show the key in groups."""
        head, dash, rest = secret.rpartition("-")
        groups = (rest[start : start + _GROUP] for start in range(0, len(rest), _GROUP))
        spelt = f"{head}{dash}\n{' '.join(groups)}"
        self._key.setText(spelt)
        self._done.setFocus()

    @Slot()
    def _finish(self) -> None:
        self._key.clear()
        self.written_down.emit()
