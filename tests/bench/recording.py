"""Recording a visit against one bare insert with the same promise of durability."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

import msgspec

from onestopshop.desk.sessions import new_venue, open_session
from onestopshop.desk.visits import record_visit
from onestopshop.identity import SessionId, VenueId, random_id
from tests.bench.merging import bare_store
from tests.bench.row import Row, seconds
from tests.bench.synthetic import network, visit

TIMES = 400


def rows(folder: Path) -> Iterator[Row]:
    """The median of 400 visits, recorded in turns with the bare inserts so that noise meets both."""
    made = network(folder)
    venue = VenueId(new_venue(made.shop, "Hall").changed[0].id)
    session = SessionId(open_session(made.shop, venue, date(2026, 6, 22)).changed[0].id)
    bare = bare_store(folder / "bare.db")
    bare.execute("CREATE TABLE visit (id TEXT PRIMARY KEY, content BLOB) STRICT, WITHOUT ROWID")
    bare.execute(
        "CREATE TABLE tally (question TEXT, option TEXT, n INTEGER, PRIMARY KEY (question, option)) STRICT"
    )
    chance = random.Random(1)
    ours, against = [], []
    for _ in range(TIMES):
        answers = visit(chance, made.setup).answers
        ours.append(seconds(lambda given=answers: record_visit(made.shop, session, given)))

        def insert(given: dict = answers) -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO visit VALUES (?, ?)", (random_id(), msgspec.json.encode(given)))
            bare.executemany(
                "INSERT INTO tally VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1",
                [(question, str(answer)) for question, answer in given.items()],
            )
            bare.execute("COMMIT")

        against.append(seconds(insert))
    yield Row("record a visit, on disk", median(ours), median(against), 1.5)
    bare.close()
    made.shop.close()
