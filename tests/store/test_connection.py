"""The database is keyed, durable and silent, another program can read it, and SQL cannot reach outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import apsw
import pytest

from onestopshop.store import Connection, DamagedStore, DiskTrouble, ShopInUse, Store
from onestopshop.store.connection import PRAGMAS, confine, connect, new_database, set_pragmas
from onestopshop.store.trouble import Error


def as_second_implementation(path: Path, raw_key: bytes) -> apsw.Connection:
    """The database opened by SQLite3MultipleCiphers in SQLCipher's fourth format."""
    other = apsw.Connection(str(path))
    # The key's own notation is handed over as hex, as any other passphrase would be.
    for name, value in (
        ("cipher", "sqlcipher"),
        ("legacy", 4),
        ("hexkey", f"x'{raw_key.hex()}'".encode().hex()),
    ):
        other.pragma(name, value)
    return other


def test_every_pragma_took(opened: Store) -> None:
    """Read back through an open store each setting is what it was set to."""

    def settings(connection: Connection) -> dict[str, object]:
        connection.set_authorizer(None)
        return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name, _, _ in PRAGMAS}

    found = opened.read(settings)
    assert found == {name: expected for name, _, expected in PRAGMAS}
    assert found["journal_mode"] == "truncate"
    assert found["synchronous"] == 3
    assert found["cipher_memory_security"] == "1"


def test_a_pragma_that_does_not_take_is_noticed(bare: Connection) -> None:
    """Inside a transaction the journal mode stays what it was, and that is an error and not silence."""
    bare.execute("PRAGMA journal_mode = DELETE")
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("CREATE TABLE t (x TEXT) STRICT")
    with pytest.raises((RuntimeError, Error), match=r"journal_mode|transaction"):
        set_pragmas(bare)
    bare.execute("ROLLBACK")


def test_a_second_implementation_reads_the_store(shop: Any) -> None:
    """SQLite3MultipleCiphers opens the file by the raw key alone and reads the rows."""
    other = as_second_implementation(shop.folder / "store.db", shop.keys.raw_key)
    try:
        assert other.execute("SELECT heard FROM visit ORDER BY id").fetchall() == [
            (shop.marker,),
            ("a friend",),
        ]
    finally:
        other.close()


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'elsewhere.db' AS elsewhere",
        "DETACH main",
        "VACUUM INTO 'elsewhere.db'",
        "SELECT load_extension('evil')",
        "PRAGMA user_version = 9",
        "PRAGMA rekey = 'known'",
        "PRAGMA key = 'known'",
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA trusted_schema = ON",
        "PRAGMA writable_schema = ON",
        "PRAGMA cipher_log = 'elsewhere.log'",
        "PRAGMA temp_store_directory = '/'",
    ],
)
def test_sql_that_reaches_outside_is_refused(
    bare: Connection, statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Attaching, extensions and changed settings are refused before they run."""
    monkeypatch.chdir(tmp_path)
    confine(bare)
    with pytest.raises(Error, match=r"not authorized|prohibited|denied"):
        bare.execute(statement)
    assert not list(tmp_path.glob("elsewhere*"))


def test_ordinary_sql_is_allowed(bare: Connection) -> None:
    """Tables, functions, savepoints and questions about the store still work."""
    confine(bare)
    bare.execute("CREATE TABLE t (x TEXT) STRICT")
    bare.execute("SAVEPOINT one")
    bare.execute("INSERT INTO t VALUES (upper(?))", ("x",))
    bare.execute("RELEASE one")
    assert bare.execute("SELECT x FROM t").fetchone() == ("X",)
    assert bare.execute("PRAGMA user_version").fetchone() == (0,)
    assert bare.execute("PRAGMA foreign_key_check").fetchall() == []


def test_another_key_opens_nothing(shop: Any, raw_key: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    """A wrong key is told as damage, without the key and without a line on standard error."""
    with pytest.raises(DamagedStore) as told:
        Store.open(shop.folder, (raw_key,), shop.toy)
    assert raw_key.hex() not in repr(told.value) + str(told.value) + repr(told.value.__cause__)
    assert capfd.readouterr() == ("", "")


def test_a_key_of_another_length_is_a_mistake(tmp_path: Path) -> None:
    """Only 256 bits are a raw key: SQLCipher would take anything else for a passphrase."""
    new_database(tmp_path / "x.db")
    with pytest.raises(ValueError, match="256 bits"):
        connect(tmp_path / "x.db", b"short")


def test_a_missing_database_is_not_created(tmp_path: Path, raw_key: bytes) -> None:
    """Opening never makes a new database by mistake."""
    with pytest.raises(DiskTrouble):
        connect(tmp_path / "none.db", raw_key)
    assert not (tmp_path / "none.db").exists()


def test_another_program_that_holds_the_store_is_said(shop: Any) -> None:
    """A lock on the database itself is told as the shop being open elsewhere."""
    script = (
        "import sqlcipher3.dbapi2, sys; c = sqlcipher3.dbapi2.connect(sys.argv[1], isolation_level=None)\n"
    )
    script += (
        "c.set_key(sys.argv[2]); c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(shop.folder / "store.db"), f"x'{shop.keys.raw_key.hex()}'"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ShopInUse):
            shop.open()
        holder.kill()
    shop.open().close()


def test_every_flipped_byte_is_noticed(shop: Any) -> None:
    """One changed byte in any page, in its content, its nonce or its check, is told as damage."""
    path = shop.folder / "store.db"
    whole = path.read_bytes()
    assert len(whole) >= 3 * 4096
    for page in range(len(whole) // 4096):
        for place in (0, 2000, 4095 - 70, 4095):
            damaged = bytearray(whole)
            damaged[page * 4096 + place] ^= 1
            path.write_bytes(damaged)
            with pytest.raises(DamagedStore):
                read_everything(shop)
    path.write_bytes(whole)
    read_everything(shop)


def read_everything(shop: Any) -> None:
    """Opens the store and reads every table in it."""
    with shop.open() as store:
        store.read(lambda connection: connection.execute("SELECT * FROM visit").fetchall())
        store.read(lambda connection: connection.execute("SELECT * FROM child").fetchall())


def test_nothing_typed_lies_in_clear(shop: Any) -> None:
    """What was typed is in no file of the folder, not in the journal in the middle of a write either."""
    found: list[str] = []

    def look(connection: Connection) -> None:
        connection.executemany("INSERT INTO visit (heard) VALUES (?)", [(shop.marker,)] * 5000)
        connection.execute("UPDATE visit SET heard = heard || '!'")
        files = [path for path in shop.folder.rglob("*") if path.is_file()]
        assert "store.db-journal" in {path.name for path in files}
        found.extend(path.name for path in files if b"MARKER" in path.read_bytes())

    with shop.open() as store:
        store.write(look)
        store.back_up()
    found.extend(
        path.name for path in shop.folder.rglob("*") if path.is_file() and b"MARKER" in path.read_bytes()
    )
    assert found == []


def test_no_name_of_a_secret_reaches_standard_error(shop: Any) -> None:
    """A process that opens a damaged store writes nothing to standard error by itself."""
    path = shop.folder / "store.db"
    path.write_bytes(b"\0" * len(path.read_bytes()))
    script = "import sys; from pathlib import Path; from onestopshop.store import DamagedStore, Store\n"
    script += "try: Store.open(Path(sys.argv[1]), (b'k' * 32,), ())\nexcept DamagedStore: print('damaged')"
    command = [sys.executable, "-c", script, str(shop.folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path.cwd())
    assert (done.stdout, done.stderr) == ("damaged\n", "")
