"""The community's test vectors for age files: what applies to us opens, everything else is refused.

The vectors are those of C2SP CCTV, as the npm package cctv-age 0.2.0 carries them; by choice of the reader
they are under 0BSD, CC0-1.0 or the Unlicense.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from pathlib import Path

from onestopshop.envelope import age_file
from onestopshop.envelope.keys import InvalidKey
from onestopshop.envelope.unsound import Unsound
from tests.outcome_table import Outcome

VECTORS = Path(__file__).with_name("age_vectors.zip")
BEYOND_OUR_BOUNDS = {
    "stanza_empty_body",
    "stanza_empty_last_line",
    "stanza_valid_characters",
    "x25519_grease",
    "stream_257_chunks",
    "stream_257_chunks_full",
    "stream_258_chunks",
}
"""Sound age files that no desk writes, refused on purpose: stanzas of other kinds, or more than 16 MiB."""
OTHER_KIND = re.compile("armor|scrypt|hybrid")
"""Armoured, by passphrase, or post-quantum: sound age files, and never ours."""
_KEY = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")


def vectors() -> dict[str, bytes]:
    """Every vector by its name."""
    with zipfile.ZipFile(VECTORS) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stated(vector: bytes) -> tuple[dict[str, str], bytes]:
    """What a vector says of itself, and the age file."""
    head, _, body = vector.partition(b"\n\n")
    said = dict(line.split(": ", 1) for line in head.decode().splitlines())
    return said, zlib.decompress(body) if said.get("compressed") == "zlib" else body


def opened(said: dict[str, str], body: bytes) -> bytes | None:
    """The plaintext, or None where it was refused."""
    key = said.get("identity", "")
    try:
        return age_file.open_with([key] if _KEY.fullmatch(key) else [], body)
    except (Unsound, InvalidKey):
        return None


def as_stated(name: str, vector: bytes) -> bool:
    """Whether a sound X25519 binary file gave what was sealed in it, and any other vector nothing."""
    said, body = stated(vector)
    plaintext = opened(said, body)
    if said["expect"] != "success" or name in BEYOND_OUR_BOUNDS or OTHER_KIND.match(name):
        return plaintext is None
    return plaintext is not None and hashlib.sha256(plaintext).hexdigest() == said["payload"]


def test_every_vector_opens_or_is_refused_as_it_says(outcomes: list[Outcome]) -> None:
    """Of 143 vectors 67 are X25519 binary files: they do as they say, and all others are refused."""
    found = {name: as_stated(name, vector) for name, vector in vectors().items()}
    ours = [good for name, good in found.items() if not OTHER_KIND.match(name)]
    others = [good for name, good in found.items() if OTHER_KIND.match(name)]
    outcomes.append(("age vectors: X25519 binary files", len(ours), ours.count(False)))
    outcomes.append(("age vectors: of other kinds, all to be refused", len(others), others.count(False)))
    assert [name for name, good in found.items() if not good] == []
    assert (len(ours), len(others)) == (67, 76)


def test_a_wrong_answer_would_be_seen() -> None:
    """The comparison bites: another payload, or a file that opens against what it says, is not as stated."""
    sound = vectors()["x25519"]
    assert as_stated("x25519", sound)
    assert not as_stated("x25519", sound.replace(b"payload: 01", b"payload: 02"))
    assert not as_stated("x25519", sound.replace(b"expect: success", b"expect: no match"))
