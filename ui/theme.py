"""Colours, sizes and the style sheet, for light, dark and the system's own high contrast."""

from __future__ import annotations

import dataclasses
import re
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resources import read_text

BODY_PIXELS = 16
LARGEST_SCALE = 2.0
_LARGE = 150
"""Percent of the plain text size."""
_STEP = 0.25
_ROLE = QPalette.ColorRole


@dataclasses.dataclass(frozen=True, slots=True)
class Tokens:
    """The colours by what they are for. Each but `line` keeps its contrast on paper and on card."""

    paper: str
    card: str
    ink: str
    soft: str
    line: str
    edge: str
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    warn: str
    bad: str


LIGHT = Tokens(
    paper="#F7F6F3",
    card="#FFFFFF",
    ink="#1D2329",
    soft="#525B65",
    line="#D5D3CC",
    edge="#7A828B",
    accent="#17607A",
    accent_soft="#E3EFF3",
    on_accent="#FFFFFF",
    good="#1F6B3A",
    warn="#8A4B00",
    bad="#A3262A",
)
DARK = Tokens(
    paper="#14181C",
    card="#1D2328",
    ink="#ECEAE4",
    soft="#A9B1B9",
    line="#3A424A",
    edge="#6F7A84",
    accent="#7CC4DB",
    accent_soft="#21363F",
    on_accent="#0E1518",
    good="#7FCF9B",
    warn="#F0B35A",
    bad="#FF9C97",
)

INK, SOFT, LINE, EDGE = _ROLE.WindowText, _ROLE.PlaceholderText, _ROLE.Midlight, _ROLE.Mid
PAPER, CARD, ACCENT, ON_ACCENT = _ROLE.Window, _ROLE.Base, _ROLE.Highlight, _ROLE.HighlightedText
ACCENT_SOFT, GOOD, WARN, BAD = _ROLE.AlternateBase, _ROLE.Link, _ROLE.BrightText, _ROLE.LinkVisited
"""Where painted controls find a token in their palette."""


def contrast_tokens(system: QPalette) -> Tokens:
    """The system's own high-contrast colours: text on background, and one colour for what is chosen."""
    paper, ink = system.color(_ROLE.Window).name(), system.color(_ROLE.WindowText).name()
    accent, on_accent = system.color(_ROLE.Highlight).name(), system.color(_ROLE.HighlightedText).name()
    return Tokens(paper, paper, ink, ink, ink, ink, accent, paper, on_accent, ink, ink, ink)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette from which painted controls take the tokens."""
    palette = QPalette(QColor(tokens.paper))
    roles = {
        PAPER: tokens.paper,
        CARD: tokens.card,
        INK: tokens.ink,
        _ROLE.Text: tokens.ink,
        _ROLE.ButtonText: tokens.ink,
        _ROLE.Button: tokens.card,
        SOFT: tokens.soft,
        LINE: tokens.line,
        EDGE: tokens.edge,
        ACCENT: tokens.accent,
        _ROLE.Accent: tokens.accent,
        ACCENT_SOFT: tokens.accent_soft,
        ON_ACCENT: tokens.on_accent,
        GOOD: tokens.good,
        WARN: tokens.warn,
        BAD: tokens.bad,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The one style sheet, with its tokens filled in and its pixels scaled."""
    filled = Template(read_text("style/window.qss")).substitute(dataclasses.asdict(tokens))
    return re.sub(r"(\d+)px\*", lambda size: f"{round(int(size[1]) * scale)}px", filled)


def is_large(widget: QWidget) -> bool:
    """Whether the text is so large that pages need another order: a page has few lines then."""
    return scaled(100, widget) >= _LARGE


def scaled(pixels: int, widget: QWidget) -> int:
    """A length at plain text size as it is beside the widget's own text."""
    return round(pixels * widget.font().pixelSize() / BODY_PIXELS)


class Theme(QObject):
    """Keeps the application in the system's colour scheme, at the text size that was chosen.

    With `tokens` handed in, the scheme stays what it is: for demonstrations.
    """

    resized = Signal(float)

    def __init__(self, application: QApplication, scale: float = 1.0, tokens: Tokens | None = None) -> None:
        super().__init__(application)
        self._application = application
        self._system = application.style().standardPalette()
        self._fixed = tokens
        self.scale = scale
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        if isinstance(hints.accessibility(), QAccessibilityHints):
            hints.accessibility().contrastPreferenceChanged.connect(self.follow)

    @Slot()
    def follow(self) -> None:
        """Dress the application as the system and the chosen size ask now."""
        tokens = self._fixed or self._tokens()
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPixelSize(round(BODY_PIXELS * self.scale))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self._application.setFont(font)
        self._application.setPalette(palette_of(tokens))
        self._application.setStyleSheet(style_sheet(tokens, self.scale))

    @Slot()
    def larger(self) -> None:
        """The text one step larger, to twice its size."""
        self.resize(self.scale + _STEP)

    @Slot()
    def smaller(self) -> None:
        """The text one step smaller, down to its plain size."""
        self.resize(self.scale - _STEP)

    def dress_in(self, tokens: Tokens) -> None:
        """Keep these colours, whatever the system says."""
        self._fixed = tokens
        self.follow()

    def resize(self, scale: float) -> None:
        """The text at that scale, between 1 and 2."""
        self.scale = min(LARGEST_SCALE, max(1.0, scale))
        self.follow()
        self.resized.emit(self.scale)

    def _tokens(self) -> Tokens:
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return contrast_tokens(self._system)
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
