"""Opening the database: its pragmas, its checks, its migrations, and clear words when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.store.schema import MIGRATIONS

BUSY_MILLISECONDS = 5000
"""How long a writer waits for another process before it gives up."""


class StoreError(Exception):
    """The database cannot be used; the message says why. Nothing of the failed transaction was kept."""


def connect(path: Path) -> Database:
    """The database at `path`, made with mode 600 if it is not there, checked and migrated. Raises StoreError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        db = Database(sqlite3.connect(path, isolation_level=None))
        for pragma in _PRAGMAS:
            db.conn.execute(f"PRAGMA {pragma}")
        _check(db)
        MIGRATIONS.apply(db)
        return db
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: {_why(error)}") from error


_PRAGMAS = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "cache_size = -32768",  # KiB: the indexes of the console's work list and charts
)


def _check(db: Database) -> None:
    (result,) = db.conn.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        raise sqlite3.DatabaseError(f"the file is damaged ({result}); restore a backup")


def _why(error: OSError | sqlite3.Error) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


@contextmanager
def transaction(db: Database, synchronous: str = "FULL") -> Iterator[None]:
    """One write transaction, begun IMMEDIATE so that waiting for another process happens before anything is read.

    Inside another one it is a part of it that can be undone alone. With `synchronous` NORMAL a power failure may undo the
    newest commits, a crash of the program never. Raises StoreError.
    """
    begin, commit, undo = _NESTED if db.conn.in_transaction else (("BEGIN IMMEDIATE",), ("COMMIT",), ("ROLLBACK",))
    try:
        if begin != _NESTED[0]:
            db.conn.execute(f"PRAGMA synchronous = {synchronous}")
        _execute(db, begin)
        try:
            yield
        except BaseException:
            _execute(db, undo if db.conn.in_transaction else ())  # a full disk has undone everything by itself
            raise
        _execute(db, commit)
    except sqlite3.Error as error:
        if db.conn.in_transaction and begin != _NESTED[0]:
            db.conn.execute("ROLLBACK")
        raise StoreError(str(error)) from error


_NESTED = ("SAVEPOINT part",), ("RELEASE part",), ("ROLLBACK TO part", "RELEASE part")


def _execute(db: Database, statements: tuple[str, ...]) -> None:
    for statement in statements:
        db.conn.execute(statement)
