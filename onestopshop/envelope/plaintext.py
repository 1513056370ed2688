"""What is inside an envelope as bytes: canonical JSON, padded so that its size tells nothing."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from onestopshop.envelope.unsound import Unsound
from onestopshop.errors import Refused
from onestopshop.part import canonical

SMALLEST = 32 * 1024
LARGEST = 8 * 1024 * 1024
"""The largest power of two that fits an age file of 16 MiB with its header and tags."""

_LATER = frozenset({"becomes", "correction", "envelopes", "line", "reader", "signed", "succession"})
"""Members that records got after files had been written: a record that lacks one says nothing by it."""

_FORMAT = re.compile(r"([a-z-]{1,32})/([1-9][0-9]{0,5})")


class TooLarge(Refused):
    """More than one file can carry."""

    sentence = "This is more than one file can carry. Split it into smaller sessions and try again."


class _Stated(msgspec.Struct):
    format: str


Record = TypeVar("Record", bound=msgspec.Struct)


def pad(json: bytes) -> bytes:
    """The JSON with spaces behind it, to a power of two from 32 KiB. Raises TooLarge above 8 MiB."""
    size = max(SMALLEST, 1 << (len(json) - 1).bit_length())
    if size > LARGEST:
        raise TooLarge
    return json.ljust(size)


def unpad(untrusted_plaintext: bytes) -> bytes:
    """The JSON without its padding. Raises Unsound("damaged") unless it is padded exactly as `pad` does."""
    json = untrusted_plaintext.rstrip(b" ")
    if not json or len(untrusted_plaintext) > LARGEST or pad(json) != untrusted_plaintext:
        raise Unsound("damaged")
    return json


def strict(untrusted_json: bytes, decoder: msgspec.json.Decoder[Record], *known: str) -> Record:
    """The record, if it states a known format and these are exactly the bytes of its canonical form.

    Of several known formats the newest is named last. Encoding it again and comparing refuses doubled keys,
    other orders, spellings and spacing. A file from before a member existed may lack it. Raises
    Unsound("newer_format") where it states a later number of the newest format, else Unsound("damaged").
    """
    stated = _stated_format(untrusted_json)
    if is_newer(stated, known[-1]):
        raise Unsound("newer_format")
    try:
        record = decoder.decode(untrusted_json)
    except ValueError:  # msgspec's errors, and text that is no UTF-8
        raise Unsound("damaged") from None
    if stated not in known or not _is_canonical(untrusted_json, record):
        raise Unsound("damaged")
    return record


def _is_canonical(untrusted_json: bytes, record: msgspec.Struct) -> bool:
    today = canonical(record)
    return untrusted_json == today or _as_of_today(untrusted_json, record) == today


def _as_of_today(untrusted_json: bytes, record: msgspec.Struct) -> bytes | None:
    """A file from before some members existed, with these; None where it was not canonical."""
    try:
        written = msgspec.json.decode(untrusted_json)
        if msgspec.json.encode(written, order="sorted") != untrusted_json:
            return None
        return msgspec.json.encode(_completed(written, msgspec.to_builtins(record)), order="sorted")
    except ValueError:  # what the record passed over: text that is no UTF-8, or more members than it has
        return None


def _completed(written: object, today: object) -> object:
    if isinstance(written, dict) and isinstance(today, dict):
        later = {name: today[name] for name in _LATER & today.keys() if not today[name]}
        return later | {name: _completed(value, today.get(name)) for name, value in written.items()}
    if isinstance(written, list) and isinstance(today, list | tuple):
        return [_completed(*pair) for pair in zip(written, today, strict=True)]
    return written


def is_newer(stated: str, known: str) -> bool:
    """Whether a format such as "dropin/2" is a later number of a known one such as "dropin/1"."""
    theirs, ours = _FORMAT.fullmatch(stated), _FORMAT.fullmatch(known)
    if theirs is None or ours is None:
        return False
    return theirs[1] == ours[1] and int(theirs[2]) > int(ours[2])


def _stated_format(untrusted_json: bytes) -> str:
    try:
        return msgspec.json.decode(untrusted_json, type=_Stated).format
    except (ValueError, RecursionError):  # bracket in bracket without end
        return ""
