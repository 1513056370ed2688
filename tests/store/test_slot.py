"""A passphrase is stretched by Argon2id as the standard says, and a laptop without memory is told so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from onestopshop.store import Cost, TooLittleMemory
from onestopshop.store.slot import new_slot, open_slot

STORE = "ab" * 16


def test_what_was_wrapped_is_unwrapped() -> None:
    """The person's private key and the store's public key come back, and a second slot shares nothing."""
    person, store = PrivateKey.generate(), PrivateKey.generate()
    one = new_slot(STORE, person, store.public_key, "plum anchor", Cost(64, 1))
    other = new_slot(STORE, person, store.public_key, "plum anchor", Cost(64, 1), one.id)
    assert one.id == other.id
    assert {one.salt, one.nonce, one.wrapped}.isdisjoint({other.salt, other.nonce, other.wrapped})
    for slot in (one, other):
        opened = open_slot(STORE, slot, "plum anchor")
        assert opened is not None
        assert (bytes(opened[0]), bytes(opened[1])) == (bytes(person), bytes(store.public_key))
    assert open_slot(STORE, one, "plum  anchors") is None


def test_a_laptop_without_memory_is_told(tmp_path: Path) -> None:
    """When Argon2id gets no memory the sentence says to close other programs."""
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("not run: needs /proc to know how much memory is in use")
    found = re.search(r"VmSize:\s+(\d+)", status.read_text(encoding="ascii"))
    assert found is not None
    resource = pytest.importorskip("resource", reason="not run: needs limits for one process")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (int(found[1]) * 1024 + 64 * 2**20, hard))
    try:
        with pytest.raises(TooLittleMemory, match="close other programs"):
            new_slot(STORE, PrivateKey.generate(), PrivateKey.generate().public_key, "plum", Cost(1024, 1))
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
