"""Merging against verifying, opening and inserting with bare libraries."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlcipher3 import dbapi2

from onestopshop.envelope import dropin
from onestopshop.envelope.envelope import Sealed, check, open_envelope
from onestopshop.merge.merging import merge_files
from onestopshop.store import facts
from onestopshop.store.connection import PRAGMAS
from tests.bench.row import Row, seconds
from tests.bench.synthetic import VISITS_A_SESSION, Network, exported, network

ENVELOPES = 10_000


def bare_store(path: Path) -> dbapi2.Connection:
    """An encrypted store with the app's pragmas and nothing else of it."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.set_key(f"x'{'ab' * 32}'")
    for name, value, _ in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def floor(made: Network, files: list[Path], path: Path) -> None:
    """Verify and open every envelope, and insert it and one row a visit, in one transaction."""
    identity = made.shop.store.read(lambda c: facts.text_fact(c, facts.COORDINATOR_IDENTITY))
    connection = bare_store(path)
    connection.execute("CREATE TABLE envelope (id TEXT PRIMARY KEY, age BLOB, minisig BLOB) STRICT")
    connection.execute(
        "CREATE TABLE visit (id TEXT PRIMARY KEY, session TEXT, content BLOB) STRICT, WITHOUT ROWID"
    )
    connection.execute("BEGIN IMMEDIATE")
    for file in files:
        with file.open("rb") as stream:
            for sealed in dropin.read(stream, wanted=lambda _: True):
                assert isinstance(sealed, Sealed)
                content = open_envelope(check(sealed), (identity,), made.setup.network)
                connection.execute(
                    "INSERT INTO envelope VALUES (?, ?, ?)", (sealed.id, sealed.age, sealed.minisig)
                )
                connection.executemany(
                    "INSERT INTO visit VALUES (?, ?, ?)",
                    [
                        (visit.id, content.part.session.id, msgspec.json.encode(visit))
                        for visit in content.part.visits
                    ],
                )
    connection.execute("COMMIT")
    connection.close()


def rows(folder: Path) -> Iterator[Row]:
    """A first merge of 10,000 envelopes, and the same again."""
    made = network(folder)
    files = exported(made, folder, 0, ENVELOPES)
    against = seconds(lambda: floor(made, files, folder / "floor.db"))
    ours = seconds(lambda: merge_files(made.shop, files))
    yield Row(f"merge {ENVELOPES:,} envelopes, {ENVELOPES * VISITS_A_SESSION:,} visits", ours, against, 1.5)
    again = seconds(lambda: merge_files(made.shop, files))
    yield Row("merge what is known again, against the first merge", again, ours, 0.02)
    made.shop.close()


def growth(folder: Path, most: int) -> Iterator[Row]:
    """Time a visit and memory while the store grows from 10,000 to a million merged visits."""
    made = network(folder)
    step = 10_000 // VISITS_A_SESSION
    files = exported(made, folder, 0, step)
    merge_files(made.shop, files)
    sample = exported(made, folder, step, step)
    early = seconds(lambda: merge_files(made.shop, sample)) / step
    memory = _peak_megabytes()
    done = 2 * step
    while done * VISITS_A_SESSION < most - step * VISITS_A_SESSION:
        batch = exported(made, folder, done, 5000)
        merge_files(made.shop, batch)
        for file in batch:
            file.unlink()
        done += 5000
    sample = exported(made, folder, done, step)
    late = seconds(lambda: merge_files(made.shop, sample)) / step
    yield Row(f"merge a session at {done * VISITS_A_SESSION:,} visits, against 10,000", late, early, 1.15)
    yield Row(
        "peak memory then, against before (at most +50 MB)", _peak_megabytes(), memory, 1 + 50 / memory, "MB"
    )
    made.shop.close()


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
