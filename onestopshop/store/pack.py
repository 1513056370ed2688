"""A shop in one file: an uncompressed tar of key file and encrypted store, written and read strictly."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from onestopshop.errors import Refused
from onestopshop.store.durable import with_new_file, write_durably
from onestopshop.store.key_file import LARGEST, Keys, bytes_of, keys_in, read_keys, write_keys
from onestopshop.store.shop_folder import (
    KEYS,
    KEYS_SECOND,
    STORE,
    UNVERIFIED,
    FolderLock,
    make_private,
    refuse_where_a_shop_is,
    remove_journal,
)
from onestopshop.store.trouble import DiskTrouble, telling_trouble

_BLOCK = tarfile.BLOCKSIZE
_CHUNK = 1024 * 1024
_MOST_PADDING = tarfile.RECORDSIZE


class NotABackup(Refused):
    """Not made by this app, or damaged since."""

    sentence = "This file is not a whole backup of a shop, and nothing was changed; choose another backup."


@dataclass(frozen=True, slots=True)
class _Member:
    """Where a member's bytes lie in the file."""

    start: int
    size: int


def write_pack(file: Path, folder: Path, copy: Path) -> None:
    """Put the shop's key file and `copy` of its store into `file`, reread before it takes that name.

    The tar is USTAR and names no owner and no time. Raises Trouble.
    """
    content = bytes_of(read_keys(folder))
    with telling_trouble(), copy.open("rb") as store:
        digest = hashlib.file_digest(store, "sha256").digest()

        def check(growing: Path) -> None:
            with growing.open("rb") as untrusted:
                keys, member = _open_pack(untrusted)
                if bytes_of(keys) != content or _digest(untrusted, member) != digest:
                    raise DiskTrouble

        with_new_file(file, lambda out: _write_tar(out, content, store), check)


def unpack(file: Path, folder: Path) -> None:
    """Put the shop in `file` into `folder`, all of it or nothing. The next opening reads every page first.

    Raises ShopExists, NotABackup, or Trouble.
    """
    refuse_where_a_shop_is(folder)
    with telling_trouble():
        if not file.is_file():
            raise NotABackup
        with file.open("rb") as untrusted:
            keys, member = _open_pack(untrusted)
            make_private(folder)
            lock = FolderLock(folder)
            try:
                refuse_where_a_shop_is(folder)
                _put(folder, keys, untrusted, member)
            finally:
                lock.release()


def _put(folder: Path, keys: Keys, untrusted: BinaryIO, member: _Member) -> None:
    """The store comes last: without it there is no shop in the folder."""
    store = folder / STORE
    try:
        write_keys(folder, keys)
        write_durably(folder / UNVERIFIED, b"")
        remove_journal(store)
        with_new_file(store, lambda out: out.writelines(_chunks(untrusted, member)))
    except BaseException:
        for name in (KEYS, KEYS_SECOND, UNVERIFIED):
            (folder / name).unlink(missing_ok=True)
        raise


def _write_tar(out: BinaryIO, keys: bytes, store: BinaryIO) -> None:
    store_size = store.seek(0, 2)
    store.seek(0)
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, size, content in ((KEYS, len(keys), BytesIO(keys)), (STORE, store_size, store)):
            header = tarfile.TarInfo(name)
            header.size, header.mode = size, 0o600
            tar.addfile(header, content)


def _open_pack(untrusted: BinaryIO) -> tuple[Keys, _Member]:
    """The keys and where the store lies. Raises NotABackup.

    Headers are taken one block at a time, because `tarfile` follows chained headers as far as a hostile file
    leads it.
    """
    members = _members(untrusted)
    if set(members) != {KEYS, STORE} or members[KEYS].size > LARGEST:
        raise NotABackup
    keys = keys_in(b"".join(_chunks(untrusted, members[KEYS])))
    if keys is None:
        raise NotABackup
    return keys, members[STORE]


def _members(untrusted: BinaryIO) -> dict[str, _Member]:
    """Two regular files with different names and nothing but zeros behind them."""
    end = untrusted.seek(0, 2)
    members: dict[str, _Member] = {}
    place = 0
    for _ in range(2):
        untrusted.seek(place)
        try:
            header = tarfile.TarInfo.frombuf(untrusted.read(_BLOCK), "utf-8", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError) as error:
            raise NotABackup from error
        member = _Member(place + _BLOCK, header.size)
        place = member.start + -(-member.size // _BLOCK) * _BLOCK
        if header.type != tarfile.REGTYPE or header.name in members or member.size < 0 or place > end:
            raise NotABackup
        members[header.name] = member
    untrusted.seek(place)
    if end - place > _MOST_PADDING + _BLOCK or any(untrusted.read()):
        raise NotABackup
    return members


def _chunks(untrusted: BinaryIO, member: _Member) -> Iterator[bytes]:
    untrusted.seek(member.start)
    left = member.size
    while left:
        chunk = untrusted.read(min(_CHUNK, left))
        if not chunk:
            raise NotABackup
        left -= len(chunk)
        yield chunk


def _digest(untrusted: BinaryIO, member: _Member) -> bytes:
    digest = hashlib.sha256()
    for chunk in _chunks(untrusted, member):
        digest.update(chunk)
    return digest.digest()
