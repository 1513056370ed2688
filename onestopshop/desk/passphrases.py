"""Passphrases for people: one to suggest, and whether one that they chose will do."""

from __future__ import annotations

from collections.abc import Iterable

from onestopshop.store import check_new_passphrase, suggested_passphrase
from onestopshop.words import words

_OWN_WORDS = ("one stop shop", "onestopshop", "dropin", "drop-in", "domestic", "abuse", "kent")


def suggested() -> str:
    """Six random words that are easy to type and to remember."""
    return suggested_passphrase(words())


def check(passphrase: str, names: Iterable[str] = ()) -> None:
    """Raise WeakPassphrase where somebody who knows these names and this app could guess it."""
    check_new_passphrase(passphrase, (*_OWN_WORDS, *names))
