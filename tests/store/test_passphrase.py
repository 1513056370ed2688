"""A new passphrase stands guessing by somebody who knows the town; a suggested one always does."""

from __future__ import annotations

import pytest

from onestopshop.store import WeakPassphrase, check_new_passphrase, suggested_passphrase
from onestopshop.store.passphrase import canonical

NEAR = ("One Stop Shop", "onestopshop", "Freedom Centre", "Toxteth", "Ashford")


@pytest.mark.parametrize(
    "weak",
    [
        "short7!Qx",
        "onestopshop2026",
        "freedom-centre-toxteth",
        "Freedom Centre Toxteth",
        "ashford ashford ashford",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "password123456",
        "              zq9",
        "correct horse",
        "ashford-q8",
    ],
)
def test_a_weak_passphrase_is_refused_in_one_sentence(weak: str) -> None:
    """Short ones, repeated ones and names of the place are refused without repeating them."""
    with pytest.raises(WeakPassphrase) as refused:
        check_new_passphrase(weak, NEAR)
    assert weak.strip() not in str(refused.value)
    assert weak not in repr(refused.value)


@pytest.mark.parametrize(
    "strong",
    [
        "plum anchor velvet tundra siren cobble",
        "ashford plum anchor velvet tundra siren",
        "plum anchor velvet tundra siren cobble " * 20,
        "żółw kw8-trembita-ŵyneb 31x",
    ],
)
def test_a_strong_passphrase_is_taken(strong: str) -> None:
    """Six words are taken, long ones too, and a name of the place beside them does no harm."""
    check_new_passphrase(strong, NEAR)
    assert len(strong) >= 14


def test_a_suggested_passphrase_is_six_words_and_strong() -> None:
    """What the app suggests it also accepts, and it differs each time."""
    words = [
        f"{start}{middle}{end}"
        for start in "bdfgklmnprst"
        for middle in ("olu", "ari", "emo")
        for end in "nrst"
    ]
    suggested = {suggested_passphrase(words) for _ in range(5)}
    assert len(suggested) == 5
    for passphrase in suggested:
        assert len(passphrase.split(" ")) == 6
        assert set(passphrase.split(" ")) <= set(words)
        check_new_passphrase(passphrase, NEAR)


def test_two_keyboards_type_the_same_passphrase() -> None:
    """A letter with its accent apart, doubled spaces and spaces at the ends make no difference."""
    assert canonical(" cafe\u0301  plum\n") == canonical("caf\u00e9 plum")
    assert canonical("Plum") != canonical("plum")
