"""Codes with which a doctor goes on with a screening: used once, kept as keyed hashes. The caller opens the transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.store.vault import Vault

VALID = timedelta(days=7)
TRIES = 5
"""Wrong codes from one chat within `TRIED` before no more are taken."""
TRIED = timedelta(hours=1)


class Handovers:
    """The tables `handover` and `handover_failure`."""

    def __init__(self, db: Database, vault: Vault) -> None:
        self._db = db
        self._vault = vault

    def offer(self, screening: int, code: str, now: datetime) -> None:
        """A code for this screening; an earlier one no longer works."""
        self._db.conn.execute("DELETE FROM handover WHERE screening = ?", (screening,))
        values = (self._code(code), screening, (now + VALID).isoformat(timespec="milliseconds"))
        self._db.conn.execute("INSERT INTO handover VALUES (?, ?, ?)", values)

    def take(self, code: str, now: datetime, chat: int) -> int | None:
        """The screening that this code hands over to another chat; it works once. None for one that is not valid."""
        sql = """SELECT h.screening, h.expires FROM handover h JOIN screening s ON s.id = h.screening
                 WHERE h.token = ? AND s.chat <> ?"""
        row = self._db.conn.execute(sql, (self._code(code), chat)).fetchone()
        if row is None or datetime.fromisoformat(row[1]) <= now:
            return None
        self._db.conn.execute("DELETE FROM handover WHERE token = ?", (self._code(code),))
        return int(row[0])

    def link(self, screening: int, source: int) -> None:
        """The doctor's screening goes on with `source`, and is erased with it."""
        self._db.conn.execute("UPDATE screening SET handed_from = ? WHERE id = ?", (source, screening))

    def source(self, screening: int) -> str | None:
        """The code of the screening that this one goes on with, where coordinators may see that one; None if it is its own."""
        sql = """SELECT o.code FROM screening s JOIN screening o ON o.id = s.handed_from
                 WHERE s.id = ? AND o.for_coordinators = 1"""
        row = self._db.conn.execute(sql, (screening,)).fetchone()
        return row[0] if row else None

    def failed(self, channel: str, address: str, now: datetime) -> None:
        """Count a wrong code."""
        values = (now.isoformat(timespec="milliseconds"), self._who(channel, address))
        self._db.conn.execute("INSERT INTO handover_failure (at, address) VALUES (?, ?)", values)

    def blocked(self, channel: str, address: str, now: datetime) -> bool:
        """Whether there were too many wrong codes from here lately."""
        since = (now - TRIED).isoformat(timespec="milliseconds")
        self._db.conn.execute("DELETE FROM handover_failure WHERE julianday(at) <= julianday(?)", (since,))
        sql = "SELECT count(*) FROM handover_failure WHERE address = ?"
        count: int = self._db.conn.execute(sql, (self._who(channel, address),)).fetchone()[0]
        return count >= TRIES

    def _code(self, code: str) -> bytes:
        """Letter case, spaces and dashes do not matter."""
        return self._vault.hash(f"handover:{''.join(c for c in code.upper() if c.isalnum())}")

    def _who(self, channel: str, address: str) -> bytes:
        return self._vault.hash(f"handover-try:{channel}:{address}")
