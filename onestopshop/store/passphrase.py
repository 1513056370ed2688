"""What a passphrase must be like, what it is compared as, and one that the app suggests."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Sequence

from onestopshop.errors import Refused

SHORTEST = 14
"""Characters."""
FEWEST_GUESSES = 10**11
_STRONGEST_SCORE = 4
_SCORED = 72
"""zxcvbn refuses to score more characters than this."""
_SHORTEST_WORD_TO_AVOID = 3
_SUGGESTED_WORDS = 6


class WeakPassphrase(Refused):
    """Somebody who knows the town and tries for a while could guess it."""

    sentence = (
        "This passphrase is too easy to guess; use the suggested six words, or at least 14 characters "
        "without names of places, people or this app."
    )


def canonical(passphrase: str) -> str:
    """The passphrase as every keyboard would type it: one Unicode form, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def check_new_passphrase(passphrase: str, words_to_avoid: Iterable[str]) -> None:
    """Raise WeakPassphrase unless `passphrase` would stand 10^11 guesses by somebody who knows the words.

    `words_to_avoid` are the names a person near the shop would try first: network, venues, towns, the app.
    They count for nothing: they are cut out before zxcvbn scores what is left, because it gives its best
    score to two such words with a hyphen between them even when it is told both.
    """
    typed = canonical(passphrase)
    words = sorted(_single_words(words_to_avoid), key=len, reverse=True)
    left = typed.casefold()
    for word in words:
        left = left.replace(word, "")
    if len(typed) < SHORTEST or not left.strip():
        raise WeakPassphrase
    for scored in (typed, left if len(left) < len(typed) else ""):
        if scored and not _stands(scored[:_SCORED], words):
            raise WeakPassphrase


def suggested_passphrase(words: Sequence[str]) -> str:
    """Six words drawn from `words` by the system's source of secrets, with single spaces between them."""
    return " ".join(secrets.choice(words) for _ in range(_SUGGESTED_WORDS))


def _single_words(names: Iterable[str]) -> set[str]:
    """The names and each word in them, without case; words of one or two letters are everywhere."""
    whole = {canonical(name).casefold() for name in names}
    single = {word for name in whole for word in re.split(r"[\W_]+", name)}
    return {word for word in whole | single if len(word) >= _SHORTEST_WORD_TO_AVOID}


def _stands(scored: str, words: list[str]) -> bool:
    # Its word lists take longer to load than a window takes to open, and only a new passphrase needs them.
    from zxcvbn import zxcvbn

    result = zxcvbn(scored, user_inputs=words)
    return bool(result["score"] >= _STRONGEST_SCORE and result["guesses"] >= FEWEST_GUESSES)
