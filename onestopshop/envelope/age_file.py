"""Sealing to age recipients and opening again, with bounds checked before the age library sees a byte."""

from __future__ import annotations

from collections.abc import Sequence

import pyrage

from onestopshop.envelope.keys import InvalidKey, is_recipient
from onestopshop.envelope.unsound import Unsound

LARGEST = 16 * 1024 * 1024
"""Bytes of an age file at most."""
MOST_RECIPIENTS = 16

_VERSION = b"age-encryption.org/v1"
_MAC = b"\n--- "
_STANZA = b"\n-> "
_MOST_GREASE = 2  # the library adds one meaningless stanza to some files, so that readers stay tolerant
_NO_KEY = "No matching keys found"


def seal(plaintext: bytes, recipients: Sequence[str], *, most: int = MOST_RECIPIENTS) -> bytes:
    """The plaintext as a binary age file (age-encryption.org/v1, X25519) to the recipients, each once.

    Raises InvalidKey where a recipient is none, ValueError for no recipient, for more than `most`, or when
    the file would be larger than its bound.
    """
    distinct = tuple(dict.fromkeys(recipients))
    if not 1 <= len(distinct) <= most:
        raise ValueError("too few or too many recipients")
    if not all(is_recipient(recipient) for recipient in distinct):
        raise InvalidKey
    sealed: bytes = pyrage.encrypt(
        plaintext, [pyrage.x25519.Recipient.from_str(recipient) for recipient in distinct]
    )
    if len(sealed) > LARGEST:
        raise ValueError("too large to seal")
    return sealed


def open_with(identities: Sequence[str], untrusted_age: bytes, *, most: int = MOST_RECIPIENTS) -> bytes:
    """The plaintext, opened by the first of the secrets (`AGE-SECRET-KEY-1…`) that fits.

    Raises Unsound: "not_for_us" when none fits, "damaged" for anything else. A stanza that was altered looks
    like one for somebody else: check the hash or signature over the file first. Raises InvalidKey for a
    secret that is none.
    """
    _check_header(untrusted_age, most)
    try:
        keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
        plaintext: bytes = pyrage.decrypt(untrusted_age, keys)
    except pyrage.IdentityError:
        raise InvalidKey from None
    except pyrage.DecryptError as error:
        # The library has one exception and tells the two apart by its words alone; a test watches them.
        raise Unsound("not_for_us" if str(error) == _NO_KEY else "damaged") from None
    return plaintext


def header_limit(most: int) -> int:
    """Bytes that a header for so many recipients may have: about 100 for each, and room for grease."""
    return 2048 + 128 * most


def _check_header(untrusted_age: bytes, most: int) -> None:
    header, mac, _ = untrusted_age[: header_limit(most)].partition(_MAC)
    version, *stanzas = header.split(_STANZA)
    kinds = [stanza.split(b"\n", 1)[0].split(b" ", 1)[0] for stanza in stanzas]
    sealed_to = kinds.count(b"X25519")
    grease = sum(kind.endswith(b"-grease") for kind in kinds)
    sound = (
        len(untrusted_age) <= LARGEST
        and mac == _MAC
        and version == _VERSION
        and 1 <= sealed_to <= most
        and grease <= _MOST_GREASE
        and sealed_to + grease == len(kinds)
    )
    if not sound:
        raise Unsound("damaged")
