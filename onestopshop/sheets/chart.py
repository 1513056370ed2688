"""Charts, drawn once: vectors in a PDF, SVG on a screen."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.units import mm

from onestopshop.reports.protected import ProtectedTable
from onestopshop.reports.report_words import short_label
from onestopshop.sheets.page import ACCENT, ACCENT_PALE, BOLD, INK, LINE, REGULAR, SOFT

CHART_HEIGHT = 44 * mm
_HEADROOM = 16.0
_FOOTROOM = 16.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its number, and whether it is meant to be noticed."""

    label: str
    value: int
    strong: bool = False


def columns_of(table: ProtectedTable) -> tuple[Column, ...]:
    """A table's rows as columns; the highest and the lowest are meant to be noticed."""
    values = [row.value or 0 for row in table.rows]
    most, least = max(values), min(values)
    return tuple(
        Column(short_label(table, row), value, strong=value in (most, least) and most != least)
        for row, value in zip(table.rows, values, strict=True)
    )


def column_chart(columns: tuple[Column, ...], width: float, height: float) -> Drawing:
    """Columns over their labels, each with its number; sizes in points. At least one column is needed."""
    drawing = Drawing(width, height)
    slot = width / len(columns)
    thickness = min(slot * 0.72, 34.0)
    most = max(1, *(column.value for column in columns))
    room = height - _HEADROOM - _FOOTROOM
    size = 8.0 if slot > 26 else 6.5
    for place, column in enumerate(columns):
        centre = slot * (place + 0.5)
        tall = room * column.value / most
        colour = ACCENT if column.strong else ACCENT_PALE
        if column.value:
            drawing.add(
                Rect(centre - thickness / 2, _FOOTROOM, thickness, tall, fillColor=colour, strokeColor=None)
            )
        drawing.add(
            String(
                centre,
                _FOOTROOM + tall + 4,
                f"{column.value:,}",
                fontName=BOLD if column.strong else REGULAR,
                fontSize=size,
                fillColor=INK,
                textAnchor="middle",
            )
        )
        drawing.add(
            String(
                centre, 3, column.label, fontName=REGULAR, fontSize=size, fillColor=SOFT, textAnchor="middle"
            )
        )
    drawing.add(Line(0, _FOOTROOM, width, _FOOTROOM, strokeColor=LINE, strokeWidth=0.7))
    return drawing


def bar(value: int, most: int, width: float, height: float) -> Drawing:
    """One horizontal bar for the cell of a table; sizes in points, `most` fills the width."""
    drawing = Drawing(width, height)
    if value and most:
        long = max(1.0, width * value / most)
        drawing.add(Rect(0, 1, long, height - 2, fillColor=ACCENT_PALE, strokeColor=None))
    return drawing
