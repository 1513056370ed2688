"""How the tests of printed pages read a PDF: its words page by page, and its metadata."""

from __future__ import annotations

import pypdfium2


def page_texts(pdf: bytes) -> list[str]:
    """The words of each page, with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(" ".join(words.get_text_range().split()))
            words.close()
            page.close()
        return texts
    finally:
        document.close()


def metadata(pdf: bytes) -> dict[str, str]:
    """What a reader's window of properties shows."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return dict(document.get_metadata_dict())
    finally:
        document.close()


def page_sizes(pdf: bytes) -> set[tuple[int, int]]:
    """Widths and heights in whole points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return {
            (round(width), round(height))
            for width, height in map(document.get_page_size, range(len(document)))
        }
    finally:
        document.close()
