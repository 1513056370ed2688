"""The left side of the reports page: which report, on what, and for whom."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QVBoxLayout, QWidget

from onestopshop.errors import Told
from onestopshop.reports.protected import PROFILES, Agreement, Profile
from onestopshop.reports.wording import period_words
from onestopshop.reports.year_report import ONE_AGENCY
from ui.controls.button import chip
from ui.controls.choice_box import ChoiceBox
from ui.controls.flow import FlowLayout
from ui.controls.notice import Notice
from ui.controls.text import text_label
from ui.reporting.choice import Choice, Choices
from ui.reporting.report_box import ReportBox

_QUARTER = "quarter"


class ChoiceColumn(QWidget):
    """`changed` says that another report is wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Choices | None = None
        self._headings: dict[QWidget, QLabel] = {}
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(4)
        self.report = ReportBox(self.tr("Report"), self)
        self._add_headed(self.report)
        self._fault = Notice(self)
        self._down.addWidget(self._fault)
        self.changed.connect(self._fault.silence)
        self._period = self._add_box(self.tr("Period"))
        self._venue = self._add_box(self.tr("Venue"))
        self._agency = self._add_box(self.tr("Agency"))
        self.report.chosen.connect(self._report_chosen)
        for box in (self._period, self._venue, self._agency):
            box.activated.connect(self.changed)
        self._add_heading(self.tr("For"))
        words = (self.tr("The public"), self.tr("A partner"), self.tr("Us only"))
        self._profiles = self._add_chips(dict(zip(PROFILES, words, strict=True)))
        self._recipient = self._add_field(self.tr("For whom"))
        self._agreement = self._add_field(self.tr("Under which agreement"))
        self._show_fields()

    def offer(self, choices: Choices) -> None:
        """Offer what there is; what was chosen before stays chosen."""
        self._choices = choices
        periods = (*choices.periods.years, *choices.periods.quarters)
        self.report.offer_reports(choices.reports)
        self._period.offer((period_words(period), period) for period in periods)
        everywhere: list[tuple[str, object]] = [(self.tr("All venues"), None)]
        self._venue.offer([*everywhere, *((venue.name, venue.id) for venue in choices.venues)])
        self._agency.offer((agency.name, agency.id) for agency in choices.agencies)
        self._show_fields()

    def choice(self) -> Choice:
        """What is chosen now."""
        profile: Profile = PROFILES[self._profiles.checkedId()]
        agreed = Agreement(self._recipient.text().strip(), self._agreement.text().strip())
        return Choice(
            self.report.report(),
            self._period.currentData(),
            self._venue.currentData(),
            self._agency.currentData() if self._about_agency() else None,
            profile,
            agreed if profile == "partner" else None,
        )

    def choose_profile(self, place: int) -> None:
        """For whom, by the place among the three."""
        self._profiles.buttons()[place].click()

    def lacks(self) -> bool:
        """Whether a partner's report is wanted and it is not said for whom and why."""
        agreement = self.choice().agreement
        return agreement is not None and not (agreement.recipient and agreement.name)

    def refuse_file(self, told: Told) -> None:
        """Say why a file is no report; the report that was chosen before stays."""
        self._fault.say(str(told), "bad")

    def begin(self) -> None:
        """Start with which report."""
        self.report.setFocus()

    def begin_agreement(self) -> None:
        """Go on with the first of what is missing of an agreement."""
        (self._agreement if self._recipient.text().strip() else self._recipient).setFocus()

    def tab_stops(self) -> list[QWidget]:
        """Its boxes, chips and fields, top to bottom."""
        boxes = (self.report, self._period, self._venue, self._agency)
        return [*boxes, *self._profiles.buttons(), self._recipient, self._agreement]

    def _about_agency(self) -> bool:
        return self.report.report() == ONE_AGENCY

    def _add_heading(self, words: str, of: QWidget | None = None) -> None:
        label = text_label(words, "soft")
        label.setContentsMargins(0, 6, 0, 0)
        self._down.addWidget(label)
        if of is not None:
            label.setBuddy(of)
            self._headings[of] = label

    def _add_box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(name, self)
        self._add_headed(box)
        return box

    def _add_headed(self, box: ChoiceBox) -> None:
        self._add_heading(box.accessibleName(), box)
        self._down.addWidget(box)

    def _add_field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        self._add_heading(name, field)
        field.editingFinished.connect(self.changed)
        self._down.addWidget(field)
        return field

    def _add_chips(self, words: dict[Profile, str]) -> QButtonGroup:
        line = QWidget(self)
        flow = FlowLayout(line)
        group = QButtonGroup(self)
        for place, text in enumerate(words.values()):
            made = chip(text, str(place + 1), chosen=place == 0, parent=line)
            group.addButton(made, place)
            flow.addWidget(made)
        group.idToggled.connect(self._profile_chosen)
        self._down.addWidget(line)
        return group

    def _show_fields(self) -> None:
        partner = PROFILES[self._profiles.checkedId()] == "partner"
        for field, shown in (
            (self._agency, self._about_agency()),
            (self._recipient, partner),
            (self._agreement, partner),
        ):
            self._headings[field].setVisible(shown)
            field.setVisible(shown)

    @Slot()
    def _report_chosen(self) -> None:
        """A quarter's report on a year would be refused a point: its newest quarter is meant."""
        choices = self._choices
        if choices and self.report.report() == _QUARTER:
            self._period.choose(next(iter(choices.periods.quarters)))
        self._show_fields()
        self.changed.emit()

    @Slot(int, bool)
    def _profile_chosen(self, _place: int, chosen: bool) -> None:
        if chosen:
            self._show_fields()
            self.changed.emit()
