"""A look at the database without touching it, for `prescreen check`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from bot.store.database import check, clearly, reading
from bot.store.keys import misfit
from bot.store.schema import MIGRATIONS


@dataclass(frozen=True)
class Inspection:
    """What was found: whether the key opens it, schema steps, and how many updates and messages are in which state."""

    misfit: str
    """Why the key does not open it; empty if it does."""
    lacking: int
    """Schema steps that the next start will take."""
    unhandled: int
    parked: int
    unsent: int
    failed: int


def inspect(path: Path, key: str | None, key_file: Path) -> Inspection:
    """Look at a database that may be in use. Raises StoreError when it is damaged or cannot be read."""
    with reading(path) as db, clearly(path):
        check(db.conn)
        return Inspection(
            misfit(db, key, key_file),
            len(MIGRATIONS.pending(db)),
            _count(db, "inbox", "handled IS NULL AND parked IS NULL"),
            _count(db, "inbox", "parked IS NOT NULL"),
            _count(db, "outbox", "sent IS NULL AND failed IS NULL"),
            _count(db, "outbox", "failed IS NOT NULL"),
        )


def _count(db: Database, table: str, condition: str) -> int:
    if not db[table].exists():
        return 0
    (found,) = db.conn.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()
    return int(found)
