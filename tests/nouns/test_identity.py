"""Ids that two laptops derive alike, and words for keys."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onestopshop.identity import NetworkId, VenueId, derived_id, met_id, normalised, random_id, session_id
from onestopshop.words import six_words, words

KENT, ESSEX = NetworkId("kent"), NetworkId("essex")
HEX = re.compile(r"[0-9a-f]{32}")


def test_a_random_id_is_new_each_time() -> None:
    """128 bits in hex, never twice."""
    made = {random_id() for _ in range(100)}
    assert len(made) == 100
    assert all(HEX.fullmatch(one) for one in made)


@given(st.text(max_size=30))
def test_a_name_is_compared_without_case_and_spaces(name: str) -> None:
    """Normalised once is normalised for good; case and outer spaces change nothing."""
    once = normalised(name)
    assert normalised(f"  {name}  ") == once
    assert once == once.strip()
    assert "  " not in once


def test_what_is_met_at_two_desks_has_one_id() -> None:
    """The same name in the same list of the same network; another of any of them has another id."""
    one = met_id(KENT, "venue", "Village  Hall")
    assert one == met_id(KENT, "venue", " village hall")
    assert len({one, met_id(ESSEX, "venue", "Village Hall"), met_id(KENT, "agency", "Village Hall")}) == 3
    assert HEX.fullmatch(one)


def test_parts_of_an_id_are_not_run_together() -> None:
    """Where one part ends and the next begins matters."""
    assert derived_id("ab", "c") != derived_id("a", "bc")


def test_a_session_is_its_venue_its_date_and_its_opening() -> None:
    """Opening 1 unless said; anything else gives another session."""
    here, day = VenueId("hall"), date(2015, 6, 3)
    one = session_id(KENT, here, day)
    assert one == session_id(KENT, here, day, 1)
    others = {
        session_id(ESSEX, here, day),
        session_id(KENT, VenueId("church"), day),
        session_id(KENT, here, date(2015, 6, 4)),
        session_id(KENT, here, day, 2),
    }
    assert len({one, *others}) == 5


@given(st.binary(min_size=32, max_size=32))
def test_a_key_has_six_words_of_the_list(key: bytes) -> None:
    """Always the same six for a key, whichever way its hex is written."""
    found = six_words(key.hex())
    assert len(found) == 6
    assert set(found) <= set(words())
    assert six_words(key.hex().upper()) == found


def test_no_word_has_to_be_read_out_unkindly() -> None:
    """The list is long enough for 65 bits, in order, and without words of harm."""
    listed = words()
    assert len(listed) ** 6 > 2**65
    assert list(listed) == sorted(set(listed))
    assert not {"victim", "abuse", "weapon", "kill", "husband"} & set(listed)
    assert "river" in listed
