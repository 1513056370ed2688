"""The recovery key as it is typed: in groups, and with look-alikes put right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.unlock.recovery_key import FIRST_LINE, LENGTH, grouped, plain_key

_SIGNS = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"


@given(st.text(_SIGNS, min_size=LENGTH, max_size=LENGTH))
def test_a_key_survives_being_grouped_and_typed_small(key: str) -> None:
    """Groups of five with spaces, in small letters, below the first line: the same key is read."""
    assert plain_key(grouped(key)) == key
    assert plain_key(f"{FIRST_LINE}\n{grouped(key)}".lower()) == key
    assert max(map(len, grouped(key).split())) == 5


def test_signs_that_a_key_never_has_are_read_as_what_they_look_like() -> None:
    """O is a zero, I and 1 are an L, B is an 8; anything that is no sign at all is left out."""
    assert plain_key("oI1b-é") == "0LL8"


@given(st.text())
def test_no_more_is_taken_than_a_key_has(typed: str) -> None:
    """Whatever is typed or pasted, at most a whole key is kept, of letters and digits only."""
    key = plain_key(typed)
    assert len(key) <= LENGTH
    assert key == "" or (key.isascii() and key.isalnum())
