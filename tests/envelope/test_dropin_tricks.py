"""Tricks with tar, each by name: none hides an envelope, invents one, or costs time or memory."""

from __future__ import annotations

import hashlib
import io
import tarfile
import tracemalloc

import pytest

from onestopshop.envelope import dropin, ustar
from onestopshop.envelope.dropin import Damage
from onestopshop.envelope.envelope import check

ID = "ab" * 32


def entry(
    name: str, size: int = 0, kind: bytes = tarfile.REGTYPE, form: int = tarfile.USTAR_FORMAT, **facts: object
) -> bytes:
    """Header blocks by the standard library, without content."""
    made = tarfile.TarInfo(name)
    made.size, made.type = size, kind
    for fact, value in facts.items():
        setattr(made, fact, value)
    return made.tobuf(form)


TRICKS = {
    "hard link": entry(f"{ID}.age", kind=tarfile.LNKTYPE, linkname="/etc/shadow"),
    "symbolic link": entry(f"{ID}.age", kind=tarfile.SYMTYPE, linkname="../../.ssh/id"),
    "device": entry(f"{ID}.age", kind=tarfile.CHRTYPE, devmajor=1, devminor=5),
    "pipe": entry(f"{ID}.age", kind=tarfile.FIFOTYPE),
    "folder": entry(f"{ID}.age", kind=tarfile.DIRTYPE),
    "sparse": entry(f"{ID}.age", 300_000_000, tarfile.GNUTYPE_SPARSE, tarfile.GNU_FORMAT),
    "long name": entry("x" * 5000, form=tarfile.GNU_FORMAT),
    "extended header": entry("x" * 200, form=tarfile.PAX_FORMAT, pax_headers={"path": f"{ID}.age"}),
    "chained headers": (entry("h", 512, tarfile.XHDTYPE) + b"9 path=x\n".ljust(512, b"\0")) * 2000,
    "prefix": entry(f"{'p' * 100}/{ID}.age"),
    "climbing path": entry("../../../etc/cron.d/x", 3) + b"bad".ljust(512, b"\0"),
    "absolute path": entry("/etc/passwd", 3) + b"bad".ljust(512, b"\0"),
    "foreign file": entry("notes.txt", 5) + b"notes".ljust(512, b"\0"),
    "foreign of 300 MB": entry("film.mp4", 300_000_000),
    "foreign of 8 GB": entry("film.mp4", 8**11 - 1),
    "size in base 256": entry(f"{ID}.age", 8**11 + 512, form=tarfile.GNU_FORMAT),
    "envelope of 300 MB": entry(f"{ID}.age", 300_000_000),
    "envelope of nothing": entry(f"{ID}.age", 0),
    "signature of 5 KB": entry(f"{ID}.age.minisig", 5000),
    "other suffix": entry(f"{ID}.age.exe", 3) + b"bad".ljust(512, b"\0"),
    "capital letters": entry(f"{ID.upper()}.age", 512) + b"x" * 512,
}  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_trick_hides_nothing(world, look, trick: str) -> None:
    """Whatever stands before, between and behind the envelopes, they are read, and nothing else is."""
    first, second = world.envelopes(2)
    file = world.file([first, second])
    middle = dropin_end(first)
    last = middle + dropin_end(second)
    bad = TRICKS[trick]
    tricky = bad + file[:middle] + bad + file[middle:last] + bad + bytes(1024)
    found, damage = look(tricky)
    assert [check(one) for one in found] == [first, second]
    assert damage
    assert {one.harm for one in damage} == {"foreign"}


def dropin_end(one) -> int:
    """The bytes that an envelope takes in a file."""
    return 512 + -(-len(one.age) // 512) * 512 + 1024


def test_swallowing_header(world, look) -> None:
    """A header that claims 16 MiB, the most that is believed, does not swallow what is inside its claim."""
    envelopes = world.envelopes(2)
    found, damage = look(entry(f"{ID}.age", 16 * 1024 * 1024) + world.file(envelopes))
    assert [check(one) for one in found] == list(envelopes)
    assert damage == [Damage("damaged", ID, 16 * 1024 * 1024)]


def test_swallowing_signature(world, look) -> None:
    """A signature that claims more than it has does not swallow the next envelope either."""
    first, second = world.envelopes(2)
    file = world.file([first, second])
    middle = dropin_end(first)
    swallowing = entry(f"{first.id}.age.minisig", 4096)
    found, damage = look(file[: middle - 1024] + swallowing + file[middle - 512 :])
    assert [check(one) for one in found] == [second]
    assert damage == [Damage("unsigned", first.id, len(first.age))]


def test_tar_inside_a_tar(world, look) -> None:
    """Envelopes inside a file that was packed once more are found: each stands alone."""
    envelopes = world.envelopes(2)
    inner = world.file(envelopes)
    found, _ = look(ustar.packed([("inner.dropin", inner)]))
    assert [check(one) for one in found] == list(envelopes)


def test_same_name_with_other_bytes(world, look) -> None:
    """Of two members of one name, only the one that hashes to it is returned."""
    (one,) = world.envelopes(1)
    forged = ustar.member(f"{one.id}.age", b"other") + ustar.member(f"{one.id}.age.minisig", one.minisig)
    found, damage = look(forged + world.file([one]))
    assert [check(each) for each in found] == [one]
    assert damage == [Damage("damaged", one.id, 5)]


def test_same_envelope_many_times(world) -> None:
    """A copy with a broken signature in front does not hide the good one from a caller who checks first."""
    (one,) = world.envelopes(1)
    bad = ustar.member(f"{one.id}.age", one.age) + ustar.member(f"{one.id}.age.minisig", b"none")
    known: set[str] = set()
    read = dropin.read(io.BytesIO(bad + world.file([one]) * 3), wanted=lambda each: each not in known)
    sealed = [
        each
        for each in read
        if not isinstance(each, Damage) and len(each.minisig) > 4 and not known.add(each.id)
    ]
    assert [check(each) for each in sealed] == [one]


def test_signature_before_its_envelope(world, look) -> None:
    """The order within an envelope is fixed; a signature that comes first signs nothing."""
    (one,) = world.envelopes(1)
    turned = ustar.member(f"{one.id}.age.minisig", one.minisig) + ustar.member(f"{one.id}.age", one.age)
    found, damage = look(turned + bytes(1024))
    assert found == []
    assert [each.harm for each in damage] == ["damaged", "unsigned"]


def test_magic_word_inside_an_envelope(look) -> None:
    """Bytes that look a little like a header, aligned or not, do not cut an envelope short."""
    age = (b"ustar" * 1000 + bytes(257) + b"ustar\x0000").ljust(9000, b"u")
    its_id = hashlib.sha256(age).hexdigest()
    file = ustar.packed([(f"{its_id}.age", age), (f"{its_id}.age.minisig", b"signature")])
    found, damage = look(file)
    assert [(one.id, one.age, one.minisig) for one in found] == [(its_id, age, b"signature")]
    assert damage == []


def test_headers_that_claim_each_other(look) -> None:
    """Twenty thousand headers, each claiming the 16 MiB that follow, cost one reading and not 20,000."""

    class Counting(io.BytesIO):
        """Counts the bytes that are read of it."""

        total = 0

        def read(self, size: int | None = -1, /) -> bytes:
            """Reads and counts."""
            got = super().read(size)
            self.total += len(got)
            return got

    block = entry(f"{ID}.age", 16 * 1024 * 1024)
    for wanted in (True, False):
        stream = Counting(block * 20_000)
        found = list(dropin.read(stream, wanted=lambda _, wanted=wanted: wanted))
        assert not any(not isinstance(one, Damage) for one in found)
        assert stream.total <= len(stream.getvalue())


def test_very_many_members() -> None:
    """Very many members cost no memory: what was read is forgotten."""
    file = io.BytesIO(entry("x") * 20_000 + bytes(1024))
    tracemalloc.start()
    try:
        damage = list(dropin.read(file, wanted=lambda _: True))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(one.size for one in damage) == 10_240_000
    assert peak < 1_000_000
