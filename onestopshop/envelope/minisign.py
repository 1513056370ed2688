"""Signatures as minisign 0.11 writes and reads them, prehashed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from onestopshop.envelope.keys import desk_key, is_desk_key
from onestopshop.envelope.unsound import Unsound

LARGEST = 4096
"""Bytes of a signature file at most."""

_PREHASHED = b"ED"
_KEY_NUMBER_BYTES = 8
_UNTRUSTED = "untrusted comment: signature by One Stop Shop"
_COMMENT = re.compile(r"[ -~]{0,1024}")
# minisign itself takes line ends of Windows and a missing last one, so they are taken here. It also takes
# whatever follows the fourth line; that is refused.
_TEXT = re.compile(
    rb"untrusted comment: [ -~\x80-\xff]{0,1024}\r?\n"
    rb"([A-Za-z0-9+/]{99}=)\r?\n"
    rb"trusted comment: ([ -~]{0,1024})\r?\n"
    rb"([A-Za-z0-9+/]{86}==)(?:\r?\n)?"
)


@dataclass(frozen=True, slots=True)
class Minisig:
    """A signature file that is well-formed. Its comment means nothing until `signed_by` says yes."""

    comment: str
    key_number: bytes
    signature: bytes
    global_signature: bytes

    def signed_by(self, key: str, message: bytes) -> bool:
        """Whether this key (64 hex digits) signed both the message and the comment."""
        if not is_desk_key(key) or self.key_number != _key_number(key):
            return False
        verify_key = VerifyKey(bytes.fromhex(key))
        try:
            verify_key.verify(_prehash(message), self.signature)
            verify_key.verify(self.signature + self.comment.encode("ascii"), self.global_signature)
        except BadSignatureError:
            return False
        return True


def sign(message: bytes, comment: str, seed: bytes) -> bytes:
    """The signature file over a message and a trusted comment (printable ASCII, 1,024 letters at most).

    Ed25519 over BLAKE2b-512 of the message, then Ed25519 over that signature and the comment. Raises
    ValueError for another comment.
    """
    if _COMMENT.fullmatch(comment) is None:
        raise ValueError("a trusted comment is one line of printable ASCII")
    signing_key = SigningKey(seed)
    signature = signing_key.sign(_prehash(message)).signature
    both = signing_key.sign(signature + comment.encode("ascii")).signature
    first = base64.b64encode(_PREHASHED + _key_number(desk_key(seed)) + signature).decode("ascii")
    second = base64.b64encode(both).decode("ascii")
    return f"{_UNTRUSTED}\n{first}\ntrusted comment: {comment}\n{second}\n".encode("ascii")


def parse(untrusted_minisig: bytes) -> Minisig:
    """The parts of a signature file. Raises Unsound("signature") unless it is four lines of the format."""
    matched = _TEXT.fullmatch(untrusted_minisig) if len(untrusted_minisig) <= LARGEST else None
    if matched is None:
        raise Unsound("signature")
    first, second = _decoded(matched[1]), _decoded(matched[3])
    if first[:2] != _PREHASHED:
        raise Unsound("signature")
    number, signature = first[2 : 2 + _KEY_NUMBER_BYTES], first[2 + _KEY_NUMBER_BYTES :]
    return Minisig(matched[2].decode("ascii"), number, signature, second)


def public_key_text(key: str) -> str:
    """A key (64 hex digits) as `minisign -P` takes it."""
    return base64.b64encode(b"Ed" + _key_number(key) + bytes.fromhex(key)).decode("ascii")


def _prehash(message: bytes) -> bytes:
    return hashlib.blake2b(message).digest()


def _key_number(key: str) -> bytes:
    return bytes.fromhex(key)[:_KEY_NUMBER_BYTES]


def _decoded(line: bytes) -> bytes:
    decoded = binascii.a2b_base64(line)
    if base64.b64encode(decoded) != line:  # spare bits set: a second spelling of the same signature
        raise Unsound("signature")
    return decoded
