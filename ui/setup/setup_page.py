"""The first start: join a network with its setup file, or start a new one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from onestopshop.errors import Told
from ui.controls.button import KeyedButton
from ui.controls.page import Page
from ui.controls.sheet import sheet
from ui.controls.text import text_label
from ui.setup.founding_panel import FoundingPanel
from ui.setup.joining_panel import JoiningPanel
from ui.setup.paper_key_panel import PaperKeyPanel


class SetupPage(Page):
    """`join` carries the file, the laptop's name and the passphrase; `found` name, month and passphrase."""

    join = Signal(bytes, str, str)
    found = Signal(str, int, str)
    suggestion_asked = Signal()
    ready = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("First start"))
        self.add_hide()
        self._stack = QStackedWidget(self)
        self.body.addWidget(self._stack)
        self._choice, inside = sheet(self)
        self._add_choice(inside)
        self._joining = JoiningPanel(self)
        self._founding = FoundingPanel(self)
        self._paper = PaperKeyPanel(self)
        for panel in (self._choice, self._joining, self._founding, self._paper):
            self._stack.addWidget(panel)
        self._joining.ready.connect(self.join)
        self._founding.ready.connect(self.found)
        self._paper.written_down.connect(self.ready)
        for asks in (self._joining, self._founding):
            asks.back.connect(self.begin)
            asks.suggestion_asked.connect(self.suggestion_asked)
        words = self.tr("Nothing is sent anywhere. This app works without the internet.")
        self.foot.addWidget(text_label(words, "small"))

    def _add_choice(self, inside: QVBoxLayout) -> None:
        inside.addWidget(text_label(self.tr("What is this laptop for?"), "question"))
        words = self.tr(
            "If somebody gave you a stick or a file, join with it. A network is started only once."
        )
        inside.addWidget(text_label(words, "soft", wraps=True))
        self._join = KeyedButton(self.tr("Join with a setup file"), "1", "filled", self)
        self._join.clicked.connect(self._to_joining)
        found = KeyedButton(self.tr("Start a new network"), "2", "plain", self)
        found.clicked.connect(self._to_founding)
        inside.addSpacing(8)
        inside.addWidget(self._join)
        inside.addWidget(found)

    @Slot()
    def begin(self) -> None:
        """The first question."""
        self._stack.setCurrentWidget(self._choice)
        self._join.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """At the first question, 1 and 2 choose."""
        chosen = {"1": self._to_joining, "2": self._to_founding}.get(event.text())
        if chosen is not None and self._stack.currentWidget() is self._choice:
            chosen()
        else:
            event.ignore()

    def suggest(self, passphrase: str) -> None:
        """Fill in a suggested passphrase."""
        self._joining.passphrase.suggest(passphrase)
        self._founding.passphrase.suggest(passphrase)

    def refuse(self, told: Told) -> None:
        """Say what is wrong beside what was filled in; nothing is lost."""
        for panel in (self._joining, self._founding):
            panel.refuse(told)

    def show_paper_key(self, secret: str) -> None:
        """Show the recovery secret, once."""
        self._paper.show_secret(secret)
        self._stack.setCurrentWidget(self._paper)

    @Slot()
    def _to_joining(self) -> None:
        self._stack.setCurrentWidget(self._joining)
        self._joining.begin()

    @Slot()
    def _to_founding(self) -> None:
        self._stack.setCurrentWidget(self._founding)
        self._founding.begin()
