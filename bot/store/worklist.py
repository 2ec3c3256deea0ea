"""The work list: which screenings a coordinator asked for, in which order, and how many there are of each kind.

Everything but the search is answered from one index that holds every column named here (`screening_to_review`).
"""

from __future__ import annotations

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

RESULT = """CASE WHEN outcome IS NULL THEN CASE phase WHEN 'withdrawn' THEN 'stopped' ELSE 'unfinished' END
            WHEN ruled_outcome <> outcome THEN ruled_outcome WHEN not_now THEN 'not_now' ELSE outcome END"""
"""What the list calls the result: the ruled outcome where it is another, `not_now` where every failure is temporary."""

SORTS = {
    "newest": "updated DESC, id DESC",
    "oldest": "updated, id",
    "begun": "started DESC, id DESC",
    "earliest": "earliest IS NULL, earliest, id",
}


@dataclass(frozen=True)
class Filter:
    """What was asked for; empty means any. `assigned` is a coordinator's id, or `none`; dates are days, both included."""

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
    where, values = _where(replace(chosen, outcome="", follow_up=""), today)
    counts = db.execute(f"SELECT {RESULT}, follow_up, count(*) FROM screening WHERE {where} GROUP BY 1, 2", values).fetchall()
    outcomes: Counter[str] = Counter()
    follow_ups: Counter[str] = Counter()
    total = 0
    for outcome, follow_up, number in counts:
        fits = (chosen.outcome in ("", outcome), chosen.follow_up in ("", follow_up))
        outcomes[outcome] += number if fits[1] else 0
        follow_ups[follow_up] += number if fits[0] else 0
        total += number if all(fits) else 0
    soon, flagged = _alerts(db, today)
    return Page(_ids(db, chosen, today), total, outcomes, follow_ups, soon, flagged)


def _ids(db: sqlite3.Connection, chosen: Filter, today: date) -> tuple[int, ...]:
    where, values = _where(chosen, today)
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


def _where(chosen: Filter, today: date) -> tuple[str, tuple[Any, ...]]:
    """The condition in SQL, and its values."""
    parts: list[tuple[str, tuple[Any, ...]]] = [("for_coordinators = 1", ())]
    for column in ("follow_up", "role", "language"):
        if value := getattr(chosen, column):
            parts.append((f"{column} = ?", (value,)))
    if chosen.outcome:
        parts.append((f"{RESULT} = ?", (chosen.outcome,)))
    if chosen.assigned:
        parts.append(("assigned IS NULL", ()) if chosen.assigned == "none" else ("assigned = ?", (chosen.assigned,)))
    if chosen.flagged:
        parts.append(("flags <> '[]'", ()))
    if chosen.soon:
        parts.append((_SOON, _week(today)))
    if chosen.since:
        parts.append(("updated >= ?", (chosen.since,)))
    if chosen.until:
        parts.append(("updated < ?", (_next_day(chosen.until),)))
    if chosen.point:
        parts.append((_HAS_POINT, (chosen.point,)))
    if chosen.search:
        parts.append(_search(chosen.search, chosen.words))
    return " AND ".join(sql for sql, _ in parts), tuple(value for _, values in parts for value in values)


_HAS_POINT = """EXISTS (SELECT 1 FROM finding f WHERE f.screening = screening.id AND f.criterion = ?
                        AND f.status IN ('review', 'unknown'))"""


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _search(text: str, words: bool) -> tuple[str, tuple[Any, ...]]:
    """By the beginning of the code, by notes, and if wanted by what was said lately."""
    like = f"%{text.translate(_ESCAPES)}%"
    sources: list[tuple[str, tuple[str, ...]]] = [
        ("SELECT id FROM screening WHERE code >= ? AND code < ?", _codes(text)),
        (
            r"""SELECT screening FROM follow_up WHERE kind = 'note' AND body LIKE ? ESCAPE '\'
                AND json_extract(body, '$.text') LIKE ? ESCAPE '\'""",
            (like, like),
        ),
    ]
    if words:
        newest = f"SELECT id FROM screening WHERE for_coordinators = 1 ORDER BY updated DESC LIMIT {WORDS_IN_NEWEST}"
        said = r"direction = 'in' AND text LIKE ? ESCAPE '\'"
        sources.append((f"SELECT screening FROM message WHERE screening IN ({newest}) AND {said}", (like,)))
    sql = " UNION ALL ".join(source for source, _ in sources)
    return f"id IN ({sql})", tuple(value for _, values in sources for value in values)


_ESCAPES = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})


def _codes(text: str) -> tuple[str, str]:
    """The range of codes that begin like this, typed with or without the dash."""
    typed = "".join(letter for letter in text.upper() if letter.isalnum())
    prefix = f"{typed[:3]}-{typed[3:]}" if len(typed) > 3 else typed
    return (prefix, f"{prefix}\U0010ffff") if prefix else ("", "")
