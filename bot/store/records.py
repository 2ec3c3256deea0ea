"""What coordinators may see: only screenings of people who allowed it (consent 3), and never an address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from bot.store.figures import Figures, figures
from bot.store.worklist import Filter, Page, page
from flows.events import EVENTS, Event

_COLUMNS = """id, code, trial, digest, phase, language, role, started, updated, concluded, outcome, not_now, earliest,
              flags, follow_up, assigned, may_write, ruled_outcome, result"""

_AT_ONCE = 200
"""Screenings read in one statement."""


@dataclass(frozen=True)
class Record:
    """One screening as coordinators see it; times and days as ISO text, `flags` the red flags in their order.

    `result` is what the work list calls the outcome: the ruled one where it is another, `not_now`, `unfinished`, `stopped`.
    """

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
    result: str


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
class Found:
    """A finding as it was worked out at the last answer."""

    criterion: str
    status: str
    change: str | None
    until: date | None
    decided_by: tuple[str, ...]


@dataclass(frozen=True)
class FollowUp:
    """Something that a coordinator did about a screening: `state`, `note`, `override` or `assign`, with its body."""

    at: datetime
    coordinator: str
    kind: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Letter:
    """What is written to the person: by a coordinator, or by the bot (`coordinator` is None). Sent once it is `queued`."""

    at: datetime
    coordinator: str | None
    kind: str
    text: str
    due: datetime
    queued: datetime | None
    dropped: str | None


@dataclass(frozen=True)
class Access:
    """That a coordinator looked at something: a record by its code, or what `what` says."""

    at: datetime
    coordinator: str
    code: str
    what: str


class Records:
    """Reading for the console, the exports and the notifications."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def _rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        return iter(self._db.conn.execute(sql, values))

    def find(self, code: str) -> Record | None:
        """The screening with this code, whatever case and dashes it was typed with; None if nobody may see it."""
        typed = code.strip().upper().replace("-", "").replace(" ", "")
        sql = f"SELECT {_COLUMNS} FROM screening WHERE code = ? AND for_coordinators = 1"
        return next(map(_record, self._rows(sql, f"{typed[:3]}-{typed[3:]}")), None)

    def all(self) -> Iterator[Record]:
        """Every screening that may be seen, oldest first. No statement stays open in between: others may write."""
        sql = f"SELECT {_COLUMNS} FROM screening WHERE for_coordinators = 1 AND id > ? ORDER BY id LIMIT {_AT_ONCE}"
        last = 0
        while batch := [_record(row) for row in self._rows(sql, last)]:
            yield from batch
            last = batch[-1].id

    def page(self, chosen: Filter, today: date) -> Page:
        """The ids of one page of the work list, with the counts beside it."""
        return page(self._db.conn, chosen, today)

    def some(self, ids: tuple[int, ...]) -> list[Record]:
        """These screenings, in this order."""
        marks = ",".join("?" * len(ids))
        sql = f"SELECT {_COLUMNS} FROM screening WHERE id IN ({marks}) AND for_coordinators = 1"
        found = {record.id: record for record in map(_record, self._rows(sql, *ids))}
        return [found[id] for id in ids if id in found]

    def figures(self, since: str, until: str) -> Figures:
        """The numbers of the screenings begun from one moment to before another."""
        return figures(self._db.conn, since, until)

    def any(self) -> bool:
        """Whether the database holds any screening, seen by coordinators or not."""
        return bool(next(self._rows("SELECT EXISTS (SELECT 1 FROM screening)"))[0])

    def events(self, screening: int) -> list[Happened]:
        rows = self._rows("SELECT seq, at, body FROM event WHERE screening = ? ORDER BY seq", screening)
        return [Happened(seq, datetime.fromisoformat(at), EVENTS.validate_json(body)) for seq, at, body in rows]

    def lines(self, screening: int) -> list[Line]:
        """The conversation since the consent."""
        rows = self._rows("SELECT at, direction, text FROM message WHERE screening = ? ORDER BY id", screening)
        return [Line(datetime.fromisoformat(at), direction, text) for at, direction, text in rows]

    def findings(self, screening: int) -> dict[str, Found]:
        """Every finding by its criterion, as it was worked out at the last answer."""
        sql = "SELECT criterion, status, change, until, decided_by FROM finding WHERE screening = ?"
        return {
            criterion: Found(criterion, status, change, until and date.fromisoformat(until), tuple(json.loads(facts)))
            for criterion, status, change, until, facts in self._rows(sql, screening)
        }

    def open_points(self, screenings: tuple[int, ...]) -> dict[int, list[tuple[str, str]]]:
        """The criteria in review or unknown of each of these screenings, with which of the two; not those that a coordinator
        has settled."""
        marks = ",".join("?" * len(screenings))
        sql = f"""SELECT screening, criterion, status FROM finding f
                  WHERE screening IN ({marks}) AND +status IN ('review', 'unknown') AND NOT EXISTS (
                      SELECT 1 FROM follow_up o WHERE o.screening = f.screening AND o.kind = 'override'
                      AND json_extract(o.body, '$.criterion') = f.criterion
                      AND json_extract(o.body, '$.status') NOT IN ('review', 'unknown'))"""
        found: dict[int, list[tuple[str, str]]] = {id: [] for id in screenings}
        for screening, criterion, status in self._rows(sql, *screenings):
            found[screening].append((criterion, status))
        return found

    def follow_ups(self, screening: int) -> list[FollowUp]:
        rows = self._rows(
            """SELECT f.at, c.name, f.kind, f.body FROM follow_up f JOIN coordinator c ON c.id = f.coordinator
               WHERE f.screening = ? ORDER BY f.id""",
            screening,
        )
        return [FollowUp(datetime.fromisoformat(at), name, kind, json.loads(body)) for at, name, kind, body in rows]

    def letters(self, screening: int) -> list[Letter]:
        rows = self._rows(
            """SELECT l.at, c.name, l.kind, l.text, l.due, l.queued, l.dropped
               FROM letter l LEFT JOIN coordinator c ON c.id = l.coordinator WHERE l.screening = ? ORDER BY l.id""",
            screening,
        )
        return [
            Letter(datetime.fromisoformat(at), name, kind, text, datetime.fromisoformat(due), _moment(queued), dropped)
            for at, name, kind, text, due, queued, dropped in rows
        ]

    def accesses(self, code: str, limit: int = 20) -> list[Access]:
        """Who looked at this record, newest first."""
        rows = self._rows(
            """SELECT a.at, c.name, a.code, a.what FROM access a JOIN coordinator c ON c.id = a.coordinator
               WHERE a.code = ? ORDER BY a.id DESC LIMIT ?""",
            code,
            limit,
        )
        return [Access(datetime.fromisoformat(at), name, code, what) for at, name, code, what in rows]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _record(row: tuple[Any, ...]) -> Record:
    values = dict(zip(_COLUMNS.replace("\n", "").replace(" ", "").split(","), row, strict=True))
    flags = tuple(json.loads(values.pop("flags")))
    return Record(**{**values, "not_now": bool(values["not_now"]), "may_write": bool(values["may_write"])}, flags=flags)
