"""What a written report says, read back by other programs than the one that wrote it."""

from __future__ import annotations

import csv
import io

import pypdfium2


def words_of_csv(content: bytes) -> dict[str, str]:
    """What the CSV report has under "Number", by figure."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return {row[0]: row[2] for row in rows if len(row) > 5 and row[0] != "Id"}


def text_of_pdf(content: bytes) -> str:
    """All that a PDF says, on one line."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())
