"""Starting a new network: done once, by its first coordinator."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from ui.setup.first_form import FirstForm

_JULY = 7


class FoundingPanel(FirstForm):
    """Asks for the network's name, the month in which its year starts, and a passphrase."""

    ready = Signal(str, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(self.tr("Start a new network"), self.tr("Start the network"))
        self._name = self.add_field(self.tr("Name of the network"), self.tr("As it stands on reports."))
        self._month = QComboBox(self)
        self._month.setAccessibleName(self.tr("The reporting year starts in"))
        english = QLocale(QLocale.Language.English)
        self._month.addItems([english.standaloneMonthName(month) for month in range(1, 13)])
        self._month.setCurrentIndex(_JULY - 1)
        words = self.tr("Visits are counted as first or second within this year. It cannot be changed later.")
        self.add_named(self.tr("The reporting year starts in"), self._month, words)
        self.add_passphrase()

    def begin(self) -> None:
        """Start with the name."""
        self._name.setFocus()

    @Slot()
    def go_on(self) -> None:
        """Hand on what is filled in."""
        name, passphrase = self._name.text().strip(), self.passphrase.text()
        if not name or not passphrase:
            self.say(self.tr("Give the network a name and choose a passphrase."))
            return
        self.wait()
        self.ready.emit(name, self._month.currentIndex() + 1, passphrase)
