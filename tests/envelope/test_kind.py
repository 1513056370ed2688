"""Which kind of file it is, told by its content alone."""

from __future__ import annotations

import io
from datetime import date

import pytest

from onestopshop.envelope import setup_file
from onestopshop.envelope.kind import kind_of
from onestopshop.envelope.receipt_file import RECEIPT_FORMAT, Receipt, write
from onestopshop.envelope.ustar import packed


def kind(content: bytes) -> str:
    """The kind of these bytes."""
    return kind_of(io.BytesIO(content))


def test_each_kind(world) -> None:
    """Envelopes, a setup and a receipt are told apart whatever the file is called."""
    assert kind(world.file(world.envelopes(1))) == "envelopes"
    assert kind(setup_file.write(world.setup(), world.root_seed)) == "setup"
    receipt = Receipt(RECEIPT_FORMAT, world.network, "5", {}, (), date(2026, 6, 29))
    assert kind(write(receipt, [world.desk.age.recipient], world.root_seed)) == "receipt"


def test_damaged_start(world) -> None:
    """A file whose start is damaged is still what it was, by a later member."""
    file = world.file(world.envelopes(2))
    assert kind(bytes(512) + file[512:]) == "envelopes"
    assert kind(b"x" * 40_960 + file[40_960:]) == "envelopes"
    setup = setup_file.write(world.setup(), world.root_seed)
    assert kind(b"x" * 512 + setup[512:]) == "setup"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        bytes(10240),
        b"PK\x03\x04" * 1000,
        packed([("letter.txt", b"Dear")]),
        packed([("x.age", b"")]),
    ],
    ids=["empty", "short", "zeros", "zip", "other tar", "other name"],
)
def test_nothing(content: bytes) -> None:
    """Other files are nothing."""
    assert kind(content) == "nothing"


def test_a_foreign_file_among_envelopes(world) -> None:
    """A foreign member in front does not hide what follows."""
    assert kind(packed([("notes.txt", b"x")])[:1024] + world.file(world.envelopes(1))) == "envelopes"


def test_search_ends(world) -> None:
    """A large foreign file is given up after a little over 16 MiB: no first envelope is longer."""
    file = world.file(world.envelopes(1))
    assert kind(b"x" * (16 * 1024 * 1024) + file) == "envelopes"
    assert kind(b"x" * (17 * 1024 * 1024) + file) == "nothing"


def test_stream_stands_where_it_stood(world) -> None:
    """Looking moves nothing: the reader can start where the file starts."""
    stream = io.BytesIO(b"..." + world.file(world.envelopes(1)))
    stream.seek(3)
    assert kind_of(stream) == "envelopes"
    assert stream.tell() == 3
