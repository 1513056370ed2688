"""The `.dropin` file: tar sees the same, and damage loses no more than the envelopes that it touches."""

from __future__ import annotations

import io
import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestopshop.envelope import dropin
from onestopshop.envelope.dropin import Damage
from onestopshop.envelope.envelope import Sealed, check


def test_round_trip(world, look) -> None:
    """What was written is read, in the same order, without damage, and written again it is the same bytes."""
    envelopes = world.envelopes(5)
    file = world.file(envelopes)
    found, damage = look(file)
    assert [check(one) for one in found] == list(envelopes)
    assert damage == []
    assert world.file(found) == file
    assert len(file) % 10240 == 0


def test_length_is_told(world) -> None:
    """Writing says how many bytes it wrote."""
    stream = io.BytesIO()
    assert dropin.write(stream, world.envelopes(2)) == len(stream.getvalue())


def test_empty_file_has_only_its_end(world, look) -> None:
    """A file of no envelopes is whole; a file of no bytes is cut."""
    assert look(world.file([])) == ([], [])
    assert look(b"") == ([], [Damage("cut")])


def test_order_is_kept(world) -> None:
    """Envelopes out of order, or one twice, are not written: equal unions must be equal files."""
    first, second = world.envelopes(2)
    for wrong in ((second, first), (first, first)):
        with pytest.raises(ValueError, match="ascending"):
            world.file(wrong)


@pytest.mark.debian("tar")
def test_tar_opens_ours(world, tmp_path: Path) -> None:
    """Debian's tar extracts exactly the envelopes' files."""
    envelopes = world.envelopes(3)
    command = ["tar", "-xf", "-"]
    subprocess.run(command, input=world.file(envelopes), cwd=tmp_path, check=True, timeout=30)
    extracted = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    expected = {f"{one.id}.age": one.age for one in envelopes}
    assert extracted == expected | {f"{one.id}.age.minisig": one.minisig for one in envelopes}


@pytest.mark.debian("tar")
def test_we_open_tars(world, look, tmp_path: Path) -> None:
    """A file that somebody packed again with tar, in order of name, is read whole."""
    envelopes = world.envelopes(3)
    for one in envelopes:
        (tmp_path / f"{one.id}.age").write_bytes(one.age)
        (tmp_path / f"{one.id}.age.minisig").write_bytes(one.minisig)
    names = sorted(path.name for path in tmp_path.iterdir())
    done = subprocess.run(
        ["tar", "-cf", "-", *names], cwd=tmp_path, check=True, capture_output=True, timeout=30
    )
    found, damage = look(done.stdout)
    assert [check(one) for one in found] == list(envelopes)
    assert damage == []


def test_known_envelopes_are_skipped(world) -> None:
    """Envelopes that are not wanted are not returned, and skipping them disturbs nothing around them."""
    envelopes = world.envelopes(5)
    known = {envelopes[0].id, envelopes[2].id, envelopes[4].id}
    found = list(dropin.read(io.BytesIO(world.file(envelopes)), wanted=lambda one: one not in known))
    assert [check(one) for one in found] == [envelopes[1], envelopes[3]]


def test_known_envelopes_are_not_hashed(world) -> None:
    """A known envelope that was damaged on the stick is not looked at, and is no damage."""
    file = bytearray(world.file(world.envelopes(1)))
    file[1000] ^= 1
    assert list(dropin.read(io.BytesIO(file), wanted=lambda _: False)) == []


def test_known_envelope_without_signature(world) -> None:
    """Behind a known envelope whose signature is gone, the next one is found."""
    first, second = world.envelopes(2)
    file = world.file([first, second])
    start = 512 + -(-len(first.age) // 512) * 512
    without = file[:start] + file[start + 1024 :]
    assert [check(one) for one in dropin.read(io.BytesIO(without), wanted=lambda one: one != first.id)] == [
        second
    ]


def test_cut_keeps_all_before_it(world, look) -> None:
    """A file cut anywhere gives every envelope that ends before the cut, and says that it was cut."""
    envelopes = world.envelopes(3)
    file = world.file(envelopes)
    ends, at = [], 0
    for one in envelopes:
        at += 512 + -(-len(one.age) // 512) * 512 + 512 + 512
        ends.append(at)
    cuts = {
        *range(0, at + 1000, 1709),
        *ends,
        *(end - 1 for end in ends),
        *(end + 1 for end in ends),
        at + 1023,
    }
    for cut in sorted(cuts):
        found, damage = look(file[:cut])
        assert [one.id for one in found] == [
            one.id for one, end in zip(envelopes, ends, strict=True) if end <= cut
        ]
        assert damage[-1] == Damage("cut")
    assert look(file[: at + 1024]) == look(file)


def test_changed_byte_loses_one(world, look) -> None:
    """One changed byte anywhere loses at most its envelope, and where it loses one it says so."""
    envelopes = world.envelopes(3)
    file = world.file(envelopes)
    chosen = random.Random(1)
    for at in (*chosen.sample(range(len(file)), 300), *range(512), *range(34_000, 35_500, 7)):
        found, damage = look(file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :])
        whole = [one for one in found if one in [Sealed(e.id, e.age, e.minisig) for e in envelopes]]
        unsigned = [one for one in found if one not in whole]
        assert len(whole) >= 2
        assert len(whole) == 3 or damage or unsigned


def test_lost_cluster(world, look) -> None:
    """A zeroed 32 KiB cluster costs the envelopes that it touches, two or three, and the rest is read."""
    envelopes = world.envelopes(8)
    file = world.file(envelopes)
    for start in range(0, len(file) - 32_768, 32_768):
        found, damage = look(file[:start] + bytes(32_768) + file[start + 32_768 :])
        assert len(found) >= 5
        assert damage


@given(st.integers(0, 9), st.binary(min_size=1, max_size=4000), st.integers(0, 250_000))
def test_garbage_written_over_it(world, look, blocks: int, garbage: bytes, at: int) -> None:
    """Whatever is written over a stretch of a file, only what hashes to its name is returned."""
    envelopes = world.envelopes(4)
    file = bytearray(world.file(envelopes))
    at %= len(file)
    file[at : at + len(garbage) * (blocks + 1)] = garbage * (blocks + 1)
    found, _ = look(bytes(file))
    assert {one.age for one in found} <= {one.age for one in envelopes}
    assert len(found) >= 2


@given(st.binary(max_size=5000))
def test_any_bytes(look, junk: bytes) -> None:
    """A file of anything is no envelopes, and a cut file."""
    found, damage = look(junk)
    assert found == []
    assert damage[-1].harm == "cut"


def test_lost_blocks_in_the_middle(world, look) -> None:
    """Where blocks are missing inside an envelope, the next one is found at once."""
    first, second = world.envelopes(2)
    file = world.file([first, second])
    found, damage = look(file[:1024] + file[2048:])
    assert [check(one) for one in found] == [second]
    assert damage[0] == Damage("damaged", first.id, len(first.age))


def test_lost_signature_and_lost_envelope(world, look) -> None:
    """An envelope without its signature is unsigned; a signature without its envelope is damage."""
    (one,) = world.envelopes(1)
    file = world.file([one])
    start = 512 + -(-len(one.age) // 512) * 512
    assert look(file[:start] + file[start + 1024 :]) == ([], [Damage("unsigned", one.id, len(one.age))])
    assert look(file[start:]) == ([], [Damage("damaged", one.id, len(one.minisig))])


def test_one_damage_for_one_envelope(world, look) -> None:
    """An envelope whose bytes were changed is told once, with its signature."""
    first, second = world.envelopes(2)
    file = bytearray(world.file([first, second]))
    file[5000] ^= 1
    found, damage = look(bytes(file))
    assert [one.id for one in found] == [second.id]
    assert damage == [Damage("damaged", first.id, len(first.age))]


def test_bytes_between_are_counted(world, look) -> None:
    """Bytes that belong to nothing are counted, zeros among them, and cost nothing else."""
    envelopes = world.envelopes(2)
    file = world.file(envelopes)
    assert look(b"x" * 1024 + file)[1] == [Damage("foreign", size=1024)]
    assert look(file + b"x" * 100)[1][0].size == len(file) - last_end(envelopes) + 100
    assert look(bytes(512) + file) == (look(file)[0], [Damage("foreign", size=512)])


def last_end(envelopes) -> int:
    """Where the zeros at the end of a file begin."""
    return sum(512 + -(-len(one.age) // 512) * 512 + 1024 for one in envelopes)


def test_two_files_in_a_row(world, look) -> None:
    """Files that were strung together give the envelopes of both."""
    first, second = world.envelopes(2)
    found, damage = look(world.file([first]) + world.file([second]))
    assert [one.id for one in found] == [first.id, second.id]
    assert [one.harm for one in damage] == ["foreign"]


def test_long_nothing_is_reported_on_the_way() -> None:
    """The caller gets a word in at least every 16 MiB, so that an endless file can be stopped."""
    damage = list(dropin.read(io.BytesIO(b"x" * (40 * 1024 * 1024)), wanted=lambda _: True))
    assert [one.size >> 20 for one in damage] == [16, 16, 8, 0]
    assert [one.harm for one in damage] == ["foreign", "foreign", "foreign", "cut"]


def test_a_signature_alone_is_no_envelopes(world) -> None:
    """Where only the signature of an envelope stands, no envelope is named; the next one is."""
    first, second = world.envelopes(2)
    file = world.file([first, second])
    begin = file.index(f"{first.id}.age.minisig".encode())
    assert list(dropin.signatures(io.BytesIO(file[begin:]))) == [(second.id, second.minisig)]
