"""The little of tar that is needed: plain files in uncompressed USTAR (POSIX.1-1988)."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onestopshop.envelope.unsound import Unsound

BLOCK = 512
END_BYTES = 2 * BLOCK
RECORD = 20 * BLOCK
"""tar writes whole records: the zeros at the end fill the last one."""
MAGIC_AT = 257
MAGIC = b"ustar"

_MAGICS = (b"ustar\x0000", b"ustar  \x00")  # POSIX, and GNU tar's default, which is alike for plain files
_REGULAR = (b"0", b"\x00")
_NAME = re.compile(rb"([!-.0-~]{1,99})\x00+")
_OCTAL = re.compile(rb" {0,6}([0-7]{1,11})[ \x00]{1,7}")
_CHECKSUM = slice(148, 156)


@dataclass(frozen=True, slots=True)
class Member:
    """A plain file in a tar: its name, without any folder, and its size in bytes."""

    name: str
    size: int


def filled(size: int) -> int:
    """The bytes that a content of this size takes in a tar: whole blocks."""
    return -(-size // BLOCK) * BLOCK


def member(name: str, content: bytes) -> bytes:
    """A file as tar holds it, header and content, with no time and no owner: equal files are equal bytes."""
    header = tarfile.TarInfo(name)
    header.size = len(content)
    return header.tobuf(tarfile.USTAR_FORMAT) + content.ljust(filled(len(content)), b"\x00")


def end(size: int) -> bytes:
    """The zeros that end a tar after so many bytes of members: two blocks, and up to a whole record."""
    return bytes(END_BYTES + -(size + END_BYTES) % RECORD)


def packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A whole tar of these names and contents, in this order."""
    body = b"".join(member(name, content) for name, content in members)
    return body + end(len(body))


def header_of(untrusted_block: bytes) -> Member | None:
    """The member that a block of 512 bytes announces; None where it is no header of a plain file.

    Links, devices, folders, sparse files, long names, extended headers and sizes beyond octal are all None.
    """
    if len(untrusted_block) != BLOCK or untrusted_block[MAGIC_AT : MAGIC_AT + 8] not in _MAGICS:
        return None
    name = _NAME.fullmatch(untrusted_block[:100])
    size = _OCTAL.fullmatch(untrusted_block[124:136])
    stated = _OCTAL.fullmatch(untrusted_block[_CHECKSUM])
    link, prefix = untrusted_block[157:257], untrusted_block[345:]
    if not (name and size and stated) or (link + prefix).strip(b"\x00"):
        return None
    summed = sum(untrusted_block) - sum(untrusted_block[_CHECKSUM]) + 8 * ord(" ")
    if untrusted_block[156:157] not in _REGULAR or int(stated[1], 8) != summed:
        return None
    return Member(name[1].decode("ascii"), int(size[1], 8))


def unpacked(untrusted_tar: bytes, largest: Mapping[str, int]) -> dict[str, bytes]:
    """The contents by name of a small tar that is held in memory, where each name may come once.

    `largest` says which names may come and how many bytes each may have. Raises Unsound("damaged") for
    anything else: another member, bytes between or behind the members, a missing end.
    """
    found: dict[str, bytes] = {}
    at = 0
    while untrusted_tar[at : at + BLOCK].strip(b"\x00"):
        header = header_of(untrusted_tar[at : at + BLOCK])
        if header is None or header.name in found or header.size > largest.get(header.name, -1):
            raise Unsound("damaged")
        start = at + BLOCK
        stop, at = start + header.size, start + filled(header.size)
        if untrusted_tar[stop:at].strip(b"\x00"):
            raise Unsound("damaged")
        found[header.name] = untrusted_tar[start:stop]
    rest = untrusted_tar[at:]
    if len(rest) < END_BYTES or len(rest) % BLOCK or rest.strip(b"\x00"):
        raise Unsound("damaged")
    return found
