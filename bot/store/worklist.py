"""The work list: which screenings a coordinator asked for, in which order, and how many there are of each kind.

Counts come from the index `screening_counted`, in its order, pages from `screening_listed`. A `+` keeps SQLite from taking
another index for a single condition: none of them is selective.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

PAGE_SIZE = 50
WORDS_IN_NEWEST = 2000
"""Said words are looked for in this many of the newest screenings. No index of SQLite finds a Chinese word of two
characters, and reading every message of a hundred thousand conversations takes seconds."""

SORTS = {
    "newest": "updated DESC, id DESC",
    "oldest": "updated, id",
    "begun": "started DESC, id DESC",
    "earliest": "earliest IS NULL, earliest, id",
}


@dataclass(frozen=True)
class Filter:
    """What was asked for; empty means any. `assigned` is a coordinator's id, or `none`.

    `since` and `until` are moments, or days of the store's own time zone; `until` itself is not included.
    """

    outcome: str = ""
    follow_up: str = ""
    role: str = ""
    language: str = ""
    point: str = ""
    assigned: str = ""
    flagged: bool = False
    soon: bool = False
    """May become eligible within a week from today."""
    since: str = ""
    until: str = ""
    search: str = ""
    words: bool = False
    """Also look for the searched text in what people said."""
    sort: str = "newest"
    page: int = 1


@dataclass(frozen=True)
class Page:
    """`outcomes` and `follow_ups` count as if that one filter were not set; the rest are numbers of the whole list."""

    ids: tuple[int, ...]
    total: int
    outcomes: Mapping[str, int]
    follow_ups: Mapping[str, int]
    soon: int
    flagged: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def page(db: sqlite3.Connection, chosen: Filter, today: date) -> Page:
    """One page of the list, and the counts."""
    hits = _search(db, chosen) if chosen.search else None
    where, values = _where(replace(chosen, outcome="", follow_up=""), today, hits)
    counts = db.execute(f"SELECT result, follow_up, count(*) FROM screening WHERE {where} GROUP BY 1, 2", values)
    outcomes: Counter[str] = Counter()
    follow_ups: Counter[str] = Counter()
    total = 0
    for outcome, follow_up, number in counts:
        fits = (chosen.outcome in ("", outcome), chosen.follow_up in ("", follow_up))
        outcomes[outcome] += number if fits[1] else 0
        follow_ups[follow_up] += number if fits[0] else 0
        total += number if all(fits) else 0
    soon, flagged = _alerts(db, today)
    return Page(_ids(db, chosen, today, hits), total, outcomes, follow_ups, soon, flagged)


def _ids(db: sqlite3.Connection, chosen: Filter, today: date, hits: str | None) -> tuple[int, ...]:
    where, values = _where(chosen, today, hits)
    order = SORTS.get(chosen.sort, SORTS["newest"])
    sql = f"SELECT id FROM screening WHERE {where} ORDER BY {order} LIMIT {PAGE_SIZE} OFFSET ?"
    return tuple(row[0] for row in db.execute(sql, (*values, (chosen.page - 1) * PAGE_SIZE)))


def _alerts(db: sqlite3.Connection, today: date) -> tuple[int, int]:
    """How many become eligible this week, and how many new ones have a red flag."""
    sql = f"""SELECT count(*) FILTER (WHERE {_SOON}), count(*) FILTER (WHERE flags <> '[]' AND follow_up = 'new')
              FROM screening WHERE for_coordinators = 1"""
    soon, flagged = db.execute(sql, _week(today)).fetchone()
    return soon, flagged


_SOON = "earliest >= ? AND earliest <= ?"


def _week(today: date) -> tuple[str, str]:
    return today.isoformat(), (today + timedelta(days=7)).isoformat()


_COLUMNS = {"outcome": "result", "follow_up": "follow_up", "role": "role", "language": "language"}


def _where(chosen: Filter, today: date, hits: str | None) -> tuple[str, tuple[Any, ...]]:
    """The condition in SQL, and its values; `hits` are the ids that a search found, as JSON."""
    parts: list[tuple[str, tuple[Any, ...]]] = [("for_coordinators = 1", ())]
    for name, column in _COLUMNS.items():
        if value := getattr(chosen, name):
            parts.append((f"+{column} = ?", (value,)))
    if chosen.assigned:
        parts.append(("assigned IS NULL", ()) if chosen.assigned == "none" else ("assigned = ?", (chosen.assigned,)))
    if chosen.flagged:
        parts.append(("flags <> '[]'", ()))
    if chosen.soon:
        parts.append((_SOON, _week(today)))
    if chosen.since:
        parts.append(("+updated >= ?", (chosen.since,)))
    if chosen.until:
        parts.append(("+updated < ?", (chosen.until,)))
    if chosen.point:
        parts.append((_HAS_POINT, (chosen.point,)))
    if hits is not None:
        parts.append(("+id IN (SELECT value FROM json_each(?))", (hits,)))
    return " AND ".join(sql for sql, _ in parts), tuple(value for _, values in parts for value in values)


_HAS_POINT = "+id IN (SELECT screening FROM finding WHERE status IN ('review', 'unknown') AND criterion = ?)"


def _search(db: sqlite3.Connection, chosen: Filter) -> str:
    """The ids whose code begins like this, that have a note with it, or in which it was said lately."""
    like = f"%{chosen.search.translate(_ESCAPES)}%"
    sources: list[tuple[str, tuple[str, ...]]] = [
        ("SELECT id FROM screening WHERE code >= ? AND code < ?", _codes(chosen.search)),
        (
            r"""SELECT screening FROM follow_up WHERE kind = 'note' AND body LIKE ? ESCAPE '\'
                AND json_extract(body, '$.text') LIKE ? ESCAPE '\'""",
            (like, like),
        ),
    ]
    if chosen.words:
        newest = f"SELECT id FROM screening WHERE for_coordinators = 1 ORDER BY updated DESC LIMIT {WORDS_IN_NEWEST}"
        said = r"direction = 'in' AND text LIKE ? ESCAPE '\'"
        sources.append((f"SELECT screening FROM message WHERE screening IN ({newest}) AND {said}", (like,)))
    found = {row[0] for sql, values in sources for row in db.execute(sql, values)}
    return json.dumps(sorted(found))


_ESCAPES = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


def _codes(text: str) -> tuple[str, str]:
    """The range of codes that begin like this, typed with or without the dash."""
    typed = "".join(letter for letter in text.upper() if letter.isalnum())
    prefix = f"{typed[:3]}-{typed[3:]}" if len(typed) > 3 else typed
    return (prefix, f"{prefix}\U0010ffff") if prefix else ("", "")
