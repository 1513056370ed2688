"""What all printed pages share: A4, type, colours, head and foot, and the mark of what must not be shared."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from resources import resource

REGULAR = "Sheet"
BOLD = "Sheet-Bold"
_FACES = {REGULAR: "fonts/NotoSans-Regular.ttf", BOLD: "fonts/NotoSans-Bold.ttf"}

INK = HexColor("#1D2329")
SOFT = HexColor("#525B65")
LINE = HexColor("#D5D3CC")
EDGE = HexColor("#7A828B")
ACCENT = HexColor("#17607A")
ACCENT_PALE = HexColor("#9DBECB")
WASH = HexColor("#F7F6F3")
FAINT = HexColor("#DDE9EE")
PAPER = HexColor("#FFFFFF")

WIDTH, HEIGHT = A4
MARGIN = 20 * mm
BODY_WIDTH = WIDTH - 2 * MARGIN
BODY_HEIGHT = HEIGHT - 2 * MARGIN - 4 * mm
_FOOT = 13 * mm


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands at the edge of every page."""

    foot: str
    watermark: str = ""
    """Across the page and in its head, for what must not leave the network."""
    head: tuple[str, ...] = ()
    """Lines above the page: for whom it is."""
    numbered: bool = True


def style(size: float, *, bold: bool = False, colour: Color = INK, **more: object) -> ParagraphStyle:
    """A paragraph style of a size in points."""
    settings: dict[str, object] = {"leading": size * 1.4, **more}
    return ParagraphStyle(
        f"{size}", fontName=BOLD if bold else REGULAR, fontSize=size, textColor=colour, **settings
    )


def title_style() -> ParagraphStyle:
    """The sheet's title."""
    return style(24, bold=True, leading=29)


def heading_style() -> ParagraphStyle:
    """The heading of a table or paragraph, never alone at the foot of a page."""
    return style(12, bold=True, leading=16, spaceAfter=3, keepWithNext=1)


def body_style() -> ParagraphStyle:
    """Running text."""
    return style(9.5, leading=14, spaceAfter=6)


def small_style() -> ParagraphStyle:
    """Notes below tables and charts."""
    return style(8.5, colour=SOFT, leading=12, spaceBefore=3)


def gap() -> Spacer:
    """The room between two blocks; none at the head of a page."""
    room = Spacer(1, 0)
    room.spaceBefore = 16  # unlike height, it is left out at the head of a page
    return room


def embed_fonts() -> None:
    """Make the shipped faces known to ReportLab: once is enough, more does no harm."""
    for name, file in _FACES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, io.BytesIO(resource(file).read_bytes())))
    STATE_DEFAULTS["fontName"] = REGULAR  # else each drawing names Helvetica, which no PDF of ours embeds
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def pdf(title: str, marks: Marks, story: Callable[[], Sequence[Flowable]]) -> bytes:
    """The pages as a PDF: the same bytes for the same content, without dates, authors or names of programs.

    `title` is what a reader's window shows: keep it neutral. `story` is called once the fonts are known.
    """
    embed_fonts()
    written = io.BytesIO()
    document = BaseDocTemplate(
        written,
        pagesize=A4,
        invariant=1,
        lang="en-GB",
        initialFontName=REGULAR,
        title=title,
        author="",
        subject="",
        creator="",
        producer="",
        keywords="",
    )
    frame = Frame(MARGIN, MARGIN + 4 * mm, BODY_WIDTH, BODY_HEIGHT, 0, 0, 0, 0)
    document.addPageTemplates(
        PageTemplate(frames=[frame], onPage=lambda canvas, _: _edge(canvas, marks), pagesize=A4)
    )
    document.build(list(story()))
    return written.getvalue()


def _edge(canvas: Canvas, marks: Marks) -> None:
    canvas.saveState()
    if marks.watermark:
        _watermark(canvas, marks.watermark, HEIGHT - (6 if marks.head else 12) * mm)
    canvas.setFont(BOLD, 8)
    canvas.setFillColor(INK)
    for line, words in enumerate(marks.head):
        canvas.drawString(MARGIN, HEIGHT - (10 + 4 * line) * mm, words)
    canvas.setFont(REGULAR, 8)
    canvas.setFillColor(SOFT)
    canvas.drawString(MARGIN, _FOOT, marks.foot)
    if marks.numbered:
        canvas.drawRightString(WIDTH - MARGIN, _FOOT, f"Page {canvas.getPageNumber()}")
    canvas.restoreState()


def _watermark(canvas: Canvas, words: str, high: float) -> None:
    """Large and pale across the page, and small but black in the head: a copier drops what is pale."""
    canvas.setFont(BOLD, 9)
    canvas.setFillColor(INK)
    canvas.drawRightString(WIDTH - MARGIN, high, words)
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(52)
    canvas.setFont(BOLD, 56)
    canvas.setFillColor(HexColor("#EFEDE8"))
    canvas.drawCentredString(0, -18, words)
    canvas.restoreState()
