"""Opening the database: its pragmas, its checks, its migrations, and clear words when it cannot be used."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.store.schema import MIGRATIONS

BUSY_MILLISECONDS = 2000
"""How long a writer waits for another process before it gives up; nobody is answered meanwhile."""


class StoreError(Exception):
    """The database cannot be used; the message says why. Nothing of the failed transaction was kept."""


class _Connection(sqlite3.Connection):
    """A connection that may have a share of the folder's lock, and lets it go when it is closed."""

    let_go: weakref.finalize[..., _Connection] | None = None

    def share(self, folder: Path) -> None:
        self.let_go = weakref.finalize(self, os.close, _lock(folder, fcntl.LOCK_SH))

    def close(self) -> None:
        super().close()
        if self.let_go is not None:
            self.let_go()


def connect(path: Path, *, share: bool = True) -> Database:
    """The database at `path`, made with mode 600 if it is not there, checked and migrated. Raises StoreError.

    It can `share` the data with other programs; without that the caller has it `alone`.
    """
    with clearly(path), ExitStack() as undo:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, isolation_level=None, factory=_Connection)
        undo.callback(connection.close)
        if share:
            connection.share(path.parent)
        db = Database(connection)
        for pragma in _PRAGMAS:
            db.conn.execute(f"PRAGMA {pragma}")
        check(connection)
        if MIGRATIONS.pending(db):
            connection.execute("BEGIN IMMEDIATE")  # two programs that start at the same time take turns
            MIGRATIONS.apply(db)
            connection.execute("COMMIT")
        undo.pop_all()
        return db


@contextmanager
def clearly(what: Path | str) -> Iterator[None]:
    """What SQLite or the disk refuses to do with a file, as StoreError in one line."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{what}: {_why(error)}") from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other program off the data in this folder. Raises StoreError when one is at work on it."""
    with clearly(folder):
        lock = _lock(folder, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


def _lock(folder: Path, kind: int) -> int:
    """The folder itself is locked, so that there is no file which could be deleted. SQLite's own locks are of another sort."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise StoreError(_TAKEN[kind].format(folder=folder)) from None
    return descriptor


_TAKEN = {
    fcntl.LOCK_SH: "the data in {folder} are being restored, or get a new key, at the moment",
    fcntl.LOCK_EX: "another prescreen program is at work on the data in {folder}: end telegram, console and chat first",
}


@contextmanager
def reading(path: Path, *, share: bool = True) -> Iterator[Database]:
    """The database as it is at this moment, to look at only: nothing is made, checked or migrated. Raises StoreError."""
    with ExitStack() as undo:
        with clearly(path):
            address = f"{path.absolute().as_uri()}?mode=ro"
            connection = sqlite3.connect(address, uri=True, isolation_level=None, factory=_Connection)
            undo.callback(connection.close)
            if share:
                connection.share(path.parent)
            connection.execute("BEGIN")
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()  # from here on it is this moment
        yield Database(connection)


_PRAGMAS = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "cache_size = -32768",  # KiB: the indexes of the console's work list and charts
)


def check(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError for a damaged file."""
    (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        raise sqlite3.DatabaseError(f"the file is damaged ({' '.join(result.split())}); restore a backup")


def _why(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    damaged = getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return f"the file is damaged ({error}); restore a backup" if damaged else str(error)


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
