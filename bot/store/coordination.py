"""Letters and notices on their way out. Every method is a statement or two; the caller opens the transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

WAITING = ("new", "contacted")
"""The states of the follow-up in which somebody still waits for the study team."""


@dataclass(frozen=True)
class DueLetter:
    """A letter that is to be sent, with what the person allows now and when they last wrote."""

    id: int
    chat: int
    channel: str
    kind: str
    text: str
    language: str
    allowed: bool
    heard: datetime | None


@dataclass(frozen=True)
class Notice:
    """Something to tell the coordinators' chat; `code` is the screening that it is about, None for a digest."""

    id: int
    kind: str
    body: dict[str, Any]
    code: str | None


class Post:
    """The tables `letter` and `notice`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def _rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        return iter(self._db.conn.execute(sql, values).fetchall())

    def _run(self, sql: str, *values: Any) -> None:
        self._db.conn.execute(sql, values)

    # Letters

    def due(self, now: datetime) -> list[DueLetter]:
        """The open letters whose time has come, oldest first."""
        rows = self._rows(
            """SELECT l.id, l.due, s.chat, c.channel, l.kind, l.text, coalesce(s.language, 'en'),
                      s.may_write AND s.for_coordinators,
                      (SELECT at FROM message WHERE screening = s.id AND direction = 'in' ORDER BY id DESC LIMIT 1)
               FROM letter l JOIN screening s ON s.id = l.screening JOIN chat c ON c.id = s.chat
               WHERE l.queued IS NULL AND l.dropped IS NULL AND l.due < ? ORDER BY l.id""",
            _iso(now + timedelta(days=2)),  # roughly, since times may be written in several zones
        )
        return [
            DueLetter(id, chat, channel, kind, text, language, bool(allowed), datetime.fromisoformat(heard) if heard else None)
            for id, due, chat, channel, kind, text, language, allowed, heard in rows
            if datetime.fromisoformat(due) <= now
        ]

    def queued(self, letter: int, now: datetime) -> None:
        self._run("UPDATE letter SET queued = ? WHERE id = ?", _iso(now), letter)

    def dropped(self, letter: int, why: str) -> None:
        self._run("UPDATE letter SET dropped = ? WHERE id = ?", why, letter)

    def drop_open(self, screening: int, why: str) -> None:
        """Everything that has not been sent yet stays unsent."""
        sql = "UPDATE letter SET dropped = ? WHERE screening = ? AND queued IS NULL AND dropped IS NULL"
        self._run(sql, why, screening)

    def was_sent(self, letter: int, screening: int) -> bool:
        """Whether this letter went to the person of this screening."""
        sql = "SELECT 1 FROM letter WHERE id = ? AND screening = ? AND queued IS NOT NULL"
        return any(True for _ in self._rows(sql, letter, screening))

    def plan_reminder(self, screening: int, due: datetime, text: str, now: datetime) -> None:
        """One reminder at `due`, in place of any at another time; none if there was one at that time already."""
        planned = [row for row in self._reminders(screening) if datetime.fromisoformat(row[1]) == due]
        self.drop_reminders(screening, "replaced", keep=planned[0][0] if planned else None)
        if planned:
            self._run("UPDATE letter SET text = ? WHERE id = ? AND queued IS NULL", text, planned[0][0])
            return
        sql = "INSERT INTO letter (screening, at, kind, text, due) VALUES (?, ?, 'washout', ?, ?)"
        self._run(sql, screening, _iso(now), text, _iso(due))

    def _reminders(self, screening: int) -> list[tuple[int, str]]:
        sql = "SELECT id, due FROM letter WHERE screening = ? AND kind = 'washout' AND dropped IS NULL"
        return [(id, due) for id, due in self._rows(sql, screening)]

    def drop_reminders(self, screening: int, why: str, keep: int | None = None) -> None:
        self._run(
            """UPDATE letter SET dropped = ? WHERE screening = ? AND kind = 'washout' AND queued IS NULL
               AND dropped IS NULL AND id IS NOT ?""",
            *(why, screening, keep),
        )

    # Notices

    def notice(self, screening: int | None, kind: str, body: dict[str, Any], now: datetime) -> None:
        sql = "INSERT INTO notice (at, screening, kind, body) VALUES (?, ?, ?, ?)"
        self._run(sql, _iso(now), screening, kind, json.dumps(body))

    def open_notices(self) -> list[Notice]:
        """What has not been told yet, oldest first; of screenings only those that coordinators may see."""
        rows = self._rows(
            """SELECT n.id, n.kind, n.body, s.code FROM notice n LEFT JOIN screening s ON s.id = n.screening
               WHERE n.queued IS NULL AND (n.screening IS NULL OR s.for_coordinators = 1) ORDER BY n.id"""
        )
        return [Notice(id, kind, json.loads(body), code) for id, kind, body, code in rows]

    def told(self, notice: int, now: datetime) -> None:
        self._run("UPDATE notice SET queued = ? WHERE id = ?", _iso(now), notice)

    def had_digest(self, day: date) -> bool:
        sql = "SELECT 1 FROM notice WHERE kind = 'digest' AND body ->> '$.day' = ?"
        return any(True for _ in self._rows(sql, day.isoformat()))

    def counts(self, since: datetime, week: tuple[date, date]) -> dict[str, int]:
        """Numbers for the digest: results and red flags since a moment, who waits, and who may fit within these days."""
        new = "julianday(concluded) >= julianday(?1)"
        names = ("likely_eligible", "needs_confirmation", "not_now", "waiting", "flags", "soon")
        sql = f"""SELECT count(*) FILTER (WHERE {new} AND result = 'likely_eligible'),
                         count(*) FILTER (WHERE {new} AND result = 'needs_confirmation'),
                         count(*) FILTER (WHERE {new} AND result = 'not_now'),
                         count(*) FILTER (WHERE concluded IS NOT NULL AND follow_up IN {WAITING}),
                         (SELECT count(*) FROM event e JOIN screening f ON f.id = e.screening
                          WHERE f.for_coordinators = 1 AND f.flags <> '[]' AND e.body ->> '$.kind' = 'flagged'
                            AND julianday(e.at) >= julianday(?1)),
                         count(*) FILTER (WHERE earliest BETWEEN ?2 AND ?3)
                  FROM screening WHERE for_coordinators = 1"""
        [row] = self._rows(sql, _iso(since), week[0].isoformat(), week[1].isoformat())
        return dict(zip(names, row, strict=True))

    def waiting(self, limit: int) -> tuple[int, ...]:
        """The finished screenings that wait for the study team, newest first."""
        sql = f"""SELECT id FROM screening WHERE for_coordinators = 1 AND concluded IS NOT NULL AND follow_up IN {WAITING}
                  ORDER BY julianday(concluded) DESC, id DESC LIMIT ?"""
        return tuple(id for (id,) in self._rows(sql, limit))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
