"""A card with numbers that a volunteer counts: feedback cards, paper slips, people who only watched."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from ui.controls.button import KeyedButton
from ui.controls.check_card import CheckCard
from ui.controls.number_field import NumberField
from ui.controls.text import text_label

_MOST = 999


class CountCard(CheckCard):
    """Says the numbers; "Change" opens a field for each. `kept` carries them all by their ids."""

    kept = Signal(str, dict)

    def __init__(self, name: str, title: str, fields: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._title = title
        self._labels = fields
        self._fields: dict[str, NumberField] = {}
        self._change = KeyedButton(self.tr("Change"), parent=self)
        self._change.clicked.connect(self.open_fields)
        self.add_control(self._change)
        self._editing = QWidget(self)
        across = QHBoxLayout(self._editing)
        across.setContentsMargins(0, 4, 0, 4)
        across.setSpacing(12)
        for key, label in fields.items():
            across.addLayout(self._field(key, label))
        across.addStretch(1)
        keep = KeyedButton(self.tr("Keep"), self.tr("Enter"), parent=self._editing)
        keep.clicked.connect(self._keep)
        across.addWidget(keep)
        self._editing.hide()
        self.down.addWidget(self._editing)

    def show_counts(self, counts: dict[str, int], *, done: bool) -> None:
        """Say the numbers as they are kept."""
        for key, field in self._fields.items():
            field.setValue(counts.get(key, 0))
        spoken = " · ".join(f"{counts.get(key, 0)} {label}" for key, label in self._labels.items())
        self.say(
            "done" if done else "open",
            self.tr("{title}: {numbers}").format(title=self._title, numbers=spoken),
        )
        self._change.setAccessibleName(self.tr("Change {title}").format(title=self._title))

    @Slot()
    def open_fields(self) -> None:
        """Show the fields, with the keyboard in the first."""
        self._editing.show()
        self._change.hide()
        first = next(iter(self._fields.values()))
        first.setFocus()
        first.selectAll()

    @Slot()
    def _keep(self) -> None:
        counts = {key: field.value() for key, field in self._fields.items()}
        self._editing.hide()
        self._change.show()
        self._change.setFocus()
        self.kept.emit(self.name, counts)

    def _field(self, key: str, label: str) -> QVBoxLayout:
        field = NumberField(self._editing)
        field.setRange(0, _MOST)
        field.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        field.setFixedWidth(88)
        field.setAccessibleName(label)
        field.entered.connect(self._keep)
        self._fields[key] = field
        down = QVBoxLayout()
        down.setSpacing(2)
        down.addWidget(text_label(label, "small"))
        down.addWidget(field)
        return down
