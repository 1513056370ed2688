"""Looks at an XLSX file's archive before anything unpacks it: a small file may hide gigabytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from onestopshop.errors import Refused

_MOST_ENTRIES = 200
_MOST_UNPACKED = 50_000_000
_MOST_RATIO = 100
"""Bytes unpacked for each byte packed. Real workbooks stay under 30."""
_SMALL = 1_000_000
"""Bytes unpacked below which no ratio is suspicious."""
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class NotAWorkbook(Refused):
    """Damaged, another kind of file in an archive, or built to do harm."""

    sentence = "This is no workbook that can be read: open it in a spreadsheet program and save it as .xlsx."


class WorkbookTooLarge(Refused):
    """Unpacked it is far larger than any ledger."""

    sentence = (
        "This workbook is far larger inside than a ledger: copy its rows into a new workbook and save that."
    )


def require_harmless(content: bytes) -> None:
    """Raise NotAWorkbook or WorkbookTooLarge unless the archive lists what a small workbook holds.

    What the list declares can be relied on: the standard library never unpacks more of an entry than that.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise NotAWorkbook from None
    unpacked = sum(entry.file_size for entry in entries)
    suspicious = unpacked > _SMALL and unpacked > _MOST_RATIO * len(content)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or suspicious:
        raise WorkbookTooLarge
    names = [entry.filename for entry in entries]
    if "xl/workbook.xml" not in names or len(set(names)) != len(names):
        raise NotAWorkbook
    if not all(_is_plain(entry) for entry in entries):
        raise NotAWorkbook
    _require_no_entities(content, entries)


def _require_no_entities(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entities in every part: openpyxl reads some with lxml where it is there, and lets them pass."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in entries:
            if not entry.filename.endswith((".xml", ".rels")):
                continue
            try:
                parseString(archive.read(entry), ContentHandler())
            except (DefusedXmlException, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
                raise NotAWorkbook from None
            except (SAXException, ValueError, LookupError):
                continue  # damaged or in an odd coding: whoever needs that part will stumble over it


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    stays_inside = not path.is_absolute() and ".." not in path.parts and "\\" not in entry.filename
    return stays_inside and entry.compress_type in _METHODS and not entry.flag_bits & _ENCRYPTED
