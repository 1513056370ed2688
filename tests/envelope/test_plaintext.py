"""The bytes inside an envelope: one spelling, one size, and no other."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.envelope import plaintext
from onestopshop.envelope.unsound import Unsound
from onestopshop.part import canonical


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A small record that states its format."""

    format: str
    answers: dict[str, int]
    said: str = ""


DECODER = msgspec.json.Decoder(Note)
GOOD = b'{"answers":{"a":1,"b":2},"format":"note/1"}'


def reason_of(untrusted: bytes) -> str:
    """Why a record is refused; empty where it is taken."""
    try:
        plaintext.strict(untrusted, DECODER, "note/1")
    except Unsound as unsound:
        return unsound.reason
    return ""


@given(st.dictionaries(st.text(), st.integers(-(2**60), 2**60)), st.text())
def test_round_trip(answers: dict[str, int], said: str) -> None:
    """Every record comes back from its canonical bytes, padded and not."""
    note = Note("note/1", answers, said)
    padded = plaintext.pad(canonical(note))
    assert plaintext.strict(plaintext.unpad(padded), DECODER, "note/1") == note


@given(st.integers(1, 200_000))
def test_padded_to_a_power_of_two(size: int) -> None:
    """The padded size is a power of two from 32 KiB and less than twice what is needed."""
    padded = plaintext.pad(b"x" * size)
    assert len(padded).bit_count() == 1
    assert len(padded) == plaintext.SMALLEST or size <= len(padded) < 2 * size


def test_more_than_a_file_can_carry() -> None:
    """What exceeds the largest size is refused with a sentence that says what to do."""
    assert len(plaintext.pad(b"x" * plaintext.LARGEST)) == plaintext.LARGEST
    with pytest.raises(plaintext.TooLarge, match="smaller sessions"):
        plaintext.pad(b"x" * (plaintext.LARGEST + 1))


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        b" " * plaintext.SMALLEST,
        GOOD,
        GOOD.ljust(plaintext.SMALLEST - 1),
        GOOD.ljust(2 * plaintext.SMALLEST),
        GOOD.ljust(2 * plaintext.LARGEST),
    ],
    ids=["empty", "blank", "none", "short", "double", "large"],
)
def test_other_padding_is_damage(padded: bytes) -> None:
    """Only the one padding is taken; another could carry a message or tell a size."""
    with pytest.raises(Unsound) as refused:
        plaintext.unpad(padded)
    assert refused.value.reason == "damaged"


@pytest.mark.parametrize(
    "other",
    [
        b'{"answers":{"a":1,"a":2},"format":"note/1"}',
        b'{"answers":{"a":1},"answers":{"a":1},"format":"note/1"}',
        b'{"format":"note/1","answers":{"a":1,"b":2}}',
        b'{"answers":{"b":2,"a":1},"format":"note/1"}',
        b'{"answers": {"a":1,"b":2},"format":"note/1"}',
        b'{"answers":{"a":1.0},"format":"note/1"}',
        b'{"answers":{"a":-0},"format":"note/1"}',
        b'{"answers":{"a":true},"format":"note/1"}',
        b'{"answers":{"a":NaN},"format":"note/1"}',
        b'{"answers":{"a":' + b"9" * 5000 + b'},"format":"note/1"}',
        b'{"answers":{"\\u0061":1},"format":"note/1"}',
        b'{"answers":{"\\ud800":1},"format":"note/1"}',
        b'{"answers":{"\xff":1},"format":"note/1"}',
        b'{"answers":{},"format":"note/1","said":""}',
        b'{"answers":{},"format":"note/1","more":1}',
        b'{"answers":{},"format":"other/1"}',
        b'{"answers":{},"format":"note/0"}',
        b'{"answers":{}}',
        b'{"answers":{},"format":1}',
        b"[]",
        b"",
        b"\xef\xbb\xbf" + GOOD,
        GOOD + b"\x00",
        GOOD + b"\n",
        b"[" * 4_000_000,
        b'{"a":' * 1_000_000,
        b'{"format":"note/1","answers":' + b"[" * 4_000_000,
    ],
    ids=range(27),
)
def test_another_spelling_is_damage(other: bytes) -> None:
    """Doubled keys, other orders, numbers, escapes, defaults said, fields unknown, brackets without end."""
    assert reason_of(other) == "damaged"


def test_a_later_format_is_told_from_damage() -> None:
    """A record of a later number of the format is newer, whatever else it holds."""
    assert reason_of(GOOD) == ""
    assert reason_of(b'{"format":"note/2"}') == "newer_format"
    assert reason_of(b'{"format":"note/10","more":[1.5,{"x":null}]}') == "newer_format"


def test_of_several_formats_each_is_known() -> None:
    """Only what is later than the newest of them is newer; what is none of them is damage."""

    def reason(number: int) -> str:
        try:
            plaintext.strict(GOOD.replace(b"note/1", b"note/%d" % number), DECODER, "note/1", "note/3")
        except Unsound as unsound:
            return unsound.reason
        return ""

    assert [reason(number) for number in (1, 2, 3, 4)] == ["", "damaged", "", "newer_format"]


@pytest.mark.parametrize(
    ("stated", "newer"),
    [
        ("note/2", True),
        ("note/1", False),
        ("other/2", False),
        ("note/02", False),
        ("note/9999999", False),
        ("", False),
    ],
)
def test_which_formats_are_newer(stated: str, newer: bool) -> None:
    """Only a later number of the same name is newer."""
    assert plaintext.is_newer(stated, "note/1") is newer


def test_nothing_is_newer_than_what_is_no_format() -> None:
    """A known format that is none has no later one."""
    assert not plaintext.is_newer("note/2", "note")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Part of a record that got a member later."""

    name: str
    reader: str = ""


class Roll(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record that got members later, as its parts did."""

    format: str
    entries: tuple[Entry, ...]
    signed: dict[str, int] = {}


def test_a_file_from_before_a_member_existed() -> None:
    """It may lack later members, which then say nothing; another spelling or order is damage still."""
    decoder = msgspec.json.Decoder(Roll)

    def taken(untrusted: bytes) -> bool:
        try:
            return plaintext.strict(untrusted, decoder, "note/1") == Roll("note/1", (Entry("a"),))
        except Unsound:
            return False

    assert taken(b'{"entries":[{"name":"a","reader":""}],"format":"note/1","signed":{}}')
    assert taken(b'{"entries":[{"name":"a"}],"format":"note/1"}')
    assert taken(b'{"entries":[{"name":"a"}],"format":"note/1","signed":{}}')
    assert not taken(b'{"entries":[{"name":"a"}],"format":"note/1","format":"note/1"}')
    assert not taken(b'{"entries":[{"name":"a"}], "format":"note/1"}')
    assert not taken(b'{"format":"note/1","entries":[{"name":"a"}]}')


class Pair(msgspec.Struct, frozen=True, array_like=True):
    """A record that is written as a list."""

    name: str
    number: int = 0


class Pairs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record of lists."""

    format: str
    pairs: tuple[Pair, ...]


def test_a_list_that_is_too_short_is_damage() -> None:
    """Only members with names may be lacking: a list has all that it has."""
    decoder = msgspec.json.Decoder(Pairs)
    whole = plaintext.strict(b'{"format":"note/1","pairs":[["a",0]]}', decoder, "note/1")
    assert whole == Pairs("note/1", (Pair("a"),))
    with pytest.raises(Unsound, match="damaged"):
        plaintext.strict(b'{"format":"note/1","pairs":[["a"]]}', decoder, "note/1")
