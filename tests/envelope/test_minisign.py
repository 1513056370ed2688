"""Signatures: minisign itself agrees with ours, and everything else is refused."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.envelope import minisign
from onestopshop.envelope.keys import desk_key, new_seed
from onestopshop.envelope.unsound import Unsound

SEED = bytes(range(32))
KEY = desk_key(SEED)
MESSAGE = b"what was sealed"
COMMENTS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=200)


@given(st.binary(max_size=2000), COMMENTS)
def test_round_trip(message: bytes, comment: str) -> None:
    """What was signed verifies for its key, its message and its comment, and for no other."""
    signature = minisign.parse(minisign.sign(message, comment, SEED))
    assert signature.comment == comment
    assert signature.signed_by(KEY, message)
    assert not signature.signed_by(KEY, message + b" ")
    assert not signature.signed_by(desk_key(new_seed()), message)


@pytest.mark.debian("minisign")
def test_minisign_verifies_ours(tmp_path: Path) -> None:
    """Debian's minisign verifies our signature with the key text that we give, and shows the comment."""
    (tmp_path / "m").write_bytes(MESSAGE)
    (tmp_path / "m.minisig").write_bytes(minisign.sign(MESSAGE, "dropin/1 seq=1", SEED))
    command = ["minisign", "-V", "-P", minisign.public_key_text(KEY), "-m", "m"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0
    assert "dropin/1 seq=1" in done.stdout


@pytest.mark.debian("minisign")
def test_we_verify_minisigns(tmp_path: Path) -> None:
    """A signature that Debian's minisign made parses. Its key number is of its own choosing, so we refuse it
    unless it is the first bytes of the key, and with those it verifies."""
    (tmp_path / "m").write_bytes(MESSAGE)
    for command in (["-G", "-W", "-p", "p", "-s", "s"], ["-S", "-s", "s", "-m", "m", "-t", "dropin/1 said"]):
        subprocess.run(["minisign", *command], cwd=tmp_path, check=True, capture_output=True, timeout=30)
    public = base64.b64decode((tmp_path / "p").read_text(encoding="utf-8").splitlines()[1])[10:].hex()
    theirs = (tmp_path / "m.minisig").read_bytes()
    assert not minisign.parse(theirs).signed_by(public, MESSAGE)
    lines = theirs.split(b"\n")
    blob = base64.b64decode(lines[1])
    lines[1] = base64.b64encode(blob[:2] + bytes.fromhex(public)[:8] + blob[10:])
    renumbered = minisign.parse(b"\n".join(lines))
    assert renumbered.comment == "dropin/1 said"
    assert renumbered.signed_by(public, MESSAGE)


@pytest.mark.debian("minisign")
@pytest.mark.parametrize("ends", ["lf", "crlf", "no last"])
def test_line_ends_that_minisign_takes(tmp_path: Path, ends: str) -> None:
    """Line ends of Windows and a missing last one are taken, by minisign as by us."""
    text = minisign.sign(MESSAGE, "c", SEED)
    text = {"lf": text, "crlf": text.replace(b"\n", b"\r\n"), "no last": text[:-1]}[ends]
    (tmp_path / "m").write_bytes(MESSAGE)
    (tmp_path / "m.minisig").write_bytes(text)
    command = ["minisign", "-V", "-P", minisign.public_key_text(KEY), "-m", "m"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=30).returncode == 0
    assert minisign.parse(text).signed_by(KEY, MESSAGE)


def test_every_changed_byte_is_refused() -> None:
    """A changed byte makes the signature unreadable or wrong, except in the comment that nobody signed."""
    text = minisign.sign(MESSAGE, "dropin/1", SEED)
    unsigned = range(len("untrusted comment: "), text.index(b"\n"))
    for at in range(len(text)):
        changed = text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :]
        try:
            accepted = minisign.parse(changed).signed_by(KEY, MESSAGE)
        except Unsound:
            accepted = False
        assert not accepted or at in unsigned


def test_comment_of_another_signature_is_refused() -> None:
    """A trusted comment cannot be moved to another signature of the same key."""
    first = minisign.sign(MESSAGE, "seq=1", SEED).split(b"\n")
    second = minisign.sign(b"other", "seq=2", SEED).split(b"\n")
    assert not minisign.parse(b"\n".join((*first[:2], *second[2:]))).signed_by(KEY, MESSAGE)


def test_malformed_files_are_refused() -> None:
    """Too few lines, too many, too long, not prehashed, a second spelling, letters that are no base64."""
    text = minisign.sign(MESSAGE, "c", SEED)
    lines = text.split(b"\n")
    legacy = base64.b64encode(b"Ed" + base64.b64decode(lines[1])[2:])
    respelt = lines[3][:-3] + bytes([lines[3][-3] + 1]) + b"=="
    others = (
        b"",
        b"\n".join(lines[:3]),
        text + b"more\n",
        text + b"\n",
        b"\n" + text,
        text.replace(b"trusted comment: c", b"trusted comment: " + b"c" * 5000),
        text.replace(b"trusted comment: c", b"trusted comment: \xc3\xa9"),
        text.replace(lines[1], legacy),
        text.replace(lines[1], lines[1][:-1]),
        text.replace(lines[3], respelt),
        text.replace(lines[3], b"*" + lines[3][1:]),
    )
    for other in others:
        with pytest.raises(Unsound) as refused:
            minisign.parse(other)
        assert refused.value.reason == "signature"


@pytest.mark.parametrize("comment", ["two\nlines", "é", "x" * 1025, "\x7f"])
def test_comment_that_would_break_the_format(comment: str) -> None:
    """A comment with line ends or beyond ASCII is not signed."""
    with pytest.raises(ValueError, match="comment"):
        minisign.sign(MESSAGE, comment, SEED)


@pytest.mark.parametrize("key", ["", "zz" * 32, KEY.upper(), KEY + "00"])
def test_key_that_is_none_signed_nothing(key: str) -> None:
    """A key that somebody mistyped has signed nothing; it does not crash."""
    assert not minisign.parse(minisign.sign(MESSAGE, "c", SEED)).signed_by(key, MESSAGE)
