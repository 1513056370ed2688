"""What this desk's sessions came to over all laptops, as the coordinators' receipts say."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE joint_total (
        session TEXT PRIMARY KEY REFERENCES part,
        visits INTEGER NOT NULL,
        agencies INTEGER NOT NULL,
        desks INTEGER NOT NULL,
        envelopes INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID""",
)
