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
from ui.setup.comparing_panel import ComparingPanel
from ui.setup.founding_panel import FoundingPanel
from ui.setup.joining_panel import JoiningPanel
from ui.setup.paper_key_panel import PaperKeyPanel


class SetupPage(Page):
    """`compare` carries the file, the laptop's name and the passphrase; `found` name, month and passphrase.

    `join` comes after that, when the words are the same, and `dropped` when they are not, or not yet.
    """

    compare = Signal(bytes, str, str)
    join = Signal()
    dropped = Signal()
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
        self._comparing = ComparingPanel(self)
        self.paper = PaperKeyPanel(self)
        for panel in (self._choice, self._joining, self._comparing, self._founding, self.paper):
            self._stack.addWidget(panel)
        self._joining.ready.connect(self.compare)
        self._comparing.same.connect(self.join)
        self._comparing.not_yet.connect(self._compare_later)
        self._comparing.different.connect(self._warn_of_file)
        self._founding.ready.connect(self.found)
        self.paper.written_down.connect(self.ready)
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
        if self._stack.currentWidget() is self._comparing:
            self._stack.setCurrentWidget(self._joining)
        for panel in (self._joining, self._founding):
            panel.refuse(told)

    def show_network(self, name: str, words: tuple[str, ...]) -> None:
        """Show what is to be compared with the coordinator before joining."""
        self._stack.setCurrentWidget(self._comparing)
        self._comparing.show_words(name, words)

    def show_paper_key(self, secret: str) -> None:
        """Show the recovery secret, once."""
        self.paper.show_secret(secret)
        self._stack.setCurrentWidget(self.paper)

    @Slot()
    def _compare_later(self) -> None:
        self._back_to_joining(self.tr("Nothing was joined. Go on when you can ring your coordinator."))

    @Slot()
    def _warn_of_file(self) -> None:
        self._back_to_joining(
            self.tr("Do not use this file. Tell your coordinator, and ask them for the right one.")
        )

    def _back_to_joining(self, sentence: str) -> None:
        self.dropped.emit()
        self._joining.be_ready()
        self._stack.setCurrentWidget(self._joining)
        self._joining.begin()
        self._joining.say(sentence)

    @Slot()
    def _to_joining(self) -> None:
        self._stack.setCurrentWidget(self._joining)
        self._joining.begin()

    @Slot()
    def _to_founding(self) -> None:
        self._stack.setCurrentWidget(self._founding)
        self._founding.begin()
