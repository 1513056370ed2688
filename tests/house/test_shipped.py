"""The fonts and the icon that are shipped can do what pages and windows ask of them."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from resources import read_bytes, read_text, resource

FACES = ("fonts/NotoSans-Regular.ttf", "fonts/NotoSans-Bold.ttf")
LETTERS = "ŴŵŶŷÂâ" + "ŁłĄąĘęŻżŹźŚśĆćŃńÓó" + "ȘșȚțĂăÎî" + "ĞğİıŞş" + "ėųū" + "ệữđ" + "éèçñßøå"
SIGNS = "£€–—‘’“”…·•←→↑↓−≤≥≈≠½□■○●☐☑✓✗▲▼"


@pytest.mark.parametrize("face", FACES)
def test_a_face_has_the_letters_that_are_printed(face: str) -> None:
    """Names in Welsh, Polish, Romanian and other Latin alphabets print, and so do boxes, ticks and arrows."""
    font = TTFontFile(io.BytesIO(read_bytes(face)))
    assert [sign for sign in LETTERS + SIGNS if ord(sign) not in font.charToGlyph] == []


@pytest.mark.parametrize("face", FACES)
def test_figures_stand_in_columns(face: str) -> None:
    """All ten figures are equally wide, so that columns of numbers line up."""
    font = TTFontFile(io.BytesIO(read_bytes(face)))
    assert len({font.charWidths[ord(figure)] for figure in "0123456789"}) == 1


@pytest.mark.parametrize("face", FACES)
def test_a_face_is_small(face: str) -> None:
    """A face stays under 150 kB."""
    assert len(read_bytes(face)) < 150_000


def test_the_fonts_come_with_their_licence() -> None:
    """The licence text stands beside the fonts, as it asks."""
    licence = read_text("fonts/OFL.txt")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "PERMISSION & CONDITIONS" in licence


def test_the_icon_is_square() -> None:
    """The icon is a drawing as wide as it is high."""
    drawing = ElementTree.fromstring(read_text("icons/app.svg"))
    left, top, width, height = map(float, drawing.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    assert width == height


def test_folders_can_be_listed_and_absent_names_refused() -> None:
    """A folder is found by its name, and reading what is not shipped raises FileNotFoundError."""
    assert {Path(face).name for face in FACES} <= {found.name for found in resource("fonts").iterdir()}
    with pytest.raises(FileNotFoundError):
        read_bytes("fonts/none.ttf")
