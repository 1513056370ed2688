"""What a file is, told by its content: people rename files, and folders that are synced rename them too."""

from __future__ import annotations

import re
from typing import BinaryIO, Literal

from onestopshop.envelope.age_file import LARGEST
from onestopshop.envelope.ustar import BLOCK, header_of

Kind = Literal["envelopes", "setup", "receipt", "nothing"]

_SEARCHED = LARGEST + 64 * 1024
"""As far as the second member of a file whose first header is damaged."""
_NAMES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"[0-9a-f]{64}\.age(\.minisig)?"), "envelopes"),
    (re.compile(r"setup\.json(\.old)?(\.minisig)?"), "setup"),
    (re.compile(r"receipt\.age(\.minisig)?"), "receipt"),
)


def kind_of(stream: BinaryIO) -> Kind:
    """What the first member with a known name says that the stream is; whether it is sound is not looked at.

    At most a little over 16 MiB are read. The stream stands where it stood. Raises OSError.
    """
    start = stream.tell()
    try:
        for _ in range(_SEARCHED // BLOCK):
            block = stream.read(BLOCK)
            if not block:
                break
            header = header_of(block)
            kind = _kind_by_name(header.name) if header else None
            if kind is not None:
                return kind
        return "nothing"
    finally:
        stream.seek(start)


def _kind_by_name(name: str) -> Kind | None:
    return next((kind for pattern, kind in _NAMES if pattern.fullmatch(name)), None)
