"""The rail at the left of a coordinator's pages: where each of them is, a key away."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.page import Page
from ui.theme import is_large, scaled

_WIDTH = 176
_WIDEST = 196


class Rail(QWidget):
    """One button a page; `asked` carries the name of the page that is wanted."""

    asked = Signal(str)

    def __init__(self, page: Page, places: Iterable[tuple[str, str, str]], here: str) -> None:
        """`places` are names, words and keys; `here` is the name of the page that it stands on."""
        super().__init__(page)
        self.setProperty("look", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Pages"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 12, 12, 12)
        down.setSpacing(4)
        self._one_of = QButtonGroup(self)
        self._here = here
        for name, words, key in places:
            action, button = page.act(words, key, "rail")
            action.setProperty("place", name)
            action.triggered.connect(self._go)
            button.setProperty("place", name)
            button.setProperty("key", key)
            button.setCheckable(True)
            button.setChecked(name == here)
            button.clicked.connect(self._stay)
            self._one_of.addButton(button)
            down.addWidget(button)
        down.addStretch(1)
        self._keep_width()
        page.add_rail(self, list(self._one_of.buttons()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Grow with the text, but leave most of the room to the page."""
        if event.type() == QEvent.Type.FontChange:
            self._keep_width()
        super().changeEvent(event)

    def _keep_width(self) -> None:
        self.setFixedWidth(min(scaled(_WIDTH, self), _WIDEST))
        large = is_large(self)
        for button in self.findChildren(KeyedButton):
            button.key = "" if large else str(button.property("key"))
            button.updateGeometry()

    @Slot()
    def _go(self) -> None:
        self.asked.emit(str(self.sender().property("place")))

    @Slot()
    def _stay(self) -> None:
        """The button of this page stays the chosen one: every page has a rail of its own."""
        for button in self._one_of.buttons():
            button.setChecked(button.property("place") == self._here)
