"""The charts of the pages for other forms: SVG text for a web page, a PNG for a document."""

from __future__ import annotations

import io
import re
from xml.etree.ElementTree import Element, tostring

import pypdfium2
from defusedxml.ElementTree import fromstring
from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import Color

from onestopshop.reports.attendance_strip import AttendanceStrip
from onestopshop.reports.chart import Chart
from onestopshop.sheets.chart import CHART_HEIGHT, bar, column_chart
from onestopshop.sheets.heat_strip import heat_strip
from onestopshop.sheets.page import (
    ACCENT,
    ACCENT_PALE,
    BODY_WIDTH,
    BOLD,
    EDGE,
    FAINT,
    INK,
    LINE,
    PAPER,
    SOFT,
    WASH,
)

_PIXELS_A_POINT = 3.0
_BAR_SIZE = (120.0, 9.0)
_NAMED = {"ink": INK, "soft": SOFT, "line": LINE, "edge": EDGE, "accent": ACCENT, "pale": ACCENT_PALE}
_NAMED |= {"wash": WASH, "paper": PAPER, "faint": FAINT}
_KEPT_STYLES = ("fill", "stroke", "stroke-width", "font-size")


def chart_svg(chart: Chart) -> str:
    """A chart's columns as SVG to stand inside HTML; the one around it gives it a name.

    Colours are the custom properties --ink, --soft, --line, --edge, --accent, --pale, --faint,
    --wash and --paper.
    """
    return _svg(_columns(chart))


def strip_svg(strip: AttendanceStrip) -> str:
    """The strip of agencies as SVG to stand inside HTML, as `chart_svg` makes it."""
    return _svg(heat_strip(strip, BODY_WIDTH))


def bar_svg(value: int, most: int, *, recorded: bool = True) -> str:
    """The bar of a table's cell as SVG, hidden from screen readers: the number stands beside it."""
    return _svg(bar(value, most, *_BAR_SIZE, recorded=recorded))


def chart_png(chart: Chart) -> bytes:
    """A chart's columns as a PNG, 216 pixels an inch on white."""
    return _png(_columns(chart))


def strip_png(strip: AttendanceStrip) -> bytes:
    """The strip of agencies as a PNG."""
    return _png(heat_strip(strip, BODY_WIDTH))


def _png(drawing: Drawing) -> bytes:
    with pypdfium2.PdfDocument(renderPDF.drawToString(drawing)) as document:
        picture = document[0].render(scale=_PIXELS_A_POINT).to_pil()
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _columns(chart: Chart) -> Drawing:
    return column_chart(chart, BODY_WIDTH, CHART_HEIGHT)


def _svg(drawing: Drawing) -> str:
    drawn = fromstring(renderSVG.drawToString(drawing).encode())
    size = {"viewBox": drawn.attrib["viewBox"], "aria-hidden": "true", "focusable": "false"}
    picture = Element("svg", size)
    _copy(drawn, picture)
    return tostring(picture, encoding="unicode")


def _copy(drawn: Element, into: Element) -> None:
    """Copy shapes without names of places, empty words and fonts that only the pages have."""
    for shape in drawn:
        name = shape.tag.rpartition("}")[2]
        if name in ("title", "desc", "clipPath"):
            continue
        copied = Element(
            name, {key: value for key, value in shape.attrib.items() if key not in ("id", "style")}
        )
        if copied.get("transform") == "":
            del copied.attrib["transform"]
        copied.text = (shape.text or "").strip()
        for key, value in _styles(shape.get("style", "")).items():
            copied.set(key, value)
        into.append(copied)
        _copy(shape, copied)


def _styles(style: str) -> dict[str, str]:
    told = dict(re.findall(r"([\w-]+):\s*([^;]+)", style))
    kept = {key: told[key] for key in _KEPT_STYLES if key in told}
    colours = [f"{key}: {_colour(kept.pop(key))}" for key in ("fill", "stroke") if key in kept]
    if told.get("font-family") == BOLD:
        kept["font-weight"] = "bold"
    return {**kept, "style": "; ".join(colours)} if colours else kept


def _colour(written: str) -> str:
    known = {_as_svg(colour): f"var(--{name})" for name, colour in _NAMED.items()}
    return known.get(written, written)


def _as_svg(colour: Color) -> str:
    """How ReportLab writes a colour into SVG."""
    return "rgb({:d}%,{:d}%,{:d}%)".format(*(int(part * 100) for part in colour.rgb()))
