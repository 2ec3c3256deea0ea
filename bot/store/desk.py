"""What coordinators do: signing in, looking, following up, writing. Every method is a few statements; the caller opens the
transaction (`Store.transaction`). Secrets are kept as hashes only.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from bot.store.vault import Vault

IDLE = timedelta(minutes=30)
"""A sign-in ends after this long without a request …"""
LONGEST = timedelta(hours=12)
"""… and after this long in any case."""
LINK = timedelta(minutes=10)
ATTEMPTS = timedelta(minutes=15)
"""Failed sign-ins are counted over this long."""

_COLUMNS = "id, name, password, language, address IS NOT NULL, removed IS NOT NULL"


@dataclass(frozen=True)
class Coordinator:
    """Somebody of the study team. `password` is an argon2 hash, None for who only signs in by a link."""

    id: int
    name: str
    password: str | None
    language: str
    on_telegram: bool
    removed: bool


class Desk:
    """The writing side of the console."""

    def __init__(self, db: Database, vault: Vault) -> None:
        self._db = db
        self._vault = vault

    def _run(self, sql: str, *values: Any) -> int:
        return self._db.conn.execute(sql, values).rowcount

    def _coordinator(self, condition: str, *values: Any) -> Coordinator | None:
        row = self._db.conn.execute(f"SELECT {_COLUMNS} FROM coordinator WHERE {condition}", values).fetchone()
        return Coordinator(row[0], row[1], row[2], row[3], bool(row[4]), bool(row[5])) if row else None

    # Coordinators

    def coordinators(self) -> list[Coordinator]:
        """Everybody, those removed included, by name."""
        rows = self._db.conn.execute("SELECT name FROM coordinator ORDER BY name").fetchall()
        return [found for (name,) in rows if (found := self.named(name))]

    def named(self, name: str) -> Coordinator | None:
        return self._coordinator("name = ?", name)

    def by_telegram(self, id: str) -> Coordinator | None:
        """The coordinator who has this Telegram id, unless removed."""
        return self._coordinator("address_key = ? AND removed IS NULL", self._key(id))

    def add(self, name: str, password: str | None, language: str, telegram: str | None, now: datetime) -> None:
        """A new coordinator, or a removed one again. Raises StoreError (of the transaction) if the Telegram id is another's."""
        sealed = (self._key(telegram), self._vault.seal(telegram, "coordinator")) if telegram else (None, None)
        self._run(
            """INSERT INTO coordinator (name, password, language, address_key, address, added) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (name) DO UPDATE SET password = excluded.password, language = excluded.language, removed = NULL,
               address_key = excluded.address_key, address = excluded.address""",
            *(name, password, language, *sealed, _iso(now)),
        )

    def _key(self, telegram: str) -> bytes:
        return self._vault.hash(f"coordinator:{telegram}")

    def telegram_of(self, coordinator: int) -> str | None:
        """The Telegram id to write to."""
        sql = "SELECT address FROM coordinator WHERE id = ? AND removed IS NULL"
        row = self._db.conn.execute(sql, (coordinator,)).fetchone()
        return self._vault.open(row[0], "coordinator") if row and row[0] else None

    def set_password(self, coordinator: int, password: str) -> None:
        """Another password; whoever is signed in with the old one is signed out."""
        self._run("UPDATE coordinator SET password = ? WHERE id = ?", password, coordinator)
        self._run("DELETE FROM sign_in WHERE coordinator = ?", coordinator)

    def renew_hash(self, coordinator: int, password: str) -> None:
        """The same password, hashed with newer parameters."""
        self._run("UPDATE coordinator SET password = ? WHERE id = ?", password, coordinator)

    def set_language(self, coordinator: int, language: str) -> None:
        self._run("UPDATE coordinator SET language = ? WHERE id = ?", language, coordinator)

    def remove(self, coordinator: int, now: datetime) -> None:
        """No more signing in. What was done stays under the name; the address and the password go."""
        self._run(
            "UPDATE coordinator SET removed = ?, password = NULL, address = NULL, address_key = NULL WHERE id = ?",
            *(_iso(now), coordinator),
        )
        for table in ("sign_in", "sign_in_link"):
            self._run(f"DELETE FROM {table} WHERE coordinator = ?", coordinator)
        self._run("UPDATE screening SET assigned = NULL WHERE assigned = ?", coordinator)

    # Signing in

    def sign_in(self, coordinator: int, now: datetime) -> str:
        """The secret of a new sign-in."""
        token = secrets.token_urlsafe(32)
        self._run("DELETE FROM sign_in WHERE expires <= ?", _iso(now))
        self._run("INSERT INTO sign_in VALUES (?, ?, ?, ?)", _hash(token), coordinator, _iso(now), _iso(now + IDLE))
        return token

    def signed_in(self, token: str, now: datetime) -> Coordinator | None:
        """Who this is, and the time begins anew; None if it has run out."""
        sql = "SELECT coordinator, began, expires FROM sign_in WHERE token = ?"
        row = self._db.conn.execute(sql, (_hash(token),)).fetchone()
        if row is None or datetime.fromisoformat(row[2]) <= now:
            return None
        expires = min(now + IDLE, datetime.fromisoformat(row[1]) + LONGEST)
        if expires - datetime.fromisoformat(row[2]) > timedelta(minutes=1):  # not a write at every click
            self._run("UPDATE sign_in SET expires = ? WHERE token = ?", _iso(expires), _hash(token))
        return self._coordinator("id = ? AND removed IS NULL", row[0])

    def sign_out(self, token: str) -> None:
        self._run("DELETE FROM sign_in WHERE token = ?", _hash(token))

    def new_link(self, coordinator: int, now: datetime) -> str:
        """The secret of a link that signs in once, within ten minutes."""
        token = secrets.token_urlsafe(32)
        self._run("DELETE FROM sign_in_link WHERE expires <= ? OR coordinator = ?", _iso(now), coordinator)
        self._run("INSERT INTO sign_in_link VALUES (?, ?, ?)", _hash(token), coordinator, _iso(now + LINK))
        return token

    def use_link(self, token: str, now: datetime) -> Coordinator | None:
        """Whom the link is for; it works once only."""
        sql = "DELETE FROM sign_in_link WHERE token = ? AND expires > ? RETURNING coordinator"
        row = self._db.conn.execute(sql, (_hash(token), _iso(now))).fetchone()
        return self._coordinator("id = ? AND removed IS NULL", row[0]) if row else None

    def failures(self, name: str, address: str, now: datetime) -> tuple[int, int]:
        """How often signing in failed lately: for this name, and from this address."""
        row = self._db.conn.execute(
            """SELECT count(*) FILTER (WHERE name = ?), count(*) FILTER (WHERE address = ?)
               FROM sign_in_failure WHERE at > ?""",
            (*self._tried(name, address), _iso(now - ATTEMPTS)),
        ).fetchone()
        return row[0], row[1]

    def failed(self, name: str, address: str, now: datetime) -> None:
        """Count a failure. Name and address are hashed: a password may have been typed in the wrong field."""
        self._run("DELETE FROM sign_in_failure WHERE at <= ?", _iso(now - ATTEMPTS))
        self._run("INSERT INTO sign_in_failure (at, name, address) VALUES (?, ?, ?)", _iso(now), *self._tried(name, address))

    def forgive(self, name: str, address: str) -> None:
        """After a right password the attempts before it no longer count."""
        self._run("DELETE FROM sign_in_failure WHERE name = ? AND address = ?", *self._tried(name, address))

    def _tried(self, name: str, address: str) -> tuple[bytes, bytes]:
        return self._vault.hash(f"name:{name.strip().casefold()}"), self._vault.hash(f"address:{address}")

    # What is done about screenings

    def saw(self, coordinator: int, code: str, what: str, now: datetime) -> None:
        """A line in the access log; `code` is empty where it was not one record."""
        self._run("INSERT INTO access (at, coordinator, code, what) VALUES (?, ?, ?, ?)", _iso(now), coordinator, code, what)

    def follow_up(self, screening: int, coordinator: int, kind: str, body: dict[str, Any], now: datetime) -> None:
        """Add one step of the follow-up. `state` holds {"state"}, `assign` {"to", "name"}, `note` {"text"}, `override`
        {"criterion", "status", "reason"}; the columns of the screening follow."""
        sql = "INSERT INTO follow_up (screening, at, coordinator, kind, body) VALUES (?, ?, ?, ?, ?)"
        self._run(sql, screening, _iso(now), coordinator, kind, json.dumps(body, ensure_ascii=False))
        if kind == "state":
            self._run("UPDATE screening SET follow_up = ? WHERE id = ?", body["state"], screening)
        elif kind == "assign":
            self._run("UPDATE screening SET assigned = ? WHERE id = ?", body["to"], screening)

    def write(self, screening: int, coordinator: int, text: str, due: datetime, now: datetime) -> bool:
        """A letter to the person, to be sent at `due`; False if they do not allow it (any more)."""
        sql = """INSERT INTO letter (screening, at, coordinator, kind, text, due)
                 SELECT id, ?, ?, 'letter', ?, ? FROM screening WHERE id = ? AND may_write = 1 AND for_coordinators = 1"""
        return self._run(sql, _iso(now), coordinator, text, _iso(due), screening) > 0


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
