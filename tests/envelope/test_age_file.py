"""Sealing and opening: age itself agrees, and hostile headers never reach the library."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.envelope import age_file
from onestopshop.envelope.keys import InvalidKey, new_age_pair
from onestopshop.envelope.unsound import Unsound

READER, SECOND, STRANGER = new_age_pair(), new_age_pair(), new_age_pair()
BOTH = (READER.recipient, SECOND.recipient)


def reason_of(untrusted: bytes, secret: str = READER.secret) -> str:
    """Why a file does not open; empty where it does."""
    try:
        age_file.open_with([secret], untrusted)
    except Unsound as unsound:
        return unsound.reason
    return ""


@given(st.binary(max_size=100_000))
def test_round_trip(plaintext: bytes) -> None:
    """Every recipient opens what was sealed to several, whichever of the secrets handed in fits."""
    sealed = age_file.seal(plaintext, (*BOTH, READER.recipient))
    assert age_file.open_with([STRANGER.secret, SECOND.secret], sealed) == plaintext
    assert age_file.open_with([READER.secret], sealed) == plaintext


@pytest.mark.debian("age")
def test_age_opens_ours(tmp_path: Path) -> None:
    """Debian's age opens what we sealed."""
    (tmp_path / "k").write_text(READER.secret + "\n", encoding="utf-8")
    command = ["age", "--decrypt", "--identity", "k"]
    sealed = age_file.seal(b"seen" * 50_000, BOTH)
    done = subprocess.run(command, cwd=tmp_path, input=sealed, capture_output=True, timeout=30)
    assert done.stdout == b"seen" * 50_000


@pytest.mark.debian("age")
def test_we_open_ages(tmp_path: Path) -> None:
    """We open what Debian's age sealed to the same recipients."""
    command = ["age", "--encrypt", "--recipient", BOTH[0], "--recipient", BOTH[1]]
    done = subprocess.run(command, cwd=tmp_path, input=b"seen", capture_output=True, timeout=30, check=True)
    assert age_file.open_with([SECOND.secret], done.stdout) == b"seen"


def test_wrong_key_and_damage_are_told_apart() -> None:
    """A reader without a key hears so; a reader with one hears of the damage behind the keys."""
    sealed = age_file.seal(b"x" * 70_000, BOTH)
    assert reason_of(sealed, STRANGER.secret) == "not_for_us"
    start = sealed.index(b"\n--- ") + 6
    for at in (start, start + 43, start + 60, len(sealed) // 2, len(sealed) - 1):
        assert reason_of(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]) == "damaged"


def test_every_truncation_is_damage() -> None:
    """However much is cut off, nothing opens and nothing crashes."""
    sealed = age_file.seal(b"short", BOTH)
    assert {reason_of(sealed[:size]) for size in range(len(sealed))} == {"damaged"}


def test_every_changed_byte_is_refused() -> None:
    """No changed byte of a small file goes unnoticed."""
    sealed = age_file.seal(b"short", BOTH)
    for at in range(len(sealed)):
        assert reason_of(sealed[:at] + bytes([sealed[at] ^ 4]) + sealed[at + 1 :]) in (
            "damaged",
            "not_for_us",
        )


def test_hostile_headers_are_refused() -> None:
    """Other kinds of key, too many, none, an endless header, text armour: refused as damage."""
    sealed = age_file.seal(b"x", BOTH)
    version, rest = sealed.split(b"\n", 1)
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    others = {
        "scrypt": version + b"\n-> scrypt AAAA 30\nAAAA\n" + rest,
        "ssh": version + b"\n-> ssh-ed25519 AAAA\nAAAA\n" + rest,
        "plugin": version + b"\n-> piv-p256 AAAA\nAAAA\n" + rest,
        "grease": version + b"\n" + b"-> a-grease\n\n" * 3 + rest,
        "seventeen": version + b"\n" + stanza * 15 + rest,
        "endless": version + b"\n-> X25519 " + b"A" * 5000 + b"\n" + rest,
        "none": version + b"\n--- " + b"A" * 43 + b"\n" + b"x" * 40,
        "version": b"age-encryption.org/v2\n" + rest,
        "armour": b"-----BEGIN AGE ENCRYPTED FILE-----\n",
        "empty": b"",
        "early end": b"\n--- ",
    }
    assert {name: reason_of(other) for name, other in others.items()} == dict.fromkeys(others, "damaged")


def test_sixteen_recipients_always_fit() -> None:
    """A file to the most recipients opens again, whatever meaningless stanza the library adds."""
    recipients = [new_age_pair().recipient for _ in range(age_file.MOST_RECIPIENTS - 1)]
    for _ in range(20):
        assert reason_of(age_file.seal(b"", [*recipients, READER.recipient])) == ""
    with pytest.raises(ValueError, match="recipients"):
        age_file.seal(b"", [*recipients, *BOTH])


def test_nobody_to_seal_to() -> None:
    """A file that nobody could open is not made."""
    with pytest.raises(ValueError, match="recipients"):
        age_file.seal(b"", [])


def test_recipient_that_is_none() -> None:
    """A recipient with a wrong letter is refused, and nothing is sealed to the others either."""
    with pytest.raises(InvalidKey):
        age_file.seal(b"", [READER.recipient, READER.recipient[:-1]])


def test_secret_that_is_none() -> None:
    """A secret with a wrong letter is refused with the sentence for it, not taken for damage."""
    with pytest.raises(InvalidKey):
        age_file.open_with([READER.secret[:-1]], age_file.seal(b"", BOTH))


def test_sizes_are_bounded() -> None:
    """What is larger than a file may be is neither sealed nor opened."""
    with pytest.raises(ValueError, match="large"):
        age_file.seal(bytes(age_file.LARGEST), BOTH)
    assert reason_of(age_file.seal(b"", BOTH) + bytes(age_file.LARGEST)) == "damaged"
