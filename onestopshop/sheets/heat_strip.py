"""Agencies by session as a strip of cells: the darker, the more of the sessions an agency was at."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from onestopshop.reports.attendance_strip import AttendanceStrip
from onestopshop.sheets.page import ACCENT, ACCENT_PALE, EDGE, FAINT, INK, PAPER, REGULAR, SOFT, embed_fonts

_ROW, _CELL = 15.0, 13.0
"""Points from line to line, and the height of a cell."""
_HEAD, _KEY = 22.0, 18.0
_LABELS = 0.34
"""The share of the width that the names take."""
_WIDEST_CELL = 44.0
_SIZE, _SMALL_SIZE = 8.5, 7.0
_FILLS = (PAPER, FAINT, ACCENT_PALE, ACCENT)
_MONTHLY = ("at none", "under half of its sessions", "half or more", "at every session")
_SINGLE = {0: "not there", 3: "there"}


def heat_strip(strip: AttendanceStrip, width: float) -> Drawing:
    """A line an agency, a column a session or a month; width in points, as high as its lines need.

    Each cell of a month has its number, so that nothing rests on a shade alone.
    """
    embed_fonts()
    lines = len(strip.lines) + (0 if strip.by_session else 1)
    height = _KEY + _HEAD + _ROW * lines
    drawing = Drawing(width, height)
    left = width * _LABELS
    slot = min((width - left) / len(strip.occasions), _WIDEST_CELL)
    _head(drawing, strip, left, slot, height)
    for number, line in enumerate(strip.lines, start=0 if strip.by_session else 1):
        low = height - _HEAD - _ROW * (number + 1)
        _label(drawing, line.label, low, left - 12)
        for place, came in enumerate(line.came):
            share = strip.share(line, place)
            fill = PAPER if share is None else _FILLS[share]
            _cell(drawing, left + slot * place, low, slot - 2, fill)
            if not strip.by_session:
                colour = PAPER if fill is ACCENT else INK
                _write(drawing, str(came), left + slot * place + slot / 2 - 1, low + 3.5, _SIZE, colour)
    _key(drawing, strip)
    return drawing


def _head(drawing: Drawing, strip: AttendanceStrip, left: float, slot: float, height: float) -> None:
    centres = [left + slot * place + slot / 2 - 1 for place in range(len(strip.occasions))]
    for centre, occasion in zip(centres, strip.occasions, strict=True):
        _write(drawing, occasion.above, centre, height - 8, _SMALL_SIZE, SOFT)
        _write(drawing, occasion.below, centre, height - 17, _SMALL_SIZE, SOFT)
    if strip.by_session:
        return
    low = height - _HEAD - _ROW
    _label(drawing, "Sessions held", low, left - 12, SOFT)
    for centre, occasion in zip(centres, strip.occasions, strict=True):
        _write(drawing, str(occasion.held), centre, low + 3.5, _SIZE, INK)


def _label(drawing: Drawing, words: str, low: float, room: float, colour: Color = INK) -> None:
    """A name in one line, cut where it is too long."""
    shown = words
    while stringWidth(shown, REGULAR, _SIZE) > room and len(shown) > 1:
        shown = f"{shown.rstrip('…')[:-1].rstrip()}…"
    drawing.add(String(0, low + 3.5, shown, fontName=REGULAR, fontSize=_SIZE, fillColor=colour))


def _cell(drawing: Drawing, left: float, low: float, width: float, fill: Color) -> None:
    drawing.add(Rect(left, low + 0.5, width, _CELL - 0.5, fillColor=fill, strokeColor=EDGE, strokeWidth=0.5))


def _key(drawing: Drawing, strip: AttendanceStrip) -> None:
    left = 0.0
    words = _SINGLE if strip.by_session else dict(enumerate(_MONTHLY))
    for share, meaning in words.items():
        drawing.add(Rect(left, 1, 9, 8, fillColor=_FILLS[share], strokeColor=EDGE, strokeWidth=0.5))
        drawing.add(String(left + 13, 2, meaning, fontName=REGULAR, fontSize=8, fillColor=SOFT))
        left += 13 + 1.15 * stringWidth(meaning, REGULAR, 8) + 16  # a web page's letters may be wider


def _write(drawing: Drawing, words: str, centre: float, low: float, size: float, colour: Color) -> None:
    drawing.add(
        String(centre, low, words, fontName=REGULAR, fontSize=size, fillColor=colour, textAnchor="middle")
    )
