"""Copies of the database: made while it is in use, checked, and put in its place again. The key is in none of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlite_utils import Database

from bot.store.database import StoreError, check, clearly, connect, reading
from bot.store.keys import check_of, sync

PAGES = 256
"""Copied at a time; in between other programs get the processor and the disk."""


@contextmanager
def copied(source: Path, target: Path, *, share: bool = True) -> Iterator[Path]:
    """A checked copy of a database that may be in use, in one file beside `target`, of mode 600; taken away at the end.

    It is one moment's state: writers go on meanwhile, and what they write is not in it. Raises StoreError.
    """
    copy = unfinished(target)
    try:
        with clearly(target):
            os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        with clearly(f"copying {source} to {target}"), reading(source, share=share) as db:
            _copy(db, copy)
        yield copy
    finally:
        for path in (copy, *_beside(copy)):
            path.unlink(missing_ok=True)


def unfinished(target: Path) -> Path:
    """What a copy is called until it is whole; it is left behind only by a program that was killed."""
    return target.with_name(f".{target.name}.part")


def _copy(db: Database, target: Path) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        db.conn.backup(copy, pages=PAGES)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        check(copy)
        if check_of(Database(copy)) is None:
            raise sqlite3.DatabaseError("it holds no data of prescreen")


def put(copy: Path, target: Path) -> None:
    """Bring a copy to the disk under its own name."""
    with open(copy, "rb") as file:
        os.fsync(file.fileno())
    copy.replace(target)
    sync(target.parent)


def set_aside(database: Path, aside: Path) -> None:
    """Keep the present database under another name too, and let nothing lie beside its own name any more.

    A log that belongs to another file would damage it. The database keeps its name until another takes it, so that no
    program ever finds none and begins anew.
    """
    with suppress(StoreError):  # a damaged one is kept as it is, with its log
        connect(database, share=False).conn.close()
    os.link(database, aside)
    for path, name in zip(_beside(database), _beside(aside), strict=True):
        if path.exists():
            path.replace(name)


def _beside(database: Path) -> list[Path]:
    return [database.with_name(f"{database.name}{suffix}") for suffix in ("-wal", "-shm", "-journal")]


def erased_since(copy: Path, present: Path) -> list[str] | None:
    """The codes of the screenings in a copy that the present database, which it was made from, does not hold any more.

    Nothing but an erasure takes a screening away. None where nobody can know: there is no present database, it cannot be
    read, or the copy is of another one.
    """
    try:
        with reading(present, share=False) as now, reading(copy, share=False) as then, clearly(present):
            return sorted(_codes(then) - _codes(now)) if check_of(now) == check_of(then) else None
    except StoreError:
        return None


def _codes(db: Database) -> set[str]:
    return {code for (code,) in db.conn.execute("SELECT code FROM screening")}


def leave_out(copy: Path, codes: list[str]) -> None:
    """Erase these screenings from a copy. Raises StoreError."""
    with closing(connect(copy, share=False).conn) as connection, clearly(copy):
        connection.executemany("DELETE FROM screening WHERE code = ?", [(code,) for code in codes])
