"""The release ledger and calendar, and which wording of a stated number holds among coordinators."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    # `written` is NULL where another coordinator released it; else the forms whose files were written here.
    """CREATE TABLE release (
        id TEXT PRIMARY KEY,
        content BLOB NOT NULL,
        written TEXT
    ) STRICT""",
    """CREATE TABLE planned_release (
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        venue TEXT NOT NULL,
        dropped INTEGER NOT NULL,
        edition INTEGER NOT NULL,
        PRIMARY KEY (first, last, venue)
    ) STRICT, WITHOUT ROWID""",
    # 0: kept before coordinators shared these; the next sync tells the others.
    "ALTER TABLE earlier_total ADD COLUMN edition INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE stated_figure ADD COLUMN edition INTEGER NOT NULL DEFAULT 0",
)
