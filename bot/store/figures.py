"""The numbers behind the charts: sums over screenings, never an answer of one person."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

MINUTES = (5, 10, 15, 20, 30, 60)
"""Upper bounds of how long a screening took."""
STOPS_IN_NEWEST = 1000
"""Where people stop is looked up in this many of the newest unfinished screenings."""


@dataclass(frozen=True)
class Figures:
    """Sums. All but `started` and `consented` count only screenings that coordinators may see."""

    started: int
    consented: int
    groups: tuple[Group, ...]
    minutes: Mapping[str, tuple[int, ...]]
    """By role, how many took from the beginning to the result up to each bound of MINUTES, and longer."""
    reasons: Mapping[tuple[str, str], int]
    """How often a criterion is `failed` or in `review`, by criterion and status."""
    stops: Mapping[str, int]
    """How many unfinished screenings ended after the answer to this question."""

    def total(self, **wanted: str) -> int:
        """The number of screenings whose group has these values."""
        return sum(g.number for g in self.groups if all(getattr(g, name) == value for name, value in wanted.items()))


@dataclass(frozen=True)
class Group:
    """Screenings that are alike."""

    result: str
    follow_up: str
    role: str
    language: str
    number: int


def figures(db: sqlite3.Connection, since: str, until: str) -> Figures:
    """The numbers of the screenings begun from `since` to before `until` (ISO moments)."""
    span = (since, until)
    started, consented = db.execute(
        """SELECT count(*), count(*) FILTER (WHERE phase IN ('asking', 'confirming', 'concluded', 'withdrawn'))
           FROM screening WHERE started >= ? AND started < ?""",
        span,
    ).fetchone()
    # In the order of the index `screening_counted`; the `+` keeps SQLite from taking the one for `started`.
    groups = db.execute(
        """SELECT result, follow_up, role, language, count(*) FROM screening
           WHERE for_coordinators = 1 AND +started >= ? AND +started < ? GROUP BY 1, 2, 3, 4""",
        span,
    )
    found = tuple(Group(*row) for row in groups)
    minutes = {role: _minutes(db, role, span) for role in sorted({group.role for group in found})}
    return Figures(started, consented, found, minutes, _reasons(db, span), _stops(db, span))


def _minutes(db: sqlite3.Connection, role: str, span: tuple[str, str]) -> tuple[int, ...]:
    sql = """SELECT count(*) FROM screening WHERE for_coordinators = 1 AND role = ? AND seconds > ? AND seconds <= ?
             AND started >= ? AND started < ?"""
    bounds = (-1, *(bound * 60 for bound in MINUTES), _EVER)
    return tuple(db.execute(sql, (role, *ends, *span)).fetchone()[0] for ends in pairwise(bounds))


_EVER = 10**9


def _reasons(db: sqlite3.Connection, span: tuple[str, str]) -> dict[tuple[str, str], int]:
    rows = db.execute(
        """SELECT f.criterion, f.status, count(*)
           FROM finding f CROSS JOIN screening s INDEXED BY screening_judged ON s.id = f.screening
           WHERE f.status IN ('failed', 'review') AND s.for_coordinators = 1 AND s.outcome IS NOT NULL
             AND s.started >= ? AND s.started < ? GROUP BY f.status, f.criterion""",
        span,
    )
    return {(criterion, status): number for criterion, status, number in rows}


def _stops(db: sqlite3.Connection, span: tuple[str, str]) -> dict[str, int]:
    last_answer = """SELECT json_extract(body, '$.question') FROM event
                     WHERE screening = unfinished.id AND json_extract(body, '$.kind') = 'answered' ORDER BY seq DESC LIMIT 1"""
    newest = f"""SELECT id FROM screening WHERE for_coordinators = 1 AND +result IN ('unfinished', 'stopped')
                 AND +started >= ? AND +started < ? ORDER BY updated DESC LIMIT {STOPS_IN_NEWEST}"""
    return dict(db.execute(f"SELECT ({last_answer}), count(*) FROM ({newest}) unfinished GROUP BY 1", span).fetchall())
