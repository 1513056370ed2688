"""The left side of the closing page: what is still open before the session is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onestopshop.desk.sessions import SessionPage
from onestopshop.network import Setup
from onestopshop.question import NOT_ANSWERED, NOT_RECORDED, Question
from onestopshop.visit import Visit, missing
from ui.closing.count_card import CountCard
from ui.controls.button import KeyedButton
from ui.controls.check_card import CheckCard
from ui.controls.text import clear_layout_of
from ui.wording import missing_words

SLIPS = ("slips_used", "slips_entered", "slips_shredded")
_HEADCOUNTS = "headcounts"


class ChecksColumn(QWidget):
    """Cards. What they ask is said by signals, each with the id of what it is about."""

    all_left = Signal()
    ask = Signal(str)
    leave = Signal(str)
    feedback_kept = Signal(str, dict)
    counts_kept = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confirmed: set[str] = set()
        self._cards: list[CheckCard] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(8)

    def start(self) -> None:
        """Nothing is confirmed yet."""
        self._confirmed.clear()

    def show_page(self, setup: Setup, page: SessionPage) -> None:
        """Bring the cards up to the session."""
        clear_layout_of(self)
        self._cards.clear()
        self._add_agencies(page)
        for visit in page.visits:
            lacking = len(missing(visit, setup.questions))
            if lacking:
                self._add_missing(visit, lacking)
        for question in setup.questions:
            if question.scope == "feedback" and not question.hidden:
                self._add_feedback(setup, page, question)
        self._add_counts(page)

    def tab_stops(self) -> list[QWidget]:
        """Its buttons and fields, top to bottom."""
        return [stop for card in self._cards for stop in card.findChildren(QWidget) if _takes_tab(stop)]

    def _add(self, card: CheckCard) -> None:
        self._cards.append(card)
        self._down.addWidget(card)
        card.show()

    def _add_agencies(self, page: SessionPage) -> None:
        card = CheckCard(self)
        here = sum(a.came is not None and a.left is None for a in page.attendances)
        if here == 0:
            card.say("done", self.tr("All agencies marked as left"))
        else:
            still = (
                self.tr("1 agency is still here")
                if here == 1
                else self.tr("{number} agencies are still here")
            )
            card.say("open", still.format(number=here))
            button = KeyedButton(self.tr("All have left"), parent=card)
            button.clicked.connect(self.all_left)
            card.add_control(button)
        self._add(card)

    def _add_missing(self, visit: Visit, lacking: int) -> None:
        card = CheckCard(self)
        words = self.tr("Visit {number}: {missing}")
        card.say("warn", words.format(number=visit.number, missing=missing_words(lacking)))
        for text, slot in ((self.tr("Ask now"), self._ask), (self.tr("Leave as not asked"), self._leave)):
            button = KeyedButton(text, parent=card)
            button.setAccessibleName(self.tr("{what}, visit {number}").format(what=text, number=visit.number))
            button.setProperty("visit", visit.id)
            button.clicked.connect(slot)
            card.add_control(button)
        self._add(card)

    def _add_feedback(self, setup: Setup, page: SessionPage, question: Question) -> None:
        options = setup.list(question.list) if question.list else None
        if options is None:
            return
        never = NOT_RECORDED - {NOT_ANSWERED}
        fields = {str(o.id): o.label.lower() for o in options.options if o.id not in never}
        title = self.tr("Feedback cards in the box, “{question}”").format(question=question.ask)
        card = CountCard(question.id, title, fields, self)
        counted = any(page.feedback.get(option) for option in fields)
        card.show_counts(page.feedback, done=counted or question.id in self._confirmed)
        card.kept.connect(self._keep_feedback)
        self._add(card)

    def _add_counts(self, page: SessionPage) -> None:
        names = {
            "slips_used": self.tr("used"),
            "slips_entered": self.tr("entered"),
            "slips_shredded": self.tr("shredded"),
        }
        used, entered, shredded = (page.counts.get(name, 0) for name in SLIPS)
        slips = CountCard("slips", self.tr("Paper slips"), names, self)
        slips.show_counts(page.counts, done="slips" in self._confirmed or used == entered == shredded > 0)
        if not used == entered == shredded:
            slips.say("warn", slips.text(), self.tr("Enter every used slip, then shred it."))
        watching = CountCard(_HEADCOUNTS, self.tr("Only watching"), {"observers": self.tr("observers")}, self)
        done = _HEADCOUNTS in self._confirmed or page.counts.get("observers", 0) > 0
        watching.show_counts(page.counts, done=done)
        for card in (slips, watching):
            card.kept.connect(self._keep_counts)
            self._add(card)

    @Slot(str, dict)
    def _keep_feedback(self, question: str, counts: dict[str, int]) -> None:
        self._confirmed.add(question)
        self.feedback_kept.emit(question, counts)

    @Slot(str, dict)
    def _keep_counts(self, name: str, counts: dict[str, int]) -> None:
        self._confirmed.add(name)
        self.counts_kept.emit(counts)

    @Slot()
    def _ask(self) -> None:
        self.ask.emit(str(self.sender().property("visit")))

    @Slot()
    def _leave(self) -> None:
        self.leave.emit(str(self.sender().property("visit")))


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
