"""What tells a file that has not arrived from one that has: attributes, flags, names, and how it ends."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from onestopshop.central.arriving import (
    has_arrived,
    is_elsewhere,
    is_stub,
    is_unfinished,
    says_elsewhere,
)


def test_attributes_and_flags_say_that_a_file_is_elsewhere(tmp_path: Path) -> None:
    """Offline, recalled when opened or read, without its content; a plain file, and none, are not."""
    assert says_elsewhere(0, 0x40000000)
    assert not says_elsewhere(0, 0x00008000)
    assert all(map(says_elsewhere, (stat.FILE_ATTRIBUTE_OFFLINE, 0x40000, 0x400000, 0x400020)))
    assert not any(map(says_elsewhere, (0, stat.FILE_ATTRIBUTE_ARCHIVE, stat.FILE_ATTRIBUTE_READONLY)))
    (tmp_path / "here").write_bytes(b"x")
    assert not is_elsewhere(tmp_path / "here")
    assert not is_elsewhere(tmp_path / "nowhere")


class Short(io.BytesIO):
    """A stream that ends before the size that it states."""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Stands a block further than there is anything."""
        return super().seek(offset, whence) + (512 if whence == os.SEEK_END else 0)


def test_a_file_has_arrived_when_it_reads_to_its_end() -> None:
    """Text, nothing at all and a file that ends as ours do have; a short read and zeros alone have not."""
    assert has_arrived(io.BytesIO(b""), "nothing")
    assert has_arrived(io.BytesIO(b"Tea at ten"), "nothing")
    assert has_arrived(io.BytesIO(b"Tea" + bytes(50_000)), "nothing")
    assert not has_arrived(io.BytesIO(bytes(50_000)), "nothing")
    assert has_arrived(io.BytesIO(b"x" * 512 + bytes(1024)), "receipt")
    assert not has_arrived(io.BytesIO(b"x" * 512), "receipt")
    assert not has_arrived(Short(b"x" * 512 + bytes(1024)), "receipt")
    assert [is_unfinished(name) for name in ("x.PART", "~$x", "x.dropin", "part")] == [
        True,
        True,
        False,
        False,
    ]
    assert [is_stub(name) for name in (".x.dropin.icloud", "x.icloud", ".x")] == [True, False, False]
