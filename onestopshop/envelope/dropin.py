"""The `.dropin` file: envelopes in a plain tar, read so that damage costs no more than it touches."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from onestopshop.envelope import age_file, minisign
from onestopshop.envelope.envelope import Sealed
from onestopshop.envelope.ustar import BLOCK, END_BYTES, MAGIC, MAGIC_AT, end, filled, header_of, member
from onestopshop.identity import EnvelopeId

_AGE, _MINISIG = ".age", ".age.minisig"
_NAME = re.compile(r"([0-9a-f]{64})(\.age|\.age\.minisig)")
_BEGINNING = re.compile(rb"[0-9a-f]{64}\.age")
_LARGEST = {_AGE: age_file.LARGEST, _MINISIG: minisign.LARGEST}
_ZEROS = bytes(BLOCK)
_CHUNK = 64 * 1024
_PEEK = 4096
_REPORT = 16 * 1024 * 1024  # bytes of nothing after which the caller gets a word in, to show progress or stop

Harm = Literal["damaged", "unsigned", "foreign", "cut"]


@dataclass(frozen=True, slots=True)
class Damage:
    """Something in a file that is not a whole envelope.

    - damaged: an envelope is named and its bytes are not those
    - unsigned: an envelope is whole and its signature is missing
    - foreign: bytes that belong to no envelope
    - cut: the file ends without the mark of its end
    """

    harm: Harm
    id: EnvelopeId | None = None
    size: int = 0
    """Bytes concerned."""


def write(stream: BinaryIO, envelopes: Iterable[Sealed]) -> int:
    """Writes a `.dropin` file and returns its length. Equal envelopes give equal bytes.

    The envelopes come in ascending order of id, each once; raises ValueError otherwise. Only one is held in
    memory at a time.
    """
    written, last = 0, ""
    for envelope in envelopes:
        if envelope.id <= last:
            raise ValueError("envelopes stand in ascending order of id")
        last = envelope.id
        written += stream.write(member(envelope.id + _AGE, envelope.age))
        written += stream.write(member(envelope.id + _MINISIG, envelope.minisig))
    return written + stream.write(end(written))


def read(stream: BinaryIO, *, wanted: Callable[[EnvelopeId], bool]) -> Iterator[Sealed | Damage]:
    """The envelopes of a file that others may have touched, and what is damaged in it.

    Envelopes that are not wanted are skipped by name, unhashed. The hash of each that is returned is its id;
    its signature is not checked, and one id may come more than once, so it is known only when `check` agreed.
    Nothing but an envelope's own size is believed, and that only to its bound; what belongs to nothing is
    left block by block. Memory: one envelope. Time: linear in the file's length, because each byte is read,
    searched and hashed once; every 16 MiB of nothing is reported, so the caller can stop. The stream must be
    able to seek. Raises OSError where it cannot be read.
    """
    window = _Window(stream)
    while (header := (yield from _stray(window))) is not None:
        found = _envelope(window, header, wanted)
        if found is not None:
            yield found


def signatures(stream: BinaryIO) -> Iterator[tuple[EnvelopeId, bytes]]:
    """The id and the untrusted signature of each envelope that has one; contents are left unread.

    Nothing is checked: read what matters again with `read`. Raises OSError where it cannot be read.
    """
    window = _Window(stream)
    while (header := _after_stray(window)) is not None:
        if header.suffix == _AGE:
            window.skip(filled(header.size))
            minisig = _signature(window, header.id)
            if minisig is not None:
                yield header.id, minisig


def _after_stray(window: _Window) -> _Header | None:
    stray = _stray(window)
    while True:
        try:
            next(stray)
        except StopIteration as ended:
            header: _Header | None = ended.value
            return header


@dataclass(frozen=True, slots=True)
class _Header:
    id: EnvelopeId
    suffix: str
    size: int


class _Window:
    """What was read of a stream and not yet used."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._buffer = bytearray()

    def fill(self, size: int) -> int:
        """Reads until that many bytes are at hand or the stream ends; how many of them are."""
        while len(self._buffer) < size:
            more = self._stream.read(max(size - len(self._buffer), _PEEK))
            if not more:
                break
            self._buffer += more
        return min(size, len(self._buffer))

    def peek(self) -> bytes:
        """The next block, not yet used; less at the end."""
        return bytes(self._buffer[: self.fill(BLOCK)])

    def header_within(self, start: int, stop: int) -> int | None:
        """Where an envelope's header begins in that range of what is at hand, aligned to blocks."""
        at = self._buffer.find(MAGIC, start + MAGIC_AT, stop)
        while at >= 0:
            begin = at - MAGIC_AT
            if begin % BLOCK == 0 and _sealed_header(bytes(self._buffer[begin : begin + BLOCK])):
                return begin
            at = self._buffer.find(MAGIC, at + 1, stop)
        return None

    def take(self, size: int) -> bytes:
        """Uses up that many bytes that are at hand."""
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def skip(self, size: int) -> None:
        """Leaves that many bytes unread."""
        beyond = size - len(self._buffer)
        del self._buffer[:size]
        if beyond > 0:
            self._stream.seek(beyond, 1)


def _sealed_header(block: bytes) -> _Header | None:
    if _BEGINNING.match(block) is None:  # asked first: a file may hold a million headers of other things
        return None
    header = header_of(block)
    matched = _NAME.fullmatch(header.name) if header else None
    if header is None or matched is None or not 0 < header.size <= _LARGEST[matched[2]]:
        return None
    return _Header(EnvelopeId(matched[1]), matched[2], header.size)


def _stray(window: _Window) -> Generator[Damage, None, _Header | None]:
    """Uses up all that stands before the next envelope, and its header, which it returns; None at the end.

    Zeros are harmless at the end and only there.
    """
    stray = zeros = 0
    while block := window.take(window.fill(BLOCK)):
        header = _sealed_header(block)
        if header is not None:
            if stray + zeros:
                yield Damage("foreign", size=stray + zeros)
            return header
        if block == _ZEROS:
            zeros += BLOCK
        else:
            stray, zeros = stray + zeros + len(block), 0
        if stray + zeros >= _REPORT:
            yield Damage("foreign", size=stray + zeros)
            stray = zeros = 0
    if stray:
        yield Damage("foreign", size=stray)
    if zeros < END_BYTES:
        yield Damage("cut")
    return None


def _envelope(
    window: _Window, header: _Header, wanted: Callable[[EnvelopeId], bool]
) -> Sealed | Damage | None:
    if not wanted(header.id):
        window.skip(filled(header.size))
        _skip_signature(window, header)
        return None
    content = _content(window, header.size)
    if header.suffix == _MINISIG:  # its envelope did not stand before it
        return Damage("damaged", header.id, header.size)
    minisig = _signature(window, header.id)
    if content is None or hashlib.sha256(content).hexdigest() != header.id:
        return Damage("damaged", header.id, header.size)
    if minisig is None:
        return Damage("unsigned", header.id, header.size)
    return Sealed(header.id, content, minisig)


def _signature(window: _Window, envelope_id: EnvelopeId) -> bytes | None:
    header = _sealed_header(window.peek())
    if header is None or header.suffix != _MINISIG or header.id != envelope_id:
        return None
    window.take(BLOCK)
    return _content(window, header.size)


def _skip_signature(window: _Window, envelope: _Header) -> None:
    header = _sealed_header(window.peek())
    if header is not None and header.suffix == _MINISIG and header.id == envelope.id:
        window.skip(BLOCK + filled(header.size))


def _content(window: _Window, size: int) -> bytes | None:
    """The content of a member, or None where the file ends or another envelope begins inside it.

    Sealed bytes never look like an envelope's header, so what does is one, and is kept for the next turn.
    """
    needed, searched = filled(size), 0
    while searched < needed:
        step = min(needed, searched + _CHUNK)
        at_hand = window.fill(step)
        begin = window.header_within(searched, at_hand)
        if begin is not None or at_hand < step:
            window.take(at_hand if begin is None else begin)
            return None
        searched = step
    return window.take(needed)[:size]
