"""A field for a passphrase: hidden unless it is asked to show, and never remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.controls.button import KeyedButton


class PassphraseField(QWidget):
    """The field and its "Show" button. `entered` comes with Enter."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit(self)
        self._line.setAccessibleName(name)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._line.returnPressed.connect(self.entered)
        self._show = KeyedButton(self.tr("Show"), parent=self)
        self._show.setCheckable(True)
        self._show.toggled.connect(self._reveal)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self._line, 1)
        across.addWidget(self._show)
        self.setFocusProxy(self._line)

    def tab_stops(self) -> tuple[QWidget, QWidget]:
        """The field and the button, for the order in which Tab meets them."""
        return self._line, self._show

    def text(self) -> str:
        """What was typed."""
        return self._line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self._line.clear()
        self._show.setChecked(False)

    def suggest(self, passphrase: str) -> None:
        """Fill in a suggestion, in the clear, so that it can be written down."""
        self._line.setText(passphrase)
        self._show.setChecked(True)

    @Slot(bool)
    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)
        self._show.setText(self.tr("Hide it") if shown else self.tr("Show"))
        self._show.updateGeometry()
