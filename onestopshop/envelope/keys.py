"""The keys: Ed25519 for who wrote something, age for who may read it, and both from one sheet of paper."""

from __future__ import annotations

import functools
import hashlib
import re
import secrets
from dataclasses import dataclass, field

import nacl.exceptions
import pyrage
from nacl.bindings import crypto_scalarmult
from nacl.signing import SigningKey

from onestopshop.errors import Refused
from onestopshop.identity import DeskKey

SEED_BYTES = 32
_KEY = re.compile(r"[0-9a-f]{64}")
_RECIPIENT = re.compile(r"age1([02-9ac-hj-np-z]{52})[02-9ac-hj-np-z]{6}")
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_ROOT_LABEL = b"dropin network root/1"


class InvalidKey(Refused):
    """A key that was typed or read is none."""

    sentence = "This key is not right. Compare it with the sheet, letter by letter, and type it again."


@dataclass(frozen=True, slots=True)
class AgePair:
    """An age X25519 key: the secret `AGE-SECRET-KEY-1…` that opens, and the recipient `age1…` to seal to."""

    secret: str = field(repr=False)
    recipient: str


def new_seed() -> bytes:
    """32 random bytes from which an Ed25519 signing key is made."""
    return secrets.token_bytes(SEED_BYTES)


def desk_key(seed: bytes) -> DeskKey:
    """The Ed25519 public key (RFC 8032) of a 32-byte seed, as 64 lower-case hex digits."""
    return DeskKey(bytes(SigningKey(seed).verify_key).hex())


def is_desk_key(text: str) -> bool:
    """Whether a text has the form of an Ed25519 public key: 64 lower-case hex digits."""
    return _KEY.fullmatch(text) is not None


def new_age_pair() -> AgePair:
    """A fresh age key."""
    return _pair(pyrage.x25519.Identity.generate())


def age_pair(typed_secret: str) -> AgePair:
    """The age key of a secret as a person types it: in any case, with spaces between its letters.

    Raises InvalidKey when it is none; its checksum finds a mistyped letter.
    """
    try:
        return _pair(pyrage.x25519.Identity.from_str("".join(typed_secret.split()).upper()))
    except pyrage.IdentityError:
        raise InvalidKey from None


def root_seed(recovery_secret: str) -> bytes:
    """The seed of the network's root key, so that the sheet with the recovery key restores everything.

    Keyed BLAKE2b (RFC 7693), 32 bytes, over the upper-case secret; the key is a fixed label. Raises
    InvalidKey.
    """
    secret = age_pair(recovery_secret).secret
    return hashlib.blake2b(secret.encode("ascii"), key=_ROOT_LABEL, digest_size=SEED_BYTES).digest()


@functools.lru_cache(maxsize=1024)
def is_recipient(text: str) -> bool:
    """Whether something can be sealed to this recipient, which may come from a hostile hand.

    Points of low order are refused: to them the age library does not seal, it stops the program.
    """
    matched = _RECIPIENT.fullmatch(text)
    if matched is None:
        return False
    try:
        pyrage.x25519.Recipient.from_str(text)
        crypto_scalarmult(bytes(SEED_BYTES), _point(matched[1]))
    except (pyrage.RecipientError, nacl.exceptions.RuntimeError):
        return False
    return True


def _pair(identity: pyrage.x25519.Identity) -> AgePair:
    return AgePair(str(identity), str(identity.to_public()))


def _point(letters: str) -> bytes:
    number = functools.reduce(lambda sum_, letter: sum_ << 5 | _BECH32.index(letter), letters, 0)
    return (number >> 4).to_bytes(SEED_BYTES, "big")  # 52 letters hold 260 bits, of which 4 are padding
