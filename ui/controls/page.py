"""The frame that every page shares: a header, the work, and a foot that tells the truth."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton, Kind
from ui.controls.text import ShortenedLabel, text_label

SIDE = 24
RING_ROOM = 6
_HEADER = 64
_FOOT = 48


def column(parent: QWidget | None = None, *, edge: str = "") -> tuple[QWidget, QVBoxLayout]:
    """A column of a page and its layout; `edge` "right" draws the hairline to its neighbour."""
    side = QWidget(parent)
    side.setProperty("look", "column")
    side.setProperty("edge", edge)
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    inside = QVBoxLayout(side)
    inside.setContentsMargins(SIDE, SIDE - 4, SIDE, 16)
    inside.setSpacing(8)
    return side, inside


class ColumnArea(QScrollArea):
    """Scrolls a column. Arrow keys are the page's: only Page Up and Page Down scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Scroll by pages, and leave every other key to the page."""
        if Qt.Key(event.key()) in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            super().keyPressEvent(event)
        else:
            event.ignore()


def scrolling(parent: QWidget | None = None) -> tuple[ColumnArea, QVBoxLayout]:
    """A column that scrolls when its text is large or its window small, and its layout."""
    area = ColumnArea(parent)
    side, inside = column()
    area.setWidget(side)
    return area, inside


def in_tab_order(*widgets: QWidget) -> None:
    """Let Tab meet these one after the other, whenever they were made."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)


def heading(title: str, aside: QLabel | None = None, *, indent: int = 0) -> QHBoxLayout:
    """A heading with what is said at its right end; above a list it is indented by the ring's room."""
    line = QHBoxLayout()
    line.setContentsMargins(indent, 0, indent, 0)
    line.addWidget(text_label(title, "heading"))
    line.addStretch(1)
    if aside is not None:
        line.addWidget(aside)
    return line


class Page(QWidget):
    """A page. What it can do are its actions: buttons, keys, the list of keys and the finder all use them."""

    hide_asked = Signal()
    keys_asked = Signal()
    more_keys: tuple[tuple[str, str], ...] = ()
    """Keys of the page that are no actions, each with what it does: for the list of keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._hide: KeyedButton | None = None
        self.title = text_label("", "title")
        self.subtitle = ShortenedLabel("soft")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        header, self.header = self._bar("header", _HEADER)
        self.header.addWidget(self.title)
        self.header.addWidget(self.subtitle, 1)
        self.body = QHBoxLayout()
        self.body.setSpacing(0)
        foot, foot_line = self._bar("foot", _FOOT)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(24)
        foot_line.addLayout(self.foot, 1)
        keys = KeyedButton(self.tr("Keys"), "F1", "link", self)
        keys.clicked.connect(self.keys_asked)
        foot_line.addWidget(keys)
        down.addWidget(header)
        down.addLayout(self.body, 1)
        down.addWidget(foot)

    def act(
        self, text: str, key: str = "", kind: Kind = "plain", *, shortcut: str | None = None
    ) -> tuple[QAction, KeyedButton]:
        """An action of the page and a button for it. `key` is what the cap says, and the shortcut too."""
        action = QAction(text, self)
        if key and shortcut != "":
            action.setShortcut(QKeySequence(shortcut or key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setData(key)
        self.addAction(action)
        button = KeyedButton(text, key, kind, self)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return action, button

    def add_hide(self) -> None:
        """The button that hides everything: on every page that shows anything. The window owns the key."""
        self._hide = KeyedButton(self.tr("Hide"), "F12", "plain", self)
        self._hide.clicked.connect(self.hide_asked)
        self.header.addWidget(self._hide)

    def add_rail(self, rail: QWidget, stops: list[QWidget]) -> None:
        """What leads to the other pages, at the left of the work; Tab meets it between header and work."""
        self.body.insertWidget(0, rail)
        in_tab_order(*([self._hide] if self._hide else []), *stops)

    def begin(self) -> None:
        """Put the keyboard where the work starts."""
        self.setFocus()

    def _bar(self, look: str, height: int) -> tuple[QFrame, QHBoxLayout]:
        bar = QFrame(self)
        bar.setProperty("look", look)
        bar.setMinimumHeight(height)
        across = QHBoxLayout(bar)
        across.setContentsMargins(SIDE, 8 if look == "header" else 2, SIDE, 8 if look == "header" else 2)
        across.setSpacing(20)
        return bar, across
