"""The numbers behind the charts: sums over screenings, never an answer of one person."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.store.worklist import RESULT

MINUTES = (5, 10, 15, 20, 30, 60)
"""Upper bounds of the classes of how long a screening took; a last class holds all longer ones."""
STOPS_IN_NEWEST = 5000
"""Where people stop is looked up in this many of the newest unfinished screenings."""


@dataclass(frozen=True)
class Figures:
    """Sums. All but `started` and `consented` count only screenings that coordinators may see."""

    started: int
    consented: int
    groups: tuple[Group, ...]
    reasons: Mapping[tuple[str, str], int]
    """How often a criterion is `failed` or in `review`, by criterion and status."""
    stops: Mapping[str, int]
    """How many unfinished screenings ended after the answer to this question."""

    def total(self, **wanted: str) -> int:
        """The number of screenings whose group has these values."""
        return sum(g.number for g in self.groups if all(getattr(g, name) == value for name, value in wanted.items()))


@dataclass(frozen=True)
class Group:
    """Screenings that are alike; `minutes` is the place in MINUTES of the time from begin to result, None without one."""

    outcome: str
    follow_up: str
    role: str
    language: str
    minutes: int | None
    number: int


def figures(db: sqlite3.Connection, since: str, until: str) -> Figures:
    """The numbers of the screenings begun from `since` to before `until` (ISO moments)."""
    span = (since, until)
    started, consented = db.execute(
        """SELECT count(*), count(*) FILTER (WHERE phase IN ('asking', 'confirming', 'concluded', 'withdrawn'))
           FROM screening WHERE started >= ? AND started < ?""",
        span,
    ).fetchone()
    kinds = f"{RESULT}, follow_up, role, language, {_MINUTES}"
    groups = db.execute(f"SELECT {kinds}, count(*) {_SEEN} GROUP BY 1, 2, 3, 4, 5", span)
    return Figures(started, consented, tuple(Group(*row) for row in groups), _reasons(db, span), _stops(db, span))


_SEEN = "FROM screening WHERE for_coordinators = 1 AND started >= ? AND started < ?"

_SECONDS = "strftime('%s', concluded) - strftime('%s', started)"
_CLASSES = " ".join(f"WHEN {_SECONDS} <= {bound * 60} THEN {n}" for n, bound in enumerate(MINUTES))
_MINUTES = f"CASE WHEN concluded IS NULL THEN NULL {_CLASSES} ELSE {len(MINUTES)} END"


def _reasons(db: sqlite3.Connection, span: tuple[Any, ...]) -> dict[tuple[str, str], int]:
    rows = db.execute(
        f"""SELECT criterion, status, count(*) FROM finding
            WHERE status IN ('failed', 'review') AND screening IN (SELECT id {_SEEN} AND outcome IS NOT NULL) GROUP BY 1, 2""",
        span,
    )
    return {(criterion, status): number for criterion, status, number in rows}


def _stops(db: sqlite3.Connection, span: tuple[Any, ...]) -> dict[str, int]:
    last_answer = """SELECT json_extract(body, '$.question') FROM event
                     WHERE screening = unfinished.id AND json_extract(body, '$.kind') = 'answered' ORDER BY seq DESC LIMIT 1"""
    newest = f"SELECT id {_SEEN} AND outcome IS NULL ORDER BY updated DESC LIMIT {STOPS_IN_NEWEST}"
    return dict(db.execute(f"SELECT ({last_answer}), count(*) FROM ({newest}) unfinished GROUP BY 1", span).fetchall())
