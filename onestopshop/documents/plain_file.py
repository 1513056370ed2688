"""What files of several parts share: words that each may hold, and nothing about who made them or when."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""
_PROPERTIES = "docProps/core.xml"
_NAMELESS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
)


def plain(text: str) -> str:
    """The text with a space for each character that cannot be seen or that XML may not hold."""
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else " " for sign in text)


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files as a ZIP archive in the order given: the same bytes for the same content."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system, as the mode is
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, content)
    return written.getvalue()


def nameless(office_file: bytes, title: str) -> bytes:
    """An Office Open XML file of ours without author, dates and names, with a neutral title."""
    with zipfile.ZipFile(io.BytesIO(office_file)) as packed:
        files = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    files[_PROPERTIES] = _NAMELESS.format(title=escape(plain(title))).encode()
    return archive(files)
