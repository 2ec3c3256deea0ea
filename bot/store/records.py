"""What coordinators may see: only screenings of people who allowed it (consent 3), and never an address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from flows.events import EVENTS, Event

_COLUMNS = """id, code, trial, digest, phase, language, role, started, updated, concluded, outcome, not_now, earliest,
              flags, follow_up, assigned, may_write, ruled_outcome"""


@dataclass(frozen=True)
class Record:
    """One screening as coordinators see it; times and days as ISO text, `flags` the red flags in their order."""

    id: int
    code: str
    trial: str
    digest: str
    phase: str
    language: str | None
    role: str | None
    started: str
    updated: str
    concluded: str | None
    outcome: str | None
    not_now: bool
    earliest: str | None
    flags: tuple[str, ...]
    follow_up: str
    assigned: int | None
    may_write: bool
    ruled_outcome: str | None


@dataclass(frozen=True)
class Happened:
    """An event with its place and time."""

    seq: int
    at: datetime
    event: Event


@dataclass(frozen=True)
class Line:
    """One line of the conversation: `in` from the person, `out` to them."""

    at: datetime
    direction: str
    text: str


@dataclass(frozen=True)
class FollowUp:
    """Something that a coordinator did about a screening: `state`, `note`, `override` or `assign`, with its body."""

    at: datetime
    coordinator: str
    kind: str
    body: dict[str, Any]


class Records:
    """Reading for the console, the exports and the notifications."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def find(self, code: str) -> Record | None:
        """The screening with this code, whatever case and dashes it was typed with; None if nobody may see it."""
        typed = code.strip().upper().replace("-", "").replace(" ", "")
        sql = f"SELECT {_COLUMNS} FROM screening WHERE code = ? AND for_coordinators = 1"
        row = self._db.conn.execute(sql, (f"{typed[:3]}-{typed[3:]}",)).fetchone()
        return _record(row) if row else None

    def all(self) -> Iterator[Record]:
        """Every screening that may be seen, oldest first."""
        rows = self._db.conn.execute(f"SELECT {_COLUMNS} FROM screening WHERE for_coordinators = 1 ORDER BY id")
        return map(_record, rows)

    def events(self, screening: int) -> list[Happened]:
        rows = self._db.conn.execute("SELECT seq, at, body FROM event WHERE screening = ? ORDER BY seq", (screening,))
        return [Happened(seq, datetime.fromisoformat(at), EVENTS.validate_json(body)) for seq, at, body in rows]

    def lines(self, screening: int) -> list[Line]:
        """The conversation since the consent."""
        rows = self._db.conn.execute("SELECT at, direction, text FROM message WHERE screening = ? ORDER BY id", (screening,))
        return [Line(datetime.fromisoformat(at), direction, text) for at, direction, text in rows]

    def follow_ups(self, screening: int) -> list[FollowUp]:
        rows = self._db.conn.execute(
            """SELECT f.at, c.name, f.kind, f.body FROM follow_up f JOIN coordinator c ON c.id = f.coordinator
               WHERE f.screening = ? ORDER BY f.id""",
            (screening,),
        )
        return [FollowUp(datetime.fromisoformat(at), name, kind, json.loads(body)) for at, name, kind, body in rows]


def _record(row: tuple[Any, ...]) -> Record:
    values = dict(zip(_COLUMNS.replace("\n", "").replace(" ", "").split(","), row, strict=True))
    flags = tuple(json.loads(values.pop("flags")))
    return Record(**{**values, "not_now": bool(values["not_now"]), "may_write": bool(values["may_write"])}, flags=flags)
