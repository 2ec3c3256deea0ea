"""Reading and writing screenings. Times are UTC in ISO 8601 and come in from the caller; no clock is read here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from bot.store.coordination import Post
from bot.store.database import BUSY_MILLISECONDS, StoreError, transaction
from bot.store.desk import Desk
from bot.store.handover import Handovers
from bot.store.logbook import Logbook
from bot.store.records import Records
from bot.store.rulings import Rulings
from bot.store.vault import Vault
from flows.events import EVENTS, Event

if TYPE_CHECKING:  # the core takes its time to load, and the bot fetches updates before that
    from flows.eligibility import Finding
    from flows.state import State


@dataclass(frozen=True)
class Chat:
    """A place where somebody can be answered."""

    id: int
    channel: str
    address: str
    language: str | None
    prompt_id: int | None


@dataclass(frozen=True)
class Screening:
    """A screening with the number of its events so far, and the day on which it last moved (ISO)."""

    id: int
    code: str
    trial: str
    digest: str
    seq: int
    moved: str


class Store:
    """All tables behind the few things that the bot does with them."""

    def __init__(self, db: Database, vault: Vault) -> None:
        """Raises VaultError when the data was written with another key."""
        self._db = db
        self._vault = vault
        self._erased = False
        self.records = Records(db)
        self.rulings = Rulings(db)
        self.logbook = Logbook(db)
        self.desk = Desk(db, vault)
        self.post = Post(db)
        self.handovers = Handovers(db, vault)
        row = self._one("SELECT sealed FROM key_check")
        if row is None:
            self._run("INSERT INTO key_check VALUES (?)", vault.seal("the key", "check"))
        else:
            vault.open(row[0], "check")

    @contextmanager
    def transaction(self, synchronous: str = "FULL") -> Iterator[None]:
        """Everything inside is committed together, or not at all. Raises StoreError.

        After something was erased the write-ahead log is emptied too, so that its bytes are gone for good.
        """
        with transaction(self._db, synchronous):
            yield
        if self._erased and not self._db.conn.in_transaction:
            self._erased = not self.flush()

    def close(self) -> None:
        self._db.conn.close()

    def _execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        try:
            return self._db.conn.execute(sql, values)
        except sqlite3.Error as error:
            raise StoreError(str(error)) from error

    def _one(self, sql: str, *values: Any) -> Sequence[Any] | None:
        row: Sequence[Any] | None = self._execute(sql, *values).fetchone()
        return row

    def _run(self, sql: str, *values: Any) -> int:
        """Execute one statement; the id of the row that it inserted."""
        return self._execute(sql, *values).lastrowid or 0

    # Chats

    def chat(self, channel: str, address: str) -> Chat:
        """The chat with this address, made if it is new."""
        key = self._vault.hash(f"{channel}:{address}")
        columns = "id, language, prompt_id"
        row = self._one(f"SELECT {columns} FROM chat WHERE channel = ? AND address_key = ?", channel, key)
        if row is None:
            sealed = self._vault.seal(address, channel)
            id = self._run("INSERT INTO chat (channel, address_key, address) VALUES (?, ?, ?)", channel, key, sealed)
            return Chat(id, channel, address, None, None)
        return Chat(row[0], channel, address, *row[1:])

    def chat_of(self, id: int) -> Chat:
        """The chat of this row. Raises VaultError if the key is not the one that its address was sealed with."""
        row = self._one("SELECT channel, language, prompt_id FROM chat WHERE id = ?", id)
        assert row is not None
        return Chat(id, row[0], self.address(id), row[1], row[2])

    def address(self, chat: int) -> str:
        """Where to send to. Raises VaultError if the key is not the one that it was sealed with."""
        row = self._one("SELECT address, channel FROM chat WHERE id = ?", chat)
        assert row is not None
        return self._vault.open(row[0], row[1])

    def set_language(self, chat: int, language: str | None) -> None:
        self._run("UPDATE chat SET language = ? WHERE id = ?", language, chat)

    def set_prompt(self, chat: int, message_id: int) -> None:
        """Remember the message whose buttons are open, so that a typed answer can close it."""
        self._run("UPDATE chat SET prompt_id = ? WHERE id = ?", message_id, chat)

    # Screenings and events

    def current(self, chat: int) -> Screening | None:
        """The newest screening of a chat."""
        row = self._one(
            """SELECT id, code, trial, digest, (SELECT coalesce(max(seq), 0) FROM event WHERE screening = s.id),
                      substr(updated, 1, 10)
               FROM screening s WHERE chat = ? ORDER BY id DESC LIMIT 1""",
            chat,
        )
        return Screening(*row) if row else None

    def start(self, chat: int, code: str, trial: str, digest: str, now: datetime) -> Screening:
        """A new screening, pinned to the trial definition and wording of this digest."""
        sql = "INSERT INTO screening (chat, code, trial, digest, phase, started, updated) VALUES (?, ?, ?, ?, 'language', ?, ?)"
        id = self._run(sql, chat, code, trial, digest, _iso(now), _iso(now))
        return Screening(id, code, trial, digest, 0, _iso(now)[:10])

    def events(self, screening: int) -> Iterator[Event]:
        for (body,) in self._execute("SELECT body FROM event WHERE screening = ? ORDER BY seq", screening):
            yield EVENTS.validate_json(body)

    def append(self, screening: int, after: int, events: Iterable[Event], now: datetime) -> None:
        """Add events behind the `after` that are already there; a second writer meets the primary key and gives up."""
        rows = [(screening, after + n, _iso(now), event.model_dump_json()) for n, event in enumerate(events, 1)]
        self._db.conn.executemany("INSERT INTO event (screening, seq, at, body) VALUES (?, ?, ?, ?)", rows)

    def project(self, screening: int, state: State, findings: Iterable[Finding], now: datetime) -> None:
        """Write down what the events add up to, with the findings that are new, for the views.

        Derived, never read back by the dialogue.
        """
        result = state.result if state.phase == "concluded" else None
        self._run(
            """UPDATE screening SET phase = ?, language = ?, role = ?, for_coordinators = ?, may_write = ?,
               updated = ?, flags = ?,
               concluded = CASE WHEN ? IS NULL THEN NULL ELSE coalesce(concluded, ?) END,
               outcome = ?, not_now = ?, earliest = ? WHERE id = ?""",
            *(state.phase.value, state.language, state.role, int(state.shared), int(state.may_write and state.shared)),
            *(_iso(now), json.dumps(state.flags)),
            *(result and result.outcome, _iso(now)),
            *((result.outcome, int(result.not_now), _day(result.earliest)) if result else (None, None, None)),
            screening,
        )
        rows = [(screening, f.criterion, f.status, f.change, _day(f.until), json.dumps(f.decided_by)) for f in findings]
        self._db.conn.executemany("INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?, ?, ?)", rows)

    def log(self, screening: int, direction: str, text: str, now: datetime) -> None:
        """One line of the conversation, for coordinators."""
        sql = "INSERT INTO message (screening, at, direction, text) VALUES (?, ?, ?, ?)"
        self._run(sql, screening, _iso(now), direction, text)

    def erase_screening(self, screening: int) -> None:
        self._run("DELETE FROM screening WHERE id = ?", screening)
        self._erased = True

    def erase_chat(self, chat: int) -> None:
        """Everything about one person; `secure_delete` overwrites the bytes."""
        self._run("DELETE FROM chat WHERE id = ?", chat)
        self._erased = True

    def flush(self) -> bool:
        """Move the write-ahead log into the database and empty it; False while another process is reading it.

        Nobody waits for that, since a backup may read for long: it is tried again after the next transaction.
        """
        self._execute("PRAGMA busy_timeout = 0")
        try:
            busy = self._one("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        return busy is not None and not busy[0]

    def expire(self, now: datetime, unfinished: timedelta, finished: timedelta, shared: timedelta) -> int:
        """Erase what has been kept long enough, as the consent notice promises; the number of screenings erased."""
        limits = [_iso(now - span) for span in (unfinished, finished, shared)]
        erased = self._execute(
            """DELETE FROM screening WHERE updated < CASE
                   WHEN concluded IS NULL THEN ? WHEN for_coordinators THEN ? ELSE ? END""",
            *(limits[0], limits[2], limits[1]),
        ).rowcount
        self._erased = self._erased or erased > 0
        return erased

    def tidy(self, before: datetime) -> None:
        """Forget the traces of updates handled and calls made before this time, and chats with nothing left in them."""
        self._run("DELETE FROM inbox WHERE coalesce(handled, parked) < ?", _iso(before))
        self._run("DELETE FROM outbox WHERE created < ? AND coalesce(sent, failed) IS NOT NULL", _iso(before))
        self._run(
            """DELETE FROM chat WHERE NOT EXISTS (SELECT 1 FROM screening WHERE chat = chat.id)
               AND NOT EXISTS (SELECT 1 FROM outbox WHERE chat = chat.id)"""
        )

    # Inbox and outbox

    def receive(self, update_id: int, body: str, now: datetime) -> int | None:
        """Keep an update, encrypted, before it is confirmed: its row, or None if it was there already.

        Compared by set and never by the highest id: the ids may jump to lower ones.
        """
        sql = "INSERT OR IGNORE INTO inbox (update_id, received, body) VALUES (?, ?, ?)"
        cursor = self._execute(sql, update_id, _iso(now), self._vault.seal(body, "inbox"))
        return cursor.lastrowid if cursor.rowcount > 0 else None

    def unhandled(self) -> list[tuple[int, str]]:
        """The updates still to be handled, oldest first: row and body."""
        sql = "SELECT id, body FROM inbox WHERE handled IS NULL AND parked IS NULL ORDER BY id"
        return [(row, self._vault.open(body, "inbox")) for row, body in self._execute(sql)]

    def handled(self, row: int, now: datetime) -> None:
        """Mark an update; its body, which names a person, goes."""
        self._run("UPDATE inbox SET handled = ?, body = NULL WHERE id = ?", _iso(now), row)

    def attempted(self, row: int) -> int:
        """Count one more attempt; the number so far."""
        self._run("UPDATE inbox SET attempts = attempts + 1 WHERE id = ?", row)
        found = self._one("SELECT attempts FROM inbox WHERE id = ?", row)
        return found[0] if found else 0

    def park(self, row: int, now: datetime) -> None:
        """Set a poison update aside, so that it blocks nobody."""
        self._run("UPDATE inbox SET parked = ?, body = NULL WHERE id = ?", _iso(now), row)

    def enqueue(self, chat: int, calls: Iterable[dict[str, Any]], now: datetime) -> None:
        rows = [(chat, _iso(now), json.dumps(call, ensure_ascii=False)) for call in calls]
        self._db.conn.executemany("INSERT INTO outbox (chat, created, call) VALUES (?, ?, ?)", rows)

    def unsent(self, chat: int) -> list[tuple[int, dict[str, Any]]]:
        """The calls still to be made for a chat, oldest first."""
        sql = "SELECT id, call FROM outbox WHERE chat = ? AND sent IS NULL AND failed IS NULL ORDER BY id"
        return [(row, json.loads(call)) for row, call in self._execute(sql, chat)]

    def waiting_chats(self) -> list[int]:
        sql = "SELECT DISTINCT chat FROM outbox WHERE sent IS NULL AND failed IS NULL"
        return [row[0] for row in self._execute(sql)]

    def sent(self, row: int, now: datetime) -> None:
        """A call was made; its text is in the conversation already and goes from here."""
        self._run("UPDATE outbox SET sent = ?, call = '{}' WHERE id = ?", _iso(now), row)

    def failed(self, row: int, why: str) -> None:
        """A call that can never succeed: recorded, and not tried again."""
        self._run("UPDATE outbox SET failed = ?, call = '{}' WHERE id = ?", why, row)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
