"""The screening log: one row for each screening that coordinators may see, with what is known of it at a glance."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlite_utils import Database

_ROWS = """
    SELECT id, code, trial, digest, role, language, started, concluded, phase, outcome, ruled_outcome, not_now, earliest,
           (SELECT group_concat(criterion, ' ') FROM finding WHERE screening = s.id AND +status = 'failed'),
           (SELECT group_concat(criterion, ' ') FROM finding WHERE screening = s.id AND +status = 'review'),
           (SELECT group_concat(criterion, ' ') FROM finding WHERE screening = s.id AND +status = 'unknown'),
           (SELECT group_concat(body ->> '$.criterion', ' ') FROM follow_up WHERE screening = s.id AND kind = 'override'),
           flags, follow_up, (SELECT name FROM coordinator WHERE id = s.assigned),
           (SELECT max(at) FROM (SELECT at FROM follow_up WHERE screening = s.id
                                 UNION ALL SELECT queued FROM letter WHERE screening = s.id)),
           may_write
    FROM screening s WHERE for_coordinators = 1 AND id > ? ORDER BY id LIMIT 200
"""
"""The `+` keeps SQLite from looking for a screening's findings among all findings of that status."""


@dataclass(frozen=True)
class Row:
    """Times and days as ISO text; criteria by their ids. `last_contact` is the last step of the follow-up, or letter sent."""

    id: int
    code: str
    trial: str
    digest: str
    role: str | None
    language: str | None
    started: str
    concluded: str | None
    phase: str
    outcome: str | None
    ruled_outcome: str | None
    not_now: bool
    earliest: str | None
    failed: frozenset[str]
    review: frozenset[str]
    unknown: frozenset[str]
    overridden: frozenset[str]
    flags: tuple[str, ...]
    follow_up: str
    assigned: str | None
    last_contact: str | None
    may_write: bool


_NAMES = tuple(field.name for field in fields(Row))
"""In the order of the columns of `_ROWS`."""
_CRITERIA = ("failed", "review", "unknown", "overridden")


class Logbook:
    """Reads one row after the other, so that a long log needs no more memory than a short one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def rows(self) -> Iterator[Row]:
        """Every screening that may be seen, oldest first. No statement stays open in between: others may write."""
        last = 0
        while batch := [_row(found) for found in self._db.conn.execute(_ROWS, (last,))]:
            yield from batch
            last = batch[-1].id

    def statuses(self, criteria: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Code and status of each of these criteria in every finished screening that may be seen, newest first."""
        marks = ",".join("?" * len(criteria))
        return self._db.conn.execute(
            f"""SELECT s.code, f.status FROM screening s JOIN finding f ON f.screening = s.id
                WHERE s.for_coordinators = 1 AND s.outcome IS NOT NULL AND f.criterion IN ({marks}) ORDER BY s.id DESC""",
            tuple(criteria),
        )


def _row(found: tuple[Any, ...]) -> Row:
    named = dict(zip(_NAMES, found, strict=True))
    criteria = {name: frozenset((named[name] or "").split()) for name in _CRITERIA}
    told = {name: bool(named[name]) for name in ("not_now", "may_write")}
    return Row(**{**named, **criteria, **told, "flags": tuple(json.loads(named["flags"]))})
