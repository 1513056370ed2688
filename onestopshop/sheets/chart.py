"""Charts, drawn once: vectors in a PDF, SVG on a screen, a picture in a document."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from onestopshop.reports.chart import Chart, Column
from onestopshop.sheets.page import ACCENT, ACCENT_PALE, BOLD, EDGE, INK, PAPER, REGULAR, SOFT, embed_fonts

CHART_HEIGHT = 44 * mm
_KEY_ROOM = 15.0
_HEADROOM = 12.0
_FOOTROOM = 16.0
_YEAR_ROOM = 9.0
_SIZE, _SMALL_SIZE = 8.0, 6.5
_WIDE_SLOT = 26.0
"""From this many points a column the larger letters are used."""


def column_chart(chart: Chart, width: float, height: float) -> Drawing:
    """Columns over their labels, each with its number; sizes in points. At least one column is needed.

    What stands beside a column, of the year before, is hollow: it is told apart without any colour, and a key
    above says which is which.
    """
    embed_fonts()
    drawing = Drawing(width, height)
    compared = len(chart.names) > 1
    slot = width / len(chart.columns)
    foot = _FOOTROOM + (_YEAR_ROOM if any(column.year for column in chart.columns) else 0)
    room = height - _HEADROOM - foot - (_KEY_ROOM if compared else 0)
    most = max(1, *(max(column.value, column.before or 0) for column in chart.columns))
    size = _SIZE if slot / len(chart.names) > _WIDE_SLOT else _SMALL_SIZE
    thickness = min(slot * 0.72 / len(chart.names), 34.0)
    for place, column in enumerate(chart.columns):
        centre = slot * (place + 0.5)
        if compared:
            _draw_before(drawing, column, centre - thickness / 2, foot, thickness, room / most, size)
        colour = ACCENT if column.strong else ACCENT_PALE
        at = centre + thickness / 2 if compared else centre
        _draw(drawing, column.value, at, foot, thickness, room / most, colour)
        _write(drawing, f"{column.value:,}", at, foot + room * column.value / most + 3, size, column.strong)
        _write(drawing, column.short, centre, foot - 12, max(size, 7.0), colour=SOFT)
        if column.year:
            _write(drawing, column.year, centre, 2, 7.0, colour=SOFT)
    drawing.add(Line(0, foot, width, foot, strokeColor=EDGE, strokeWidth=0.7))
    if compared:
        _key(drawing, chart.names, height - 9)
    return drawing


def _draw(
    drawing: Drawing, value: int, centre: float, foot: float, thickness: float, scale: float, colour: object
) -> None:
    if value:
        left = centre - thickness / 2
        drawing.add(Rect(left, foot, thickness, scale * value, fillColor=colour, strokeColor=None))


def _draw_before(
    drawing: Drawing, column: Column, centre: float, foot: float, thickness: float, scale: float, size: float
) -> None:
    if column.before:
        tall = scale * column.before
        left = centre - thickness / 2 + 0.5
        drawing.add(
            Rect(left, foot, thickness - 1.5, tall, fillColor=PAPER, strokeColor=EDGE, strokeWidth=0.7)
        )
    if column.before is not None:
        _write(drawing, f"{column.before:,}", centre, foot + scale * column.before + 3, size, colour=SOFT)


def _key(drawing: Drawing, names: tuple[str, ...], top: float) -> None:
    """Hollow and full, in the order in which they stand, with their periods."""
    left = 0.0
    for name, fill, edge in ((f"{names[1]}, the year before", PAPER, EDGE), (names[0], ACCENT_PALE, None)):
        drawing.add(Rect(left, top, 8, 7, fillColor=fill, strokeColor=edge, strokeWidth=0.7))
        drawing.add(String(left + 12, top + 0.8, name, fontName=REGULAR, fontSize=_SIZE, fillColor=SOFT))
        left += 12 + 1.15 * stringWidth(name, REGULAR, _SIZE) + 16  # a web page's letters may be wider


def _write(
    drawing: Drawing,
    words: str,
    centre: float,
    low: float,
    size: float,
    bold: bool = False,
    colour: object = INK,
) -> None:
    face = BOLD if bold else REGULAR
    drawing.add(
        String(centre, low, words, fontName=face, fontSize=size, fillColor=colour, textAnchor="middle")
    )


def bar(value: int, most: int, width: float, height: float, *, recorded: bool = True) -> Drawing:
    """One horizontal bar for the cell of a table; sizes in points, `most` fills the width.

    The bar of what was not recorded is hollow.
    """
    drawing = Drawing(width, height)
    if not (value and most):
        return drawing
    long = max(1.0, width * value / most)
    if recorded:
        drawing.add(Rect(0, 1, long, height - 2, fillColor=ACCENT_PALE, strokeColor=None))
    else:
        hollow = {"fillColor": PAPER, "strokeColor": EDGE, "strokeWidth": 0.7}
        drawing.add(Rect(0.5, 1.5, max(1.0, long - 1), height - 3, **hollow))
    return drawing
