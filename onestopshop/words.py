"""Words that can be read over a telephone: for comparing keys and for suggesting passphrases.

They are the English words of BIP-39, which differ within their first four letters, less those that nobody
should have to read out in this place.
"""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from mnemonic import Mnemonic

if TYPE_CHECKING:
    from onestopshop.identity import DeskKey

_UNKIND = """
abuse abandon accuse addict angry arrest assault attack bleak blood bomb boy burden burst cage chaos
coffin couple cousin cruel damage danger daughter death defense destroy devil dirt divorce dumb
enemy escape evidence evil exile expose family father fatal fault fear female fever fight fire
follow force fragile frown girl guilt gun hammer harsh hunt hurt husband idle ill injury jealous
junk kidney kill kiss kit knife lady lawsuit loan lonely love lover man misery mother naked obey
orphan pain panic parent pistol poverty pregnant prison prosper punch rage rape reject rifle risk
robot sad scare scream secret shame shoot shock sick slam slave son spy steal strike struggle stupid
suffer surprise suspect target thief threaten threat toxic tragic trap trash trauma trick tumble
ugly unhappy unfair vicious victim violent warfare war waste weapon wife woman wound wreck wrestle
young youth
"""
_FINGERPRINT_WORDS = 6


@functools.cache
def words() -> tuple[str, ...]:
    """Every word that may be shown, in alphabetical order. Always the same list."""
    unkind = frozenset(_UNKIND.split())
    return tuple(word for word in Mnemonic("english").wordlist if word not in unkind)


def six_words(key: DeskKey | str) -> tuple[str, ...]:
    """Six words for an Ed25519 key given as hex digits, made from its SHA-256, to compare by telephone.

    They carry about 65 bits: enough that nobody finds another key with the same words.
    """
    number = int.from_bytes(hashlib.sha256(bytes.fromhex(key)).digest(), "big")
    listed = words()
    chosen = []
    for _ in range(_FINGERPRINT_WORDS):
        number, index = divmod(number, len(listed))
        chosen.append(listed[index])
    return tuple(chosen)
