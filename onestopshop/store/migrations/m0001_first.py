"""The first schema: what a desk writes, what it has sealed, and what a coordinator has merged."""

from __future__ import annotations

_THE_DESK = (
    """CREATE TABLE fact (
        name TEXT PRIMARY KEY,
        value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE person (
        slot TEXT PRIMARY KEY,
        name TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE setup (
        version INTEGER PRIMARY KEY,
        file BLOB NOT NULL
    ) STRICT""",
    # Venues, agencies and options that the network has not accepted: met here, or at a desk that was merged.
    """CREATE TABLE met (
        kind TEXT NOT NULL CHECK (kind IN ('venue', 'agency', 'option')),
        id TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID""",
)

_OWN_PARTS = (
    """CREATE TABLE part (
        session TEXT PRIMARY KEY,
        venue TEXT NOT NULL,
        date TEXT NOT NULL,
        opening INTEGER NOT NULL,
        status TEXT NOT NULL,
        reason TEXT,
        open INTEGER NOT NULL DEFAULT 0,
        dirty INTEGER NOT NULL DEFAULT 1,
        revision INTEGER NOT NULL DEFAULT 0,
        parent TEXT,
        counts BLOB NOT NULL DEFAULT (CAST('{}' AS BLOB)),
        published_at TEXT,
        purged INTEGER NOT NULL DEFAULT 0,
        totals BLOB
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE attendance (
        session TEXT NOT NULL REFERENCES part,
        agency TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (session, agency)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE visit (
        id TEXT PRIMARY KEY,
        session TEXT NOT NULL REFERENCES part,
        kind TEXT NOT NULL CHECK (kind IN ('visit', 'referral')),
        number INTEGER NOT NULL,
        content BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX visit_by_session ON visit (session, number)",
    """CREATE TABLE withdrawn (
        visit TEXT PRIMARY KEY,
        session TEXT NOT NULL REFERENCES part
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE feedback (
        session TEXT NOT NULL REFERENCES part,
        question TEXT NOT NULL,
        option TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (session, question, option)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE part_met (
        session TEXT NOT NULL REFERENCES part,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (session, kind, id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE draft (
        session TEXT PRIMARY KEY,
        answers BLOB NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE undo (
        id INTEGER PRIMARY KEY,
        session TEXT NOT NULL REFERENCES part,
        told TEXT NOT NULL,
        visit TEXT NOT NULL,
        before BLOB
    ) STRICT""",
)

_LEDGERS = (
    """CREATE TABLE ledger_row (
        id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE ledger_feedback (
        token TEXT NOT NULL,
        question TEXT NOT NULL,
        session TEXT NOT NULL REFERENCES part,
        option TEXT NOT NULL,
        PRIMARY KEY (token, question)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX ledger_feedback_by_session ON ledger_feedback (session)",
    """CREATE TABLE visitor_reference (
        year TEXT NOT NULL,
        reference BLOB NOT NULL,
        date TEXT NOT NULL,
        visit TEXT NOT NULL,
        PRIMARY KEY (year, reference, date, visit)
    ) STRICT, WITHOUT ROWID""",
)

_OUTBOX = (
    """CREATE TABLE outbox (
        number INTEGER PRIMARY KEY,
        desk TEXT NOT NULL,
        seq INTEGER NOT NULL,
        id TEXT NOT NULL UNIQUE,
        prev TEXT,
        session TEXT NOT NULL,
        revision INTEGER NOT NULL,
        age BLOB NOT NULL,
        minisig BLOB NOT NULL,
        place TEXT,
        place_kind TEXT,
        received TEXT,
        UNIQUE (desk, seq)
    ) STRICT""",
)

_MERGED = (
    """CREATE TABLE merge (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE envelope (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        desk TEXT NOT NULL,
        seq INTEGER NOT NULL,
        prev TEXT,
        session TEXT,
        revision INTEGER,
        digest TEXT,
        parent TEXT,
        correction INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL CHECK (state IN ('counted', 'superseded', 'held', 'undone')),
        reason TEXT,
        merge TEXT REFERENCES merge,
        age BLOB NOT NULL,
        minisig BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX envelope_by_session ON envelope (session, desk)",
    "CREATE INDEX envelope_by_desk ON envelope (desk, seq)",
    # A row holds its envelope's bytes, so what every merge asks of all of them is answered by an index alone.
    "CREATE INDEX envelope_by_merge ON envelope (merge, state)",
    "CREATE INDEX envelope_by_state ON envelope (state, id)",
    """CREATE TABLE correction (
        id TEXT PRIMARY KEY,
        session BLOB NOT NULL,
        content BLOB NOT NULL,
        revision INTEGER NOT NULL,
        parent TEXT
    ) STRICT, WITHOUT ROWID""",
    # Sessions whose parts belong to another one, as the coordinators' corrections say.
    """CREATE TABLE moved (
        session TEXT PRIMARY KEY,
        target TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX moved_by_target ON moved (target)",
    """CREATE TABLE met_desk (
        desk TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        recipient TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE merged_session (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        venue TEXT NOT NULL,
        date TEXT NOT NULL,
        status TEXT NOT NULL,
        visits INTEGER NOT NULL,
        tally BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX merged_session_by_date ON merged_session (date)",
    # A ledger's row or feedback token and the sessions that hold it: each counts in one of them only.
    """CREATE TABLE merged_row (
        id BLOB NOT NULL,
        session INTEGER NOT NULL REFERENCES merged_session,
        PRIMARY KEY (id, session)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX merged_row_by_session ON merged_row (session)",
    """CREATE TABLE tally (
        month TEXT NOT NULL,
        venue TEXT NOT NULL,
        visits INTEGER NOT NULL,
        counts BLOB NOT NULL,
        PRIMARY KEY (month, venue)
    ) STRICT""",
    """CREATE TABLE earlier_total (
        venue TEXT NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        figure TEXT NOT NULL,
        value INTEGER NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (venue, first, last, figure)
    ) STRICT, WITHOUT ROWID""",
)

STATEMENTS: tuple[str, ...] = (*_THE_DESK, *_OWN_PARTS, *_LEDGERS, *_OUTBOX, *_MERGED)
