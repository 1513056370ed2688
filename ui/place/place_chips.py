"""Where to put the session: a stick that is in the laptop, or a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.button import KeyedButton, chip
from ui.controls.file_choice import FileChoice
from ui.controls.flow import FlowLayout
from ui.controls.text import clear_layout_of, text_label
from ui.place.sticks import Stick, sticks

_LOOK_AGAIN_MILLISECONDS = 2000


class PlaceChips(QWidget):
    """A chip for each stick, found again every two seconds, and one for a folder."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(parent)
        self._sticks: tuple[Stick, ...] = ()
        self._folder: Path | None = None
        self._choice = FileChoice(self)
        self._choice.chosen.connect(self._chose)
        self._line = QWidget(self)
        self._flow = FlowLayout(self._line)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 8, 0, 0)
        down.setSpacing(8)
        down.addWidget(text_label(title or self.tr("Where it goes"), "heading"))
        down.addWidget(self._line)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MILLISECONDS)
        self._timer.timeout.connect(self.look_again)

    def start(self, folder: Path | None) -> None:
        """Look for sticks, and go on with the folder that was used before."""
        self._folder = folder
        self._sticks = ()
        self.look_again()
        self._show()
        self._timer.start()

    def folder(self) -> Path | None:
        """The folder that is chosen."""
        return self._folder

    def name(self) -> str:
        """How the chosen folder is called, or nothing."""
        for stick in self._sticks:
            if stick.folder == self._folder:
                return stick.name
        return self._folder.name if self._folder else ""

    @Slot()
    def ask_folder(self) -> None:
        """Ask for a folder."""
        self._choice.ask_folder(self.tr("A folder for the session files"))

    @Slot()
    def look_again(self) -> None:
        """A stick that was put in or taken out."""
        if not self.isVisible():
            return
        found = sticks()
        if found == self._sticks:
            return
        before, self._sticks = self._sticks, found
        gone = self._folder is not None and self._folder in {stick.folder for stick in before}
        if self._folder is None or (gone and self._folder not in {stick.folder for stick in found}):
            self._folder = found[0].folder if len(found) == 1 else None
        self._show()
        self.chosen.emit()

    @Slot(str)
    def _chose(self, path: str) -> None:
        self._folder = Path(path)
        self._show()
        self.chosen.emit()

    @Slot()
    def _take_stick(self) -> None:
        self._folder = Path(str(self.sender().property("folder")))
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        clear_layout_of(self._line)
        for stick in self._sticks:
            made = chip(stick.name, chosen=stick.folder == self._folder, parent=self._line)
            made.setProperty("folder", str(stick.folder))
            made.clicked.connect(self._take_stick)
            self._add(made)
        elsewhere = self._folder is not None and self._folder not in {s.folder for s in self._sticks}
        if elsewhere and self._folder is not None:
            self._add(chip(self._folder.name, chosen=True, parent=self._line))
        other = KeyedButton(self.tr("Choose a folder…"), "", "chip", self._line)
        other.clicked.connect(self.ask_folder)
        self._add(other)

    def _add(self, button: QWidget) -> None:
        self._flow.addWidget(button)
        button.show()
