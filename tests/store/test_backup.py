"""A backup counts when it was read back, a restored one is the same shop, a bad one restores nothing."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onestopshop.errors import Trouble
from onestopshop.store import (
    BackupFailed,
    Connection,
    DamagedStore,
    DiskTrouble,
    NotABackup,
    ShopExists,
    Store,
    pack,
    unlock,
    unpack,
)
from onestopshop.store.backup import check_whole, copy_store, remove_copy, row_counts, verify_copy
from onestopshop.store.connection import connect
from onestopshop.store.shop_folder import UNVERIFIED


def rows(connection: Connection) -> list[tuple[Any, ...]]:
    """Every visit."""
    return connection.execute("SELECT * FROM visit ORDER BY id").fetchall()


@pytest.fixture
def backup(shop: Any, tmp_path: Path) -> Path:
    """One file with the toy shop in it."""
    file = tmp_path / "stick" / "shop.tar"
    file.parent.mkdir()
    with shop.open() as store:
        store.pack(file)
    return file


def test_a_restored_shop_is_the_same(shop: Any, backup: Path, tmp_path: Path) -> None:
    """It opens by the same passphrase and holds the same rows, and is checked at the first opening only."""
    folder = tmp_path / "restored"
    unpack(backup, folder)
    assert (folder / UNVERIFIED).exists()
    found = unlock(folder, shop.passphrase, shop.clock)
    assert found.raw_keys == (shop.keys.raw_key,)
    with shop.open() as store, Store.open(folder, found.raw_keys, shop.toy) as restored:
        assert restored.read(rows) == store.read(rows)
        assert restored.read(row_counts) == store.read(row_counts) == {"visit": 2, "child": 0}
    assert not (folder / UNVERIFIED).exists()


def test_a_backup_is_one_tar_of_two_plain_files(shop: Any, backup: Path) -> None:
    """Any tar program lists the key file and the store; no time, no owner and nothing typed is in it."""
    assert os.listdir(backup.parent) == ["shop.tar"]
    assert sorted(os.listdir(shop.folder)) == ["keys.bak.json", "keys.json", "lock", "store.db"]
    with tarfile.open(backup) as tar:
        members = tar.getmembers()
        assert [member.name for member in members] == ["keys.json", "store.db"]
        assert {(member.mtime, member.uid, member.uname, member.type) for member in members} == {
            (0, 0, "", tarfile.REGTYPE)
        }
    assert b"MARKER" not in backup.read_bytes()


@pytest.mark.debian("tar")
def test_debians_tar_lists_it(backup: Path) -> None:
    """Without this program a backup can still be taken apart."""
    done = subprocess.run(["tar", "-tf", str(backup)], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (["keys.json", "store.db"], "")


def test_the_last_few_backups_are_kept(opened: Store) -> None:
    """The shop folder keeps three, and their numbers go on."""
    made = [opened.back_up() for _ in range(5)]
    assert [path.name for path in made][-1] == "backup-000005.tar"
    assert sorted(made[0].parent.iterdir()) == made[2:]


def test_a_backup_replaces_an_older_one_only_when_it_is_whole(shop: Any, backup: Path) -> None:
    """A store that is damaged makes no backup, and the older file stays."""
    before = backup.read_bytes()
    with shop.open() as store:
        path = shop.folder / "store.db"
        damaged = bytearray(path.read_bytes())
        damaged[-1] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(DamagedStore):
            store.pack(backup)
    assert backup.read_bytes() == before
    assert os.listdir(backup.parent) == ["shop.tar"]
    assert "copy.db" not in os.listdir(shop.folder)


def test_a_copy_that_lacks_a_row_is_no_backup(bare: Connection, raw_key: bytes, tmp_path: Path) -> None:
    """Row counts are compared, table by table, whatever the tables are called."""
    bare.execute("""CREATE TABLE "odd "" name" (x TEXT) STRICT""")
    bare.execute("""INSERT INTO "odd "" name" VALUES ('x')""")
    path = tmp_path / "copy.db"
    copy_store(bare, raw_key, path)
    verify_copy(bare, raw_key, path)
    copy = connect(path, raw_key)
    copy.execute("""DELETE FROM "odd "" name" """)
    copy.close()
    with pytest.raises(BackupFailed):
        verify_copy(bare, raw_key, path)


def test_tables_that_do_not_fit_are_damage(bare: Connection) -> None:
    """A store whose pages are authentic but whose rows break a rule of their table is not trusted."""
    bare.execute("CREATE TABLE t (x TEXT) STRICT")
    bare.execute("INSERT INTO t VALUES (NULL)")
    check_whole(bare)
    bare.execute("PRAGMA writable_schema = ON")
    bare.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (x TEXT NOT NULL) STRICT'")
    bare.execute("PRAGMA writable_schema = RESET")
    with pytest.raises(DamagedStore):
        check_whole(bare)


def test_what_the_disk_changed_is_noticed(shop: Any, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup that reads back differently, as from a failing stick, is removed and the older one stays."""
    before = backup.read_bytes()
    real = pack._write_tar

    def on_a_bad_stick(out: Any, keys: bytes, store: Any) -> None:
        real(out, keys, store)
        out.seek(4096)
        out.write(b"\0" * 512)

    monkeypatch.setattr(pack, "_write_tar", on_a_bad_stick)
    with shop.open() as store, pytest.raises(DiskTrouble):
        store.pack(backup)
    assert backup.read_bytes() == before
    assert os.listdir(backup.parent) == ["shop.tar"]


def test_a_shop_is_never_overwritten(shop: Any, backup: Path) -> None:
    """Restoring into a folder with a shop is refused and changes nothing."""
    before = {path.name: path.read_bytes() for path in shop.folder.iterdir()}
    with pytest.raises(ShopExists):
        unpack(backup, shop.folder)
    assert {path.name: path.read_bytes() for path in shop.folder.iterdir()} == before


def tar_of(*members: tuple[str, bytes, bytes], form: int = tarfile.USTAR_FORMAT) -> bytes:
    """A tar of members: name, type, content."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as tar:
        for name, kind, content in members:
            header = tarfile.TarInfo(name)
            header.type, header.size, header.linkname = kind, len(content), "/etc/passwd"
            tar.addfile(header, io.BytesIO(content))
    return out.getvalue()


def bad_backups(backup: Path) -> dict[str, bytes]:
    """Files that somebody could hand over as a backup."""
    whole = backup.read_bytes()
    with tarfile.open(backup) as tar:
        keys, store = (tar.extractfile(name).read() for name in ("keys.json", "store.db"))  # type: ignore[union-attr]
    file, link = tarfile.REGTYPE, tarfile.SYMTYPE
    return {
        "nothing": b"",
        "no tar": b"x" * 4096,
        "cut": whole[: len(whole) // 2],
        "cut in the header": whole[:700],
        "without a store": tar_of(("keys.json", file, keys)),
        "without keys": tar_of(("store.db", file, store)),
        "keys twice": tar_of(("keys.json", file, keys), ("keys.json", file, keys)),
        "a third": tar_of(("keys.json", file, keys), ("store.db", file, store), ("x", file, b"x")),
        "another name": tar_of(("keys.json", file, keys), ("../store.db", file, store)),
        "a link": tar_of(("keys.json", file, keys), ("store.db", link, b"")),
        "damaged keys": tar_of(("keys.json", file, keys[:-9] + b"x" * 9), ("store.db", file, store)),
        "outsized keys": tar_of(("keys.json", file, keys + b" " * 70_000), ("store.db", file, store)),
        "a tail": whole + b"\0" * 40_000,
        "something behind": whole[:-1] + b"x",
        "long names": tar_of(("x" * 300, file, b""), ("store.db", file, store), form=tarfile.GNU_FORMAT),
        "a name that is no text": b"\xff" + whole[1:],
    }


def test_what_is_no_backup_restores_nothing(backup: Path, tmp_path: Path) -> None:
    """Cut, forged, outsized and foreign files are refused and leave no file behind."""
    folder = tmp_path / "restored"
    for name, content in bad_backups(backup).items():
        bad = tmp_path / "bad.tar"
        bad.write_bytes(content)
        with pytest.raises(NotABackup):
            unpack(bad, folder)
        assert not folder.exists() or os.listdir(folder) == ["lock"], name
    for missing in (tmp_path / "missing.tar", tmp_path):
        with pytest.raises(NotABackup):
            unpack(missing, folder)


def test_a_size_that_lies_is_refused(backup: Path, tmp_path: Path) -> None:
    """A header that says less than nothing, or more than the file holds, restores nothing."""
    whole = bytearray(backup.read_bytes())
    for size in (-1, 2**40):
        header = tarfile.TarInfo("keys.json")
        header.size = size
        lying = header.tobuf(tarfile.GNU_FORMAT)
        bad = tmp_path / "bad.tar"
        bad.write_bytes(lying + whole[512:])
        with pytest.raises(NotABackup):
            unpack(bad, tmp_path / "restored")


def test_damage_in_the_store_is_found_when_it_is_opened(shop: Any, backup: Path, tmp_path: Path) -> None:
    """A restored store is read page by page before it is trusted, again and again until it is whole."""
    content = bytearray(backup.read_bytes())
    with tarfile.open(backup) as tar:
        content[tar.getmember("store.db").offset_data + 2 * 4096 + 100] ^= 1
    bad = tmp_path / "bad.tar"
    bad.write_bytes(content)
    folder = tmp_path / "restored"
    unpack(bad, folder)
    for _ in range(2):
        with pytest.raises(DamagedStore):
            Store.open(folder, (shop.keys.raw_key,), shop.toy)
    assert (folder / UNVERIFIED).exists()


def test_a_restore_that_stops_in_the_middle_restores_nothing(
    shop: Any, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without room there is no shop; the next try succeeds, and a stale journal does no harm."""
    folder = tmp_path / "restored"
    folder.mkdir()
    (folder / "store.db-journal").write_bytes(b"of another store" * 100)

    def full(path: Path, fill: object) -> None:
        raise OSError(28, "full")

    real = pack.with_new_file
    monkeypatch.setattr(pack, "with_new_file", full)
    with pytest.raises(Exception, match="disk is full"):
        unpack(backup, folder)
    assert os.listdir(folder) == ["lock"]
    monkeypatch.setattr(pack, "with_new_file", real)
    unpack(backup, folder)
    with Store.open(folder, (shop.keys.raw_key,), shop.toy) as store:
        assert len(store.read(rows)) == 2


def test_a_backup_that_shrinks_while_it_is_read_restores_nothing(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that stops giving bytes in the middle leaves no shop behind."""
    folder = tmp_path / "restored"

    def write_and_cut(path: Path, content: bytes) -> None:
        os.truncate(backup, 6000)

    monkeypatch.setattr(pack, "write_durably", write_and_cut)
    with pytest.raises(NotABackup):
        unpack(backup, folder)
    assert os.listdir(folder) == ["lock"]


def test_every_kept_backup_opens(shop: Any, tmp_path: Path) -> None:
    """What lies in the shop folder is restored like any other backup."""
    with shop.open() as store:
        made = store.back_up()
    folder = tmp_path / "restored"
    unpack(made, folder)
    restored = replace(shop, folder=folder)
    with restored.open() as store:
        assert len(store.read(rows)) == 2
    shutil.rmtree(folder)


def test_a_copy_that_cannot_be_removed_is_said(tmp_path: Path) -> None:
    """What a backup was made from is not left lying in silence."""
    copy = tmp_path / "copy.db"
    copy.mkdir()
    with pytest.raises(Trouble, match=r"saved (before is safe|is lost)"):
        remove_copy(copy)
