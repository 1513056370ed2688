"""A Word file of ours: A4, British English, marked on every page, and without anybody's name."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from onestopshop.documents.plain_file import nameless, plain

INK = RGBColor(0x1D, 0x23, 0x29)
SOFT = RGBColor(0x52, 0x5B, 0x65)
ACCENT = RGBColor(0x17, 0x60, 0x7A)
NOTE = "Note"
MARK = "Mark"
_FACE = "Calibri"
_PAGE = (Mm(210), Mm(297))
_MARGIN = Mm(20)
_LOOKS = (("Title", 24, INK, 0, 4), ("Heading 1", 16, INK, 22, 6), ("Heading 2", 12, INK, 14, 4))
"""Style, size, colour, and the room above and below, in points."""


def new_document(foot: str, mark: str) -> Document:
    """An empty document with its styles; the mark, where there is one, stands in the head of every page."""
    document = docx.Document()
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]
    _dress(document)
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    if mark:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        head.add_run(plain(mark)).bold = True
    _foot(section.footer.paragraphs[0], foot)
    return document


def written(document: Document) -> bytes:
    """The file: the same bytes for the same content, with a neutral title and no author or date."""
    kept = io.BytesIO()
    document.save(kept)
    return nameless(kept.getvalue(), "Report")


def say(document: Document, words: str, style: str | None = None) -> Paragraph:
    """Add a paragraph of plain words."""
    return document.add_paragraph(plain(words), style)


def _dress(document: Document) -> None:
    """Headings that are told apart by size and not by a pale colour; councils' templates replace them."""
    for name, size, colour, above, below in _LOOKS:
        style = document.styles[name]
        _face(style, size, colour)
        style.font.bold = True
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
        style.paragraph_format.keep_with_next = True
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    normal = document.styles["Normal"]
    _face(normal, 11, INK)
    normal.paragraph_format.space_after = Pt(6)
    _face(document.styles["Footer"], 9, SOFT)
    document.styles["Footer"].paragraph_format.tab_stops.clear_all()
    note = document.styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = normal
    _face(note, 9.5, SOFT)
    note.paragraph_format.space_before = Pt(4)
    mark = document.styles.add_style(MARK, WD_STYLE_TYPE.PARAGRAPH)
    mark.base_style = normal
    _face(mark, 12, INK)
    mark.font.bold = True
    for language in document.styles.element.iter(qn("w:lang")):
        for script in ("w:val", "w:eastAsia"):
            language.set(qn(script), "en-GB")


def _face(style: ParagraphStyle, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _FACE, Pt(size), colour
    faces = style.element.rPr.rFonts
    for key in list(faces.attrib):
        if key.lower().endswith("theme"):  # a theme's face would win over the one that is named
            del faces.attrib[key]
    faces.set(qn("w:hAnsi"), _FACE)
    faces.set(qn("w:cs"), _FACE)


def _foot(paragraph: Paragraph, words: str) -> None:
    """The words at the left, the page's number at the right."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Length(_PAGE[0] - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{plain(words)}\tPage ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)
