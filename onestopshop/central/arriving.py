"""Telling what a cloud has not brought yet, or another program still brings, from what is damaged."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from onestopshop.envelope.kind import Kind
from onestopshop.envelope.ustar import BLOCK, END_BYTES, RECORD

_RECALLED_WHEN_OPENED = 0x00040000
_RECALLED_WHEN_READ = 0x00400000
_ELSEWHERE = stat.FILE_ATTRIBUTE_OFFLINE | _RECALLED_WHEN_OPENED | _RECALLED_WHEN_READ
"""Attributes of Windows for a file whose content stands elsewhere: FILE_ATTRIBUTE_OFFLINE,
FILE_ATTRIBUTE_RECALL_ON_OPEN and FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS of winnt.h."""
_DATALESS = 0x40000000
"""The flag of macOS for the same: SF_DATALESS of sys/stat.h."""
_TAIL = RECORD + END_BYTES + BLOCK
"""More zeros than any file of ours ends with."""
_ENDINGS = (".partial", ".part", ".filepart", ".crdownload", ".download", ".opdownload")
_BEGINNING = "~$"


def is_unfinished(name: str) -> bool:
    """Whether a name is one that a browser, a copying program or an office program gives in between."""
    return name.lower().endswith(_ENDINGS) or name.startswith(_BEGINNING)


def is_stub(name: str) -> bool:
    """Whether a name is one that iCloud gives to what stands for a file that is not on this computer."""
    return name.startswith(".") and name.lower().endswith(".icloud")


def is_elsewhere(file: Path) -> bool:
    """Whether the system says that a file is listed here and its content is not. Raises nothing."""
    try:
        found = os.lstat(file)
    except OSError:
        return False
    return says_elsewhere(getattr(found, "st_file_attributes", 0), getattr(found, "st_flags", 0))


def says_elsewhere(attributes: int, flags: int = 0) -> bool:
    """Whether a file's attributes on Windows, or its flags on macOS, say so."""
    return attributes & _ELSEWHERE != 0 or flags & _DATALESS != 0


def has_arrived(stream: BinaryIO, kind: Kind) -> bool:
    """Whether a file reads to its end as its size says, and ends as a file of its kind does.

    What is of no kind has arrived unless all that is looked at of it is zeros. Raises OSError.
    """
    size = stream.seek(0, os.SEEK_END)
    tail_size = min(size, _TAIL)
    stream.seek(size - tail_size)
    tail = stream.read(tail_size)
    stream.seek(0)
    head = stream.read(BLOCK)
    if len(tail) < tail_size:
        return False
    is_blank = not tail.strip(b"\0")
    if kind == "nothing":
        return size == 0 or not is_blank or bool(head.strip(b"\0"))
    is_ended = not tail[-END_BYTES:].strip(b"\0")
    return is_ended and not (is_blank and tail_size == _TAIL)
