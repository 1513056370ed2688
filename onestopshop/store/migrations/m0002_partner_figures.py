"""What partner agencies stated and which targets were set, beside what is counted here."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE stated_figure (
        kind TEXT NOT NULL CHECK (kind IN ('partner', 'target')),
        venue TEXT NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        label TEXT NOT NULL,
        value INTEGER,
        base INTEGER,
        tenths INTEGER,
        source TEXT NOT NULL,
        PRIMARY KEY (kind, venue, first, last, label)
    ) STRICT, WITHOUT ROWID""",
)
