"""Changing the key: everything that was sealed or hashed with the old one is made anew with the new one, in one transaction."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from bot.store.database import transaction
from bot.store.keys import make_key, next_key, take_over
from bot.store.vault import Vault


class Sealed(NamedTuple):
    """A column of sealed texts, the SQL of their context, and the column of their look-up hash if there is one."""

    table: str
    column: str
    context: str
    look_up: str | None = None


SEALED = (
    Sealed("chat", "address", "channel", "address_key"),
    Sealed("coordinator", "address", "'coordinator'", "address_key"),
    Sealed("inbox", "body", "'inbox'"),
    Sealed("key_check", "sealed", "'check'"),
)

FORGOTTEN = ("sign_in_failure", "handover_failure", "handover")
"""Tables of hashes that cannot be made anew: who failed at something lately, and codes that were given out."""


def rotate(db: Database, old: Vault, path: Path) -> None:
    """Give the data, which nobody else may have open, a new key in the key file `path`. Raises StoreError or VaultError.

    The new key is on disk before the data need it, and takes the old one's place after that: whenever this is cut off, one of
    the two files fits, and `vault_of` finds out which.
    """
    next_key(path).unlink(missing_ok=True)
    new = make_key(next_key(path))
    with transaction(db):
        for sealed in SEALED:
            _reseal(db, sealed, old, new)
        for table in FORGOTTEN:
            db.conn.execute(f"DELETE FROM {table}")
    take_over(path)


def _reseal(db: Database, sealed: Sealed, old: Vault, new: Vault) -> None:
    table, column, context, look_up = sealed
    rows = db.conn.execute(f"SELECT rowid, {context}, {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()
    for row, name, body in rows:
        text = old.open(body, name)
        db.conn.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new.seal(text, name), row))
        if look_up:
            db.conn.execute(f"UPDATE {table} SET {look_up} = ? WHERE rowid = ?", (new.hash(f"{name}:{text}"), row))
