"""How tests read a Word file: its headings, its tables below them, and all its words."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph


def opened(content: bytes) -> Document:
    """The document as another program opens it."""
    return docx.Document(io.BytesIO(content))


def words(document: Document) -> str:
    """Every paragraph outside of tables."""
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def headings(document: Document) -> list[tuple[str, str]]:
    """Each heading's style and words, in order."""
    kinds = ("Title", "Heading 1", "Heading 2")
    return [(p.style.name, p.text) for p in document.paragraphs if p.style.name in kinds]


def tables(document: Document) -> dict[str, list[list[str]]]:
    """The cells of each table by the heading above it."""
    found, heading = {}, ""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph) and block.style.name.startswith("Heading"):
            heading = block.text
        elif isinstance(block, Table):
            found[heading] = [[cell.text for cell in row.cells] for row in block.rows]
    return found


def parts(content: bytes) -> dict[str, bytes]:
    """The files inside."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}
