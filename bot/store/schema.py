"""The tables, and the views that a person can read with any SQLite tool. A change is one more migration, never an edit."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("prescreen")


@MIGRATIONS()
def tables(db: Database) -> None:
    """Append-only events; a screening's state is their replay. `finding` is a projection of it, for reading only."""
    _execute(
        db,
        """
        CREATE TABLE chat (
            id INTEGER PRIMARY KEY,
            channel TEXT NOT NULL,
            address_key BLOB NOT NULL,
            address BLOB NOT NULL,
            language TEXT,
            prompt_id INTEGER,
            UNIQUE (channel, address_key)
        ) STRICT;
        CREATE TABLE screening (
            id INTEGER PRIMARY KEY,
            chat INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
            code TEXT NOT NULL UNIQUE,
            trial TEXT NOT NULL,
            digest TEXT NOT NULL,
            phase TEXT NOT NULL,
            language TEXT,
            role TEXT,
            for_coordinators INTEGER NOT NULL DEFAULT 0,
            started TEXT NOT NULL,
            updated TEXT NOT NULL,
            concluded TEXT,
            outcome TEXT,
            not_now INTEGER,
            earliest TEXT,
            flags TEXT NOT NULL DEFAULT '[]'
        ) STRICT;
        CREATE INDEX screening_of_chat ON screening (chat, id);
        CREATE TABLE event (
            screening INTEGER NOT NULL REFERENCES screening (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            at TEXT NOT NULL,
            body TEXT NOT NULL CHECK (json_valid(body)),
            PRIMARY KEY (screening, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE finding (
            screening INTEGER NOT NULL REFERENCES screening (id) ON DELETE CASCADE,
            criterion TEXT NOT NULL,
            status TEXT NOT NULL,
            change TEXT,
            until TEXT,
            decided_by TEXT NOT NULL,
            PRIMARY KEY (screening, criterion)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE message (
            id INTEGER PRIMARY KEY,
            screening INTEGER NOT NULL REFERENCES screening (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
            text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX message_of_screening ON message (screening, id);
        CREATE TABLE inbox (
            id INTEGER PRIMARY KEY,
            update_id INTEGER NOT NULL UNIQUE,
            received TEXT NOT NULL,
            body BLOB,
            attempts INTEGER NOT NULL DEFAULT 0,
            handled TEXT,
            parked TEXT
        ) STRICT;
        CREATE INDEX inbox_open ON inbox (id) WHERE handled IS NULL AND parked IS NULL;
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY,
            chat INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
            created TEXT NOT NULL,
            call TEXT NOT NULL CHECK (json_valid(call)),
            attempts INTEGER NOT NULL DEFAULT 0,
            sent TEXT,
            failed TEXT
        ) STRICT;
        CREATE INDEX outbox_open ON outbox (chat, id) WHERE sent IS NULL AND failed IS NULL;
        """,
    )


@MIGRATIONS()
def views(db: Database) -> None:
    """`screenings`, `answers`, `findings` and `messages`, one readable row each."""
    _execute(
        db,
        """
        CREATE VIEW screenings AS
            SELECT code, trial, phase, role, language, outcome, not_now, earliest, flags, for_coordinators,
                   started, updated, concluded, digest
            FROM screening;
        CREATE VIEW answers AS
            SELECT s.code, json_extract(e.body, '$.question') AS question, json_extract(e.body, '$.said') AS said,
                   json_extract(e.body, '$.picked') AS picked, json_extract(e.body, '$.facts') AS facts, e.at,
                   NOT EXISTS (
                       SELECT 1 FROM event later
                       WHERE later.screening = e.screening AND later.seq > e.seq
                         AND json_extract(later.body, '$.kind') = 'answered'
                         AND json_extract(later.body, '$.question') = json_extract(e.body, '$.question')
                   ) AS latest
            FROM event e JOIN screening s ON s.id = e.screening
            WHERE json_extract(e.body, '$.kind') = 'answered'
            ORDER BY e.screening, e.seq;
        CREATE VIEW findings AS
            SELECT s.code, f.criterion, f.status, f.change, f.until, f.decided_by
            FROM finding f JOIN screening s ON s.id = f.screening;
        CREATE VIEW messages AS
            SELECT s.code, m.at, m.direction, m.text
            FROM message m JOIN screening s ON s.id = m.screening
            ORDER BY m.screening, m.id;
        """,
    )


@MIGRATIONS()
def key_check(db: Database) -> None:
    """Something sealed with the key, to tell at the start whether it is still the same."""
    db.conn.execute("CREATE TABLE key_check (sealed BLOB NOT NULL) STRICT")


@MIGRATIONS()
def coordination(db: Database) -> None:
    """What coordinators are and do. `follow_up` and `ruling` are append-only; the columns of `screening` follow from them."""
    _execute(
        db,
        """
        CREATE TABLE coordinator (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL COLLATE NOCASE UNIQUE,
            password TEXT,
            language TEXT NOT NULL DEFAULT 'en',
            address_key BLOB UNIQUE,
            address BLOB,
            added TEXT NOT NULL,
            removed TEXT
        ) STRICT;
        CREATE TABLE sign_in (
            token BLOB PRIMARY KEY,
            coordinator INTEGER NOT NULL REFERENCES coordinator (id) ON DELETE CASCADE,
            began TEXT NOT NULL,
            expires TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_link (
            token BLOB PRIMARY KEY,
            coordinator INTEGER NOT NULL REFERENCES coordinator (id) ON DELETE CASCADE,
            expires TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sign_in_failure (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            name BLOB NOT NULL,
            address BLOB NOT NULL
        ) STRICT;
        CREATE INDEX sign_in_failure_at ON sign_in_failure (at);
        CREATE TABLE access (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            coordinator INTEGER NOT NULL REFERENCES coordinator (id),
            code TEXT NOT NULL,
            what TEXT NOT NULL
        ) STRICT;
        CREATE INDEX access_to ON access (code, id);
        CREATE TABLE follow_up (
            id INTEGER PRIMARY KEY,
            screening INTEGER NOT NULL REFERENCES screening (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            coordinator INTEGER NOT NULL REFERENCES coordinator (id),
            kind TEXT NOT NULL CHECK (kind IN ('state', 'note', 'override', 'assign')),
            body TEXT NOT NULL CHECK (json_valid(body))
        ) STRICT;
        CREATE INDEX follow_up_of_screening ON follow_up (screening, id);
        CREATE TABLE ruling (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            coordinator INTEGER NOT NULL REFERENCES coordinator (id),
            question TEXT NOT NULL,
            ruling TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE TABLE letter (
            id INTEGER PRIMARY KEY,
            screening INTEGER NOT NULL REFERENCES screening (id) ON DELETE CASCADE,
            at TEXT NOT NULL,
            coordinator INTEGER REFERENCES coordinator (id),
            kind TEXT NOT NULL CHECK (kind IN ('letter', 'washout')),
            text TEXT NOT NULL,
            due TEXT NOT NULL,
            queued TEXT,
            dropped TEXT
        ) STRICT;
        CREATE INDEX letter_due ON letter (due) WHERE queued IS NULL AND dropped IS NULL;
        CREATE TABLE notice (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            screening INTEGER REFERENCES screening (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            body TEXT NOT NULL CHECK (json_valid(body)),
            queued TEXT
        ) STRICT;
        CREATE INDEX notice_open ON notice (id) WHERE queued IS NULL;
        CREATE TABLE handover (
            token BLOB PRIMARY KEY,
            screening INTEGER NOT NULL REFERENCES screening (id) ON DELETE CASCADE,
            expires TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE screening ADD COLUMN follow_up TEXT NOT NULL DEFAULT 'new';
        ALTER TABLE screening ADD COLUMN assigned INTEGER REFERENCES coordinator (id);
        ALTER TABLE screening ADD COLUMN may_write INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE screening ADD COLUMN ruled_outcome TEXT;
        CREATE INDEX letter_of_screening ON letter (screening, id);
        CREATE INDEX finding_by_status ON finding (status, criterion)
        """,
    )


@MIGRATIONS()
def open_questions(db: Database) -> None:
    """The protocol questions that keep a finding of a finished screening in review."""
    _execute(
        db,
        """
        CREATE TABLE open_question (
            question TEXT NOT NULL,
            screening INTEGER NOT NULL REFERENCES screening (id) ON DELETE CASCADE,
            PRIMARY KEY (question, screening)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX open_question_of_screening ON open_question (screening)
        """,
    )


@MIGRATIONS()
def work_list(db: Database) -> None:
    """What the work list and the charts ask of a hundred thousand screenings, each answered from one index alone.

    `result` is what coordinators call the outcome: the ruled one where it is another, `not_now` where every failure is
    temporary. `for_coordinators` is in the indexes although it is always 1 there: else SQLite looks it up in the table.
    """
    _execute(
        db,
        """
        ALTER TABLE screening ADD COLUMN result TEXT GENERATED ALWAYS AS (
            CASE WHEN outcome IS NULL THEN CASE phase WHEN 'withdrawn' THEN 'stopped' ELSE 'unfinished' END
                 WHEN ruled_outcome <> outcome THEN ruled_outcome WHEN not_now THEN 'not_now' ELSE outcome END
        ) VIRTUAL;
        ALTER TABLE screening ADD COLUMN seconds INTEGER GENERATED ALWAYS AS (
            strftime('%s', concluded) - strftime('%s', started)
        ) VIRTUAL;
        CREATE INDEX screening_listed ON screening (
            updated, for_coordinators, result, follow_up, role, language, assigned, earliest, started, flags
        ) WHERE for_coordinators = 1;
        CREATE INDEX screening_counted ON screening (
            result, follow_up, role, language, started, for_coordinators, assigned, earliest, updated, flags
        ) WHERE for_coordinators = 1;
        CREATE INDEX screening_timed ON screening (role, seconds, started, for_coordinators) WHERE for_coordinators = 1;
        CREATE INDEX screening_begun ON screening (started, phase)
        """,
    )


@MIGRATIONS()
def handing_over(db: Database) -> None:
    """A doctor's screening that goes on with another one is erased with it. Wrong codes are counted without an address."""
    _execute(
        db,
        """
        ALTER TABLE screening ADD COLUMN handed_from INTEGER REFERENCES screening (id) ON DELETE CASCADE;
        CREATE INDEX screening_handed_from ON screening (handed_from) WHERE handed_from IS NOT NULL;
        CREATE INDEX handover_of_screening ON handover (screening);
        CREATE TABLE handover_failure (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            address BLOB NOT NULL
        ) STRICT
        """,
    )


@MIGRATIONS()
def charts(db: Database) -> None:
    """The finished screenings that count in the charts, without the rest of their rows."""
    _execute(
        db,
        """
        CREATE INDEX screening_judged ON screening (id, for_coordinators, started)
            WHERE for_coordinators = 1 AND outcome IS NOT NULL
        """,
    )


def _execute(db: Database, statements: str) -> None:
    """One by one: `executescript` would commit the migration's transaction."""
    for statement in statements.split(";\n"):
        db.conn.execute(statement)
