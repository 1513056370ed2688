"""Joining a network with the setup file that a coordinator made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.controls.button import KeyedButton
from ui.controls.file_choice import FileChoice
from ui.setup.first_form import FirstForm

_LARGEST = 16 * 1024 * 1024


class JoiningPanel(FirstForm):
    """Asks for the file, the laptop's name and a passphrase."""

    ready = Signal(bytes, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(self.tr("Join a network"), self.tr("Go on"))
        self._choice = FileChoice(self)
        self._choice.chosen.connect(self._chose)
        self._file = self.add_field(
            self.tr("Setup file"), self.tr("It is on the stick, or a coordinator sends it.")
        )
        self._browse = KeyedButton(self.tr("Choose a file…"), parent=self)
        self._browse.clicked.connect(self._ask)
        self._inside.addWidget(self._browse)
        self._stops.append(self._browse)
        words = self.tr("As your coordinator will read it: “Ashford laptop”. Never a person's name.")
        self._name: QLineEdit = self.add_field(self.tr("Name of this laptop"), words)
        self.add_passphrase()

    def begin(self) -> None:
        """Start with the file."""
        self._browse.setFocus()

    @Slot()
    def _ask(self) -> None:
        self._choice.ask_file(self.tr("Setup file"), self.tr("Setup file (*.dropin-setup)"))

    @Slot(str)
    def _chose(self, path: str) -> None:
        self._file.setText(path)
        self._name.setFocus()

    @Slot()
    def go_on(self) -> None:
        """Read the file and hand all of it on."""
        name, passphrase = self._name.text().strip(), self.passphrase.text()
        if not self._file.text() or not name or not passphrase:
            self.say(self.tr("Choose the file, give the laptop a name, and choose a passphrase."))
            return
        try:
            with Path(self._file.text()).open("rb") as file:
                untrusted_setup = file.read(_LARGEST)
        except OSError:
            self.say(self.tr("This file cannot be read. Put the stick in again, or choose another file."))
            return
        self.wait()
        self.ready.emit(untrusted_setup, name, passphrase)
