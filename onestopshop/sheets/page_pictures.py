"""The pages of a PDF held in memory as pictures and words, for looking at them before they are printed."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: rows of blue, green and red bytes, each row `stride` bytes long, and the page's words."""

    width: int
    height: int
    stride: int
    pixels: bytes
    words: str


def page_pictures(pdf: bytes, width: int = 1240) -> tuple[PagePicture, ...]:
    """Every page of a PDF of our own, drawn to a width in pixels."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(_picture(page, width) for page in document)


def _picture(page: pypdfium2.PdfPage, width: int) -> PagePicture:
    text = page.get_textpage()
    bitmap = page.render(scale=width / page.get_width())
    try:
        words = text.get_text_range().replace("\r\n", "\n")
        return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), words)
    finally:
        bitmap.close()
        text.close()
        page.close()
