"""Shows the recovery key once, to be written on paper and locked away."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.errors import Told
from ui.controls.button import KeyedButton
from ui.controls.file_choice import FileChoice
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.sheet import sheet
from ui.controls.text import text_label

_GROUP = 5
"""As on the printed sheet."""
_SHEET = "sheet.pdf"


class PaperKeyPanel(QWidget):
    """The key in groups of five. It can be left only by saying that it is on paper."""

    written_down = Signal()
    sheet_wanted = Signal(str)

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
        self._sheet = KeyedButton(self.tr("Keep the sheet as a PDF"), parent=self)
        self._sheet.clicked.connect(self._ask_where)
        self._choice = FileChoice(self)
        self._choice.chosen.connect(self.sheet_wanted)
        self._notice = Notice(self)
        across = FlowLayout()
        across.addWidget(self._done)
        across.addWidget(self._sheet)
        inside.addLayout(across)
        inside.addWidget(self._notice)

    def show_secret(self, secret: str) -> None:
        """Show the key in groups."""
        self._notice.silence()
        head, dash, rest = secret.rpartition("-")
        head, rest = f"{head}{dash}{rest[:1]}", rest[1:]
        groups = (rest[start : start + _GROUP] for start in range(0, len(rest), _GROUP))
        spelt = f"{head}\n{' '.join(groups)}"
        self._key.setText(spelt)
        self._done.setFocus()

    def tell_kept(self) -> None:
        """The PDF is written: it must not stay."""
        self._notice.say(
            self.tr("The sheet is there. Print it now, then delete the file and empty the wastebasket.")
        )

    def refuse(self, told: Told) -> None:
        """Say why there is no PDF."""
        self._notice.say(str(told), "bad")

    @Slot()
    def _ask_where(self) -> None:
        self._choice.ask_where(self.tr("Where the sheet goes"), _SHEET)

    @Slot()
    def _finish(self) -> None:
        self._key.clear()
        self.written_down.emit()
