"""Keys: made, typed, derived from paper, and refused when they are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.envelope import age_file
from onestopshop.envelope.keys import (
    InvalidKey,
    age_pair,
    desk_key,
    is_desk_key,
    is_recipient,
    new_age_pair,
    new_seed,
    root_seed,
)

SECRET = "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWRYDWG"
"""The secret made of the bytes 0 to 31."""
LOW_ORDER = (
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
    "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
    "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
)


def test_key_of_a_known_seed() -> None:
    """The public key is the one that RFC 8032, section 7.1, test 1 gives for its seed."""
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert desk_key(seed) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_new_seeds_differ() -> None:
    """Two new seeds are two different keys of the right form."""
    first, second = desk_key(new_seed()), desk_key(new_seed())
    assert first != second
    assert is_desk_key(first)


@pytest.mark.parametrize("text", ["", "ab", "AB" * 32, "ab" * 32 + "\n", "g" * 64, "ab" * 33])
def test_what_is_no_desk_key(text: str) -> None:
    """Only 64 lower-case hex digits are a desk key."""
    assert not is_desk_key(text)


def test_pair_opens_what_is_sealed_to_it() -> None:
    """A fresh age key opens what was sealed to its recipient."""
    pair = new_age_pair()
    assert age_file.open_with([pair.secret], age_file.seal(b"seen", [pair.recipient])) == b"seen"


def test_secret_is_not_in_the_repr() -> None:
    """An age key that lands in a log or a traceback does not tell its secret."""
    pair = new_age_pair()
    assert pair.secret not in repr(pair)


@given(st.integers(0, 9))
def test_typed_secret_in_any_case_and_grouping(width: int) -> None:
    """A secret is read whatever its case and wherever spaces and line ends stand."""
    pair = new_age_pair()
    grouped = " \n".join(pair.secret[at : at + width + 1] for at in range(0, len(pair.secret), width + 1))
    assert age_pair(f" {grouped.lower()}\t") == pair


@given(st.integers(16, 73), st.sampled_from("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"))
def test_one_mistyped_letter_is_found(at: int, letter: str) -> None:
    """One wrong letter anywhere in a secret is refused with a sentence, without the secret in it."""
    secret = new_age_pair().secret
    if secret[at] == letter:
        assert age_pair(secret).secret == secret
        return
    with pytest.raises(InvalidKey, match="letter by letter") as refused:
        age_pair(secret[:at] + letter + secret[at + 1 :])
    assert secret[20:40] not in str(refused.value)


@pytest.mark.parametrize("typed", ["", "AGE-SECRET-KEY-1", "age1", "é" * 74, "A" * 100_000])
def test_nonsense_is_no_secret(typed: str) -> None:
    """Nonsense is refused, whatever its length."""
    with pytest.raises(InvalidKey):
        age_pair(typed)


def test_root_seed_never_changes() -> None:
    """The root key of a recovery sheet is fixed: a sheet printed today must restore it in ten years."""
    assert root_seed(SECRET).hex() == "d4cddcb41f4a5132ae98b93e2d22b1311806b168a65bd4d6c1db437ee0f90a9c"
    assert root_seed(SECRET.lower()) == root_seed(SECRET)
    assert root_seed(new_age_pair().secret) != root_seed(SECRET)


def test_recipients_that_are_none() -> None:
    """What is mistyped, upper case, a secret or something else altogether is no recipient."""
    good = new_age_pair()
    assert is_recipient(good.recipient)
    swapped = good.recipient[:-1] + ("q" if good.recipient[-1] != "q" else "p")
    for text in ("", "age1", good.recipient.upper(), good.secret, good.recipient + "\n", swapped):
        assert not is_recipient(text)


@pytest.mark.parametrize("recipient", LOW_ORDER)
def test_recipient_of_low_order_is_refused(recipient: str) -> None:
    """A key to which the age library would stop the whole program is no recipient."""
    assert not is_recipient(recipient)
    with pytest.raises(InvalidKey):
        age_file.seal(b"", [recipient])
