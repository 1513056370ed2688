"""Tar blocks: tar itself agrees, and only plain files in plain headers are seen."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.envelope import ustar
from onestopshop.envelope.unsound import Unsound

CONTENTS = st.dictionaries(
    st.from_regex(r"[a-z0-9.]{1,60}", fullmatch=True), st.binary(max_size=3000), max_size=4
)
PACKED = ustar.packed([("a.json", b"one"), ("b", b"x" * 512)])
BOUNDS = {"a.json": 100, "b": 512}


def header(
    name: str = "a.json",
    size: int = 3,
    kind: bytes = tarfile.REGTYPE,
    tar: int = tarfile.USTAR_FORMAT,
    **facts: object,
) -> bytes:
    """A header block by the standard library."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.type = size, kind
    for fact, value in facts.items():
        setattr(entry, fact, value)
    return entry.tobuf(tar)[:512]


def with_checksum(block: bytes) -> bytes:
    """The block with its checksum put right."""
    blank = block[:148] + b" " * 8 + block[156:]
    return block[:148] + b"%06o\x00 " % sum(blank) + block[156:]


@given(CONTENTS)
def test_round_trip(contents: dict[str, bytes]) -> None:
    """Whatever is packed is unpacked, and the standard library sees the same files."""
    packed = ustar.packed(contents.items())
    assert ustar.unpacked(packed, dict.fromkeys(contents, 3000)) == contents
    assert len(packed) % ustar.RECORD == 0
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        assert tar.getnames() == list(contents)


def test_nothing_of_the_machine_is_written() -> None:
    """No time, no owner and no folder stands in a file, and equal files are equal bytes."""
    with tarfile.open(fileobj=io.BytesIO(PACKED)) as tar:
        facts = {(m.mtime, m.uid, m.gid, m.uname, m.gname, m.mode, m.linkname) for m in tar.getmembers()}
    assert facts == {(0, 0, 0, "", "", 0o644, "")}
    assert ustar.packed([("a.json", b"one"), ("b", b"x" * 512)]) == PACKED


@pytest.mark.debian("tar")
@pytest.mark.parametrize("form", ["ustar", "gnu", "v7", "posix"])
def test_debians_tar(tmp_path: Path, form: str) -> None:
    """Debian's tar lists ours; we read its ustar and its default form, and refuse the two others."""
    ours = subprocess.run(["tar", "-tf", "-"], input=PACKED, capture_output=True, check=True, timeout=30)
    assert ours.stdout.split() == [b"a.json", b"b"]
    (tmp_path / "a.json").write_bytes(b"one")
    command = ["tar", f"--format={form}", "-cf", "t", "a.json"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=30)
    theirs = (tmp_path / "t").read_bytes()
    if form in ("ustar", "gnu"):
        assert ustar.unpacked(theirs, BOUNDS) == {"a.json": b"one"}
    else:
        with pytest.raises(Unsound):
            ustar.unpacked(theirs, BOUNDS)


def test_header_of_a_plain_file() -> None:
    """A header says its name and size."""
    assert ustar.header_of(header(size=8**11 - 1)) == ustar.Member("a.json", 8**11 - 1)


@pytest.mark.parametrize(
    "block",
    [
        b"",
        bytes(512),
        header()[:511],
        header(kind=tarfile.LNKTYPE, linkname="b"),
        header(kind=tarfile.SYMTYPE, linkname="/etc/passwd"),
        header(linkname="b"),
        header(kind=tarfile.CHRTYPE),
        header(kind=tarfile.BLKTYPE),
        header(kind=tarfile.DIRTYPE),
        header(kind=tarfile.FIFOTYPE),
        header(kind=tarfile.CONTTYPE),
        header(kind=tarfile.GNUTYPE_SPARSE, tar=tarfile.GNU_FORMAT),
        header(kind=tarfile.GNUTYPE_LONGNAME, tar=tarfile.GNU_FORMAT),
        header(kind=tarfile.XHDTYPE),
        header(kind=tarfile.XGLTYPE),
        header(name="folder/a.json"),
        header(name="f" * 60 + "/" + "a" * 60),
        header(name="a" * 100),
        header(name=""),
        header(name="two words"),
        header(size=8**11, tar=tarfile.GNU_FORMAT),
        header(mtime=1)[:148] + header()[148:],
        with_checksum(header().replace(b"00000000003", b"0000000000x")),
        with_checksum(header().replace(b"00000000003", b"-0000000003")),
        with_checksum(header()[:257] + b"ustar\x0001" + header()[265:]),
        with_checksum(header()[:5] + b"\x00b" + header()[7:]),
        with_checksum(header()[:345] + b"prefix" + header()[351:]),
        header()[:148] + b"0xyz\x00   " + header()[156:],
    ],
    ids=range(28),
)
def test_what_is_no_plain_file(block: bytes) -> None:
    """Links, devices, folders, sparse, long and extended headers, prefixes and bad sums are not seen."""
    assert ustar.header_of(block) is None


def test_every_changed_byte_of_a_header() -> None:
    """No changed byte of a header goes unseen."""
    block = header()
    for at in range(512):
        assert ustar.header_of(block[:at] + bytes([block[at] ^ 8]) + block[at + 1 :]) is None


@pytest.mark.parametrize(
    "other",
    [
        b"",
        bytes(512),
        PACKED[:-10240],
        PACKED[:600],
        PACKED[:-1],
        PACKED[:515] + b"\x01" + PACKED[516:],
        PACKED[:-1] + b"\x01",
        PACKED + PACKED,
        b"\x01" * 10240,
        ustar.packed([("a.json", b"one"), ("a.json", b"two")]),
        ustar.packed([("c", b"")]),
        ustar.packed([("a.json", bytes(101))]),
        header(size=100) + bytes(512),
    ],
    ids=range(13),
)
def test_small_tar_that_is_not_exact(other: bytes) -> None:
    """Another name, one name twice, a larger file, bytes in the padding or behind the end, no end: damage."""
    with pytest.raises(Unsound) as refused:
        ustar.unpacked(other, BOUNDS)
    assert refused.value.reason == "damaged"
