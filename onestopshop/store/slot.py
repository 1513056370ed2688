"""One person's slot: a passphrase goes through Argon2id to a key that wraps the person's private key."""

from __future__ import annotations

from msgspec.structs import replace
from nacl import bindings, pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey
from nacl.utils import random as random_bytes

from onestopshop.errors import Trouble
from onestopshop.identity import random_id
from onestopshop.store.key_file import Cost, Slot
from onestopshop.store.passphrase import canonical

_PRIVATE_BYTES = 32


class TooLittleMemory(Trouble):
    """Argon2id did not get the memory that makes guessing slow."""

    sentence = (
        "The laptop has too little free memory to check a passphrase. Nothing is lost; close other programs, "
        "then try again."
    )


def new_slot(
    store: str, private: PrivateKey, store_public: PublicKey, passphrase: str, cost: Cost, slot_id: str = ""
) -> Slot:
    """A slot that `passphrase` opens, for a person's key pair; a new id unless one is handed in.

    With the private key it wraps the store's public key, by which the person knows what the store boxed.
    Raises TooLittleMemory.
    """
    slot = Slot(
        id=slot_id or random_id(),
        public=bytes(private.public_key),
        kdf="argon2id",
        cost=cost,
        salt=random_bytes(pwhash.argon2id.SALTBYTES),
        nonce=random_bytes(bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES),
        wrapped=b"",
    )
    wrapped = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        bytes(private) + bytes(store_public), _bound(store, slot), slot.nonce, _stretched(slot, passphrase)
    )
    return replace(slot, wrapped=wrapped)


def open_slot(store: str, slot: Slot, passphrase: str) -> tuple[PrivateKey, PublicKey] | None:
    """The person's private key and the store's public key, or None when the passphrase is not this slot's.

    Raises TooLittleMemory.
    """
    try:
        opened = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            slot.wrapped, _bound(store, slot), slot.nonce, _stretched(slot, passphrase)
        )
    except CryptoError:
        return None
    return PrivateKey(opened[:_PRIVATE_BYTES]), PublicKey(opened[_PRIVATE_BYTES:])


def _stretched(slot: Slot, passphrase: str) -> bytes:
    """RFC 9106 Argon2id with one lane."""
    # A character that has no UTF-8 form must not raise an error that carries the passphrase.
    typed = canonical(passphrase).encode("utf-8", "surrogatepass")
    try:
        return pwhash.argon2id.kdf(32, typed, slot.salt, slot.cost.passes, slot.cost.memory * 1024 * 1024)
    except (MemoryError, CryptoError) as error:
        raise TooLittleMemory from error


def _bound(store: str, slot: Slot) -> bytes:
    """What the wrapping vouches for beside the key: nobody can weaken parameters or move a slot elsewhere."""
    return f"{store} {slot.id} {slot.kdf} {slot.cost.memory} {slot.cost.passes}".encode()
